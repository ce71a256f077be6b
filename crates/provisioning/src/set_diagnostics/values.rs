//! Whether required targets get a value, whether a result depends on the user
//! at all, and whether Entra can find users by the matching value.

use entra_expression::Expr;
use entra_expression::evaluate::{AttributeRecord, AttributeValue, EvaluationErrorKind};

use super::active::expr_of;
use super::code::SetCode;
use super::evaluate::Evaluator;
use super::sample_records::{self, SampleRecord};
use crate::diagnostics::MappingDiagnostic;
use crate::evaluate::{CompiledRow, MappedValue};
use crate::mapping::Source;
use crate::mapping::matching::source_attributes;
use crate::talkdesk::{ROLES, Requirement, TEAMS, USER_NAME, target};

/// What a row gives for one user.
enum RowResult {
    Value(String),
    /// Nothing, or an empty text.
    Empty,
    Fails(String),
}

/// Everything to say about a row other than that of `active`.
pub(super) fn check(
    row: &CompiledRow,
    is_matching: bool,
    users: &[SampleRecord],
    evaluator: &mut Evaluator<'_>,
) -> Vec<MappingDiagnostic> {
    let name = row.row().target.as_str();
    let Some(expr) = expr_of(row).filter(|_| row.error().is_none()) else {
        return Vec::new();
    };
    let known = target(name).filter(|known| known.name == name);
    let is_required = known.is_some_and(|known| known.requirement == Requirement::Mandatory);
    let results: Vec<_> = users
        .iter()
        .map(|user| (user, result(row, &user.record, evaluator)))
        .collect();
    if evaluator.reached_limit() {
        return match is_required || is_matching {
            true => vec![SetCode::NotChecked.diagnostic(name, None)],
            false => Vec::new(),
        };
    }
    let mut codes = Vec::new();
    if known.is_some() {
        codes.extend(always_fails(&results));
        if codes.is_empty() {
            codes.extend(same_for_everybody(
                row, name, &expr, &results, users, evaluator,
            ));
        }
    }
    if is_required || is_matching {
        codes.extend(no_value(row, &results));
    }
    if is_matching {
        codes.extend(matching(row, &results));
    }
    codes
        .into_iter()
        .map(|code| code.diagnostic(name, None))
        .collect()
}

fn result(row: &CompiledRow, user: &AttributeRecord, evaluator: &mut Evaluator<'_>) -> RowResult {
    let given = row.value(user, evaluator.environment());
    if let MappedValue::Failed(error) = &given
        && error.kind == EvaluationErrorKind::Limit
    {
        evaluator.set_limit_reached();
    }
    match row.on_creation(&given).as_ref() {
        MappedValue::One(text) if text.trim().is_empty() => RowResult::Empty,
        MappedValue::One(text) => RowResult::Value(text.clone().into_owned()),
        MappedValue::Many(texts) if texts.is_empty() => RowResult::Empty,
        MappedValue::Many(texts) => RowResult::Value(texts.join(";")),
        MappedValue::Null | MappedValue::Ignored(_) => RowResult::Empty,
        MappedValue::Failed(error) => RowResult::Fails(error.to_string()),
    }
}

/// Whether a user has every attribute that a row reads.
fn has_sources(row: &CompiledRow, user: &SampleRecord) -> bool {
    row.attributes()
        .iter()
        .all(|name| is_filled(user.record.get(name)))
}

fn is_filled(value: Option<&AttributeValue>) -> bool {
    match value {
        Some(AttributeValue::One(text)) => !text.is_empty(),
        Some(AttributeValue::Many(texts)) => !texts.is_empty(),
        None => false,
    }
}

fn always_fails(results: &[(&SampleRecord, RowResult)]) -> Option<SetCode> {
    let mut why = None;
    for (_, result) in results {
        match result {
            RowResult::Fails(message) => why = Some(message),
            RowResult::Value(_) | RowResult::Empty => return None,
        }
    }
    why.map(|why| SetCode::AlwaysFails(why.clone()))
}

/// A user without a value although all sources have one.
fn no_value(row: &CompiledRow, results: &[(&SampleRecord, RowResult)]) -> Option<SetCode> {
    let with_sources = || results.iter().filter(|(user, _)| has_sources(row, user));
    let mut empty = with_sources().filter(|(_, result)| matches!(result, RowResult::Empty));
    let count = empty.clone().count();
    let (user, _) = empty.next()?;
    Some(SetCode::NoValue {
        count,
        of: with_sources().count(),
        example: user.name.clone(),
    })
}

/// The one value that everybody gets, where a user should have a value of the
/// user's own, or where the expression reads attributes and heeds none.
fn same_for_everybody(
    row: &CompiledRow,
    name: &str,
    expr: &Expr,
    results: &[(&SampleRecord, RowResult)],
    users: &[SampleRecord],
    evaluator: &mut Evaluator<'_>,
) -> Option<SetCode> {
    // The list of mappings says it of a constant, and one role for everybody
    // is a common choice.
    let is_plain = matches!(row.row().source, Source::Constant(_) | Source::Direct(_));
    let reads_nothing = expr.attributes().is_empty();
    if is_plain || reads_nothing && [ROLES, TEAMS].contains(&name) {
        return None;
    }
    let mut values = results.iter().map(|(_, result)| match result {
        RowResult::Value(text) => Some(text),
        RowResult::Empty | RowResult::Fails(_) => None,
    });
    let first = values.next().flatten()?.clone();
    if !values.all(|value| value == Some(&first)) {
        return None;
    }
    if reads_nothing {
        return Some(SetCode::SameForEverybody(first));
    }
    // The sample users may only have in common what no branch asks for.
    let base = &users.first()?.record;
    for user in sample_records::made_for(expr, base) {
        if evaluator.reached_limit() {
            return None;
        }
        match result(row, &user.record, evaluator) {
            RowResult::Value(text) if text == first => {}
            _ => return None,
        }
    }
    (!evaluator.reached_limit()).then_some(SetCode::SameForEverybody(first))
}

fn matching(row: &CompiledRow, results: &[(&SampleRecord, RowResult)]) -> Vec<SetCode> {
    let mut codes = Vec::new();
    let read = source_attributes(row.row());
    if read.len() > 1 {
        codes.push(SetCode::MatchingSeveralSources(read));
    } else {
        // With several sources, Coalesce and the like exist to fill the gap.
        let lacking = results
            .iter()
            .find(|(user, result)| matches!(result, RowResult::Empty) && !has_sources(row, user));
        if lacking.is_some() {
            codes.extend(read.into_iter().next().map(SetCode::MatchingWithoutSource));
        }
    }
    if row.row().target == USER_NAME {
        let differing = results.iter().find_map(|(user, result)| {
            let RowResult::Value(value) = result else {
                return None;
            };
            let Some(AttributeValue::One(mail)) = user.record.get("mail") else {
                return None;
            };
            let differs = value != mail && value.to_lowercase() == mail.to_lowercase();
            differs.then(|| SetCode::MatchingCaseOfMail {
                value: value.clone(),
                mail: mail.clone(),
            })
        });
        codes.extend(differing);
    }
    codes
}
