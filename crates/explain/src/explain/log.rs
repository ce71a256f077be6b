//! A provisioning log as a whole, and the result of Provision on demand.
//!
//! What was pasted is read here. Large files are read in the worker, and
//! [`explain_log`] explains its summary alike.

use provisioning_log::entry::LogEntry;
use provisioning_log::read::{EntryPosition, EntrySink, LogReadError, LogReader, ReadLimits};
use provisioning_log::report::{CauseSummary, LogLead, LogReport, LogSummary};

use super::{cut_entry, log_entry};
use crate::explanation::{ExplainedCause, Explanation, ExplanationSeverity, FurtherCause};
use crate::input_cause::InputCause;
use crate::input_kind::{InputKind, Recognition};
use provisioning::format::{counted, grouped};

/// What a log means: the worst and most frequent cause leads.
pub fn explain_log(summary: &LogSummary, recognition: &Recognition) -> Explanation {
    let explanation = of_lead(summary, recognition);
    if !summary.notes.is_incomplete() {
        return with_counts(summary, explanation);
    }
    // What is missing may have failed.
    let explanation = match explanation.severity.is_all_clear() {
        true => Explanation::of_input(recognition, InputCause::LogIncomplete),
        false => explanation,
    };
    with_counts(summary, explanation)
        .with_hidden("What couldn’t be read: part of the log is damaged or missing.")
}

fn with_counts(summary: &LogSummary, explanation: Explanation) -> Explanation {
    explanation
        .read_some("Format", summary.format.map(|format| format.label()))
        .read("Entries", counts(summary))
}

/// The first sentence, without a period. Nothing for a log of one entry, which
/// its cause describes.
pub(super) fn lead_sentence(summary: &LogSummary) -> String {
    let users = |count: u32| counted(count.into(), "user", "users");
    let entries = |count: u32| counted(count.into(), "entry", "entries");
    match &summary.lead {
        LogLead::NoEntries => InputCause::LogEmpty.info().headline.to_owned(),
        LogLead::Failed {
            users: failed,
            of_users,
            entries: failed_entries,
            of_entries,
            recovered,
            cause,
        } => {
            let (failed, all) = match of_users {
                0 => (u64::from(*failed_entries), entries(*of_entries)),
                _ => (u64::from(*failed), users(*of_users)),
            };
            let mut text = format!("{} of {all} failed", grouped(failed));
            if let Some((_, with_cause)) = cause
                && failed > 1
                && *of_users > 0
            {
                let part = match u64::from(*with_cause) >= failed {
                    true => "all of them".to_owned(),
                    false => format!("{} of them", grouped((*with_cause).into())),
                };
                text.push_str(&format!(", {part} for one cause"));
            }
            if *recovered > 0 {
                text.push_str(&format!(
                    ", {} succeeded later",
                    grouped((*recovered).into())
                ));
            }
            text
        }
        LogLead::Unknown {
            entries: unknown,
            of_entries,
        } => format!(
            "{} of {} don’t say how they ended",
            grouped((*unknown).into()),
            entries(*of_entries)
        ),
        LogLead::Warned {
            users: warned,
            of_users,
            entries: warned_entries,
            ..
        } => match of_users {
            0 => format!("{} with a warning", entries(*warned_entries)),
            _ => format!(
                "{} of {} with a warning",
                grouped((*warned).into()),
                users(*of_users)
            ),
        },
        LogLead::Skipped {
            users: skipped,
            of_users,
            entries: skipped_entries,
            ..
        } => match of_users {
            0 => format!(
                "{} skipped, maybe not as intended",
                entries(*skipped_entries)
            ),
            _ => format!(
                "{} of {} skipped, maybe not as intended",
                grouped((*skipped).into()),
                users(*of_users)
            ),
        },
        LogLead::OnlyHarmlessSkips { entries: all, .. } => {
            format!("{}, all skipped as intended", entries(*all))
        }
        LogLead::Succeeded { entries: all, .. } => {
            format!("{} succeeded, none failed", entries(*all))
        }
    }
}

fn of_lead(summary: &LogSummary, recognition: &Recognition) -> Explanation {
    let is_on_demand = recognition.kind == InputKind::OnDemandResult;
    let own = match summary.lead {
        LogLead::NoEntries => Some(InputCause::LogEmpty),
        LogLead::Unknown { .. } => Some(InputCause::EntryWithoutStatus),
        LogLead::Succeeded { .. } if is_on_demand => Some(InputCause::OnDemandSucceeded),
        LogLead::Succeeded { .. } => Some(InputCause::LogAllSucceeded),
        _ => None,
    };
    let mut causes = summary.causes.iter();
    let first = match own {
        Some(_) => None,
        None => causes.next(),
    };
    let explanation = match (own, first) {
        (Some(cause), _) => Explanation::of_input(recognition, cause),
        (None, Some(first)) => of_cause(first, recognition),
        // Failed entries have a cause, if only an unknown one.
        (None, None) => Explanation::of_input(recognition, InputCause::LogUnreadable),
    };
    let mut explanation = match summary.entries.all() {
        0 | 1 => explanation,
        _ => with_lead(summary, first, explanation),
    };
    explanation.further = causes.map(further).collect();
    explanation
}

