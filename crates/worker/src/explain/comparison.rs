//! What Entra sent beside what the mappings of the setup send for the same user.

use std::collections::BTreeMap;

use entra_expression::evaluate::Environment;
use provisioning::evaluate::{CompiledSet, MappedValue};
use provisioning::mapping::MappingSet;
use provisioning::user::{SourceUser, UserValue};
use provisioning_log::entry::{LogEntry, LoggedValue};
use provisioning_log::facts::StepType;
use worker_messages::explain::{SentComparison, SentText, SentValue};

/// Characters of a value that are shown.
const MAX_VALUE: usize = 300;

/// The values of an entry. `cause` is the attribute that it failed for.
pub fn sent_values(entry: &LogEntry<'_>, set: &MappingSet, cause: Option<&str>) -> Vec<SentValue> {
    let mut sent: Vec<(String, Option<LoggedValue<'_>>)> = Vec::new();
    for (attribute, value) in entry.sent() {
        if sent.iter().all(|(known, _)| *known != *attribute) {
            sent.push((attribute.into_owned(), value.map(LoggedValue::of)));
        }
    }
    let user = source_user(entry);
    let compiled = CompiledSet::new(set);
    let mut environment = Environment::default();
    let record = user.record();
    let evaluated = compiled.evaluate(&record, &mut environment);
    let own = |attribute: &str| {
        let (row, value) = evaluated
            .pairs()
            .find(|(row, _)| row.row().target == attribute)?;
        let lacks = |name: &String| !user.attributes.contains_key(name);
        Some(match row.attributes().iter().any(lacks) {
            true => OwnValue::NotKnown,
            false => OwnValue::of(value),
        })
    };
    let mut values: Vec<SentValue> = Vec::new();
    for (attribute, logged) in &sent {
        let text = logged.map(|logged| logged.text().unwrap_or_default());
        values.push(SentValue {
            is_cause: cause == Some(attribute.as_str()),
            setup: match (own(attribute), text) {
                (None, _) => SentComparison::NotMapped,
                (Some(_), None) => SentComparison::NotKnown,
                (Some(own), Some(text)) => own.beside(text),
            },
            sent: match text {
                None => SentText::NotLogged,
                Some("") => SentText::Empty,
                Some(text) => SentText::Value(shortened(text)),
            },
            attribute: attribute.clone(),
        });
    }
    // A create sends every value, so one that is missing was not sent.
    let is_create = entry.action == Some(provisioning_log::facts::ProvisioningAction::Create);
    for row in &set.rows {
        let is_sent = values.iter().any(|value| value.attribute == row.target);
        let is_cause = cause == Some(row.target.as_str());
        if is_sent || !(is_cause || is_create && !sent.is_empty()) {
            continue;
        }
        let setup = own(&row.target).map_or(SentComparison::NotMapped, |own| own.beside(""));
        // What neither sends says nothing.
        if is_cause || !matches!(setup, SentComparison::Same) {
            values.push(SentValue {
                attribute: row.target.clone(),
                sent: SentText::NotSent,
                setup,
                is_cause,
            });
        }
    }
    values
}

/// What the setup gives for an attribute.
enum OwnValue {
    Text(String),
    Nothing,
    NotKnown,
}

impl OwnValue {
    fn of(value: &MappedValue<'_>) -> Self {
        match value {
            MappedValue::One(text) => Self::Text(text.to_string()),
            MappedValue::Many(texts) => match texts.as_slice() {
                [] => Self::Nothing,
                [one] => Self::Text(one.to_string()),
                several => Self::Text(several.join("; ")),
            },
            MappedValue::Null | MappedValue::Ignored(_) => Self::Nothing,
            MappedValue::Failed(_) => Self::NotKnown,
        }
    }

    fn beside(self, sent: &str) -> SentComparison {
        let own = match &self {
            Self::NotKnown => return SentComparison::NotKnown,
            Self::Text(text) => text.as_str(),
            Self::Nothing => "",
        };
        // The log writes truth values in any case.
        let is_truth =
            |text: &str| text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false");
        match own == sent || is_truth(own) && own.eq_ignore_ascii_case(sent) {
            true => SentComparison::Same,
            false => SentComparison::Differs(shortened(own)),
        }
    }
}

/// The source attributes that the log has: Entra writes them to the details of
/// the step that imports the user.
fn source_user(entry: &LogEntry<'_>) -> SourceUser {
    let mut attributes = BTreeMap::new();
    let imports = entry
        .steps
        .iter()
        .filter(|step| step.step_type == Some(StepType::Import));
    for detail in imports.flat_map(|step| &step.details) {
        // An attribute without a value is known to have none.
        let value = match LoggedValue::of(&detail.value) {
            LoggedValue::Text(text) => UserValue::One(text.to_owned()),
            LoggedValue::Empty => UserValue::One(String::new()),
            LoggedValue::Null => UserValue::Many(Vec::new()),
        };
        attributes.insert(detail.key.to_string(), value);
    }
    if let Some(id) = &entry.source.id {
        let id = UserValue::One(id.to_string());
        attributes.entry("objectId".to_owned()).or_insert(id);
    }
    SourceUser { attributes }
}

fn shortened(text: &str) -> String {
    provisioning::format::shortened(text, MAX_VALUE)
}
