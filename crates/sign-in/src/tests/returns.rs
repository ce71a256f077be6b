use std::cell::Cell;

use serde_json::{Value, json};

use super::entra::{
    CLIENT, NOW, OTHER_TENANT, ROUTE, TENANT, attempt, claims, finish, good_fragment, id_token,
    outcome, redemption, returned_at, stored, token_body,
};
use crate::encoding::parse_form;
use crate::error::SignInError;
use crate::error::entra::EntraErrorKind;
use crate::guid::Guid;
use crate::redemption::{Return, TokenReply, receive};
use crate::token::id_token::IdTokenError;

fn kind_of(error: Option<SignInError>) -> Option<EntraErrorKind> {
    match error {
        Some(SignInError::Entra(error)) => Some(error.kind),
        _ => None,
    }
}

#[test]
fn returns_that_sign_no_one_in() {
    let state = attempt().state;
    let tampered = format!("#code=0.code&state={}", state.replacen('5', "6", 1));
    let longer = format!("#code=0.code&state={state}A");
    let shorter = format!("#code=0.code&state={}", &state[1..]);
    let foreign_error = "#error=access_denied&error_description=AADSTS65004&state=S";
    let doubled = format!("#code=0.code&code=1&state={state}");
    let cases: &[(&str, &str, Option<String>, SignInError)] = &[
        (
            "nothing is stored",
            &good_fragment(),
            None,
            SignInError::NotStarted,
        ),
        (
            "another app's text",
            &good_fragment(),
            Some("{}".to_owned()),
            SignInError::NotStarted,
        ),
        (
            "tampered state",
            &tampered,
            Some(stored(TENANT)),
            SignInError::StateMismatch,
        ),
        (
            "longer state",
            &longer,
            Some(stored(TENANT)),
            SignInError::StateMismatch,
        ),
        (
            "shorter state",
            &shorter,
            Some(stored(TENANT)),
            SignInError::StateMismatch,
        ),
        (
            "empty state",
            "#code=0.code&state=",
            Some(stored(TENANT)),
            SignInError::StateMismatch,
        ),
        (
            "no state",
            "#code=0.code",
            Some(stored(TENANT)),
            SignInError::StateMismatch,
        ),
        (
            "foreign error",
            foreign_error,
            Some(stored(TENANT)),
            SignInError::StateMismatch,
        ),
        (
            "two codes",
            &doubled,
            Some(stored(TENANT)),
            SignInError::MalformedReturn,
        ),
    ];
    for (what, fragment, stored, expected) in cases {
        let error = outcome(fragment, stored.clone()).err();
        assert_eq!(error.as_ref(), Some(expected), "{what}");
    }
    let declined =
        format!("#error=access_denied&error_description=AADSTS65004%3a+no&state={state}");
    let error = outcome(&declined, Some(stored(TENANT))).err();
    assert_eq!(kind_of(error), Some(EntraErrorKind::ConsentDeclined));
}

/// No sign-in was started for it, and its text may be anyone's.
#[test]
fn declined_admin_consent_is_an_error() {
    for (query, kind, code) in [
        (
            "?error=access_denied&admin_consent=True",
            EntraErrorKind::ConsentDeclined,
            None,
        ),
        (
            "?error=access_denied&error_description=AADSTS65004%3A+Call+me&admin_consent=True",
            EntraErrorKind::ConsentDeclined,
            Some(65_004),
        ),
        (
            "?error=x&error_description=Call+me&admin_consent=False",
            EntraErrorKind::Other,
            None,
        ),
    ] {
        match receive(query, "", || None, NOW) {
            Return::AdminConsentDenied(error) => {
                assert_eq!((error.kind, error.code), (kind, code), "{query}");
                assert_eq!(error.detail, "", "{query}");
            }
            other => panic!("{query}: {other:?}"),
        }
    }
}

