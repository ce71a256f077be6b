//! Work grows with the length of a text, whatever the text is.

use std::hint::black_box;
use std::time::{Duration, Instant};

use crate::connection::outcome::BODY_LIMIT;
use crate::connection::redact::Redactor;

const PIECES: [&str; 34] = [
    "secrettoken",
    "secrettoken=",
    "\"value\":",
    "value=",
    "value: x ",
    "\"key\":\"SecretToken\",",
    "name=token value=",
    "%25%25",
    "%25",
    "%",
    "&#&#",
    "&#0",
    "&#x",
    "&amp;",
    "&amp",
    "&",
    "\\\\",
    "\\",
    "\\u005c",
    "\\\"",
    "Bearer Bearer ",
    "Bearer ",
    "bearer:",
    "Bearer realm=",
    "authorization",
    "authorization: ",
    "password: $x ",
    "token=\"$",
    "-u a:b ",
    "https://a@",
    "://",
    "QUFB",
    "4141",
    "aaaaaaaa",
];

fn time(redactor: &Redactor, text: &str) -> Duration {
    let once = || {
        let started = Instant::now();
        black_box(redactor.foreign_text(text));
        started.elapsed()
    };
    // The shortest of some is the least disturbed by other programs.
    (0..3).map(|_| once()).min().unwrap_or_default()
}

#[test]
fn twice_the_text_takes_twice_the_time() {
    // Four times the length takes sixteen times as long where it is quadratic.
    const RATIO: u32 = 4;
    const ALLOWED: u32 = 9;
    let secrets = ["aaaaaaaaaaaaaaaa", "QUFBQUFBQUFBQUFB", "s3cret-and-long"];
    let redactor = Redactor::new(secrets);
    for piece in PIECES {
        let text = piece.repeat(BODY_LIMIT / 4 / piece.len());
        let (short, long) = (time(&redactor, &text), time(&redactor, &text.repeat(4)));
        println!("{piece:?}: {short:?} {long:?}");
        let floor = Duration::from_millis(2);
        assert!(
            long <= short.max(floor) * ALLOWED,
            "{piece}: {short:?}, then {long:?} for {RATIO} times as much"
        );
    }
}

#[test]
fn a_long_secret_in_a_long_text_takes_no_longer() {
    let secret = "a".repeat(8_000);
    let (short, long) = (
        Redactor::new(["aaaaaaaa"]),
        Redactor::new([secret.as_str()]),
    );
    let text = format!("{}b", "a".repeat(7_999)).repeat(BODY_LIMIT / 8_000);
    let (short, long) = (time(&short, &text), time(&long, &text));
    assert!(
        long <= short.max(Duration::from_millis(5)) * 6,
        "{short:?}, {long:?}"
    );
}
