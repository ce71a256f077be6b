//! `scimdesk explain`.

mod log;
mod text;

use ::explain::input_kind::InputKind;
use ::explain::recognize::{MAX_RECOGNIZED, recognize};
use connection_test::pasted_output::redact::redact_paste;
use connection_test::token::SecretToken;
use serde_json::Value;

use crate::args::{ExplainArguments, ReportFormat};
use crate::console::Console;
use crate::exit_status::ExitStatus;
use crate::input::{InputName, OpenedInput, not_read};

/// Bytes of an input that is explained as a text; the redactor takes no more.
const MAX_TEXT: usize = 256 << 10;

/// What was explained, in both forms.
struct CliExplanation {
    lines: Vec<String>,
    json: Value,
    status: ExitStatus,
}

/// The first input, with what it is.
struct ExplainedHead {
    input: OpenedInput,
    bytes: Vec<u8>,
    kind: InputKind,
}

impl ExplainedHead {
    /// Whether there is more behind the beginning.
    fn is_whole(&self) -> bool {
        self.bytes.len() < MAX_RECOGNIZED
    }
}

pub(crate) fn run(options: &ExplainArguments, console: &mut Console<'_>) -> ExitStatus {
    let names: Vec<InputName> = options
        .files
        .iter()
        .map(|path| InputName::of(path))
        .collect();
    match explained(&names, console) {
        Ok(explained) => {
            match options.format {
                ReportFormat::Text => {
                    for line in &explained.lines {
                        console.output.line(line);
                    }
                }
                ReportFormat::Json => {
                    console.output.write(&format!("{:#}\n", explained.json));
                }
            }
            explained.status
        }
        Err(message) => {
            console.errors.line(&message);
            ExitStatus::NotRead
        }
    }
}

fn explained(names: &[InputName], console: &mut Console<'_>) -> Result<CliExplanation, String> {
    let Some((first, others)) = names.split_first() else {
        return Err("Name a file.".to_owned());
    };
    let head = head(first, console)?;
    if !others.is_empty() {
        return log::explained(first, head, others, console);
    }
    match head.kind {
        InputKind::ProvisioningLog => {
            let small = head.bytes.len() < MAX_TEXT;
            let bytes = small.then(|| head.bytes.clone());
            let log = log::explained(first, head, &[], console);
            match (bytes, log) {
                // Of one entry, and of a log that is cut, the text says more.
                (Some(bytes), Err(_)) => text::explained(first, &bytes),
                (Some(bytes), Ok(log)) if log::is_one_entry(&log) => {
                    let text = text::explained(first, &bytes)?;
                    // Only the log knows whether something is missing from it.
                    Ok(CliExplanation {
                        status: log.status,
                        ..text
                    })
                }
                (_, log) => log,
            }
        }
        InputKind::SynchronizationSchema
        | InputKind::UsersFile
        | InputKind::MappingExpression
        | InputKind::GroupRule
        | InputKind::SetupFile => text::explained(first, &head.bytes),
        // Whatever a large file is, only a log can be that large.
        _ if !head.is_whole() || head.bytes.len() > MAX_TEXT => {
            log::explained(first, head, &[], console)
        }
        _ => text::explained(first, &head.bytes),
    }
}

/// Reads the beginning of an input.
fn head(name: &InputName, console: &mut Console<'_>) -> Result<ExplainedHead, String> {
    let message = |error| format!("{}: {}", name.shown(), not_read(&error));
    let mut input = name.open().map_err(message)?;
    let bytes = input.read(console, MAX_RECOGNIZED).map_err(message)?;
    let file_name = name.file_name();
    let file_name = Some(file_name.as_str()).filter(|name| !name.is_empty());
    Ok(ExplainedHead {
        kind: recognize(&bytes, file_name).kind,
        input,
        bytes,
    })
}

/// A text without what looks like a secret. No token is known here.
fn redacted(text: &str) -> String {
    let token = SecretToken::typed(String::new());
    redact_paste(text, &token).text().to_owned()
}
