//! A sign-in up to each point, with values that tests can change.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::attempt::{Attempt, AuthorizeRequest};
use crate::encoding::{base64url, parse_form};
use crate::error::SignInError;
use crate::pending::PendingSignIn;
use crate::permission::Permission;
use crate::redemption::{Redemption, Return, TokenReply, receive};
use crate::registration::Registration;
use crate::registration::redirect_uri::RedirectUri;
use crate::session::SignedIn;

pub const NOW: u64 = 1_790_000_000;
pub const TENANT: &str = "5d1f0c2e-7a31-4c55-8a53-1d7e6c1b0a01";
pub const OTHER_TENANT: &str = "0badc0de-0000-4000-8000-000000000099";
pub const CLIENT: &str = "a4f2f0b8-3c1e-4b0a-9c59-6f3c5c9d0b02";
pub const ROUTE: &str = "#/guide/2.3";
pub const SCOPES: [Permission; 2] = [Permission::SynchronizationRead, Permission::AuditLogRead];

/// Bytes that differ from call to call.
pub fn attempt() -> Attempt {
    let mut next = 0_u8;
    let fill = |bytes: &mut [u8]| {
        for byte in bytes {
            next = next.wrapping_add(7);
            *byte = next;
        }
        true
    };
    Attempt::from_random(fill).expect("it is filled")
}

pub fn request(tenant: &str, permissions: &[Permission]) -> AuthorizeRequest {
    AuthorizeRequest {
        registration: Registration::parse(tenant, CLIENT).expect("it is valid"),
        redirect_uri: RedirectUri::of_page("https://scimdesk.github.io/scimdesk/#/guide")
            .expect("it can be registered"),
        permissions: permissions.to_vec(),
    }
}

/// What is stored for a sign-in that began at `NOW`.
pub fn stored(tenant: &str) -> String {
    let pending = PendingSignIn::new(attempt(), request(tenant, &SCOPES), ROUTE, NOW);
    pending.to_json().expect("it is JSON")
}

/// The address to go to, as its parameters.
pub fn authorize_parameters(request: &AuthorizeRequest) -> Vec<(String, String)> {
    let attempt = attempt();
    let challenge: [u8; 32] = Sha256::digest(attempt.verifier()).into();
    let url = request.url(&attempt, &challenge);
    let (_, query) = url.split_once('?').expect("it has parameters");
    parse_form(query).expect("it is a form")
}

pub fn returned_at(fragment: &str, stored: Option<String>, now: u64) -> Return {
    receive("", fragment, || stored, now)
}

pub fn outcome(fragment: &str, stored: Option<String>) -> Result<Box<Redemption>, SignInError> {
    match returned_at(fragment, stored, NOW + 30) {
        Return::SignIn { outcome, .. } => outcome,
        other => panic!("it is no sign-in: {other:?}"),
    }
}

pub fn good_fragment() -> String {
    format!("#code=0.code&state={}&session_state=1", attempt().state)
}

pub fn redemption(tenant: &str) -> Box<Redemption> {
    outcome(&good_fragment(), Some(stored(tenant))).expect("the return is good")
}

/// The claims of a good ID token.
pub fn claims() -> Value {
    json!({
        "aud": CLIENT,
        "iss": format!("https://login.microsoftonline.com/{TENANT}/v2.0"),
        "tid": TENANT,
        "nonce": attempt().nonce,
        "exp": NOW + 3_600,
        "preferred_username": "admin@contoso.com",
    })
}

pub fn id_token(claims: &Value) -> String {
    format!("e30.{}.signature", base64url(claims.to_string().as_bytes()))
}

/// A good token response.
pub fn token_body(claims: &Value) -> Value {
    json!({
        "token_type": "Bearer",
        "scope": "https://graph.microsoft.com/Synchronization.Read.All https://graph.microsoft.com/AuditLog.Read.All openid",
        "expires_in": 3_600,
        "ext_expires_in": 3_600,
        "access_token": "secret-access-token",
        "id_token": id_token(claims),
    })
}

pub fn finish(tenant: &str, body: &Value) -> Result<SignedIn, SignInError> {
    let body = body.to_string();
    let reply = TokenReply::Response {
        status: 200,
        body: &body,
    };
    redemption(tenant).finish(reply, NOW + 31)
}

/// Someone who signed in at `NOW + 31`, with the scopes of a response.
pub fn signed_in(scope: &str) -> SignedIn {
    let mut body = token_body(&claims());
    body["scope"] = json!(scope);
    finish(TENANT, &body).expect("the response is good")
}
