//! What keeps a request that goes through the relay from having a response of
//! the service. None of it is an answer of the service.

use serde_json::Value;

/// Why there is no response of the service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelayError {
    pub kind: RelayErrorKind,
    /// What the relay says about it, redacted. Empty if it says nothing.
    pub message: String,
    /// From asking to the end, in milliseconds.
    pub ms: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RelayErrorKind {
    // Between the page and the relay.
    /// It does not respond any more.
    Stopped,
    /// Something else responds on its port.
    OtherProgram,
    /// It sends requests to another base address than the test's.
    OtherBase,
    /// This site's own policy does not let the page ask this computer.
    PolicyStopped,
    /// It speaks another version of the protocol.
    OtherVersion,
    // The relay refuses.
    /// It got no proof of the pairing code.
    ProofMissing,
    /// Not a proof of its pairing code.
    ProofWrong,
    /// It had the same request before.
    ProofUsed,
    PathNotAllowed,
    HeaderNotAllowed,
    MethodNotAllowed,
    RequestTooLarge,
    Busy,
    /// A code that this page does not know.
    Unknown(String),
    // Between the relay and the service.
    ResponseTooLarge,
    Timeout,
    Dns,
    Refused,
    Tls,
    Proxy,
    Redirect {
        status: Option<u16>,
        /// Scheme and host.
        location: Option<String>,
    },
    Unreachable,
}

/// Every code that a relay uses, and what it means. A test reads the codes out of
/// both programs.
pub(crate) const CODES: [(&str, RelayErrorKind); 16] = [
    ("proof_missing", RelayErrorKind::ProofMissing),
    ("proof_wrong", RelayErrorKind::ProofWrong),
    ("proof_used", RelayErrorKind::ProofUsed),
    ("path_not_allowed", RelayErrorKind::PathNotAllowed),
    ("header_not_allowed", RelayErrorKind::HeaderNotAllowed),
    ("method_not_allowed", RelayErrorKind::MethodNotAllowed),
    ("request_too_large", RelayErrorKind::RequestTooLarge),
    ("response_too_large", RelayErrorKind::ResponseTooLarge),
    ("busy", RelayErrorKind::Busy),
    ("timeout", RelayErrorKind::Timeout),
    ("dns", RelayErrorKind::Dns),
    ("refused", RelayErrorKind::Refused),
    ("tls", RelayErrorKind::Tls),
    ("proxy", RelayErrorKind::Proxy),
    (
        "redirect",
        RelayErrorKind::Redirect {
            status: None,
            location: None,
        },
    ),
    ("unreachable", RelayErrorKind::Unreachable),
];

impl RelayErrorKind {
    /// Reads the member `relayError` of a response of the relay itself.
    pub(super) fn read(error: &Value) -> RelayErrorKind {
        let text = |name: &str| error.get(name).and_then(Value::as_str);
        let code = text("code").unwrap_or_default();
        let Some((_, kind)) = CODES.into_iter().find(|(known, _)| *known == code) else {
            return RelayErrorKind::Unknown(code.to_owned());
        };
        match kind {
            RelayErrorKind::Redirect { .. } => {
                let status = error.get("status").and_then(Value::as_u64);
                RelayErrorKind::Redirect {
                    status: status.and_then(|status| u16::try_from(status).ok()),
                    location: text("location").map(str::to_owned),
                }
            }
            kind => kind,
        }
    }

    /// Whether the service may have got the request and given no response that
    /// the relay could use.
    pub fn may_be_silence(&self) -> bool {
        match self {
            RelayErrorKind::Stopped
            | RelayErrorKind::Unknown(_)
            | RelayErrorKind::ProofUsed
            | RelayErrorKind::Timeout
            | RelayErrorKind::Refused
            | RelayErrorKind::Tls
            | RelayErrorKind::Proxy
            | RelayErrorKind::Unreachable => true,
            RelayErrorKind::OtherProgram
            | RelayErrorKind::OtherBase
            | RelayErrorKind::PolicyStopped
            | RelayErrorKind::OtherVersion
            | RelayErrorKind::ProofMissing
            | RelayErrorKind::ProofWrong
            | RelayErrorKind::PathNotAllowed
            | RelayErrorKind::HeaderNotAllowed
            | RelayErrorKind::MethodNotAllowed
            | RelayErrorKind::RequestTooLarge
            | RelayErrorKind::Busy
            | RelayErrorKind::ResponseTooLarge
            | RelayErrorKind::Dns
            | RelayErrorKind::Redirect { .. } => false,
        }
    }

    /// Whether the next request may fare better without anything being changed.
    pub fn is_about_one_request(&self) -> bool {
        matches!(
            self,
            RelayErrorKind::PathNotAllowed
                | RelayErrorKind::MethodNotAllowed
                | RelayErrorKind::RequestTooLarge
                | RelayErrorKind::ResponseTooLarge
                | RelayErrorKind::Redirect { .. }
        )
    }

    /// In a few words, for the table.
    pub fn summary(&self) -> &'static str {
        match self {
            RelayErrorKind::Stopped => "the relay stopped",
            RelayErrorKind::OtherProgram => "another program",
            RelayErrorKind::OtherBase => "the relay has another URL",
            RelayErrorKind::PolicyStopped => "blocked by this site",
            RelayErrorKind::OtherVersion => "another version of the relay",
            RelayErrorKind::ProofMissing | RelayErrorKind::ProofWrong => "wrong pairing code",
            RelayErrorKind::ProofUsed => "sent twice",
            RelayErrorKind::PathNotAllowed
            | RelayErrorKind::HeaderNotAllowed
            | RelayErrorKind::MethodNotAllowed
            | RelayErrorKind::RequestTooLarge => "refused by the relay",
            RelayErrorKind::Busy => "the relay is busy",
            RelayErrorKind::Unknown(_) => "a relay error",
            RelayErrorKind::ResponseTooLarge => "too long for the relay",
            RelayErrorKind::Timeout => "none in time",
            RelayErrorKind::Dns => "host name not found",
            RelayErrorKind::Refused => "connection refused",
            RelayErrorKind::Tls => "no secure connection",
            RelayErrorKind::Proxy => "stopped by a proxy",
            RelayErrorKind::Redirect { .. } => "a redirect",
            RelayErrorKind::Unreachable => "no connection",
        }
    }
}

#[cfg(test)]
mod tests;
