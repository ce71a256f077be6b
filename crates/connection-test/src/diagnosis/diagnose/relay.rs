//! Evaluates a request that the relay could not make, or for which it got no
//! response.

use super::Evaluated;
use crate::diagnosis::messages::Code;
use crate::diagnosis::response_evidence::relay_evidence;
use crate::relay::error::{RelayError, RelayErrorKind};

pub(super) fn evaluate(error: &RelayError) -> Evaluated {
    let code = match &error.kind {
        RelayErrorKind::Stopped => Code::RelayStopped,
        RelayErrorKind::OtherProgram => Code::RelayOtherProgram,
        RelayErrorKind::OtherBase => Code::RelayOtherBase,
        RelayErrorKind::PolicyStopped => Code::RelayBlocked,
        RelayErrorKind::OtherVersion => Code::RelayOtherVersion,
        RelayErrorKind::ProofMissing => Code::RelayCodeMissing,
        RelayErrorKind::ProofWrong => Code::RelayCodeWrong,
        RelayErrorKind::ProofUsed => Code::RelayRequestRepeated,
        RelayErrorKind::PathNotAllowed => Code::RelayPathRefused,
        RelayErrorKind::HeaderNotAllowed => Code::RelayHeaderRefused,
        RelayErrorKind::MethodNotAllowed => Code::RelayMethodRefused,
        RelayErrorKind::RequestTooLarge => Code::RelayRequestTooLong,
        RelayErrorKind::Busy => Code::RelayBusy,
        RelayErrorKind::Unknown(_) => Code::RelayUnknown,
        RelayErrorKind::ResponseTooLarge => Code::RelayResponseTooLong,
        RelayErrorKind::Timeout => Code::RelayTimeout,
        RelayErrorKind::Dns => Code::RelayDns,
        RelayErrorKind::Refused => Code::RelayConnectionRefused,
        RelayErrorKind::Tls => Code::RelayTls,
        RelayErrorKind::Proxy => Code::RelayProxy,
        RelayErrorKind::Redirect { .. } => Code::RelayRedirect,
        RelayErrorKind::Unreachable => Code::RelayUnreachable,
    };
    (code, relay_evidence(error))
}
