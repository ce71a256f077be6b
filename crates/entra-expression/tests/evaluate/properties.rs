//! Evaluation never panics and stays within its bounds, whatever it is given.

use std::collections::HashMap;

use entra_expression::evaluate::{
    AttributeValue, Environment, EvaluationErrorKind, EvaluationLimits, EvaluationOutcome, Program,
};
use entra_expression::{ComparisonOperator, Expr, Keyword, functions};
use proptest::prelude::*;

const NAMES: [&str; 5] = ["a", "b", "many", "none", "missing"];

/// Texts that functions treat specially, and arbitrary ones.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "",
            "1",
            "-1",
            "0",
            "9223372036854775807",
            "True",
            "d",
            "yyyy",
            "m",
            "tr-TR",
            "(?<n>a)",
            "a*",
            "(a|b)*?c",
            "n",
            "$1${n}$&$_",
            ".",
            " ",
            "2021-08-24T10:20:30+02:00",
            "8/25/2021 5:41:18 PM",
            "yyyy-MM-dd",
            "M/d/yyyy h:mm:ss tt",
            "AssumeUniversal",
            "é😀ß",
            "İıŉ",
            "&HF",
        ])
        .prop_map(str::to_owned),
        ".{0,12}",
        "[ab(|)*+?\\[\\]^$.\\\\dwk<n>{,2}-]{0,12}",
    ]
}

fn leaf() -> impl Strategy<Value = Expr> {
    prop_oneof![
        3 => prop::sample::select(&NAMES[..]).prop_map(Expr::attribute),
        3 => text().prop_map(Expr::text),
        2 => any::<i64>().prop_map(Expr::number),
        2 => (-3..20_i64).prop_map(Expr::number),
        1 => prop::sample::select(&Keyword::ALL[..]).prop_map(Expr::Keyword),
    ]
}

/// Trees that mostly have the right number of arguments.
fn tree() -> impl Strategy<Value = Expr> {
    let infos: Vec<_> = functions::documented().collect();
    leaf().prop_recursive(4, 40, 8, move |inner| {
        let arg = prop::option::weighted(0.9, inner.clone());
        let call = (
            prop::sample::select(infos.clone()),
            prop::collection::vec(arg, 8),
            0..4_usize,
            prop::option::weighted(
                0.3,
                (inner, prop::sample::select(&ComparisonOperator::ALL[..])),
            ),
        );
        call.prop_map(|(info, mut args, extra, comparison)| {
            let most = info.max_args().unwrap_or(info.params.len() + extra);
            args.truncate(most.min(8));
            if let (Some((right, operator)), Some(Some(first))) = (comparison, args.first_mut())
                && (info.name == "IIF" || info.name == "CBool")
            {
                *first = Expr::comparison(first.clone(), operator, right);
            }
            Expr::Call {
                name: info.name.to_owned(),
                args,
            }
        })
    })
}

fn user(a: String, b: String, many: Vec<String>) -> HashMap<String, AttributeValue> {
    HashMap::from([
        ("a".to_owned(), AttributeValue::One(a)),
        ("b".to_owned(), AttributeValue::One(b)),
        ("many".to_owned(), AttributeValue::Many(many)),
        ("none".to_owned(), AttributeValue::Many(Vec::new())),
    ])
}

const LIMITS: EvaluationLimits = EvaluationLimits {
    steps: 50_000,
    bytes: 2_000,
};

/// `PROPTEST_CASES` makes the run longer.
fn config() -> ProptestConfig {
    let mut config = ProptestConfig::default();
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 2_000;
    }
    config
}

fn bounded() -> Environment {
    let mut environment = Environment::default();
    environment.limits = LIMITS;
    environment
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn trees_stay_within_bounds(
        tree in tree(),
        a in text(),
        b in text(),
        many in prop::collection::vec(text(), 0..4),
    ) {
        let Ok(program) = Program::from_expr(&tree) else { return Ok(()) };
        let user = user(a, b, many);
        let mut environment = bounded();
        let outcome = program.run(&user, &mut environment);
        let longest = match &outcome {
            Ok(EvaluationOutcome::Value(text)) => text.len(),
            Ok(EvaluationOutcome::Values(texts)) => texts.iter().map(|text| text.len()).max().unwrap_or(0),
            _ => 0,
        };
        prop_assert!(longest <= LIMITS.bytes);
        let printed = entra_expression::print(&tree);
        if let Err(error) = &outcome {
            prop_assert!(error.span.start <= error.span.end && error.span.end <= printed.len());
            prop_assert!(!error.to_string().is_empty());
        }
        // Tracing changes nothing but chance, and origins lie inside of what they describe.
        let traced = program.trace(&user, &mut bounded());
        prop_assert_eq!(&traced.outcome, &outcome.map(EvaluationOutcome::into_owned));
    }

    #[test]
    fn any_text_is_survived(input in any::<String>(), a in text()) {
        if let Ok(program) = Program::parse(&input) {
            let _ = program.run(&user(a, String::new(), Vec::new()), &mut Environment::default());
        }
    }
}

/// The generator is worth something: many of its trees run, and many give a value.
#[test]
fn trees_are_worth_testing() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut compiled, mut valued) = (0, 0);
    for _ in 0..500 {
        let tree = tree().new_tree(&mut runner).unwrap().current();
        let Ok(program) = Program::from_expr(&tree) else {
            continue;
        };
        compiled += 1;
        let user = user("1".to_owned(), "x".to_owned(), vec!["y".to_owned()]);
        let outcome = program.run(&user, &mut bounded());
        valued += usize::from(matches!(
            outcome,
            Ok(EvaluationOutcome::Value(_) | EvaluationOutcome::Values(_))
        ));
    }
    assert!(
        compiled > 150 && valued > 80,
        "{compiled} compiled, {valued} gave a value"
    );
}

#[test]
fn growth_is_stopped() {
    // Each level makes ten of one.
    let mut expression = "[a]".to_owned();
    for _ in 0..12 {
        expression = format!(r#"Replace({expression}, "a", , , "aaaaaaaaaa", , )"#);
    }
    let program = Program::parse(&expression).unwrap();
    let user = user("a".to_owned(), String::new(), Vec::new());
    let error = program.run(&user, &mut Environment::default()).unwrap_err();
    assert_eq!(error.kind, EvaluationErrorKind::Limit);
}

#[test]
fn pathological_patterns_are_stopped() {
    let user = user("a".repeat(60) + "!", String::new(), Vec::new());
    for pattern in ["(a+)+$", "(a|aa)*b", "((a*)*)*b", "(?:a?){60}a{60}b"] {
        let program = Program::parse(&format!(r#"Replace([a], , "{pattern}", , "", , )"#)).unwrap();
        let error = program.run(&user, &mut Environment::default()).unwrap_err();
        assert_eq!(error.kind, EvaluationErrorKind::Limit, "{pattern}");
    }
}
