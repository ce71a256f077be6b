use super::Redactor;

mod encodings;
mod generated;
mod json;
mod labels;
mod linear;

fn redact(text: &str, secret: &str) -> String {
    Redactor::new([secret]).text(text)
}

#[test]
fn a_secret_in_every_encoding() {
    let secret = "aB+c/d\"e=f%0~x";
    let cases = [
        ("aB+c/d\"e=f%0~x", "[token]"),
        (
            "you sent aB+c/d\"e=f%0~x, twice: aB+c/d\"e=f%0~x",
            "you sent [token], twice: [token]",
        ),
        ("AB+C/D\"E=F%0~X", "[token]"),
        ("?t=aB%2Bc%2Fd%22e%3Df%250~x&u=1", "?t=[token]&u=1"),
        ("?t=ab%2bc%2fd%22e%3df%250~x", "?t=[token]"),
        (r#"{"t":"aB+c/d\"e=f%0~x"}"#, r#"{"t":"[token]"}"#),
        (r#"{"t":"aB+c\/d\"e=f%0~x"}"#, r#"{"t":"[token]"}"#),
        (
            "Authorization: Bearer aB+c/d\"e=f%0~x",
            "Authorization: Bearer [token]",
        ),
        (r#"{"t":"aB\u002Bc/d\u0022e=f%0~x"}"#, r#"{"t":"[token]"}"#),
        ("<p>aB&#43;c/d&quot;e&#x3D;f%0~x</p>", "<p>[token]</p>"),
        ("cut here: aB+c/d\"e", "cut here: [token]"),
        ("cut here: aB+c/d%2", "cut here: [token]"),
        ("not it: aB+c/d%20 and more", "not it: aB+c/d%20 and more"),
        ("aB+aB+c/d\"e=f%0~x", "aB+[token]"),
        ("short ends stay: aB+c", "short ends stay: aB+c"),
        ("nothing here", "nothing here"),
    ];
    for (text, due) in cases {
        assert_eq!(redact(text, secret), due, "{text}");
    }
}

#[test]
fn an_unknown_token_after_bearer() {
    let cases = [
        ("Bearer eyJhbGciOiJ", "Bearer [token]"),
        ("\"bearer 123456\"", "\"bearer [token]\""),
        (
            "Bearer realm=\"scim\", error=\"invalid_token\"",
            "Bearer realm=\"scim\", error=\"invalid_token\"",
        ),
        ("the Bearer token is invalid", "the Bearer token is invalid"),
        ("Bearer ", "Bearer "),
    ];
    for (text, due) in cases {
        assert_eq!(redact(text, "zzzzzzzz"), due, "{text}");
    }
}

#[test]
fn an_empty_secret_leaves_text_alone() {
    assert_eq!(redact("plain text", "  "), "plain text");
}

#[test]
fn text_outside_ascii() {
    assert_eq!(redact("é=geheim-ß-wort.", "GEHEIM-ß-WORT"), "é=[token].");
    assert_eq!(redact("…geheim-", "geheim-ß"), "…[token]");
}

#[test]
fn a_short_secret_needs_a_label() {
    for secret in ["", "a", "the", "token", "12345"] {
        let text = "the token of a page: 12345";
        assert_eq!(redact(text, secret), text, "{secret}");
    }
    // Its label is enough.
    assert_eq!(redact("Bearer x1y", "x1y"), "Bearer [token]");
    assert_eq!(redact("sent: x1y2z3", "x1y2z3"), "sent: [token]");
}

#[test]
fn several_secrets() {
    let redactor = Redactor::new(["the-first-one", "first-one-longer", "another"]);
    assert_eq!(
        redactor.text("the-first-one-longer, first-one-longer and ANOTHER"),
        "[token], [token] and [token]"
    );
}

#[test]
fn json_stays_json() {
    let secret = "newTokenOf-77";
    for text in [
        r#"{"a":"\newTokenOf-77","b":1}"#,
        r#"{"a":"x\\newTokenOf-77"}"#,
        r#"{"a":"x\/newTokenOf\u002d77\n"}"#,
        r#"["newTokenOf-77","bmV3VG9rZW5PZi03Nw=="]"#,
        r#"{"a":"6e:65:77:54:6f:6b:65:6e:4f:66:2d:37:37"}"#,
    ] {
        assert!(
            serde_json::from_str::<serde_json::Value>(text).is_ok(),
            "{text}"
        );
        let clean = redact(text, secret);
        assert!(clean.contains("[token]"), "{clean}");
        let value = serde_json::from_str::<serde_json::Value>(&clean);
        assert!(value.is_ok(), "{clean}");
    }
    let clean = redact(r#"{"id": 20250717, "n":[1]}"#, "20250717");
    assert_eq!(clean, r#"{"id": "[token]", "n":[1]}"#);
}
