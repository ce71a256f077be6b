//! Reads a setup from the members of its record.
//!
//! By hand: the code that serde derives for the same is five times as large,
//! and the first view needs it. The tests compare both.

use serde::Serialize;
use serde_json::{Map, Value};

use provisioning::mapping::{Apply, MappingSet, Operations, Row, Source};
use provisioning::talkdesk::regions::{REGIONS, Region};

use super::SetupRecordError;
use crate::{
    FailedTest, GuideProgress, GuideStart, PassedTest, PreflightSummary, Setup, SetupId,
    SetupMethod, StepMark, StepRecord, Tenant, Timestamp,
};

/// Reads a value; nothing when it is of another kind.
type Read<T> = fn(Value) -> Option<T>;

/// The setup of such members, without those that are not known.
pub fn setup(members: Map<String, Value>) -> Result<Setup, SetupRecordError> {
    let mut members = Members(members);
    Ok(Setup {
        id: SetupId(members.named("id", |members, name| members.required(name, text))?),
        name: members.named("name", |members, name| members.required(name, text))?,
        tenant: members.named("tenant", |members, name| members.or_default(name, tenant))?,
        application_name: members.named("applicationName", |members, name| {
            members.or_default(name, text)
        })?,
        mapping: members.named("mapping", |members, name| {
            members.or_default(name, mapping_set)
        })?,
        guide: members.named("guide", |members, name| members.or_default(name, progress))?,
        connection_passed: members.named("connectionPassed", |members, name| {
            members.optional(name, passed_test)
        })?,
        connection_failed: members.if_sound("connectionFailed", failed_test),
        preflight: members.if_sound("preflight", preflight),
        guide_start: members.if_sound("guideStart", guide_start),
        created: Timestamp(members.named("created", |members, name| members.required(name, text))?),
        rest: Map::new(),
    })
}

/// The members of an object that are not read yet.
struct Members(Map<String, Value>);

impl Members {
    fn of(value: Value) -> Option<Self> {
        match value {
            Value::Object(members) => Some(Self(members)),
            _ => None,
        }
    }

    /// Reads a member of the record itself, which an error names.
    fn named<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&mut Self, &'static str) -> Option<T>,
    ) -> Result<T, SetupRecordError> {
        read(self, name).ok_or_else(|| SetupRecordError::Shape {
            detail: format!("the member “{name}” is missing or isn’t what it should be"),
        })
    }

    fn required<T>(&mut self, name: &str, read: Read<T>) -> Option<T> {
        read(self.0.remove(name)?)
    }

    fn or_default<T: Default>(&mut self, name: &str, read: Read<T>) -> Option<T> {
        match self.0.remove(name) {
            None => Some(T::default()),
            Some(value) => read(value),
        }
    }

    /// `None` where it is missing or null.
    fn optional<T>(&mut self, name: &str, read: Read<T>) -> Option<Option<T>> {
        match self.0.remove(name) {
            None | Some(Value::Null) => Some(None),
            Some(value) => read(value).map(Some),
        }
    }

    /// A damaged one counts as missing, because the rest of the setup is worth
    /// more; the record keeps it.
    fn if_sound<T>(&mut self, name: &str, read: Read<T>) -> Option<T> {
        self.optional(name, read).flatten()
    }

    fn moment(&mut self, name: &str) -> Option<Timestamp> {
        self.required(name, timestamp)
    }
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

fn timestamp(value: Value) -> Option<Timestamp> {
    text(value).map(Timestamp)
}

fn number(value: Value) -> Option<u32> {
    u32::try_from(value.as_u64()?).ok()
}

fn truth(value: Value) -> Option<bool> {
    value.as_bool()
}

fn list<T>(value: Value, read: Read<T>) -> Option<Vec<T>> {
    match value {
        Value::Array(elements) => elements.into_iter().map(read).collect(),
        _ => None,
    }
}

/// One of some values, each with its own written form.
fn one_of<T: Serialize>(value: &Value, mut all: impl Iterator<Item = T>) -> Option<T> {
    all.find(|own| serde_json::to_value(own).is_ok_and(|written| written == *value))
}

/// The only member of an object: a variant and what it holds.
fn variant(value: Value) -> Option<(String, Value)> {
    let Members(members) = Members::of(value)?;
    match members.len() {
        1 => members.into_iter().next(),
        _ => None,
    }
}

