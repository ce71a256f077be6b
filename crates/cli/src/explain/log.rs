//! A provisioning log, read part by part.

use ::explain::{log_extent, log_notes, log_sentence, log_severity};
use provisioning::format::counted;
use provisioning_log::cause::CauseSeverity;
use provisioning_log::read::LogReader;
use provisioning_log::report::{CauseSummary, LogReport, LogSummary, summary_json};
use serde_json::{Value, json};

use super::{CliExplanation, ExplainedHead, redacted};
use crate::console::Console;
use crate::exit_status::ExitStatus;
use crate::explain::text::severity_word;
use crate::input::{InputName, not_read};
use ::explain::explanation::ExplanationSeverity;

/// Bytes that are read at once.
const PART: usize = 1 << 20;

/// Causes that the text lists; the JSON has all.
const MAX_CAUSES: usize = 20;

/// Whether a log has one entry, of which its own text says more.
pub(super) fn is_one_entry(log: &CliExplanation) -> bool {
    let counts = log.json["entries"].as_object();
    let counts = counts.into_iter().flatten();
    counts.filter_map(|(_, count)| count.as_u64()).sum::<u64>() == 1
}

/// Explains a log whose files are the one with the head and the others.
pub(super) fn explained(
    first: &InputName,
    head: ExplainedHead,
    others: &[InputName],
    console: &mut Console<'_>,
) -> Result<CliExplanation, String> {
    let summary = summary(first, head, others, console)?;
    let status = match log_severity(&summary) {
        ExplanationSeverity::Good | ExplanationSeverity::Information => ExitStatus::Fine,
        ExplanationSeverity::Failure | ExplanationSeverity::Critical => ExitStatus::Issues,
        _ => ExitStatus::Unknown,
    };
    let mut json = summary_json(&summary);
    json["recognizedAs"] = "a provisioning log".into();
    json["severity"] = severity_word(log_severity(&summary)).into();
    json["sentence"] = log_sentence(&summary).into();
    json["notes"] = json!(log_notes(&summary));
    redact_all(&mut json);
    Ok(CliExplanation {
        lines: lines(&summary)
            .into_iter()
            .map(|line| redacted(&line))
            .collect(),
        json,
        status,
    })
}

fn summary(
    first: &InputName,
    head: ExplainedHead,
    others: &[InputName],
    console: &mut Console<'_>,
) -> Result<LogSummary, String> {
    let mut reader = LogReader::default();
    let mut report = LogReport::default();
    let ExplainedHead {
        mut input, bytes, ..
    } = head;
    let mut part = bytes;
    let mut name = first;
    let mut others = others.iter();
    loop {
        let no_log = |error: &dyn std::fmt::Display| format!("{}: {error}", name.shown());
        reader.begin_file(&name.file_name());
        while !part.is_empty() {
            reader
                .feed(&part, &mut report)
                .map_err(|error| no_log(&error))?;
            part = input
                .read(console, PART)
                .map_err(|error| no_log(&not_read(&error)))?;
        }
        reader
            .end_file(&mut report)
            .map_err(|error| no_log(&error))?;
        let Some(next) = others.next() else { break };
        name = next;
        let unread = |error: std::io::Error| format!("{}: {}", next.shown(), not_read(&error));
        input = next.open().map_err(unread)?;
        part = input.read(console, PART).map_err(unread)?;
    }
    let read = reader
        .finish(&mut report)
        .map_err(|error| error.to_string())?;
    Ok(report.summary(&read.files, &read.notes))
}

fn lines(summary: &LogSummary) -> Vec<String> {
    let mut lines = vec![log_sentence(summary), log_extent(summary)];
    let is_harmless = |cause: &&CauseSummary| cause.severity == CauseSeverity::Harmless;
    let causes: Vec<_> = summary
        .causes
        .iter()
        .filter(|cause| !is_harmless(cause))
        .collect();
    for cause in causes.iter().take(MAX_CAUSES) {
        lines.push(String::new());
        lines.extend(cause_lines(cause));
    }
    if causes.len() > MAX_CAUSES {
        let more = counted(
            (causes.len() - MAX_CAUSES) as u64,
            "more cause",
            "more causes",
        );
        lines.push(String::new());
        lines.push(format!("{more}; --format json lists all."));
    }
    let skipped = summary.causes.iter().filter(is_harmless);
    let skipped: Vec<String> = skipped
        .map(|cause| format!("- {}: {}", affected(cause), cause.cause.headline()))
        .collect();
    if !skipped.is_empty() {
        lines.push(String::new());
        lines.push("Skipped as intended:".to_owned());
        lines.extend(skipped);
    }
    let notes = log_notes(summary);
    if !notes.is_empty() {
        lines.push(String::new());
        lines.extend(notes);
    }
    lines
}

/// Users where the log names them, and entries.
fn affected(cause: &CauseSummary) -> String {
    let entries = counted(cause.entries.into(), "entry", "entries");
    match cause.users {
        0 => entries,
        users => format!("{}, {entries}", counted(users.into(), "user", "users")),
    }
}

fn cause_lines(summary: &CauseSummary) -> [String; 4] {
    let cause = &summary.cause;
    let info = cause.info();
    [
        format!(
            "- {}: {} [{}]",
            affected(summary),
            cause.headline(),
            info.id
        ),
        format!("  {}", cause.explanation()),
        format!(
            "  Who fixes it: {}. Certainty: {}.",
            info.owner.title(),
            cause.confidence.title().to_lowercase()
        ),
        format!("  Next: {}", cause.next_action()),
    ]
}

/// Redacts every text in a value.
fn redact_all(value: &mut Value) {
    match value {
        Value::String(text) => *text = redacted(text),
        Value::Array(values) => values.iter_mut().for_each(redact_all),
        Value::Object(members) => members.values_mut().for_each(redact_all),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use provisioning_log::cause::{Cause, CauseKind};

    #[test]
    fn redaction_changes_no_text_of_a_cause() {
        for kind in CauseKind::ALL {
            let cause = Cause::of_kind(*kind);
            for text in [cause.headline(), cause.explanation(), cause.next_action()] {
                assert_eq!(redacted(&text), text);
            }
        }
    }
}
