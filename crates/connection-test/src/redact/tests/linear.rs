//! The time is linear in the length of the text.

use std::hint::black_box;
use std::time::{Duration, Instant};

use crate::http::outcome::BODY_LIMIT;
use crate::redact::Redactor;

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
    let started = Instant::now();
    black_box(redactor.foreign_text(text));
    started.elapsed()
}

/// Whether the second run takes at most `allowed` times as long as the first.
/// Other programs disturb both, so the shortest of some tries counts.
fn is_within(allowed: u32, first: impl Fn() -> Duration, second: impl Fn() -> Duration) -> bool {
    const TRIES: u32 = 40;
    let floor = Duration::from_millis(2);
    let (mut short, mut long) = (Duration::MAX, Duration::MAX);
    (0..TRIES).any(|_| {
        (short, long) = (short.min(first()), long.min(second()));
        long <= short.max(floor) * allowed
    })
}

#[test]
fn four_times_the_text_takes_four_times_the_time() {
    // It would be sixteen times as much if a look ahead went to the end.
    const ALLOWED: u32 = 9;
    let secrets = ["aaaaaaaaaaaaaaaa", "QUFBQUFBQUFBQUFB", "s3cret-and-long"];
    let redactor = Redactor::new(secrets);
    for piece in PIECES {
        let short = piece.repeat(BODY_LIMIT / 4 / piece.len());
        let long = short.repeat(4);
        let first = || time(&redactor, &short);
        assert!(
            is_within(ALLOWED, first, || time(&redactor, &long)),
            "{piece}"
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
    assert!(is_within(6, || time(&short, &text), || time(&long, &text)));
}
