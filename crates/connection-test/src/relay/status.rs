//! What the relay says about itself, and what that means for a test.

use serde_json::Value;

use super::error::RelayErrorKind;
use super::paired::{PairedRelay, base_of};
use crate::tenant_url::entra_flag::without_flag;
use crate::tenant_url::{Scheme, TenantUrl, parse};

/// The version of the protocol that this page speaks.
const VERSION: u64 = 1;

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
    /// It wants a pairing code.
    NotPaired,
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

/// Why a token must not be sent to this relay, as its status says. Nothing if it
/// is still the one that the page is paired with.
pub fn refusal(response: StatusResponse<'_>, relay: &PairedRelay) -> Option<RelayErrorKind> {
    match read(response, parse(&relay.base).ok().as_ref()) {
        RelayStatus::Ready(_) => None,
        RelayStatus::NotReachable => Some(RelayErrorKind::Stopped),
        RelayStatus::OtherProgram | RelayStatus::OtherVersion(_) => {
            Some(RelayErrorKind::OtherProgram)
        }
        RelayStatus::NotPaired => Some(RelayErrorKind::CodeMissing),
        RelayStatus::WrongCode => Some(RelayErrorKind::CodeWrong),
        RelayStatus::OtherBase(_) => Some(RelayErrorKind::OtherBase),
    }
}

/// Reads a status for a test of `tenant`.
pub fn read(response: StatusResponse<'_>, tenant: Option<&TenantUrl>) -> RelayStatus {
    let StatusResponse::Some { status, body } = response else {
        return RelayStatus::NotReachable;
    };
    let value: Value = serde_json::from_str(body).unwrap_or_default();
    if status == 403 && is_wrong_code(&value) {
        return RelayStatus::WrongCode;
    }
    if status != 200 || value.get("relay").and_then(Value::as_str) != Some(NAME) {
        return RelayStatus::OtherProgram;
    }
    match value.get("version").and_then(Value::as_u64) {
        Some(VERSION) => {}
        Some(other) => return RelayStatus::OtherVersion(other),
        None => return RelayStatus::OtherProgram,
    }
    let is_paired = value.get("paired").and_then(Value::as_bool) == Some(true);
    let base = value.get("base").and_then(Value::as_str);
    let base = base.and_then(|text| Some((text, parse(text).ok()?)));
    match base {
        Some((text, base)) if is_paired => {
            // Spelled otherwise, it may still be the same.
            match tenant.filter(|tenant| is_same_base(tenant, &base)) {
                Some(tenant) => RelayStatus::Ready(base_of(tenant)),
                None => RelayStatus::OtherBase(text.to_owned()),
            }
        }
        _ => RelayStatus::NotPaired,
    }
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

fn is_wrong_code(value: &Value) -> bool {
    let code = value.get("relayError").and_then(|error| error.get("code"));
    code.and_then(Value::as_str) == Some("code_wrong")
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::relay::pairing_code::PairingCode;
    use crate::relay::port::RelayPort;

    #[test]
    fn each_status_has_its_meaning() {
        let tenant = parse("https://api.talkdeskapp.eu/scim/v2/?aadOptscim062020").expect("a URL");
        let paired = |base: &str| {
            format!(r#"{{"relay":"scimdesk-relay","version":1,"paired":true,"base":"{base}"}}"#)
        };
        let base = "https://api.talkdeskapp.eu/scim/v2";
        let other = "https://api.talkdeskapp.com/scim/v2";
        let wrong = r#"{"relayError":{"code":"code_wrong","message":"The code is wrong."}}"#;
        let not_paired = r#"{"relay":"scimdesk-relay","version":1,"paired":false}"#;
        let cases = [
            (200, not_paired.to_owned(), RelayStatus::NotPaired),
            (200, paired(base), RelayStatus::Ready(base.to_owned())),
            (
                200,
                paired("https://API.talkdeskapp.eu:443/scim/v2/"),
                RelayStatus::Ready(base.to_owned()),
            ),
            (200, paired(other), RelayStatus::OtherBase(other.to_owned())),
            (200, paired("no address"), RelayStatus::NotPaired),
            (403, wrong.to_owned(), RelayStatus::WrongCode),
            (
                200,
                r#"{"relay":"scimdesk-relay","version":2,"paired":false}"#.to_owned(),
                RelayStatus::OtherVersion(2),
            ),
            (403, "Forbidden".to_owned(), RelayStatus::OtherProgram),
            (404, not_paired.to_owned(), RelayStatus::OtherProgram),
            (200, "<!doctype html>".to_owned(), RelayStatus::OtherProgram),
            (
                200,
                r#"{"relay":"another","version":1}"#.to_owned(),
                RelayStatus::OtherProgram,
            ),
            (
                200,
                r#"{"relay":"scimdesk-relay"}"#.to_owned(),
                RelayStatus::OtherProgram,
            ),
        ];
        for (status, body, due) in cases {
            let response = StatusResponse::Some {
                status,
                body: &body,
            };
            assert_eq!(read(response, Some(&tenant)), due, "{status} {body}");
        }
        let none = read(StatusResponse::None, Some(&tenant));
        assert_eq!(none, RelayStatus::NotReachable);
        let response = paired(base);
        let response = StatusResponse::Some {
            status: 200,
            body: &response,
        };
        let due = RelayStatus::OtherBase(base.to_owned());
        assert_eq!(read(response, None), due, "no Tenant URL is typed");
    }

    #[test]
    fn only_the_paired_relay_keeps_the_pairing_and_gets_the_token() {
        use RelayErrorKind as Kind;
        let base = "https://api.talkdeskapp.eu/scim/v2";
        let relay = PairedRelay {
            port: RelayPort::default(),
            code: Rc::new(PairingCode::parse("0123-4567-89AB-CDEF-GHJK-MNPQ-RS").expect("a code")),
            base: base.to_owned(),
        };
        let status = |version: u64, members: &str| {
            format!(r#"{{"relay":"scimdesk-relay","version":{version}{members}}}"#)
        };
        let paired = |base: &str| status(1, &format!(r#","paired":true,"base":"{base}""#));
        let wrong = r#"{"relayError":{"code":"code_wrong"}}"#.to_owned();
        let other = "https://api.talkdeskapp.com/scim/v2";
        let cases = [
            (Some((200, paired(base))), true, None),
            (None, true, Some(Kind::Stopped)),
            (
                Some((200, "<!doctype html>".to_owned())),
                false,
                Some(Kind::OtherProgram),
            ),
            (Some((200, status(2, ""))), false, Some(Kind::OtherProgram)),
            (
                Some((200, status(1, r#","paired":false"#))),
                false,
                Some(Kind::CodeMissing),
            ),
            (Some((403, wrong)), false, Some(Kind::CodeWrong)),
            (Some((200, paired(other))), false, Some(Kind::OtherBase)),
        ];
        for (response, keeps, due) in cases {
            let response = StatusResponse::of(response.as_ref());
            let tenant = parse(base).expect("a URL");
            let status = read(response, Some(&tenant));
            assert_eq!(status.keeps_pairing(), keeps, "{status:?}");
            assert_eq!(refusal(response, &relay), due, "{status:?}");
        }
    }
}
