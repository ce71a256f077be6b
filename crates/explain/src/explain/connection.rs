//! What the connection test says about a response to a request that only reads,
//! and about a command that got no response.

use connection_test::diagnosis::messages::{Code, Next, VerdictSeverity};
use connection_test::pasted_output::classify::{PastedOutput, classify};
use connection_test::pasted_output::diagnose::{PasteDiagnosis, diagnose_paste};
use connection_test::pasted_output::redact::RedactedPaste;
use provisioning_log::cause::{CauseConfidence, CauseOwner};

use super::{SetupContext, message};
use crate::explanation::{
    Destination, ExplainedAction, ExplainedCause, Explanation, ExplanationSeverity,
};
use crate::input_kind::Recognition;

/// The output of a command.
pub(super) fn explain_output(
    paste: &RedactedPaste,
    text: &str,
    recognition: &Recognition,
    setup: &SetupContext<'_>,
) -> Explanation {
    of_read_request(paste, recognition, setup)
        .unwrap_or_else(|| message::of_message(text, recognition))
}

/// As the response to a request that only reads. Nothing if the text has none.
pub(super) fn of_read_request(
    paste: &RedactedPaste,
    recognition: &Recognition,
    setup: &SetupContext<'_>,
) -> Option<Explanation> {
    let output = classify(paste);
    if matches!(output, PastedOutput::Other | PastedOutput::Empty) {
        return None;
    }
    let diagnosis = diagnose_paste(&output, setup.tenant, setup.matching)?;
    // The message in it names the cause.
    (diagnosis.code != Code::GraphTestFailed).then(|| of_diagnosis(diagnosis, recognition))
}

fn of_diagnosis(diagnosis: PasteDiagnosis, recognition: &Recognition) -> Explanation {
    let severity = match diagnosis.severity {
        VerdictSeverity::Good => ExplanationSeverity::Good,
        VerdictSeverity::Remark => ExplanationSeverity::Check,
        VerdictSeverity::Bad => ExplanationSeverity::Failure,
        VerdictSeverity::Unknown | VerdictSeverity::Skipped => ExplanationSeverity::Unknown,
    };
    let owner = match (severity, diagnosis.next) {
        (ExplanationSeverity::Good, _) | (_, Next::Again) => CauseOwner::NoAction,
        (_, Next::Contact) => CauseOwner::Talkdesk,
        (_, Next::Token) => CauseOwner::TalkdeskAdmin,
        _ => CauseOwner::EntraAdmin,
    };
    let destination = match diagnosis.next {
        Next::Address | Next::Region | Next::Token => Destination::Credentials,
        Next::Again | Next::Reload | Next::Relay => Destination::ConnectionTest,
        Next::Contact => Destination::Ticket,
        Next::Guide => Destination::GuideStep("2.5a"),
        Next::Terminal | Next::Explain => Destination::Elsewhere,
    };
    let mut explanation = Explanation {
        recognition: recognition.clone(),
        cause: ExplainedCause::Connection(diagnosis.code),
        severity,
        owner,
        confidence: CauseConfidence::Likely,
        headline: diagnosis.headline,
        explanation: diagnosis.cause,
        consequence: String::new(),
        actions: vec![ExplainedAction {
            text: diagnosis.remedy,
            destination,
            attribute: None,
        }],
        read: Vec::new(),
        setup_notes: Vec::new(),
        hidden: diagnosis.hidden,
        further: Vec::new(),
        source: None,
    };
    for line in diagnosis.evidence {
        explanation = explanation.read("Evidence", line);
    }
    explanation
}
