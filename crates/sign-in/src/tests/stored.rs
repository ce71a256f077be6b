use serde_json::{Value, json};

use super::entra::{CLIENT, ROUTE, SCOPES, TENANT, attempt, authorize_parameters, request, stored};
use crate::attempt::Attempt;
use crate::error::SignInError;
use crate::pending::PendingSignIn;

#[test]
fn a_request_has_what_entra_needs_and_nothing_else() {
    let mut parameters = authorize_parameters(&request(TENANT, &SCOPES));
    let random: Vec<(String, String)> = parameters
        .extract_if(.., |(name, _)| {
            ["state", "nonce", "code_challenge"].contains(&name.as_str())
        })
        .collect();
    let expected = [
        ("client_id", CLIENT),
        ("response_type", "code"),
        ("response_mode", "fragment"),
        ("redirect_uri", "https://scimdesk.github.io/scimdesk/"),
        ("scope", "openid Synchronization.Read.All AuditLog.Read.All"),
        ("code_challenge_method", "S256"),
    ];
    let parameters: Vec<_> = parameters
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    assert_eq!(parameters, expected);
    let lengths: Vec<_> = random
        .iter()
        .map(|(name, value)| (name.as_str(), value.len()))
        .collect();
    assert_eq!(
        lengths,
        [("state", 22), ("nonce", 22), ("code_challenge", 43)]
    );
    assert_eq!(attempt().verifier().len(), 43);
}

#[test]
fn the_challenge_is_that_of_the_standard() {
    // RFC 7636, appendix B.
    let bytes = [
        116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212, 37,
        77, 105, 214, 191, 240, 91, 88, 5, 88, 83, 132, 141, 121,
    ];
    let mut calls = 0;
    let attempt = Attempt::from_random(|slice| {
        calls += 1;
        match bytes.get(..slice.len()) {
            Some(bytes) if calls == 1 => slice.copy_from_slice(bytes),
            _ => slice.fill(calls),
        }
        true
    });
    let attempt = attempt.expect("it is filled");
    assert_eq!(
        attempt.verifier(),
        b"dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    );
    let challenge = {
        use sha2::{Digest, Sha256};
        Sha256::digest(attempt.verifier()).into()
    };
    let url = request("contoso.com", &[]).url(&attempt, &challenge);
    assert!(
        url.starts_with("https://login.microsoftonline.com/contoso.com/oauth2/v2.0/authorize?")
    );
    assert!(url.contains("code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&"));
}

#[test]
fn without_random_bytes_there_is_no_attempt() {
    // What fills each of the three values, and whether it says that it did.
    for (bytes, is_filled) in [
        ([1, 2, 3], [false, true, true]),
        ([1, 2, 3], [true, false, true]),
        ([1, 2, 3], [true, true, false]),
        ([0, 2, 3], [true; 3]),
        ([1, 0, 3], [true; 3]),
        ([1, 2, 0], [true; 3]),
        // State and nonce would be the same.
        ([1, 2, 2], [true; 3]),
    ] {
        let mut values = bytes.iter().zip(is_filled);
        let attempt = Attempt::from_random(|slice| {
            let (byte, is_filled) = values.next().expect("three are filled");
            slice.fill(*byte);
            is_filled
        });
        let error = Some(SignInError::NoRandomBytes);
        assert_eq!(attempt.err(), error, "{bytes:?} {is_filled:?}");
    }
}

#[test]
fn what_is_stored_is_read_again() {
    for tenant in [TENANT, "contoso.com"] {
        let text = stored(tenant);
        let pending = PendingSignIn::from_json(&text).expect("it is sound");
        assert_eq!(pending.to_json().as_deref(), Some(text.as_str()));
        assert_eq!(pending.request, request(tenant, &SCOPES));
        assert_eq!(pending.route(), Some(ROUTE));
        assert!(!format!("{pending:?}").contains(&attempt().state));
    }
}

#[test]
fn what_is_stored_must_be_sound() {
    let good: Value = serde_json::from_str(&stored(TENANT)).expect("it is JSON");
    let cases = [
        ("version", json!(2)),
        ("version", Value::Null),
        ("state", json!("short")),
        ("state", json!(" ".repeat(22))),
        ("nonce", json!("")),
        ("verifier", json!("A".repeat(42))),
        ("tenant", json!("common")),
        ("tenant", json!("a.com/../b")),
        ("clientId", json!("x")),
        ("redirectUri", json!("http://a.example/")),
        ("permissions", json!(["User.ReadWrite.All"])),
        ("startedAt", json!(-1)),
        ("more", json!(1)),
        ("route", json!("x".repeat(9_000))),
    ];
    assert!(PendingSignIn::from_json(&good.to_string()).is_some());
    for (name, value) in cases {
        let mut changed = good.clone();
        changed[name] = value;
        let text = changed.to_string();
        assert!(PendingSignIn::from_json(&text).is_none(), "{text}");
    }
    for text in ["", "null", "[]", "{}", "{\"version\":1}"] {
        assert!(PendingSignIn::from_json(text).is_none(), "{text}");
    }
}

#[test]
fn a_route_leads_nowhere_else() {
    let long = format!("#/{}", "a".repeat(200));
    for (route, expected) in [
        ("#/guide/2.3", Some("#/guide/2.3")),
        ("#/", Some("#/")),
        ("", None),
        ("#", None),
        ("/guide", None),
        ("https://evil.example/#/", None),
        ("javascript:alert(1)", None),
        ("#/a b", None),
        ("#/é", None),
        (&long, None),
    ] {
        let pending = PendingSignIn::new(attempt(), request(TENANT, &[]), route, 1);
        assert_eq!(pending.route(), expected, "{route}");
        let mut stored: Value =
            serde_json::from_str(&pending.to_json().expect("it is JSON")).expect("it is JSON");
        stored["route"] = json!(route);
        let read = PendingSignIn::from_json(&stored.to_string()).expect("the rest is sound");
        assert_eq!(read.route(), expected, "{route}");
    }
}
