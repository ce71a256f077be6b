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
    let list = |name: &str| filter.get(name).map(Json::elements).unwrap_or_default();
    let hidden = ["inputFilterGroups", "categoryFilterGroups"]
        .iter()
        .any(|name| !list(name).is_empty());
    let groups: Vec<ScopeGroup> = list("groups").iter().map(group).collect();
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
    let clauses = group.get("clauses").map(Json::elements).unwrap_or_default();
    ScopeGroup {
        name: group.text_of("name").unwrap_or_default().to_owned(),
        clauses: clauses.iter().map(clause).collect(),
    }
}

fn clause(clause: &Json) -> Clause {
    let operand = clause.get("targetOperand");
    let values = operand.and_then(|operand| operand.get("values"));
    let values = values.map(Json::elements).unwrap_or_default().iter();
    Clause {
        attribute: clause
            .text_of("sourceOperandName")
            .unwrap_or_default()
            .to_owned(),
        operator: ScopeOperator::of(clause.text_of("operatorName").unwrap_or_default()),
        values: values.filter_map(Json::text).map(str::to_owned).collect(),
    }
}
