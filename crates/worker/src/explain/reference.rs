//! The reference of codes, reasons and messages, as text for the page.

use provisioning_log::cause::{Cause, CauseSeverity};
use provisioning_log::reference::{ReferenceEntry, search};
use worker_messages::explain::{ReferenceText, ResultTone};

use super::text::source;

/// What of the reference fits a text.
pub fn matches(text: &str) -> Vec<ReferenceText> {
    search(text).iter().map(|hit| shown(hit.entry)).collect()
}

fn shown(entry: &ReferenceEntry) -> ReferenceText {
    let names = entry.names().collect::<Vec<_>>().join(", ");
    let Some(kind) = entry.cause() else {
        return ReferenceText {
            headline: names,
            explanation: entry.meaning.to_owned(),
            ..ReferenceText::default()
        };
    };
    let (info, cause) = (kind.info(), Cause::of_kind(kind));
    ReferenceText {
        names,
        headline: cause.headline(),
        explanation: entry.meaning.to_owned(),
        next_action: cause.next_action(),
        owner: info.owner.title().to_owned(),
        tone: tone(info.severity),
        source: Some(source(info.source)),
    }
}

pub fn tone(severity: CauseSeverity) -> ResultTone {
    match severity {
        CauseSeverity::Harmless => ResultTone::Plain,
        CauseSeverity::Check | CauseSeverity::Transient => ResultTone::Warning,
        CauseSeverity::Failure | CauseSeverity::Critical => ResultTone::Bad,
    }
}
