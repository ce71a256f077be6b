//! What has to hold for every text. The fuzzer looks for one that breaks a law, and the tests
//! hold the laws against every text that the fuzzer found worth keeping.

// Each of those who include this file uses a part of it.
#![allow(dead_code)]
// A law that is broken panics, which is how fuzzers and tests learn of it.
#![allow(clippy::unwrap_used, clippy::panic)]

use entra_expression::evaluate::{
    AttributeValue, Environment, EvaluationError, EvaluationLimits, EvaluationOutcome, Program,
};
use entra_expression::graph::{from_tree, to_tree};
use entra_expression::{
    CheckOptions, Diagnostic, Expr, LintTarget, TargetType, check, complete, explain, normalise,
    parse, print, print_readable, signature_help,
};
use serde_json::Value;

/// Enough for anything sensible, and few enough for thousands of runs a second.
const STEPS: u64 = 20_000;

/// The laws of a text that may be an expression.
pub fn expression(text: &str) {
    let parsed = parse(text);
    let covered: String = parsed
        .tokens
        .iter()
        .map(|token| token.span.of(text))
        .collect();
    assert_eq!(covered, text, "tokens cover the text once");
    assert_eq!(parsed.is_sound(), parsed.expr().is_some());
    let found = check(&parsed, &options());
    for diagnostic in parsed.diagnostics.iter().chain(&found) {
        inside(diagnostic, text);
    }
    let middle = text.len() / 2;
    for at in [0, middle, text.len()] {
        let completions = complete(text, at, &["mail", "displayName"]);
        assert!(text.get(completions.replace.range()).is_some());
        if let Some(help) = signature_help(text, at) {
            assert!(text.get(help.name.range()).is_some());
        }
    }
    if let Some(expr) = parsed.expr() {
        sound(text, &expr, &found);
    }
}

/// The laws of a text that is an expression.
fn sound(text: &str, expr: &Expr, found: &[Diagnostic]) {
    let normal = normalise(expr);
    for printed in [print(expr), print_readable(expr)] {
        let again = parse(&printed).expr();
        // What grew over a limit by being written out cannot be read again.
        if entra_expression::too_long(&printed).is_none() {
            assert_eq!(again, Some(normal.clone()), "{text}\n{printed}");
        }
    }
    let explained = explain(expr);
    assert!(!explained.is_empty());
    if let Ok(tree) = to_tree(expr) {
        let back = from_tree(&tree).unwrap();
        // A tree has no hexadecimal numbers, so trees are compared and not texts.
        assert_eq!(to_tree(&back).unwrap(), tree, "{text}");
    }
    for diagnostic in found {
        for fix in &diagnostic.fixes {
            let fixed_text = parse(&fix.apply(text));
            assert!(fixed_text.is_sound(), "{text}\n{diagnostic:?}");
            let after = check(&fixed_text, &options());
            // Of three equal keys the third takes the place of a second that goes.
            let count =
                |all: &[Diagnostic]| all.iter().filter(|d| d.code == diagnostic.code).count();
            assert!(
                !after.contains(diagnostic) || count(&after) < count(found),
                "{text}\n{diagnostic:?}"
            );
        }
    }
    assert_eq!(
        value(expr),
        value(&normal),
        "formatting changes no value: {text}"
    );
}

/// What an expression gives for one user. An error counts by its class: formatting moves places.
fn value(expr: &Expr) -> Result<EvaluationOutcome<'static>, &'static str> {
    let class = |error: EvaluationError| error.kind.class();
    let program = Program::from_expr(expr).map_err(class)?;
    let many = ["SMTP:ada@contoso.com", "smtp:lovelace@contoso.com", ""];
    let user: Vec<(String, AttributeValue)> = vec![
        (
            "mail".to_owned(),
            AttributeValue::from("Ada.Lovelace@contoso.com"),
        ),
        (
            "displayName".to_owned(),
            AttributeValue::from("Ada Łódź-Zoë 😀"),
        ),
        (
            "hireDate".to_owned(),
            AttributeValue::from("2021-08-24T10:20:30+02:00"),
        ),
        ("number".to_owned(), AttributeValue::from("-17")),
        ("accountEnabled".to_owned(), AttributeValue::from("False")),
        ("empty".to_owned(), AttributeValue::from("")),
        (
            "proxyAddresses".to_owned(),
            AttributeValue::Many(many.map(str::to_owned).to_vec()),
        ),
    ];
    let mut environment = Environment::default();
    environment.random = Box::new(|| 7);
    environment.taken = vec!["ada.lovelace@contoso.com".to_owned()];
    environment.limits = EvaluationLimits {
        steps: STEPS,
        bytes: 1 << 16,
    };
    program
        .run(&user, &mut environment)
        .map(EvaluationOutcome::into_owned)
        .map_err(class)
}

/// The laws of a text that may be a tree of Microsoft Graph.
pub fn tree(text: &str) {
    let Ok(json) = serde_json::from_str::<Value>(text) else {
        return;
    };
    let Ok(expr) = from_tree(&json) else {
        return;
    };
    // Trees that Microsoft would not write may lack a text of their own, but never a printing.
    let printed = print(&expr);
    if let Ok(written) = to_tree(&expr) {
        // A tree does not hold what is left out at the end of a call, so it is the second
        // writing that has to stay as it is.
        let second = to_tree(&from_tree(&written).unwrap()).unwrap();
        let third = to_tree(&from_tree(&second).unwrap()).unwrap();
        assert_eq!(second, third, "{printed}");
    }
    let _ = (explain(&expr), print_readable(&expr), value(&expr));
    parse(&printed);
}

fn inside(diagnostic: &Diagnostic, text: &str) {
    assert!(
        text.get(diagnostic.span.range()).is_some(),
        "{diagnostic:?}"
    );
    for fix in &diagnostic.fixes {
        assert!(fix.apply(text) != text, "{fix:?}");
    }
}

fn options() -> CheckOptions {
    CheckOptions {
        attributes: Some(["mail", "displayName"].map(str::to_owned).to_vec()),
        target: Some(LintTarget {
            name: "active".to_owned(),
            takes: TargetType::Boolean,
            multivalued: false,
        }),
        general_cautions: true,
        ..CheckOptions::default()
    }
}
