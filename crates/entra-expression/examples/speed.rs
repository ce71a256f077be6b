//! How long the five expressions of the speed comparison take: nanoseconds for one run.
//!
//! `cargo run --profile worker --example speed`; `cargo xtask bench` compares with other languages.

use std::hint::black_box;
use std::time::Instant;

use entra_expression::evaluate::{
    AttributeRecord, AttributeValue, Environment, EvaluationError, Program,
};

fn main() -> Result<(), EvaluationError> {
    let mut roles = String::from("Switch(SingleAppRoleAssignment([appRoleAssignments]), \"Agent\"");
    for index in 0..20 {
        roles.push_str(&format!(", \"Talkdesk Role {index}\", \"Role {index}\""));
    }
    roles.push(')');
    let expressions = [
        ("direct attribute", "[mail]"),
        (
            "active Switch",
            r#"Switch([IsSoftDeleted], , "False", "True", "True", "False")"#,
        ),
        ("role Switch, 20 pairs", &roles),
        (
            "ToLower(Join(…))",
            r#"ToLower(Join("@", NormalizeDiacritics(StripSpaces(Join(".", [givenName], [surname]))), "contoso.com"))"#,
        ),
        (
            "regex Replace",
            r#"Replace([mobile], , "[()\\s-]+", , "", , )"#,
        ),
    ];
    let user: AttributeRecord = [
        ("mail", "ada.lovelace@contoso.com"),
        ("IsSoftDeleted", "False"),
        ("appRoleAssignments", "Talkdesk Role 17"),
        ("givenName", "Ada Zoë"),
        ("surname", "Lovelace"),
        ("mobile", "+1 (999) 888-7777"),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), AttributeValue::from(value)))
    .collect();
    let mut environment = Environment::default();
    for (name, expression) in expressions {
        let program = Program::parse(expression)?;
        let mut best = f64::INFINITY;
        for _ in 0..20 {
            let start = Instant::now();
            for _ in 0..20_000 {
                black_box(program.run(black_box(&user), &mut environment)?);
            }
            let nanoseconds = start.elapsed().as_secs_f64() * 1e9 / 20_000.0;
            best = best.min(nanoseconds);
        }
        println!("{name:24} {best:8.1} ns");
    }
    Ok(())
}
