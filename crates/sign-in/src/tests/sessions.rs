use super::entra::{NOW, TENANT, claims, finish, request, signed_in, token_body};
use crate::error::SignInError;
use crate::error::entra::EntraError;
use crate::error::graph::GraphAccessError;
use crate::guid::Guid;
use crate::messages::{
    Message, admin_consent_url, continues_after_sign_in, not_granted, sign_in_status,
};
use crate::permission::{PERMISSIONS, Permission, granted_in, missing, names};
use crate::session::{Access, Session};
use crate::sign_in_needed::SignInReason;
use crate::token::id_token::IdTokenError;

const BOTH: &str = "https://graph.microsoft.com/Synchronization.Read.All AuditLog.Read.All openid";
const READ: &[Permission] = &[Permission::SynchronizationRead];
const WRITE: &[Permission] = &[Permission::SynchronizationWrite];
const LOG: &[Permission] = &[Permission::AuditLogRead, Permission::DirectoryRead];

fn session(scope: &str) -> Session {
    let mut session = Session::default();
    session.start(signed_in(scope));
    session
}

/// What to sign in for, and why; None when a request can be sent.
type Needed = Option<(&'static [Permission], SignInReason)>;

#[test]
fn requests_need_a_sign_in() {
    use Permission::*;
    use SignInReason::*;
    let ends = NOW + 31 + 3_600;
    let cases: &[(&str, &[Permission], u64, Needed)] = &[
        (BOTH, READ, NOW + 40, None),
        (BOTH, &[], NOW + 40, None),
        (BOTH, WRITE, NOW + 40, Some((WRITE, MorePermissions))),
        (
            BOTH,
            LOG,
            NOW + 40,
            Some((&[DirectoryRead], MorePermissions)),
        ),
        (BOTH, READ, ends - 61, None),
        (BOTH, READ, ends - 60, Some((READ, Ended))),
        (BOTH, LOG, ends + 9_999, Some((LOG, Ended))),
        (
            "Synchronization.ReadWrite.All AuditLog.Read.All",
            READ,
            NOW + 40,
            None,
        ),
    ];
    for (scope, needed, now, expected) in cases {
        let session = session(scope);
        match session.access(needed, *now) {
            Access::Ready(token) => {
                assert_eq!(*expected, None, "{scope} {needed:?} {now}");
                assert_eq!(token.authorization(), "Bearer secret-access-token");
            }
            Access::SignIn {
                permissions,
                reason,
            } => assert_eq!(
                Some((permissions.as_slice(), reason)),
                *expected,
                "{scope} {needed:?} {now}"
            ),
            Access::NotGranted(refused) => panic!("{scope} {needed:?} {now}: {refused:?}"),
        }
    }
}

#[test]
fn a_permission_that_was_left_out_is_not_requested_again() {
    let session = session("Synchronization.Read.All");
    let access = session.access(LOG, NOW + 40);
    let Access::NotGranted(refused) = access else {
        panic!("{access:?}");
    };
    assert_eq!(refused, [Permission::AuditLogRead]);
    assert!(matches!(session.access(READ, NOW + 40), Access::Ready(_)));
}

#[test]
fn signing_out_forgets() {
    let mut session = session(BOTH);
    let account = session.account().expect("someone is signed in");
    assert_eq!(account.user_name.as_deref(), Some("admin@contoso.com"));
    assert_eq!(account.tenant_id, Guid::parse(TENANT).expect("it is an id"));
    assert_eq!(session.seconds_left(NOW + 31), Some(3_540));
    assert!(!format!("{session:?}").contains("secret-access-token"));
    assert_eq!(
        session.granted(),
        [Permission::SynchronizationRead, Permission::AuditLogRead]
    );
    session.forget();
    assert_eq!(session.granted(), []);
    assert!(session.account().is_none() && session.seconds_left(NOW + 31).is_none());
    assert!(matches!(
        session.access(READ, NOW + 40),
        Access::SignIn {
            reason: SignInReason::SignedOut,
            ..
        }
    ));
}

#[test]
fn a_response_without_scope_grants_what_was_requested() {
    let mut body = token_body(&claims());
    body["scope"] = serde_json::Value::Null;
    let mut session = Session::default();
    session.start(finish(TENANT, &body).expect("the response is good"));
    assert!(matches!(session.access(READ, NOW + 40), Access::Ready(_)));
}

#[test]
fn permissions_include_others() {
    use Permission::*;
    let cases: &[(&[Permission], &[Permission], &[Permission])] = &[
        (&[], &[], &[]),
        (READ, READ, &[]),
        (READ, WRITE, &[]),
        (WRITE, READ, WRITE),
        (&[ApplicationRead], &[DirectoryRead], &[]),
        (&[DirectoryRead], &[ApplicationRead], &[DirectoryRead]),
        (&[AuditLogRead, AuditLogRead], &[], &[AuditLogRead]),
    ];
    for (needed, granted, expected) in cases {
        assert_eq!(
            missing(needed, granted),
            *expected,
            "{needed:?} {granted:?}"
        );
    }
    for permission in PERMISSIONS {
        let stored = serde_json::to_value(permission).expect("it is a text");
        assert_eq!(stored, permission.name());
        assert_eq!(granted_in(permission.name()), [permission]);
    }
    assert_eq!(
        granted_in("openid profile https://graph.microsoft.com/User.Read"),
        []
    );
    assert_eq!(
        granted_in("https://evil.example/Synchronization.Read.All"),
        []
    );
    assert_eq!(names(&[]), "");
    assert_eq!(names(LOG), "AuditLog.Read.All and Directory.Read.All");
    assert_eq!(
        names(&[ApplicationRead, AuditLogRead, DirectoryRead]),
        "Application.Read.All, AuditLog.Read.All and Directory.Read.All"
    );
}

#[test]
fn responses_of_graph() {
    let mut session = session(BOTH);
    let token = |session: &Session, needed: &[Permission], status, body: &str| {
        let Access::Ready(token) = session.access(READ, NOW + 40) else {
            panic!("someone is signed in");
        };
        GraphAccessError::of_response(status, Some(7), body, needed, token)
    };
    let premium = r#"{"error":{"code":"Authentication_RequestFromNonPremiumTenantOrB2CTenant","message":"x"}}"#;
    let denied = r#"{"error":{"code":"Authorization_RequestDenied","message":"x"}}"#;
    let cases = [
        (READ, 200, "", None),
        (READ, 404, denied, None),
        (READ, 401, "", Some(GraphAccessError::TokenRejected)),
        (
            READ,
            403,
            denied,
            Some(GraphAccessError::RoleMissing(READ.to_vec())),
        ),
        (
            WRITE,
            403,
            denied,
            Some(GraphAccessError::PermissionMissing(WRITE.to_vec())),
        ),
        (
            WRITE,
            403,
            "<html>",
            Some(GraphAccessError::PermissionMissing(WRITE.to_vec())),
        ),
        (LOG, 403, premium, Some(GraphAccessError::LicenseMissing)),
        (
            READ,
            429,
            "",
            Some(GraphAccessError::Throttled {
                retry_after: Some(7),
            }),
        ),
    ];
    for (needed, status, body, expected) in cases {
        assert_eq!(
            token(&session, needed, status, body),
            expected,
            "{status} {body}"
        );
    }
    session.forget();
}

/// Every message that there is, with a name for it.
fn all_messages() -> Vec<(String, Message)> {
    let codes = [
        65_004, 90_094, 50_076, 53_000, 53_003, 50_105, 54_005, 70_008, 501_481, 9_002_326, 50_011,
        700_016, 90_002, 700_005,
    ];
    let of_entra = codes.map(|code| EntraError::read("e", &format!("AADSTS{code}: x")));
    let others = [
        EntraError::read("server_error", ""),
        EntraError::read("e", ""),
        EntraError::read("e", "AADSTS1: It is so."),
    ];
    let actual = Guid::parse(TENANT).expect("it is an id");
    let id_token = [
        IdTokenError::Missing,
        IdTokenError::WrongAudience,
        IdTokenError::WrongTenant { actual },
        IdTokenError::WrongIssuer,
        IdTokenError::WrongNonce,
        IdTokenError::Expired,
    ];
    let errors = [
        SignInError::NoRandomBytes,
        SignInError::NotStored,
        SignInError::MalformedReturn,
        SignInError::NotStarted,
        SignInError::TooLate,
        SignInError::StateMismatch,
        SignInError::Unreachable,
        SignInError::UnreadableResponse { status: 502 },
    ];
    let of_entra = of_entra.into_iter().chain(others).map(SignInError::Entra);
    let errors = errors
        .into_iter()
        .chain(of_entra)
        .chain(id_token.map(SignInError::IdToken));
    let graph = [
        GraphAccessError::Unreachable,
        GraphAccessError::TokenRejected,
        GraphAccessError::PermissionMissing(WRITE.to_vec()),
        GraphAccessError::RoleMissing(LOG.to_vec()),
        GraphAccessError::LicenseMissing,
        GraphAccessError::Throttled { retry_after: None },
    ];
    // The text of an ended sign-in is that of a rejected token.
    let reasons = [SignInReason::SignedOut, SignInReason::MorePermissions];
    errors
        .map(|error| (format!("{error:?}"), error.message()))
        .chain(graph.map(|error| (format!("{error:?}"), error.message())))
        .chain(reasons.map(|reason| (format!("{reason:?}"), reason.message(READ))))
        .chain([("not granted".to_owned(), not_granted(READ))])
        .collect()
}

#[test]
fn every_error_has_a_message_of_its_own() {
    let messages = all_messages();
    for (at, (name, message)) in messages.iter().enumerate() {
        for text in [&message.what_happened, &message.what_to_do] {
            let first = text.chars().next().expect("it has a text");
            assert!(first.is_uppercase(), "{name}: {text}");
            assert!(text.ends_with(['.', ')', '…']), "{name}: {text}");
            assert!(!text.contains('\''), "{name}: {text}");
        }
        let same = messages
            .iter()
            .position(|(_, other)| other.what_happened == message.what_happened);
        assert_eq!(same, Some(at), "{name}");
    }
    let declined = EntraError::read("access_denied", "AADSTS65004: x").message();
    assert!(declined.what_happened.ends_with("(AADSTS65004)"));
}

#[test]
fn a_sign_in_for_more_says_why() {
    let ended = SignInReason::Ended.message(READ);
    assert_eq!(ended.what_happened, "Your sign-in has ended.");
    let more = SignInReason::MorePermissions.message(LOG);
    assert_eq!(
        more.what_happened,
        "This also needs AuditLog.Read.All and Directory.Read.All."
    );
    assert_eq!(
        continues_after_sign_in(READ),
        "Sign in to continue where you left off. This requests Synchronization.Read.All."
    );
}

#[test]
fn the_time_left_is_in_minutes() {
    for (seconds, text) in [
        (0, "Your sign-in has ended. Sign in again."),
        (1, "Signed in as ana@contoso.com for 1 more minute."),
        (119, "Signed in as ana@contoso.com for 1 more minute."),
        (120, "Signed in as ana@contoso.com for 2 more minutes."),
        (3_540, "Signed in as ana@contoso.com for 59 more minutes."),
    ] {
        assert_eq!(sign_in_status("ana@contoso.com", seconds), text);
    }
    assert_eq!(sign_in_status("", 120), "Signed in for 2 more minutes.");
    assert_eq!(
        admin_consent_url(&request(TENANT, &[]).registration),
        format!(
            "https://login.microsoftonline.com/{TENANT}/adminconsent?client_id=a4f2f0b8-3c1e-4b0a-9c59-6f3c5c9d0b02"
        )
    );
}
