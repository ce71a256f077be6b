//! One user: the last entries as timelines.

use connection_test::token::SecretToken;
use provisioning::mapping::MappingSet;
use provisioning_log::cause::Cause;
use provisioning_log::report::{LogUserId, LogUserRow};
use worker_messages::explain::{EntryTimeline, FixTarget, UserTimeline};

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
        entries.extend(shown);
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
    let redactor = SecretToken::typed(String::new()).redactor();
    let (shown, _) = redactor.foreign_text(shown);
    match rest.is_empty() {
        true => shown,
        false => format!("{shown}\n…"),
    }
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
                    None => "not sent",
                    Some(text) if text.is_empty() => "empty",
                    Some(_) => "sent",
                };
                lines.push(format!("  - {}: {sent}", value.attribute));
            }
        }
    }
    let mut text = lines.join("\n");
    for name in [&row.identifier, &row.name, &row.id] {
        if name.chars().count() > 2 {
            text = text.replace(name.as_str(), "[user]");
        }
    }
    text
}
