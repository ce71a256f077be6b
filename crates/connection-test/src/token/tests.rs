use super::TokenDiagnostic::*;
use super::*;

#[test]
fn each_diagnostic() {
    let long = "a".repeat(MAX_USUAL_LENGTH + 1);
    let too_long = "a".repeat(MAX_HEADER_LENGTH + 1);
    let cases: [(&str, &[TokenDiagnostic]); 26] = [
        ("practice-token", &[]),
        ("eyJhbGciOi.eyJ-_~+/.sig==", &[]),
        ("bearerless", &[]),
        ("", &[Empty]),
        (" \n ", &[Empty]),
        ("Bearer abc", &[Bearer]),
        ("bearer\tabc", &[Bearer]),
        ("Authorization: Bearer abc", &[Bearer]),
        ("Bearer", &[]),
        (" abc", &[OuterBlanks]),
        ("abc\u{a0}", &[OuterBlanks]),
        ("abc\n", &[LineBreak]),
        ("ab\r\nc", &[LineBreak]),
        (" abc\n", &[LineBreak, OuterBlanks]),
        ("\"abc\"", &[Quotes]),
        ("'abc'", &[Quotes]),
        ("“abc”", &[Quotes]),
        ("“Bearer abc”", &[Quotes, Bearer]),
        ("‘abc", &[Unsendable]),
        ("a b", &[InnerBlanks]),
        ("a\u{a0}b", &[InnerBlanks, Unsendable]),
        ("ab\u{200b}c", &[Invisible]),
        ("ab\u{7}c", &[Invisible]),
        ("tökén", &[Unsendable]),
        (&long, &[Long]),
        (&too_long, &[TooLong]),
    ];
    for (typed, due) in cases {
        assert_eq!(diagnostics(typed), due, "{typed:?}");
    }
}

#[test]
fn each_fix_removes_its_diagnostic() {
    let cases = [
        ("Bearer abc", Bearer, "abc"),
        ("Authorization: bearer  abc ", Bearer, "abc"),
        ("“Bearer abc”", Bearer, "abc"),
        (" abc ", OuterBlanks, "abc"),
        ("a\r\nbc\n", LineBreak, "abc"),
        ("« abc »", Quotes, "abc"),
        ("a b\u{a0}c", InnerBlanks, "abc"),
        ("\u{feff}abc", Invisible, "abc"),
    ];
    for (typed, diagnostic, due) in cases {
        assert!(diagnostics(typed).contains(&diagnostic), "{typed:?}");
        assert!(diagnostic.fix_label().is_some());
        assert_eq!(fix(typed, diagnostic).as_deref(), Some(due), "{typed:?}");
        assert_eq!(diagnostics(due), []);
    }
}

#[test]
fn only_valid_header_values_are_sendable() {
    for (typed, sendable) in [
        ("practice-token", true),
        ("a b", true),
        ("", false),
        ("a\nb", false),
        ("a\u{a0}b", false),
        ("é", false),
        ("a\0b", false),
    ] {
        assert_eq!(
            SecretToken::typed(typed.to_owned()).is_sendable(),
            sendable,
            "{typed:?}"
        );
    }
}

#[test]
fn claims_are_compared_with_time_and_region() {
    use provisioning::talkdesk::regions::Region::{Europe, UnitedStates};
    // {"exp":1700000000,"iss":"https://contoso.talkdeskid.eu"}
    let text =
        "e30.eyJleHAiOjE3MDAwMDAwMDAsImlzcyI6Imh0dHBzOi8vY29udG9zby50YWxrZGVza2lkLmV1In0.c2ln";
    let token = SecretToken::typed(text.to_owned());
    let issued_for = Europe.facts().name;
    let diagnostics = |now, region| token.diagnostics_for(now, region);
    assert_eq!(diagnostics(1_699_999_999.0, Some(Europe.facts())), []);
    assert_eq!(diagnostics(1_700_000_000.0, None), [Expired]);
    assert_eq!(
        diagnostics(0.0, Some(UnitedStates.facts())),
        [OtherRegion { issued_for }]
    );
    assert!(token.is_sendable());
    let opaque = SecretToken::typed("practice-token".to_owned());
    assert_eq!(opaque.diagnostics_for(2e9, Some(Europe.facts())), []);
}

#[test]
fn debug_output_has_no_token() {
    let token = SecretToken::typed("s3cret-and-long".to_owned());
    assert_eq!(format!("{token:?}"), "SecretToken(redacted)");
    assert_eq!(token.authorization(), "Bearer s3cret-and-long");
}

#[test]
fn every_sent_token_is_redacted_from_every_response() {
    let first = SecretToken::typed("the-first-token-1".to_owned());
    let second = SecretToken::typed("the-second-token-2".to_owned());
    let made_up = SecretToken::made_up("not-a-token-3".to_owned());
    let clean = |token: &SecretToken| {
        let text = "the-first-token-1 the-second-token-2 not-a-token-3";
        token.redactor().text(text)
    };
    assert_eq!(
        clean(&first),
        "[token] the-second-token-2 not-a-token-3",
        "nothing was sent yet"
    );
    let _ = first.authorization();
    let _ = made_up.authorization();
    assert_eq!(
        clean(&second),
        "[token] [token] not-a-token-3",
        "an invalid token is not a secret by itself"
    );
    let _ = second.authorization();
    assert_eq!(clean(&made_up), "[token] [token] [token]");
}

#[test]
fn only_the_last_sent_tokens_are_redacted() {
    let token = |nth: usize| SecretToken::typed(format!("token-number-{nth:02}"));
    for nth in 0..=MAX_SENT {
        let _ = token(nth).authorization();
        // Sending it again changes nothing.
        let _ = token(nth).authorization();
    }
    let clean = |nth: usize| token(99).redactor().text(&format!("token-number-{nth:02}"));
    assert_eq!(clean(0), "token-number-00");
    assert!((1..=MAX_SENT).all(|nth| clean(nth) == "[token]"));
}

#[test]
fn a_token_is_redacted_without_what_was_pasted_around_it() {
    for typed in [
        "\"s3cret-and-long\"",
        "Bearer s3cret-and-long",
        " s3cret-and-long\n",
    ] {
        let token = SecretToken::typed(typed.to_owned());
        assert_eq!(
            token.redactor().text("it is s3cret-and-long."),
            "it is [token]."
        );
    }
}
