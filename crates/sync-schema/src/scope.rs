//! Reading the scoping filter of a mapping.

use provisioning::scoping_filter::{Clause, ScopeFilter, ScopeGroup, ScopeOperator};

use crate::error::{Limit, SchemaFileError};
use crate::json::Json;
use crate::unsupported::Unsupported;

/// Reads the member `scope` of a mapping. A filter without any condition is
/// none.
///
/// # Errors
///
/// When it has more clauses than are read.
pub fn read(
    filter: &Json,
    notes: &mut Vec<Unsupported>,
) -> Result<Option<ScopeFilter>, SchemaFileError> {
    let hidden = ["inputFilterGroups", "categoryFilterGroups"]
        .iter()
        .any(|name| !filter.list(name).is_empty());
    let groups: Vec<ScopeGroup> = filter.list("groups").iter().map(group).collect();
    // A group counts too, because one without clauses also takes its time.
    let clauses = groups.iter().map(|group| group.clauses.len() + 1);
    Limit::Clauses.check(clauses.sum())?;
    if hidden {
        notes.push(Unsupported::HiddenScope);
    }
    for clause in groups.iter().flat_map(|group| &group.clauses) {
        if let ScopeOperator::Unknown(name) = &clause.operator {
            notes.push(Unsupported::ScopeOperator { name: name.clone() });
        }
    }
    let some = hidden || !groups.is_empty();
    Ok(some.then_some(ScopeFilter { groups, hidden }))
}

fn group(group: &Json) -> ScopeGroup {
    ScopeGroup {
        name: group.string("name"),
        clauses: group.list("clauses").iter().map(clause).collect(),
    }
}

fn clause(clause: &Json) -> Clause {
    let values = clause
        .get("targetOperand")
        .map(|operand| operand.list("values"));
    let values = values.unwrap_or_default().iter();
    Clause {
        attribute: clause.string("sourceOperandName"),
        operator: ScopeOperator::of(clause.text_of("operatorName").unwrap_or_default()),
        values: values.filter_map(Json::text).map(str::to_owned).collect(),
    }
}