#[test]
fn a_sign_in_may_take_ten_minutes() {
    for (now, is_in_time) in [
        (NOW, true),
        (NOW + 599, true),
        (NOW + 600, false),
        (NOW - 60, true),
        (NOW - 61, false),
        (0, false),
        (u64::MAX, false),
    ] {
        match returned_at(&good_fragment(), Some(stored(TENANT)), now) {
            Return::SignIn { outcome, route, .. } => {
                let expected = (!is_in_time).then_some(SignInError::TooLate);
                assert_eq!(outcome.err(), expected, "{now}");
                assert_eq!(route.as_deref(), Some(ROUTE));
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn what_is_stored_is_removed_whatever_the_outcome() {
    let state = attempt().state;
    let wrong = "#code=0.code&state=wrong".to_owned();
    let refused = format!("#error=access_denied&state={state}");
    for (fragment, takes) in [
        (good_fragment(), 1),
        (wrong, 1),
        (refused, 1),
        ("#state=S".to_owned(), 1),
        ("#/guide".to_owned(), 0),
        ("#admin_consent=True&tenant=x".to_owned(), 0),
        ("#error=access_denied&admin_consent=True".to_owned(), 0),
    ] {
        let taken = Cell::new(0);
        let take = || {
            taken.set(taken.get() + 1);
            Some(stored(TENANT))
        };
        receive("", &fragment, take, NOW);
        assert_eq!(taken.get(), takes, "{fragment}");
    }
}

#[test]
fn the_code_is_redeemed_at_the_tenant_of_the_request() {
    for tenant in [TENANT, "contoso.com"] {
        let redemption = redemption(tenant);
        assert_eq!(
            redemption.url(),
            format!("https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token")
        );
        let form = parse_form(&redemption.form()).expect("it is a form");
        let form: Vec<_> = form.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let attempt = attempt();
        let verifier = std::str::from_utf8(attempt.verifier()).expect("it is ASCII");
        let expected = [
            ("client_id", CLIENT),
            ("grant_type", "authorization_code"),
            ("code", "0.code"),
            ("redirect_uri", "https://scimdesk.github.io/scimdesk/"),
            ("code_verifier", verifier),
            ("scope", "openid Synchronization.Read.All AuditLog.Read.All"),
        ];
        assert_eq!(form, expected);
    }
}

#[test]
fn id_tokens_that_are_refused() {
    let other = Guid::parse(OTHER_TENANT).expect("it is an id");
    let issuer = |tenant: &str| json!(format!("https://login.microsoftonline.com/{tenant}/v2.0"));
    let wrong_tenant = || {
        Some(IdTokenError::WrongTenant {
            actual: other.clone(),
        })
    };
    // With the tenant's id, and with a domain: its token says which tenant that is.
    let cases = [
        (
            "aud",
            json!(OTHER_TENANT),
            Some(IdTokenError::WrongAudience),
            true,
        ),
        ("aud", json!([CLIENT]), Some(IdTokenError::Unreadable), true),
        ("aud", json!(CLIENT.to_uppercase()), None, true),
        ("tid", json!(OTHER_TENANT), wrong_tenant(), false),
        ("tid", json!("x"), Some(IdTokenError::Unreadable), true),
        ("tid", Value::Null, Some(IdTokenError::Unreadable), true),
        (
            "iss",
            issuer(OTHER_TENANT),
            Some(IdTokenError::WrongIssuer),
            true,
        ),
        (
            "iss",
            json!("https://evil.example/"),
            Some(IdTokenError::WrongIssuer),
            true,
        ),
        (
            "nonce",
            json!("another"),
            Some(IdTokenError::WrongNonce),
            true,
        ),
        ("nonce", json!(""), Some(IdTokenError::WrongNonce), true),
        ("nonce", Value::Null, Some(IdTokenError::WrongNonce), true),
        (
            "exp",
            json!(NOW + 31 - 300),
            Some(IdTokenError::Expired),
            true,
        ),
        ("exp", json!(NOW + 31 - 299), None, true),
        ("exp", json!("soon"), Some(IdTokenError::Unreadable), true),
        ("exp", json!(u64::MAX), None, true),
        ("preferred_username", Value::Null, None, true),
    ];
    for (name, value, expected, is_same_for_domain) in cases {
        let mut changed = claims();
        changed[name] = value;
        let error = |tenant| match finish(tenant, &token_body(&changed)) {
            Err(SignInError::IdToken(error)) => Some(error),
            Err(other) => panic!("{other:?}"),
            Ok(_) => None,
        };
        assert_eq!(error(TENANT), expected, "{changed}");
        if is_same_for_domain {
            assert_eq!(error("contoso.com"), expected, "{changed}");
        }
    }
    let mut elsewhere = claims();
    elsewhere["tid"] = json!(OTHER_TENANT);
    elsewhere["iss"] = issuer(OTHER_TENANT);
    let body = token_body(&elsewhere);
    let error = finish(TENANT, &body).err();
    assert_eq!(error, wrong_tenant().map(SignInError::IdToken));
    let signed_in = finish("contoso.com", &body).expect("a domain names no id");
    assert_eq!(signed_in.account.tenant_id, other);
    for text in [
        "",
        "a.b",
        "a.b.c.d",
        "a.!.c",
        "a.e30.c",
        &id_token(&json!([])),
    ] {
        let mut body = token_body(&claims());
        body["id_token"] = json!(text);
        let error = finish(TENANT, &body).err();
        assert_eq!(
            error,
            Some(SignInError::IdToken(IdTokenError::Unreadable)),
            "{text}"
        );
    }
}

#[test]
fn token_responses() {
    let good = token_body(&claims());
    let with = |name: &str, value: Value| {
        let mut body = good.clone();
        body[name] = value;
        body.to_string()
    };
    let unreadable = |status| Some(SignInError::UnreadableResponse { status });
    let missing = Some(SignInError::IdToken(IdTokenError::Missing));
    let cases = [
        (200, good.to_string(), None),
        (200, with("token_type", json!("bearer")), None),
        (200, with("scope", Value::Null), None),
        (200, with("token_type", json!("mac")), unreadable(200)),
        (200, with("access_token", json!("")), unreadable(200)),
        (200, with("access_token", json!("a b")), unreadable(200)),
        (
            200,
            with("access_token", json!("a\r\nX: y")),
            unreadable(200),
        ),
        (200, with("access_token", Value::Null), unreadable(200)),
        (200, with("expires_in", json!(0)), unreadable(200)),
        (200, with("expires_in", json!(-5)), unreadable(200)),
        (
            200,
            with("more", json!("x".repeat(300_000))),
            unreadable(200),
        ),
        (200, with("id_token", Value::Null), missing),
        (200, "<!doctype html>".to_owned(), unreadable(200)),
        (200, String::new(), unreadable(200)),
        (407, "<!doctype html>".to_owned(), unreadable(407)),
        (500, String::new(), unreadable(500)),
        (201, good.to_string(), unreadable(201)),
    ];
    for (status, body, expected) in cases {
        let reply = TokenReply::Response {
            status,
            body: &body,
        };
        let error = redemption(TENANT).finish(reply, NOW + 31).err();
        assert_eq!(error, expected, "{status} {:.200}", body);
    }
    let error = redemption(TENANT).finish(TokenReply::None, NOW).err();
    assert_eq!(error, Some(SignInError::Unreachable));
}

#[test]
fn errors_of_the_token_endpoint() {
    let kind = |body: &str| {
        let reply = TokenReply::Response { status: 400, body };
        kind_of(redemption(TENANT).finish(reply, NOW).err())
    };
    let replayed =
        r#"{"error":"invalid_grant","error_description":"AADSTS54005: x","error_codes":[54005]}"#;
    assert_eq!(kind(replayed), Some(EntraErrorKind::CodeRedeemed));
    let by_code = r#"{"error":"invalid_grant","error_codes":[50076]}"#;
    assert_eq!(kind(by_code), Some(EntraErrorKind::MultifactorNeeded));
    assert_eq!(kind(r#"{"error":"x"}"#), Some(EntraErrorKind::Other));
    assert_eq!(kind(r#"{"error_codes":[54005]}"#), None);
}
