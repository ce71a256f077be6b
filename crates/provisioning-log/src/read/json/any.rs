//! One value of any type, as an entry uses it.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::entry::LoggedStatus;
use crate::facts::{OperationStatus, ProvisioningAction, StepType};

/// Numbers and truth values as they are spelled; lists and objects as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::read) struct Any<'de>(pub(in crate::read) Option<Cow<'de, str>>);

impl<'de> Any<'de> {
    /// The text without blanks around it, if there is one.
    pub(in crate::read) fn text(self) -> Option<Cow<'de, str>> {
        let text = match self.0? {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) if text.trim().len() == text.len() => Cow::Owned(text),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        };
        (!text.is_empty()).then_some(text)
    }

    /// Fills what is still missing.
    pub(in crate::read) fn fill(self, slot: &mut Option<Cow<'de, str>>) {
        if slot.is_none() {
            *slot = self.text();
        }
    }

    pub(in crate::read) fn number(&self) -> Option<u64> {
        let text = self.0.as_deref()?.trim();
        let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
        whole.parse().ok()
    }
}

/// The words of Microsoft Graph, and the numbers that diagnostic settings write
/// for them. 3 is the next of `provisioningResult`; no example of it is known.
pub(in crate::read) fn status_of(text: &str) -> LoggedStatus {
    const WORDS: [(&str, OperationStatus); 12] = [
        ("success", OperationStatus::Success),
        ("0", OperationStatus::Success),
        ("succeeded", OperationStatus::Success),
        ("failure", OperationStatus::Failure),
        ("1", OperationStatus::Failure),
        ("failed", OperationStatus::Failure),
        ("error", OperationStatus::Failure),
        ("skipped", OperationStatus::Skipped),
        ("2", OperationStatus::Skipped),
        ("warning", OperationStatus::Warning),
        ("warn", OperationStatus::Warning),
        ("3", OperationStatus::Warning),
    ];
    let text = text.trim();
    if text.is_empty() || text.eq_ignore_ascii_case("null") || text.eq_ignore_ascii_case("none") {
        return LoggedStatus::Missing;
    }
    let known = WORDS
        .iter()
        .find(|(word, _)| word.eq_ignore_ascii_case(text));
    known.map_or(LoggedStatus::Unrecognized, |(_, status)| {
        LoggedStatus::Known(*status)
    })
}

/// Of two statuses for one thing, the one that says less good.
pub(in crate::read) fn worse(one: LoggedStatus, other: LoggedStatus) -> LoggedStatus {
    let badness = |status: LoggedStatus| match status {
        LoggedStatus::Missing => 0,
        LoggedStatus::Known(OperationStatus::Success) => 1,
        LoggedStatus::Known(OperationStatus::Skipped) => 2,
        LoggedStatus::Unrecognized => 3,
        LoggedStatus::Known(OperationStatus::Warning) => 4,
        LoggedStatus::Known(OperationStatus::Failure) => 5,
    };
    if badness(other) > badness(one) {
        other
    } else {
        one
    }
}

impl Any<'_> {
    pub(in crate::read) fn status(&self) -> LoggedStatus {
        self.0.as_deref().map_or(LoggedStatus::Missing, status_of)
    }

    /// 4 is inferred from the order of the enumeration in Microsoft Graph.
    pub(in crate::read) fn step_type(&self) -> Option<StepType> {
        const TYPES: [(&str, &str, StepType); 6] = [
            ("import", "0", StepType::Import),
            ("scoping", "1", StepType::Scoping),
            ("matching", "2", StepType::Matching),
            ("processing", "3", StepType::Processing),
            ("referenceResolution", "4", StepType::ReferenceResolution),
            ("export", "5", StepType::Export),
        ];
        let text = self.0.as_deref()?.trim();
        let known = TYPES
            .iter()
            .find(|(word, number, _)| word.eq_ignore_ascii_case(text) || *number == text);
        known.map(|(_, _, step_type)| *step_type)
    }

    pub(in crate::read) fn action(&self) -> Option<ProvisioningAction> {
        const ACTIONS: [(&str, ProvisioningAction); 12] = [
            ("create", ProvisioningAction::Create),
            ("update", ProvisioningAction::Update),
            ("other", ProvisioningAction::Other),
            ("disable", ProvisioningAction::Disable),
            ("delete", ProvisioningAction::Delete),
            ("stagedDelete", ProvisioningAction::StagedDelete),
            ("Staged delete", ProvisioningAction::StagedDelete),
            // `EventName` of the audit log.
            ("EntryExportAdd", ProvisioningAction::Create),
            ("EntryExportUpdate", ProvisioningAction::Update),
            ("EntryExportUpdateSoftDelete", ProvisioningAction::Disable),
            ("EntryExportDelete", ProvisioningAction::Delete),
            ("EntrySynchronizationSkip", ProvisioningAction::Other),
        ];
        let text = self.0.as_deref()?.trim();
        let known = ACTIONS
            .iter()
            .find(|(word, _)| word.eq_ignore_ascii_case(text));
        known.map(|(_, action)| *action)
    }
}

impl<'de> Deserialize<'de> for Any<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyVisitor)
    }
}

struct AnyVisitor;

fn owned<'de>(text: String) -> Any<'de> {
    Any(Some(Cow::Owned(text)))
}

impl<'de> Visitor<'de> for AnyVisitor {
    type Value = Any<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Any<'de>, E> {
        Ok(Any(Some(Cow::Borrowed(text))))
    }

    fn visit_str<E>(self, text: &str) -> Result<Any<'de>, E> {
        Ok(owned(text.to_owned()))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Any<'de>, E> {
        Ok(Any(Some(Cow::Borrowed(if value {
            "True"
        } else {
            "False"
        }))))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Any<'de>, E> {
        Ok(owned(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Any<'de>, E> {
        Ok(owned(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Any<'de>, E> {
        Ok(owned(value.to_string()))
    }

    fn visit_unit<E>(self) -> Result<Any<'de>, E> {
        Ok(Any(None))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Any<'de>, A::Error> {
        let value = Value::deserialize(SeqAccessDeserializer::new(seq))?;
        Ok(owned(value.to_string()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Any<'de>, A::Error> {
        let value = Value::deserialize(MapAccessDeserializer::new(map))?;
        Ok(owned(value.to_string()))
    }
}
