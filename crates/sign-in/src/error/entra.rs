//! Errors of Entra: the code in its description, and what it means here.

use serde::Deserialize;

/// How much of a description that is not known is shown.
const MAX_DETAIL: usize = 200;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntraError {
    pub kind: EntraErrorKind,
    /// The number after `AADSTS`.
    pub code: Option<u32>,
    /// The beginning of the description as one line, without the code.
    pub detail: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntraErrorKind {
    ConsentDeclined,
    AdminConsentNeeded,
    MultifactorNeeded,
    DeviceNotCompliant,
    BlockedByPolicy,
    NotAssigned,
    CodeRedeemed,
    CodeExpired,
    VerifierMismatch,
    /// The redirect URI is on another platform than Single-page application.
    NotSinglePage,
    RedirectUriMismatch,
    UnknownClient,
    UnknownTenant,
    AccountOfOtherTenant,
    Temporary,
    Other,
}

/// The body of a token response that is an error.
#[derive(Deserialize)]
pub(crate) struct EntraErrorBody {
    error: String,
    #[serde(default)]
    error_description: String,
    #[serde(default)]
    error_codes: Vec<u32>,
}

impl From<EntraErrorBody> for EntraError {
    fn from(body: EntraErrorBody) -> EntraError {
        let mut read = EntraError::read(&body.error, &body.error_description);
        if let (None, Some(code)) = (read.code, body.error_codes.first()) {
            read.code = Some(*code);
            read.kind = kind(&body.error, Some(*code));
        }
        read
    }
}

impl EntraError {
    /// Of the `error` and the `error_description` of a response.
    pub fn read(error: &str, description: &str) -> EntraError {
        let code = code_in(error, description);
        let line = description.split_whitespace().collect::<Vec<_>>().join(" ");
        let sentence = line.split(" Trace ID:").next().unwrap_or_default();
        // The code is shown by itself.
        let sentence = match sentence.split_once(": ") {
            Some((head, rest)) if head.starts_with("AADSTS") => rest,
            _ => sentence,
        };
        let visible = sentence.chars().filter(|c| !c.is_control());
        EntraError {
            kind: kind(error, code),
            code,
            detail: visible.take(MAX_DETAIL).collect(),
        }
    }
}

impl EntraError {
    /// Whether the sign-in ended because of the permissions that were requested.
    pub(crate) fn refuses_permissions(&self) -> bool {
        use EntraErrorKind::{AdminConsentNeeded, ConsentDeclined};
        matches!(self.kind, ConsentDeclined | AdminConsentNeeded)
    }
}

/// The code that says most: Entra puts a general one before that of the cause.
fn code_in(error: &str, description: &str) -> Option<u32> {
    let codes = || {
        let parts = description.split("AADSTS").skip(1);
        parts.filter_map(|part| {
            let end = part.find(|c: char| !c.is_ascii_digit());
            part.get(..end.unwrap_or(part.len()))?.parse().ok()
        })
    };
    let is_known = |code: &u32| kind(error, Some(*code)) != EntraErrorKind::Other;
    codes().find(is_known).or_else(|| codes().next())
}

fn kind(error: &str, code: Option<u32>) -> EntraErrorKind {
    use EntraErrorKind::*;
    match (code, error) {
        (Some(65_004), _) => ConsentDeclined,
        (Some(65_001 | 90_094 | 90_095 | 90_093), _) => AdminConsentNeeded,
        (Some(50_072 | 50_074 | 50_076 | 50_079), _) => MultifactorNeeded,
        (Some(53_000..=53_002), _) => DeviceNotCompliant,
        (Some(53_003 | 53_004), _) => BlockedByPolicy,
        (Some(50_105), _) => NotAssigned,
        (Some(54_005), _) => CodeRedeemed,
        (Some(70_008), _) => CodeExpired,
        (Some(50_148 | 501_481), _) => VerifierMismatch,
        (Some(9_002_326 | 7_000_218), _) => NotSinglePage,
        (Some(50_011 | 500_112), _) => RedirectUriMismatch,
        (Some(700_016), _) => UnknownClient,
        (Some(90_002), _) => UnknownTenant,
        (Some(50_020 | 700_005), _) => AccountOfOtherTenant,
        (_, "consent_required") => AdminConsentNeeded,
        (None, "access_denied") => ConsentDeclined,
        (_, "temporarily_unavailable" | "server_error") => Temporary,
        _ => Other,
    }
}
