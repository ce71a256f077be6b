//! One user: the last entries as timelines.

use connection_test::token::SecretToken;
use provisioning::mapping::MappingSet;
use provisioning_log::cause::Cause;
use provisioning_log::report::{LogUserId, LogUserRow};
use worker_messages::explain::{EntryTimeline, FixTarget, SentText, UserTimeline};

use super::{MAX_ENTRIES, ReadReport, name, overview};
use crate::explain::timeline::timeline_entry;

/// Bytes of an entry that are shown as it is.
const MAX_ORIGINAL: usize = 20_000;

pub(super) fn timeline(
    read: &ReadReport,
    user: LogUserId,
    bytes: &[Vec<u8>],
    set: &MappingSet,
) -> Option<UserTimeline> {
    let row = read.report.user_row(user, None)?;
    let all = read.report.timeline(user);
    let more = all.len().saturating_sub(MAX_ENTRIES);
    let newest = all.iter().rev().take(MAX_ENTRIES);
    let mut worst: Option<&Cause> = None;
    let mut entries = Vec::new();
    for (entry, bytes) in newest.zip(bytes) {
        let cause = entry.cause.and_then(|id| read.cause(id));
        if cause.is_some_and(|cause| worst.is_none_or(|worst| cause.severity > worst.severity)) {
            worst = cause;
        }
        let original = original(bytes);
        let shown = read.log.files.read_entry(entry.position, bytes, |logged| {
            timeline_entry(logged, cause, set, original)
        });
        entries.extend(shown.map(without_secrets));
    }
    let headline = worst.map_or_else(String::new, |cause| {
        format!("{}. {}", cause.headline(), cause.next_action())
    });
    Some(UserTimeline {
        user: user.0,
        name: name(&row).to_owned(),
        address: match name(&row) == row.identifier {
            true => row.id.clone(),
            false => row.identifier.clone(),
        },
        headline,
        outcome: match row.recovered {
            true => "failed, succeeded later".to_owned(),
            false => row.status.label().to_lowercase(),
        },
        target: worst.map_or(FixTarget::Elsewhere, |cause| {
            overview::target(cause.info().fix, cause.attribute())
        }),
        ticket: ticket(&row, worst, &entries),
        keys: [&row.identifier, &row.id]
            .into_iter()
            .filter(|key| !key.is_empty())
            .cloned()
            .collect(),
        more: u32::try_from(more).unwrap_or(u32::MAX),
        entries,
    })
}

/// An entry as the log has it, without what looks like a secret.
fn original(bytes: &[u8]) -> String {
    if bytes.is_empty() {
        return String::new();
    }
    let text = String::from_utf8_lossy(bytes);
    let text = match serde_json::from_str::<serde_json::Value>(&text) {
        Ok(value) => serde_json::to_string_pretty(&value).unwrap_or_default(),
        Err(_) => text.into_owned(),
    };
    let end = text.floor_char_boundary(MAX_ORIGINAL);
    let (shown, rest) = text.split_at(end);
    let shown = redacted(shown);
    match rest.is_empty() {
        true => shown,
        false => format!("{shown}\n…"),
    }
}

/// A text of the log without what looks like a secret.
fn redacted(text: &str) -> String {
    SecretToken::typed(String::new())
        .redactor()
        .foreign_text(text)
        .0
}

fn without_secrets(mut entry: EntryTimeline) -> EntryTimeline {
    for step in &mut entry.steps {
        step.text = redacted(&step.text);
        for (name, value) in &mut step.details {
            // The name may be the label of a secret.
            let labeled = redacted(&format!("{name}: {value}"));
            let shown = labeled.strip_prefix(name.as_str());
            let shown = shown.and_then(|rest| rest.strip_prefix(": "));
            *value = shown.unwrap_or(&labeled).to_owned();
        }
    }
    entry
}

/// The newest entry for a ticket. What identifies the person is left out.
fn ticket(row: &LogUserRow, cause: Option<&Cause>, entries: &[EntryTimeline]) -> String {
    let mut lines = Vec::new();
    if let Some(cause) = cause {
        lines.push(format!("{} [{}]", cause.headline(), cause.info().id));
        lines.push(cause.explanation());
    }
    if let Some(entry) = entries.first() {
        lines.push(entry.title.clone());
        for step in &entry.steps {
            lines.push(format!("- {}: {:?}. {}", step.title, step.tone, step.text));
            for value in &step.values {
                let sent = match &value.sent {
                    SentText::NotSent => "not sent",
                    SentText::NotLogged => "sent, not logged",
                    SentText::Empty => "empty",
                    SentText::Value(_) => "sent",
                };
                lines.push(format!("  - {}: {sent}", value.attribute));
            }
        }
    }
    let names = [&row.identifier, &row.name, &row.id];
    let names = names.into_iter().filter(|name| name.chars().count() > 2);
    names.fold(
        without_addresses(&redacted(&lines.join("\n"))),
        |text, name| replace_any_case(&text, name, USER),
    )
}

/// What stands in a ticket for a person.
const USER: &str = "[user]";

/// A text in which email addresses and user principal names are [`USER`].
fn without_addresses(text: &str) -> String {
    let is_part = |c: char| c.is_alphanumeric() || "@._-+%#'’".contains(c);
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_part) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c| !is_part(c)).unwrap_or(from.len());
        let (word, behind) = from.split_at(end);
        out.push_str(before);
        out.push_str(match word.split_once('@') {
            Some((name, host)) if !name.is_empty() && host.contains('.') => USER,
            _ => word,
        });
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// Replaces a text, whatever the case of its ASCII letters.
fn replace_any_case(text: &str, what: &str, with: &str) -> String {
    // Lowercase ASCII has the same length, so that positions are the same.
    let (low, what) = (text.to_ascii_lowercase(), what.to_ascii_lowercase());
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (at, found) in low.match_indices(&what) {
        out.push_str(&text[from..at]);
        out.push_str(with);
        from = at + found.len();
    }
    out.push_str(&text[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_has_no_addresses_and_no_names_in_any_case() {
        for (text, due) in [
            (
                "User 'Ben.Okoye@contoso.com' (mail ben.private@gmail.com) failed",
                "User '[user]' (mail [user]) failed",
            ),
            ("mailto:a@b.example, then", "mailto:[user], then"),
            ("op @ 5.0 and a@b", "op @ 5.0 and a@b"),
            ("", ""),
        ] {
            let text = text.replace('\'', "\u{22}");
            let due = due.replace('\'', "\u{22}");
            assert_eq!(without_addresses(&text), due);
        }
        assert_eq!(
            replace_any_case("BEN, Ben Ö", "ben", USER),
            "[user], [user] Ö"
        );
    }

    #[test]
    fn a_timeline_has_no_secret() {
        let step = worker_messages::explain::TimelineStep {
            tone: worker_messages::explain::StepTone::Failed,
            title: String::new(),
            time: String::new(),
            text: "“token=Zk9Lq2xYw81mVb3T was refused”".to_owned(),
            values: Vec::new(),
            details: vec![("SecretToken".to_owned(), "Zk9Lq2xYw81mVb3T".to_owned())],
        };
        let entry = EntryTimeline {
            steps: vec![step],
            ..EntryTimeline::default()
        };
        let shown = format!("{:?}", without_secrets(entry));
        assert!(!shown.contains("Zk9Lq2"), "{shown}");
    }
}
