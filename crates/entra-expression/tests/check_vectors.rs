//! The checker over all vectors: it finds what they say and says nothing wrong about the rest.

#![allow(clippy::unwrap_used)] // A vector that is no JSON has to stop the test.

use entra_expression::{CheckOptions, ProvisioningKind, Severity, check, parse, quote};
use serde_json::Value;

fn lines(file: &str) -> Vec<Value> {
    file.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn text<'a>(vector: &'a Value, key: &str) -> &'a str {
    vector.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn options(vector: &Value) -> CheckOptions {
    let attributes = vector["knownAttributes"].as_array().map(|known| {
        known
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect()
    });
    CheckOptions {
        attributes,
        service: ProvisioningKind::HrInbound,
        ..CheckOptions::default()
    }
}

#[test]
fn every_published_error_is_found_at_its_position() {
    let mut failures = Vec::new();
    for vector in lines(include_str!("vectors/vectors-parse.jsonl")) {
        if text(&vector, "expect") != "lint" {
            continue;
        }
        let input = text(&vector, "input");
        let found = check(&parse(input), &options(&vector));
        let matching = found.iter().find(|diagnostic| {
            diagnostic.code == text(&vector, "code")
                && vector["at"]
                    .as_array()
                    .is_none_or(|at| at[0] == diagnostic.span.start && at[1] == diagnostic.span.end)
        });
        let suggested = vector["suggest"].as_str().is_none_or(|wanted| {
            matching.is_some_and(|diagnostic| {
                diagnostic
                    .fixes
                    .iter()
                    .flat_map(|fix| &fix.edits)
                    .any(|edit| edit.replacement.trim_matches(['[', ']']) == wanted)
            })
        });
        // Nothing but what the vector names; a second place of the same kind is no second kind.
        let also: Vec<&str> = vector["alsoFlagged"]
            .as_array()
            .map(|codes| codes.iter().filter_map(Value::as_str).collect())
            .unwrap_or_default();
        let extra: Vec<&str> = found
            .iter()
            .map(|diagnostic| diagnostic.code)
            .filter(|code| *code != text(&vector, "code") && !also.contains(code))
            // The vectors do not look at this: Now, Guid and RandomString change every cycle.
            .filter(|code| *code != "unstable-value")
            .collect();
        let all_also = also
            .iter()
            .all(|code| found.iter().any(|d| d.code == *code));
        if matching.is_none() || !suggested || !extra.is_empty() || !all_also {
            let got: Vec<_> = found
                .iter()
                .map(|d| (d.code, d.span.start, d.span.end))
                .collect();
            failures.push(format!(
                "{} {:.120}\n   wanted {} {} got {got:?}",
                text(&vector, "id"),
                input,
                text(&vector, "code"),
                vector["at"]
            ));
        }
    }
    assert!(
        failures.is_empty(),
        "{}\n{}",
        failures.len(),
        failures.join("\n")
    );
}

#[test]
fn an_expression_with_a_value_has_no_error() {
    let mut failures = Vec::new();
    for vector in lines(include_str!("vectors/vectors.jsonl")) {
        let input = text(&vector, "expression");
        let found = check(&parse(input), &options(&vector));
        let errors: Vec<_> = found
            .iter()
            .filter(|d| d.severity == Severity::Error)
            .map(|d| (d.code, d.span.of(input)))
            .collect();
        // Its broken part stands in a branch that is never taken, but it is broken.
        let fails = vector["expect"].get("error").is_some() || text(&vector, "id") == "iif-059";
        if !fails && !errors.is_empty() {
            failures.push(format!(
                "{} {:.150}\n   {errors:?} {}",
                text(&vector, "id"),
                input,
                vector["expect"]
            ));
        }
    }
    assert!(
        failures.is_empty(),
        "{}\n{}",
        failures.len(),
        failures.join("\n")
    );
}

#[test]
fn wrong_counts_are_errors_before_evaluation() {
    let mut failures = Vec::new();
    for vector in lines(include_str!("vectors/vectors.jsonl")) {
        let class = vector["expect"]["error"].as_str().unwrap_or_default();
        if !matches!(class, "arity" | "parse") {
            continue;
        }
        let input = text(&vector, "expression");
        let found = check(&parse(input), &options(&vector));
        if !found.iter().any(|d| d.severity == Severity::Error) {
            failures.push(format!("{} {input}", text(&vector, "id")));
        }
    }
    assert!(
        failures.is_empty(),
        "{}\n{}",
        failures.len(),
        failures.join("\n")
    );
}

#[test]
fn warnings_on_expressions_with_a_value_are_the_documented_cautions() {
    let mut failures = Vec::new();
    for vector in lines(include_str!("vectors/vectors.jsonl")) {
        if vector["expect"].get("error").is_some() || text(&vector, "id") == "iif-059" {
            continue;
        }
        let input = text(&vector, "expression");
        for diagnostic in check(&parse(input), &options(&vector)) {
            if !CAUTIONS.contains(&diagnostic.code) {
                failures.push(format!(
                    "{} {} {input}",
                    diagnostic.code,
                    text(&vector, "id")
                ));
            }
        }
    }
    assert!(
        failures.is_empty(),
        "{}\n{}",
        failures.len(),
        failures.join("\n")
    );
}

/// What has a value, yet seldom the one that was meant, or another one in every cycle.
const CAUTIONS: &[&str] = &[
    "iif-null-check",
    "switch-null-test-source",
    "unstable-value",
    "unknown-escape",
    "split-keeps-blank",
    "switch-duplicate-key",
    "join-separator-is-attribute",
    "format-stray-space",
];

#[test]
fn patterns_are_called_bad_where_dotnet_refuses_them() {
    for vector in lines(include_str!("../../dotnet-text/tests/vectors/regex.jsonl")) {
        let pattern = text(&vector, "pattern");
        let input = format!("Replace([a], , {}, , \"x\", , )", quote(pattern));
        let flagged = check(&parse(&input), &CheckOptions::default())
            .iter()
            .any(|diagnostic| diagnostic.code == "bad-regex");
        assert_eq!(flagged, vector["error"] == true, "{pattern}");
    }
}

#[test]
fn a_fix_removes_its_finding_and_adds_none() {
    let mut failures = Vec::new();
    for vector in lines(include_str!("vectors/vectors-parse.jsonl")) {
        let input = text(&vector, "input");
        let before = check(&parse(input), &options(&vector));
        for finding in &before {
            for fix in &finding.fixes {
                let fixed_text = fix.apply(input);
                let after = check(&parse(&fixed_text), &options(&vector));
                let count = |list: &[entra_expression::Diagnostic], code| {
                    list.iter().filter(|d| d.code == code).count()
                };
                let gone = count(&after, finding.code) < count(&before, finding.code);
                // A error of the grammar hides what else is wrong, and a foreign name or a bare
                // word is not checked further until it has been understood.
                let hidden = before.iter().any(|d| parse(input).diagnostics.contains(d))
                    || finding.code.contains("function")
                    || finding.code == "call-in-brackets";
                let new: Vec<_> = after
                    .iter()
                    .filter(|d| count(&after, d.code) > count(&before, d.code))
                    .map(|d| d.code)
                    .collect();
                if !gone || !(hidden || new.is_empty()) {
                    failures.push(format!(
                        "{} {input}\n   {fixed_text}\n   {new:?}",
                        finding.code
                    ));
                }
            }
        }
    }
    assert!(
        failures.is_empty(),
        "{}\n{}",
        failures.len(),
        failures.join("\n")
    );
}
