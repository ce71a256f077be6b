//! What is sent for `active` in one state of a user.

use entra_expression::evaluate::{
    AttributeRecord, AttributeValue, EvaluationErrorKind, IgnoredFlow,
};

use crate::entra::{ENABLED, SOFT_DELETED};
use crate::evaluate::{CompiledRow, MappedValue};
use crate::set_diagnostics::evaluate::Evaluator;

/// What `active` comes out as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ActiveResult {
    Active,
    Inactive,
    /// Nothing is sent.
    NoValue,
    /// A text that is neither True nor False.
    Other(String),
    Fails(String),
}

/// What says that a user is active, and that the user left.
pub(super) const TRUE: &str = "True";
pub(super) const FALSE: &str = "False";

pub(super) fn put(
    user: &AttributeRecord,
    gone: Option<&str>,
    enabled: Option<&str>,
) -> AttributeRecord {
    let mut record = user.clone();
    for (name, value) in [(SOFT_DELETED, gone), (ENABLED, enabled)] {
        match value {
            Some(text) => drop(record.insert(name.to_owned(), AttributeValue::from(text))),
            None => drop(record.remove(name)),
        }
    }
    record
}

/// What is sent for `active`. A default value counts only when a user is
/// created, and then decides whether the user starts active.
pub(super) fn result(
    row: &CompiledRow,
    user: &AttributeRecord,
    evaluator: &mut Evaluator<'_>,
) -> ActiveResult {
    let given = row.value(user, evaluator.environment());
    if let MappedValue::Failed(error) = &given
        && error.kind == EvaluationErrorKind::Limit
    {
        evaluator.set_limit_reached();
    }
    let is_assigned =
        matches!(user.get(SOFT_DELETED), Some(AttributeValue::One(text)) if text == FALSE);
    let default = row.on_creation(&given);
    let given = match default.text() {
        Some(text) if is_assigned && text.eq_ignore_ascii_case(FALSE) => default.as_ref(),
        _ => &given,
    };
    match given {
        MappedValue::Null | MappedValue::Ignored(IgnoredFlow::Attribute | IgnoredFlow::Object) => {
            ActiveResult::NoValue
        }
        MappedValue::Failed(error) => ActiveResult::Fails(error.to_string()),
        MappedValue::One(text) => of_text(text),
        MappedValue::Many(texts) => match texts.as_slice() {
            [] => ActiveResult::NoValue,
            [one] => of_text(one),
            several => ActiveResult::Other(several.join(";")),
        },
    }
}

/// Of a text that `active` gets, in any case as Entra writes booleans.
pub(super) fn of_text(text: &str) -> ActiveResult {
    match text {
        _ if text.eq_ignore_ascii_case(TRUE) => ActiveResult::Active,
        _ if text.eq_ignore_ascii_case(FALSE) => ActiveResult::Inactive,
        other => ActiveResult::Other(other.to_owned()),
    }
}
