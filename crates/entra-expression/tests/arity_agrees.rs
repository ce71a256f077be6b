//! The lint and the evaluator agree on omitted and missing arguments: for any call, one has an error
//! of that kind if and only if the other has.

// Helpers of tests fail by panicking, as tests do.
#![allow(clippy::unwrap_used, clippy::panic)]

use entra_expression::evaluate::Program;
use entra_expression::{CheckOptions, Expr, Severity, check, functions, parse, print};
use proptest::prelude::*;

/// The lints about the number and the places of arguments.
const ARITY: [&str; 4] = [
    "arity",
    "switch-odd-arguments",
    "replace-no-mode",
    "date-styles",
];

fn lint_says(text: &str) -> bool {
    let found = check(&parse(text), &CheckOptions::default());
    found
        .iter()
        .any(|found| found.severity == Severity::Error && ARITY.contains(&found.code))
}

fn evaluator_says(text: &str) -> bool {
    Program::parse(text).is_err_and(|error| error.kind.class() == "arity")
}

fn argument() -> impl Strategy<Value = Option<Expr>> {
    let leaf = prop_oneof![
        Just(Expr::attribute("a")),
        Just(Expr::text("x")),
        Just(Expr::text("None")),
        Just(Expr::number(1)),
        Just(Expr::call("Now", Vec::<Expr>::new())),
    ];
    prop::option::weighted(0.8, leaf)
}

fn call() -> impl Strategy<Value = Expr> {
    let infos: Vec<_> = functions::all()
        .filter(|info| info.function.is_some())
        // Roles read one attribute, and uniqueness is for another service.
        .filter(|info| !info.name.contains("AppRole") && info.name != "SelectUniqueValue")
        .collect();
    let args = prop::collection::vec(argument(), 0..9);
    (prop::sample::select(infos), args).prop_map(|(info, args)| Expr::Call {
        name: info.name.to_owned(),
        args,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, ..ProptestConfig::default() })]

    #[test]
    fn lint_and_evaluator_agree(outer in call(), inner in call(), position in 0..9_usize) {
        let mut outer = outer;
        if let Expr::Call { args, .. } = &mut outer
            && let Some(slot) = args.get_mut(position)
        {
            *slot = Some(inner);
        }
        let text = print(&outer);
        // A style that is none is an error of type for the evaluator, so only counts decide there.
        let styles = check(&parse(&text), &CheckOptions::default());
        prop_assume!(!styles.iter().any(|found| found.code == "date-styles"));
        prop_assert_eq!(lint_says(&text), evaluator_says(&text), "{}", text);
    }
}

#[test]
fn the_reported_calls_are_errors_on_both_sides() {
    for text in [
        r#"Join("@", [mailNickname], "contoso.com", )"#,
        r#"Coalesce([mail], , "x")"#,
        r#"Switch([mail], , "a", "b", "c", )"#,
        r#"Switch([mail], , "a", "b", , "z")"#,
        r#"Join("@", [a], )"#,
        r#"Append([a], )"#,
        r#"FormatDateTime([d], "None", "yyyy", )"#,
    ] {
        assert!(lint_says(text) && evaluator_says(text), "{text}");
    }
    for text in [
        // Microsoft keeps these commas in its own examples.
        r#"ToLower([a], )"#,
        r#"Replace([a], "b", , , "", , )"#,
        r#"Switch([a], , "False", "True")"#,
        r#"IIF([a]="b", "c", )"#,
        r#"FormatDateTime([a], , "yyyy", "MM")"#,
    ] {
        assert!(!lint_says(text) && !evaluator_says(text), "{text}");
    }
}
