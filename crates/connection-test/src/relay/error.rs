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
    // The relay refuses.
    CodeMissing,
    CodeWrong,
    PathNotAllowed,
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

impl RelayErrorKind {
    /// Reads the member `relayError` of a response of the relay itself.
    pub(super) fn read(error: &Value) -> RelayErrorKind {
        let code = error.get("code").and_then(Value::as_str);
        match code.unwrap_or_default() {
            "code_missing" => RelayErrorKind::CodeMissing,
            "code_wrong" => RelayErrorKind::CodeWrong,
            "path_not_allowed" => RelayErrorKind::PathNotAllowed,
            "method_not_allowed" => RelayErrorKind::MethodNotAllowed,
            "request_too_large" => RelayErrorKind::RequestTooLarge,
            "busy" => RelayErrorKind::Busy,
            "response_too_large" => RelayErrorKind::ResponseTooLarge,
            "timeout" => RelayErrorKind::Timeout,
            "dns" => RelayErrorKind::Dns,
            "refused" => RelayErrorKind::Refused,
            "tls" => RelayErrorKind::Tls,
            "proxy" => RelayErrorKind::Proxy,
            "redirect" => RelayErrorKind::Redirect {
                status: error
                    .get("status")
                    .and_then(Value::as_u64)
                    .and_then(|status| u16::try_from(status).ok()),
                location: error
                    .get("location")
                    .and_then(Value::as_str)
                    .map(str::to_owned),
            },
            "unreachable" => RelayErrorKind::Unreachable,
            other => RelayErrorKind::Unknown(other.to_owned()),
        }
    }

    /// Whether the service may have got the request and given no response that
    /// the relay could use.
    pub fn may_be_silence(&self) -> bool {
        match self {
            RelayErrorKind::Stopped
            | RelayErrorKind::Unknown(_)
            | RelayErrorKind::Timeout
            | RelayErrorKind::Refused
            | RelayErrorKind::Tls
            | RelayErrorKind::Proxy
            | RelayErrorKind::Unreachable => true,
            RelayErrorKind::OtherProgram
            | RelayErrorKind::OtherBase
            | RelayErrorKind::PolicyStopped
            | RelayErrorKind::CodeMissing
            | RelayErrorKind::CodeWrong
            | RelayErrorKind::PathNotAllowed
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
            RelayErrorKind::CodeMissing | RelayErrorKind::CodeWrong => "wrong pairing code",
            RelayErrorKind::PathNotAllowed
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
