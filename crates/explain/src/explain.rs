//! From a recognized input and the facts of a setup to what it means.

mod connection;
mod cut_entry;
mod graph;
mod job;
mod json;
mod log;
mod log_entry;
mod log_text;
mod message;
mod other_page;
mod request_body;
mod request_line;
mod response;
mod secrets;
mod setup_hints;

pub use log::explain_log;
pub use log_text::{log_extent, log_notes, log_sentence, log_severity};

use connection_test::checks::matching::Matching;
use connection_test::pasted_output::redact::RedactedPaste;
use connection_test::tenant_url::TenantUrl;
use provisioning::mapping::MappingSet;

use crate::explanation::Explanation;
use crate::input_cause::InputCause;
use crate::input_kind::{InputKind, Recognition, RecognitionConfidence};
use crate::recognize::recognize_text;

/// What is known of the setup that the admin has open.
#[derive(Debug, Clone, Copy)]
pub struct SetupContext<'a> {
    pub matching: &'a Matching,
    pub mappings: Option<&'a MappingSet>,
    pub tenant: Option<&'a TenantUrl>,
}

/// What an input is and what it means. The text has no secrets in it.
pub fn explain(
    paste: &RedactedPaste,
    file_name: Option<&str>,
    setup: &SetupContext<'_>,
) -> Explanation {
    let recognition = recognize_text(paste.text(), file_name);
    explain_recognized(paste, recognition, setup)
}

/// What an input means as the kind that the admin chose.
pub fn explain_as(paste: &RedactedPaste, kind: InputKind, setup: &SetupContext<'_>) -> Explanation {
    let found = recognize_text(paste.text(), None);
    let mut candidates = found.candidates;
    if found.kind != kind {
        candidates.insert(0, found.kind);
    }
    candidates.retain(|candidate| *candidate != kind);
    let recognition = Recognition {
        kind,
        confidence: RecognitionConfidence::High,
        candidates,
    };
    explain_recognized(paste, recognition, setup)
}

fn explain_recognized(
    paste: &RedactedPaste,
    recognition: Recognition,
    setup: &SetupContext<'_>,
) -> Explanation {
    let text = paste.text().trim_start_matches('\u{feff}').trim();
    let explanation = match recognition.kind {
        InputKind::ProvisioningLog | InputKind::OnDemandResult => log::explain(text, &recognition),
        InputKind::SynchronizationJob => job::explain(text, &recognition),
        InputKind::JobSecrets => secrets::explain(text, &recognition),
        InputKind::GraphList => graph::explain_list(text, &recognition),
        InputKind::GraphError => graph::explain_error(paste, text, &recognition, setup),
        InputKind::ScimResponse | InputKind::ServiceProviderConfig => {
            response::explain(paste, text, &recognition, setup)
        }
        InputKind::ScimRequestBody => request_body::explain(text, &recognition),
        InputKind::ToolOutput => connection::explain_output(paste, text, &recognition, setup),
        InputKind::ErrorMessage => message::explain(paste, text, &recognition, setup),
        InputKind::ErrorCode => message::explain_code(text, &recognition),
        InputKind::RequestLine => request_line::explain(text, &recognition),
        InputKind::SynchronizationSchema
        | InputKind::UsersFile
        | InputKind::MappingExpression
        | InputKind::GroupRule
        | InputKind::SetupFile => other_page::explain(text, &recognition),
        InputKind::NotRecognized => message::with_matches(
            text,
            Explanation::of_input(&recognition, InputCause::NotRecognized),
        ),
    };
    setup_hints::add(explanation, setup)
}
