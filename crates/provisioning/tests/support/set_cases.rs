//! The cases of `tests/verdicts/mapping-sets.json` as mapping sets; the tests
//! of Preflight include this file as well.

use provisioning::mapping::{Apply, MappingSet, Operations, Row, Source};
use provisioning::talkdesk::ACTIVE;
use serde_json::Value;

/// Every case of `tests/verdicts/mapping-sets.json`.
pub fn cases() -> Vec<Value> {
    let text = include_str!("../../../../tests/verdicts/mapping-sets.json");
    serde_json::from_str(text).unwrap_or_default()
}

fn source(value: &Value) -> Source {
    let text = |name: &str| value[name].as_str().map(str::to_owned);
    match (text("expression"), text("direct"), text("constant")) {
        (Some(text), ..) => Source::Expression(text),
        (_, Some(name), _) => Source::Direct(name),
        (.., Some(text)) => Source::Constant(text),
        _ => Source::None,
    }
}

/// The set of a case: the published one with what the case changes.
pub fn set_of(case: &Value) -> MappingSet {
    let mut set = MappingSet::default();
    match case.get("active") {
        None => {}
        Some(Value::Null) => drop(set.remove(ACTIVE)),
        Some(value) => set.put(Row::new(ACTIVE, source(value))),
    }
    for row in set.rows.iter_mut().filter(|row| row.target == ACTIVE) {
        if case["onlyDuringCreation"] == true {
            row.apply = Apply::OnlyDuringCreation;
        }
        row.default_value = case["defaultValue"].as_str().map(str::to_owned);
    }
    if let Some(extra) = case.get("extra") {
        let row = Row::new(extra["target"].as_str().unwrap_or_default(), source(extra));
        set.put(Row {
            matching_precedence: extra["matching"].as_u64().map(|at| at as u32),
            ..row
        });
    }
    set.operations = Operations {
        create: true,
        update: case["update"] != false,
        delete: case["delete"] != false,
    };
    set
}
