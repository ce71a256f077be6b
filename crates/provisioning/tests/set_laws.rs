//! A mapping of `active` that deactivates nobody, or everybody, is never
//! reported as fine: expressions made from tables of outcomes, against what the
//! tables say.

#![allow(clippy::unwrap_used)]

use entra_expression::Severity;
use proptest::prelude::*;
use proptest::sample::select;
use provisioning::diagnostics::MappingDiagnostic;
use provisioning::mapping::{MappingSet, Row, Source};
use provisioning::set_diagnostics::evaluate_samples;
use provisioning::talkdesk::ACTIVE;

/// What `active` is to come out as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Out {
    True,
    False,
    Nothing,
    Other,
}

use Out::{False, Nothing, Other, True};

/// How a table is written as an expression.
#[derive(Debug, Clone, Copy)]
enum Form {
    Switch,
    Iif,
    SwitchLower,
}

/// The outcomes of one department, by IsSoftDeleted (False, True, no value)
/// and accountEnabled (True, False).
type Table = [[Out; 2]; 3];

#[derive(Debug, Clone)]
struct Case {
    /// The outcomes of the department Sales, and of all others.
    tables: [Table; 2],
    reads_department: bool,
    reads_enabled: bool,
    form: Form,
}

fn leaf(out: Out) -> String {
    match out {
        True => r#""True""#.to_owned(),
        False => r#""False""#.to_owned(),
        Nothing => r#"Switch("a", , "b", "c")"#.to_owned(),
        Other => r#""maybe""#.to_owned(),
    }
}

/// The expression that gives `values` for an attribute that is False, True or
/// without a value.
fn by_boolean(form: Form, attribute: &str, values: [String; 3]) -> String {
    let [off, on, none] = values;
    match form {
        Form::Switch => {
            format!(r#"Switch([{attribute}], "maybe", "False", {off}, "True", {on}, "", {none})"#)
        }
        Form::SwitchLower => {
            format!(r#"Switch(ToLower([{attribute}]), {none}, "true", {on}, "false", {off})"#)
        }
        Form::Iif => {
            format!(r#"IIF([{attribute}]="True", {on}, IIF([{attribute}]="False", {off}, {none}))"#)
        }
    }
}

impl Case {
    fn table(&self, table: Table) -> String {
        let cell = |[enabled, blocked]: [Out; 2]| match self.reads_enabled {
            true => by_boolean(
                self.form,
                "accountEnabled",
                [leaf(blocked), leaf(enabled), leaf(enabled)],
            ),
            false => leaf(enabled),
        };
        by_boolean(self.form, "IsSoftDeleted", table.map(cell))
    }

    fn expression(&self) -> String {
        let [sales, others] = self.tables.map(|table| self.table(table));
        match self.reads_department {
            true => format!(r#"IIF([department]="Sales", {sales}, {others})"#),
            false => sales,
        }
    }

    /// The tables that count.
    fn used(&self) -> Vec<Table> {
        let tables = self
            .tables
            .iter()
            .take(1 + usize::from(self.reads_department));
        tables
            .map(|table| {
                table.map(|[enabled, blocked]| match self.reads_enabled {
                    true => [enabled, blocked],
                    false => [enabled; 2],
                })
            })
            .collect()
    }
}

fn table() -> impl Strategy<Value = Table> {
    let cell = || select(vec![True, True, False, False, Nothing, Other]);
    proptest::array::uniform3([cell(), cell()])
}

fn right() -> impl Strategy<Value = Table> {
    select(vec![True, Nothing]).prop_map(|unset| [[True, True], [False, False], [unset, unset]])
}

fn case() -> impl Strategy<Value = Case> {
    let some_table = || prop_oneof![table(), right()];
    (
        [some_table(), some_table()],
        any::<bool>(),
        any::<bool>(),
        select(vec![Form::Switch, Form::Iif, Form::SwitchLower]),
    )
        .prop_map(|(tables, reads_department, reads_enabled, form)| Case {
            tables,
            reads_department,
            reads_enabled,
            form,
        })
}

fn found(expression: String) -> Vec<MappingDiagnostic> {
    let mut set = MappingSet::default();
    set.put(Row::new(ACTIVE, Source::Expression(expression)));
    evaluate_samples(&set, 0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_outcome_that_harms_is_reported_as_fine(case in case()) {
        let tables = case.used();
        let found = found(case.expression());
        let worst = found.iter().map(|one| one.severity).max();
        let leavers = |table: &Table| table[1];
        let nobody = tables.iter().all(|table| leavers(table).iter().all(|out| *out != False));
        let everybody = tables.iter().all(|table| table[0][0] == False);
        if nobody || everybody {
            prop_assert_eq!(worst, Some(Severity::Error), "{} {:?}", case.expression(), found);
        }
        let stays = tables.iter().any(|table| leavers(table).iter().any(|out| *out != False));
        let inactive = tables.iter().any(|table| table[0][0] == False);
        if stays || inactive {
            prop_assert!(worst >= Some(Severity::Warning), "{} {:?}", case.expression(), found);
        }
        let is_right = |table: &Table| {
            table[0][0] == True
                && leavers(table) == [False, False]
                && [True, Nothing].contains(&table[2][0])
        };
        if tables.iter().all(is_right) {
            prop_assert_eq!(found, [], "{}", case.expression());
        }
    }
}
