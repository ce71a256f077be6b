use super::TokenFault::*;
use super::*;

#[test]
fn what_was_typed_is_judged() {
    let long = "a".repeat(LONG + 1);
    let too_long = "a".repeat(TOO_LONG + 1);
    let cases: [(&str, &[TokenFault]); 26] = [
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
        assert_eq!(findings(typed), due, "{typed:?}");
    }
}

#[test]
fn each_offered_fix_mends_its_fault() {
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
    for (typed, fault, due) in cases {
        assert!(findings(typed).contains(&fault), "{typed:?}");
        assert!(fault.fix_label().is_some());
        assert_eq!(mend(typed, fault).as_deref(), Some(due), "{typed:?}");
        assert_eq!(findings(due), []);
    }
}

#[test]
fn only_what_a_header_can_hold_is_sendable() {
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
fn what_a_token_says_of_itself_is_judged() {
    use provisioning::talkdesk::regions::Region::{Europe, UnitedStates};
    // {"exp":1700000000,"iss":"https://contoso.talkdeskid.eu"}
    let text =
        "e30.eyJleHAiOjE3MDAwMDAwMDAsImlzcyI6Imh0dHBzOi8vY29udG9zby50YWxrZGVza2lkLmV1In0.c2ln";
    let token = SecretToken::typed(text.to_owned());
    let made_for = Europe.facts().name;
    let found = |now, region| token.findings_for(now, region);
    assert_eq!(found(1_699_999_999.0, Some(Europe.facts())), []);
    assert_eq!(found(1_700_000_000.0, None), [Expired]);
    assert_eq!(
        found(0.0, Some(UnitedStates.facts())),
        [OtherRegion { made_for }]
    );
    assert!(token.is_sendable());
    let opaque = SecretToken::typed("practice-token".to_owned());
    assert_eq!(opaque.findings_for(2e9, Some(Europe.facts())), []);
}

#[test]
fn it_does_not_print() {
    let token = SecretToken::typed("s3cret-and-long".to_owned());
    assert_eq!(format!("{token:?}"), "SecretToken(redacted)");
    assert_eq!(token.authorization(), "Bearer s3cret-and-long");
}

#[test]
fn every_token_that_was_sent_goes_from_every_answer() {
    let first = SecretToken::typed("the-first-token-1".to_owned());
    let second = SecretToken::typed("the-second-token-2".to_owned());
    let made_up = SecretToken::made_up("not-a-token-3".to_owned());
    let clean = |token: &SecretToken| {
        let said = "the-first-token-1 the-second-token-2 not-a-token-3";
        token.redactor().text(said)
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
        "what was made up is no secret by itself"
    );
    let _ = second.authorization();
    assert_eq!(clean(&made_up), "[token] [token] [token]");
}

#[test]
fn tokens_that_were_sent_long_ago_are_forgotten() {
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
fn what_was_pasted_around_a_token_does_not_hide_it() {
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