fn of_cause(first: &CauseSummary, recognition: &Recognition) -> Explanation {
    let mut explanation = Explanation::of_operation(recognition, first.cause.clone());
    explanation.severity = ExplanationSeverity::from(first.severity);
    explanation
}

fn with_lead(
    summary: &LogSummary,
    first: Option<&CauseSummary>,
    explanation: Explanation,
) -> Explanation {
    let lead = lead_sentence(summary);
    let Some(first) = first else {
        return explanation.with_headline(lead);
    };
    let frequent = match &summary.lead {
        LogLead::Failed { cause, .. } => cause.as_ref().map(|(id, _)| *id),
        _ => None,
    };
    let headline = first.cause.headline();
    // The worst cause leads, which need not be the one that the sentence counts.
    let headline = match frequent {
        Some(id) if id != first.id => format!("{lead}. Worst: {headline}"),
        _ => format!("{lead}: {headline}"),
    };
    explanation.with_headline(headline)
}

fn further(cause: &CauseSummary) -> FurtherCause {
    FurtherCause {
        cause: ExplainedCause::Operation(cause.cause.clone()),
        headline: cause.cause.headline(),
        count: cause.entries.into(),
    }
}

fn counts(summary: &LogSummary) -> String {
    let counts = &summary.entries;
    let named = [
        (counts.failed, "failed"),
        (counts.warned, "with a warning"),
        (counts.unknown, "without a status"),
        (counts.skipped + counts.skipped_harmless, "skipped"),
        (counts.succeeded, "succeeded"),
    ];
    let parts: Vec<String> = named
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| format!("{} {name}", grouped((*count).into())))
        .collect();
    let all = counted(counts.all().into(), "entry", "entries");
    format!("{all}: {}", parts.join(", "))
}

/// What was pasted.
pub(super) fn explain(text: &str, recognition: &Recognition) -> Explanation {
    let summary = match summary(text) {
        Ok(summary) => summary,
        Err(error) => return unreadable(text, &error, recognition),
    };
    let explanation = explain_log(&summary, recognition);
    if explanation.cause == ExplainedCause::Input(InputCause::LogIncomplete)
        && let Some(cut) = cut_entry::explain(rest(text), recognition)
    {
        return with_counts(&summary, cut);
    }
    let example = match (&explanation.cause, summary.causes.first()) {
        (ExplainedCause::Operation(_), Some(first)) => first.example,
        _ => 0,
    };
    match entry_at(text, example) {
        Some(entry) => log_entry::add(&entry, explanation),
        None => explanation,
    }
}

fn unreadable(text: &str, error: &LogReadError, recognition: &Recognition) -> Explanation {
    if is_empty_list(text) {
        return Explanation::of_input(recognition, InputCause::LogEmpty);
    }
    let is_cut = matches!(error, LogReadError::DamagedJson { .. });
    if is_cut && let Some(explanation) = cut_entry::explain(text, recognition) {
        return explanation;
    }
    let cause = match recognition.kind {
        InputKind::OnDemandResult => InputCause::OnDemandUnreadable,
        _ => InputCause::LogUnreadable,
    };
    Explanation::of_input(recognition, cause).read("Reading", error.to_string())
}

fn is_empty_list(text: &str) -> bool {
    let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    squeezed == "[]" || squeezed.ends_with("\"value\":[]}")
}

fn summary(text: &str) -> Result<LogSummary, LogReadError> {
    let mut report = LogReport::default();
    let read = {
        let mut reader = LogReader::new(ReadLimits::default());
        reader.begin_file("");
        reader.feed(text.as_bytes(), &mut report)?;
        reader.finish(&mut report)?
    };
    Ok(report.summary(&read.files, &read.notes))
}

/// Takes the entry with a number.
struct EntryPick {
    wanted: u32,
    seen: u32,
    entry: Option<LogEntry<'static>>,
    /// Where the last entry ends.
    end: u64,
}

impl EntrySink for EntryPick {
    fn entry(&mut self, entry: &LogEntry<'_>, position: EntryPosition) {
        if self.seen == self.wanted {
            self.entry = Some(entry.clone().into_owned());
        }
        self.seen += 1;
        if let EntryPosition::File { start, len, .. } = position {
            self.end = start + u64::from(len);
        }
    }
}

/// Reads a pasted log again.
fn pick(text: &str, wanted: u32) -> Option<EntryPick> {
    let mut pick = EntryPick {
        wanted,
        seen: 0,
        entry: None,
        end: 0,
    };
    let mut reader = LogReader::new(ReadLimits::default());
    reader.begin_file("");
    reader.feed(text.as_bytes(), &mut pick).ok()?;
    reader.finish(&mut pick).ok()?;
    Some(pick)
}

fn entry_at(text: &str, number: u32) -> Option<LogEntry<'static>> {
    pick(text, number)?.entry
}

/// What comes after the last entry that can be read.
fn rest(text: &str) -> &str {
    let end = pick(text, u32::MAX).and_then(|pick| usize::try_from(pick.end).ok());
    text.get(end.unwrap_or_default()..).unwrap_or_default()
}
