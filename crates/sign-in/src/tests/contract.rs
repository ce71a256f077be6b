//! The requests, and what the login service of `tests/services` returns to them with
//! each of its faults. `login-contract.test.mjs` sends the ones and records the others.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::entra::{NOW, OTHER_TENANT, SCOPES, TENANT, attempt, redemption, request, stored};
use crate::error::SignInError;
use crate::error::entra::EntraErrorKind;
use crate::guid::Guid;
use crate::permission::Permission;
use crate::redemption::{Return, TokenReply, receive};
use crate::session::{Access, Session};
use crate::token::id_token::IdTokenError;

#[derive(Deserialize)]
struct Recorded {
    location: String,
    status: Option<u16>,
    body: Option<String>,
}

/// Run with `UPDATE_GOLDEN=1` to write them again.
#[test]
fn requests_are_as_the_service_takes_them() {
    let attempt = attempt();
    let challenge: [u8; 32] = Sha256::digest(attempt.verifier()).into();
    let redemption = redemption(TENANT);
    let requests = json!({
        "authorize": request(TENANT, &SCOPES).url(&attempt, &challenge),
        "tokenForm": redemption.form(),
        "tokenUrl": redemption.url(),
    });
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/src/tests/golden/requests.json"
    );
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(path, format!("{requests:#}\n")).expect(path);
    }
    let golden: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(path).expect(path)).expect("it is JSON");
    assert_eq!(requests, golden);
}

/// The outcome of a recorded sign-in: the session, or why there is none.
fn outcome(recorded: &Recorded) -> Result<Session, SignInError> {
    let (_, fragment) = recorded
        .location
        .split_once('#')
        .expect("it has a fragment");
    let taken = || Some(stored(TENANT));
    let Return::SignIn { outcome, .. } = receive("", fragment, taken, NOW) else {
        panic!("it is no sign-in: {fragment}");
    };
    let reply = match (recorded.status, &recorded.body) {
        (Some(status), Some(body)) => TokenReply::Response { status, body },
        _ => TokenReply::None,
    };
    let mut session = Session::default();
    session.start(outcome?.finish(reply, NOW)?);
    Ok(session)
}

#[test]
fn what_goes_wrong_at_the_service_has_its_error() {
    use EntraErrorKind::*;
    let text = include_str!("golden/responses.json");
    let mut recorded: BTreeMap<String, Recorded> = serde_json::from_str(text).expect("it is JSON");
    let of_entra = [
        ("denied", ConsentDeclined),
        ("denied-consent", ConsentDeclined),
        ("admin-approval-needed", AdminConsentNeeded),
        ("consent-missing", AdminConsentNeeded),
        ("device-not-compliant", DeviceNotCompliant),
        ("mfa-needed", MultifactorNeeded),
        ("blocked-by-policy", BlockedByPolicy),
        ("replayed-code", CodeRedeemed),
        ("expired-code", CodeExpired),
        ("verifier-mismatch", VerifierMismatch),
        ("web-platform", NotSinglePage),
        ("web-platform-unreadable", NotSinglePage),
        ("unknown-client", UnknownClient),
        ("unknown-tenant", UnknownTenant),
    ];
    for (name, kind) in of_entra {
        match outcome(&recorded.remove(name).expect(name)).err() {
            Some(SignInError::Entra(error)) => assert_eq!(error.kind, kind, "{name}"),
            other => panic!("{name}: {other:?}"),
        }
    }
    let actual = Guid::parse(OTHER_TENANT).expect("it is an id");
    let of_page = [
        ("token-unreachable", SignInError::Unreachable),
        (
            "token-html",
            SignInError::UnreadableResponse { status: 200 },
        ),
        ("tampered-state", SignInError::StateMismatch),
        ("missing-state", SignInError::StateMismatch),
        (
            "wrong-tenant",
            SignInError::IdToken(IdTokenError::WrongTenant { actual }),
        ),
        (
            "wrong-issuer",
            SignInError::IdToken(IdTokenError::WrongIssuer),
        ),
        (
            "wrong-nonce",
            SignInError::IdToken(IdTokenError::WrongNonce),
        ),
        (
            "missing-nonce",
            SignInError::IdToken(IdTokenError::WrongNonce),
        ),
        (
            "wrong-audience",
            SignInError::IdToken(IdTokenError::WrongAudience),
        ),
        (
            "expired-id-token",
            SignInError::IdToken(IdTokenError::Expired),
        ),
        ("no-id-token", SignInError::IdToken(IdTokenError::Missing)),
    ];
    for (name, error) in of_page {
        let outcome = outcome(&recorded.remove(name).expect(name));
        assert_eq!(outcome.err(), Some(error), "{name}");
    }
    let good = outcome(&recorded.remove("none").expect("none")).expect("none");
    assert_eq!(good.seconds_left(NOW), Some(3_599 - 60));
    assert!(matches!(good.access(&SCOPES, NOW), Access::Ready(_)));
    let fewer = outcome(&recorded.remove("fewer-scopes").expect("fewer")).expect("fewer");
    match fewer.access(&SCOPES, NOW) {
        // The service lists permissions by their names.
        Access::NotGranted(refused) => assert_eq!(refused, [Permission::SynchronizationRead]),
        other => panic!("{other:?}"),
    }
    assert!(recorded.is_empty(), "not tested: {:?}", recorded.keys());
}
