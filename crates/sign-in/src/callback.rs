//! The address with which the browser comes back.

use std::fmt;

use crate::encoding::parse_form;

/// Entra's codes have up to about 2,000 characters, and descriptions of errors fewer.
const MAX_LENGTH: usize = 16_384;

/// What Microsoft's page returned. Nothing in it is trusted before the state is checked.
#[derive(PartialEq, Eq)]
pub enum Callback {
    Code {
        code: String,
        state: Option<String>,
    },
    Error {
        error: String,
        description: String,
        state: Option<String>,
    },
    /// From the page on which an administrator consents for everyone. Anyone can make
    /// such a link, so it is only a reason to sign in and see.
    AdminConsent,
    /// From the same page, which reports an error. Anyone can make this link too.
    AdminConsentError {
        error: String,
        description: String,
    },
    /// Parameters of a sign-in that contradict each other or cannot be read.
    Malformed,
}

impl fmt::Debug for Callback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Callback::Code { .. } => "Code(redacted)",
            Callback::Error { .. } => "Error(redacted)",
            Callback::AdminConsent => "AdminConsent",
            Callback::AdminConsentError { .. } => "AdminConsentError(redacted)",
            Callback::Malformed => "Malformed",
        })
    }
}

/// Parameters of which one is enough to tell a callback.
const NAMES: [&str; 5] = ["code", "error", "state", "admin_consent", "session_state"];

impl Callback {
    /// Reads the query and the fragment of the address, with or without their first
    /// character. None if the address is not that of a callback.
    pub fn parse(query: &str, fragment: &str) -> Option<Callback> {
        let query = query.strip_prefix('?').unwrap_or(query);
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        // A fragment that begins with a slash is a route of the app.
        let in_fragment = !fragment.starts_with('/') && has_callback(fragment);
        match (has_callback(query), in_fragment) {
            (false, false) => None,
            (true, true) => Some(Callback::Malformed),
            (true, false) => Some(read(query)),
            (false, true) => Some(read(fragment)),
        }
    }
}

fn has_callback(text: &str) -> bool {
    text.split('&')
        .any(|part| NAMES.contains(&part.split('=').next().unwrap_or_default()))
}

fn read(text: &str) -> Callback {
    if text.len() > MAX_LENGTH {
        return Callback::Malformed;
    }
    let Some(parameters) = parse_form(text) else {
        return Callback::Malformed;
    };
    let is_repeated = |name: &str| 1 < parameters.iter().filter(|(other, _)| other == name).count();
    if parameters.iter().any(|(name, _)| is_repeated(name)) {
        return Callback::Malformed;
    }
    let value = |name: &str| {
        let parameter = parameters.iter().find(|(other, _)| other == name);
        parameter.map(|(_, value)| value.clone())
    };
    let state = value("state");
    let description = value("error_description").unwrap_or_default();
    if let Some(consent) = value("admin_consent") {
        return match (value("code"), value("error")) {
            (None, Some(error)) => Callback::AdminConsentError { error, description },
            (None, None) if consent.eq_ignore_ascii_case("true") => Callback::AdminConsent,
            _ => Callback::Malformed,
        };
    }
    match (value("code"), value("error")) {
        (Some(code), None) if is_code(&code) => Callback::Code { code, state },
        (None, Some(error)) => Callback::Error {
            error,
            description,
            state,
        },
        _ => Callback::Malformed,
    }
}

/// RFC 6749, appendix A.11: visible ASCII.
fn is_code(code: &str) -> bool {
    !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_graphic())
}
