//! The time is linear in the length of the text.

use std::hint::black_box;

use linear_time::excess;

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

fn redact(redactor: &Redactor, text: &str) {
    black_box(redactor.foreign_text(text));
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
        let (first, second) = (|| redact(&redactor, &short), || redact(&redactor, &long));
        assert_eq!(excess(ALLOWED, first, second), None, "{piece}");
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
    let (first, second) = (|| redact(&short, &text), || redact(&long, &text));
    assert_eq!(excess(6, first, second), None);
}