fn tenant(value: Value) -> Option<Tenant> {
    if let Value::String(name) = &value {
        return (name == "unknown").then_some(Tenant::Unknown);
    }
    let (name, value) = variant(value)?;
    match name.as_str() {
        "region" => region(&value).map(Tenant::Region),
        "custom" => text(value).map(Tenant::Custom),
        _ => None,
    }
}

fn region(value: &Value) -> Option<Region> {
    one_of(value, REGIONS.iter().map(|facts| facts.region))
}

fn mapping_set(value: Value) -> Option<MappingSet> {
    let mut members = Members::of(value)?;
    Some(MappingSet {
        rows: members.required("rows", |value| list(value, row))?,
        operations: members.or_default("operations", operations)?,
    })
}

fn row(value: Value) -> Option<Row> {
    let mut members = Members::of(value)?;
    Some(Row {
        target: members.required("target", text)?,
        source: members.required("source", source)?,
        default_value: members.optional("defaultValue", text)?,
        matching_precedence: members.optional("matchingPrecedence", number)?,
        apply: members.or_default("apply", |value| {
            one_of(
                &value,
                [Apply::Always, Apply::OnlyDuringCreation].into_iter(),
            )
        })?,
    })
}

fn source(value: Value) -> Option<Source> {
    if let Value::String(name) = &value {
        return (name == "none").then_some(Source::None);
    }
    let (name, value) = variant(value)?;
    let text = text(value)?;
    match name.as_str() {
        "direct" => Some(Source::Direct(text)),
        "constant" => Some(Source::Constant(text)),
        "expression" => Some(Source::Expression(text)),
        _ => None,
    }
}

fn operations(value: Value) -> Option<Operations> {
    let mut members = Members::of(value)?;
    Some(Operations {
        create: members.required("create", truth)?,
        update: members.required("update", truth)?,
        delete: members.required("delete", truth)?,
    })
}

fn progress(value: Value) -> Option<GuideProgress> {
    let steps = Members::of(value)?.required("steps", |value| list(value, step))?;
    Some(GuideProgress { steps })
}

fn step(value: Value) -> Option<StepRecord> {
    let mut members = Members::of(value)?;
    Some(StepRecord {
        number: members.required("number", text)?,
        mark: members.optional("mark", mark)?,
        note: members.or_default("note", text)?,
    })
}

fn mark(value: Value) -> Option<StepMark> {
    let (name, value) = variant(value)?;
    let when = timestamp(value)?;
    match name.as_str() {
        "done" => Some(StepMark::Done(when)),
        "notNeeded" => Some(StepMark::NotNeeded(when)),
        _ => None,
    }
}

fn passed_test(value: Value) -> Option<PassedTest> {
    let mut members = Members::of(value)?;
    Some(PassedTest {
        when: members.moment("when")?,
        tenant_url: members.required("tenantUrl", text)?,
        matching: members.optional("matching", text)?,
    })
}

fn failed_test(value: Value) -> Option<FailedTest> {
    let mut members = Members::of(value)?;
    Some(FailedTest {
        when: members.moment("when")?,
        tenant_url: members.required("tenantUrl", text)?,
        matching: members.or_default("matching", text)?,
        reason: members.or_default("reason", text)?,
    })
}

fn preflight(value: Value) -> Option<PreflightSummary> {
    let mut members = Members::of(value)?;
    Some(PreflightSummary {
        when: members.moment("when")?,
        users: members.required("users", number)?,
        created: members.or_default("created", number)?,
        existing: members.or_default("existing", number)?,
        rejected: members.or_default("rejected", number)?,
        unknown: members.or_default("unknown", number)?,
        skipped: members.or_default("skipped", number)?,
        seconds: members.or_default("seconds", number)?,
        mapping: members.or_default("mapping", text)?,
    })
}

fn guide_start(value: Value) -> Option<GuideStart> {
    let mut members = Members::of(value)?;
    Some(GuideStart {
        when: members.moment("when")?,
        method: members.or_default("method", |value| {
            one_of(
                &value,
                [SetupMethod::ByHand, SetupMethod::Script].into_iter(),
            )
        })?,
    })
}

#[cfg(test)]
mod tests;
