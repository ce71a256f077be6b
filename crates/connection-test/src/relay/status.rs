//! What the relay says about itself, and what that means for a test.

use serde_json::Value;

use super::error::RelayErrorKind;
use super::paired::{PairedRelay, base_of};
use super::pairing_code::PairingCode;
use super::session::{Challenge, ChallengeResponse, RelaySession};
use crate::tenant_url::entra_flag::without_flag;
use crate::tenant_url::{Scheme, TenantUrl, parse};

/// The version of the protocol that this page speaks.
pub const VERSION: u64 = 2;

const NAME: &str = "scimdesk-relay";

/// What became of the question for the status.
#[derive(Debug, Clone, Copy)]
pub enum StatusResponse<'a> {
    None,
    Some { status: u16, body: &'a str },
}

impl<'a> StatusResponse<'a> {
    /// From status and body, if there are any.
    pub fn of(response: Option<&'a (u16, String)>) -> Self {
        match response {
            Some((status, body)) => StatusResponse::Some {
                status: *status,
                body,
            },
            None => StatusResponse::None,
        }
    }
}

/// Whether a test can go through the relay.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum RelayStatus {
    /// Nothing responds that this page may read.
    #[default]
    NotReachable,
    /// Something responds that is no relay.
    OtherProgram,
    /// A relay that speaks another version of the protocol.
    OtherVersion(u64),
    /// No code is typed that it could prove.
    NotPaired,
    /// It does not prove that it has the typed code: the code is another one, or
    /// a program pretends to be the relay.
    WrongCode,
    /// It sends requests to this base address and not to the typed one.
    OtherBase(String),
    /// With the base address, as the relay says it.
    Ready(String),
}

impl RelayStatus {
    /// Whether a relay that the page is paired with stays so. One that is away
    /// for a moment does; a response that does not accept the page ends it.
    pub fn keeps_pairing(&self) -> bool {
        match self {
            RelayStatus::Ready(_) | RelayStatus::NotReachable => true,
            RelayStatus::OtherProgram
            | RelayStatus::OtherVersion(_)
            | RelayStatus::NotPaired
            | RelayStatus::WrongCode
            | RelayStatus::OtherBase(_) => false,
        }
    }
}

/// The session with the relay that the page is paired with, or why there is none
/// and no token may be sent.
pub fn confirm(
    response: StatusResponse<'_>,
    challenge: &Challenge,
    relay: &PairedRelay,
) -> Result<RelaySession, RelayErrorKind> {
    match prove(response, challenge, Some(&relay.code)) {
        Ok((session, base)) => match is_base_of(&base, parse(&relay.base).ok().as_ref()) {
            true => Ok(session),
            false => Err(RelayErrorKind::OtherBase),
        },
        Err(Unproven::NotReachable) => Err(RelayErrorKind::Stopped),
        Err(Unproven::OtherProgram) => Err(RelayErrorKind::OtherProgram),
        Err(Unproven::OtherVersion(_)) => Err(RelayErrorKind::OtherVersion),
        Err(Unproven::NoCode) => Err(RelayErrorKind::ProofMissing),
        Err(Unproven::WrongProof) => Err(RelayErrorKind::ProofWrong),
    }
}

/// Reads the response to a challenge for a test of `tenant`.
pub fn read(
    response: StatusResponse<'_>,
    challenge: &Challenge,
    code: Option<&PairingCode>,
    tenant: Option<&TenantUrl>,
) -> RelayStatus {
    match prove(response, challenge, code) {
        // Spelled otherwise, it may still be the same.
        Ok((_, base)) => match tenant.filter(|tenant| is_base_of(&base, Some(tenant))) {
            Some(tenant) => RelayStatus::Ready(base_of(tenant)),
            None => RelayStatus::OtherBase(base),
        },
        Err(Unproven::NotReachable) => RelayStatus::NotReachable,
        Err(Unproven::OtherProgram) => RelayStatus::OtherProgram,
        Err(Unproven::OtherVersion(version)) => RelayStatus::OtherVersion(version),
        Err(Unproven::NoCode) => RelayStatus::NotPaired,
        Err(Unproven::WrongProof) => RelayStatus::WrongCode,
    }
}

/// Why nothing proves that the relay has the code.
enum Unproven {
    NotReachable,
    OtherProgram,
    OtherVersion(u64),
    /// There is no code to prove.
    NoCode,
    WrongProof,
}

/// The session and the base address of a relay that has the code.
fn prove(
    response: StatusResponse<'_>,
    challenge: &Challenge,
    code: Option<&PairingCode>,
) -> Result<(RelaySession, String), Unproven> {
    let StatusResponse::Some { status, body } = response else {
        return Err(Unproven::NotReachable);
    };
    let value: Value = serde_json::from_str(body).unwrap_or_default();
    if status == 401 && is_of_version_1(&value) {
        return Err(Unproven::OtherVersion(1));
    }
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    if status != 200 || text("relay") != Some(NAME) {
        return Err(Unproven::OtherProgram);
    }
    match value.get("version").and_then(Value::as_u64) {
        Some(VERSION) => {}
        Some(other) => return Err(Unproven::OtherVersion(other)),
        None => return Err(Unproven::OtherProgram),
    }
    let (Some(base), Some(nonce), Some(proof)) = (text("base"), text("nonce"), text("proof"))
    else {
        return Err(Unproven::OtherProgram);
    };
    let code = code.ok_or(Unproven::NoCode)?;
    let response = ChallengeResponse { base, nonce, proof };
    let session = challenge.session(code, response);
    let session = session.ok_or(Unproven::WrongProof)?;
    Ok((session, base.to_owned()))
}

/// A relay of version 1 takes the challenge for a request without its code.
fn is_of_version_1(value: &Value) -> bool {
    let code = value.get("relayError").and_then(|error| error.get("code"));
    code.and_then(Value::as_str) == Some("code_missing")
}

fn is_base_of(base: &str, tenant: Option<&TenantUrl>) -> bool {
    let base = parse(base).ok();
    matches!((base, tenant), (Some(base), Some(tenant)) if is_same_base(tenant, &base))
}

fn is_same_base(one: &TenantUrl, other: &TenantUrl) -> bool {
    let port = |url: &TenantUrl| match (url.port, url.scheme) {
        (Some(port), _) => port,
        (None, Scheme::Https) => 443,
        (None, Scheme::Http) => 80,
    };
    let path = |url: &TenantUrl| without_flag(url).path.trim_end_matches('/').to_owned();
    one.scheme == other.scheme
        && one.host == other.host
        && port(one) == port(other)
        && path(one) == path(other)
}

#[cfg(test)]
mod tests;
