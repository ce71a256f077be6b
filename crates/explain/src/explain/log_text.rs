//! What a log says as a whole, in the words that every report on it has.

use provisioning::format::counted;
use provisioning_log::read::{ReadLimit, ReadNotes};
use provisioning_log::report::{LogLead, LogSummary};

use super::log::lead_sentence;
use crate::explanation::ExplanationSeverity;

/// How bad it is. A log that was not read to its end is no reason for an
/// all-clear, and one without entries says nothing.
pub fn log_severity(summary: &LogSummary) -> ExplanationSeverity {
    match summary.lead {
        LogLead::Failed { .. } => ExplanationSeverity::Failure,
        LogLead::NoEntries
        | LogLead::Unknown { .. }
        | LogLead::Warned { .. }
        | LogLead::Skipped { .. } => ExplanationSeverity::Check,
        _ if summary.notes.is_incomplete() => ExplanationSeverity::Check,
        LogLead::OnlyHarmlessSkips { .. } => ExplanationSeverity::Information,
        LogLead::Succeeded { .. } => ExplanationSeverity::Good,
    }
}

/// What the log says in one sentence.
pub fn log_sentence(summary: &LogSummary) -> String {
    let lead = lead_sentence(summary);
    match summary.notes.is_incomplete() {
        true => format!("{lead}, as far as the log could be read."),
        false => format!("{lead}."),
    }
}

/// Its format, how much is in it, and from when to when.
pub fn log_extent(summary: &LogSummary) -> String {
    let format = summary.format.map(|format| format.label());
    let mut text = format!(
        "Provisioning log ({}), {} in {}",
        format.unwrap_or("unknown format"),
        counted(summary.entries.all().into(), "entry", "entries"),
        counted(summary.cycles.into(), "cycle", "cycles"),
    );
    if let (Some(first), Some(last)) = (summary.first, summary.last) {
        text.push_str(&format!(", {} to {}", first.to_iso(), last.to_iso()));
    }
    text.push('.');
    text
}

/// What is in no count, and what was not read.
pub fn log_notes(summary: &LogSummary) -> Vec<String> {
    let mut notes = read_notes(&summary.notes);
    if summary.without_user.all() > 0 {
        notes.push(format!(
            "{} no user and {} in no count of users.",
            counted(
                summary.without_user.all().into(),
                "entry names",
                "entries name"
            ),
            if summary.without_user.all() == 1 {
                "is"
            } else {
                "are"
            }
        ));
    }
    if matches!(summary.lead, LogLead::NoEntries) {
        notes.push(
            "An empty log isn’t good news. A job in quarantine writes no entries: paste the job instead."
                .to_owned(),
        );
    }
    notes
}

/// What a limit left out, and how to see it. The numbers are those of
/// `ReadLimits`.
fn limit_note(limit: ReadLimit) -> &'static str {
    match limit {
        ReadLimit::Bytes => {
            "Only the first 400 MB were read. Download a shorter period to see the rest."
        }
        ReadLimit::Entries => {
            "Only the first 1,000,000 entries were read. Download a shorter period to see the rest."
        }
        ReadLimit::EntryBytes => "Entries larger than 2 MB were left out.",
        ReadLimit::JoinedBytes => {
            "Only the first 256 MB of steps and properties were read. Download a shorter period, or JSON instead of CSV, to see the rest."
        }
    }
}

/// Limits that were reached, and what could not be read or used.
fn read_notes(notes: &ReadNotes) -> Vec<String> {
    let mut texts = Vec::new();
    for limit in &notes.limits {
        texts.push(limit_note(*limit).to_owned());
    }
    if notes.more_pages {
        texts.push(
            "The file is one page of Microsoft Graph, which says that more follow. Open all pages together."
                .to_owned(),
        );
    }
    if notes.steps_missing {
        texts.push(
            "The file with the steps (ProvisioningLogs_ProvisioningSteps) is missing, so a failed step may be unknown. Open all files of the download together."
                .to_owned(),
        );
    }
    let mut count = |number: u64, one: &str, many: &str| {
        if number > 0 {
            texts.push(format!("{}.", counted(number, one, many)));
        }
    };
    count(
        notes.unreadable,
        "entry is damaged and wasn’t read",
        "entries are damaged and weren’t read",
    );
    count(
        notes.foreign,
        "record isn’t of a provisioning log",
        "records aren’t of a provisioning log",
    );
    count(
        notes.damaged_files,
        "file ends in the middle of an entry",
        "files end in the middle of an entry",
    );
    count(
        notes.rows_without_entry,
        "row of steps or properties has no entry",
        "rows of steps or properties have no entry",
    );
    count(
        notes.invalid_bytes,
        "byte isn’t text, shown as a question mark",
        "bytes aren’t text, shown as question marks",
    );
    if !notes.unknown_columns.is_empty() {
        texts.push(format!(
            "Columns that weren’t recognized: {}.",
            notes.unknown_columns.join(", ")
        ));
    }
    texts
}
