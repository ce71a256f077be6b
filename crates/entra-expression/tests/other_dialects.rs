//! What another language's rule becomes gives what the rule would give, for generated users.

// Helpers of tests fail by panicking, as tests do.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::HashMap;

use entra_expression::evaluate::{AttributeValue, Environment, EvaluationOutcome, Program};
use entra_expression::other_dialects::{Dialect, ScopingFilter, recognize};
use entra_expression::{CheckOptions, check, parse, print};
use proptest::prelude::*;

/// A condition in the model that the three languages share.
#[derive(Debug, Clone)]
enum Rule {
    Equal(&'static str, String),
    NotEqual(&'static str, String),
    Flag(bool),
    Starts(&'static str, String),
    Ends(&'static str, String),
    Contains(&'static str, String),
    In(&'static str, Vec<String>),
    Missing(&'static str),
    Present(&'static str),
    Not(Box<Rule>),
    And(Box<Rule>, Box<Rule>),
    Or(Box<Rule>, Box<Rule>),
}

type User = HashMap<&'static str, String>;

/// What the rule says of a user; the words of Microsoft's pages, written a second time.
fn holds(rule: &Rule, user: &User, ignore_case: bool) -> bool {
    let alike = |text: &str| match ignore_case {
        true => text.to_ascii_lowercase(),
        false => text.to_owned(),
    };
    let value = |name: &str| user.get(name).map(|value| alike(value));
    match rule {
        Rule::Equal(name, text) => value(name) == Some(alike(text)),
        Rule::NotEqual(name, text) => value(name) != Some(alike(text)),
        Rule::Flag(flag) => {
            user.get("accountEnabled").map(String::as_str)
                == Some(if *flag { "True" } else { "False" })
        }
        Rule::Starts(name, text) => {
            value(name).is_some_and(|value| value.starts_with(&alike(text)))
        }
        Rule::Ends(name, text) => value(name).is_some_and(|value| value.ends_with(&alike(text))),
        Rule::Contains(name, text) => value(name).is_some_and(|value| value.contains(&alike(text))),
        Rule::In(name, texts) => {
            value(name).is_some_and(|value| texts.iter().any(|text| alike(text) == value))
        }
        Rule::Missing(name) => value(name).is_none(),
        Rule::Present(name) => value(name).is_some(),
        Rule::Not(inner) => !holds(inner, user, ignore_case),
        Rule::And(left, right) => holds(left, user, ignore_case) && holds(right, user, ignore_case),
        Rule::Or(left, right) => holds(left, user, ignore_case) || holds(right, user, ignore_case),
    }
}

/// The rule as a text of a language.
fn write(rule: &Rule, language: Dialect) -> String {
    let inner = |rule: &Rule| write(rule, language);
    match language {
        Dialect::DynamicGroup => match rule {
            Rule::Equal(name, text) => format!("user.{name} -eq \"{text}\""),
            Rule::NotEqual(name, text) => format!("(user.{name} -NE \"{text}\")"),
            Rule::Flag(flag) => format!("user.accountEnabled -eq {flag}"),
            Rule::Starts(name, text) => format!("user.{name} -startsWith \"{text}\""),
            Rule::Ends(name, text) => format!("user.{name} -endsWith \"{text}\""),
            Rule::Contains(name, text) => format!("user.{name} -contains \"{text}\""),
            Rule::In(name, texts) => format!("user.{name} -in {texts:?}"),
            Rule::Missing(name) => format!("user.{name} -eq null"),
            Rule::Present(name) => format!("user.{name} -ne $null"),
            Rule::Not(rule) => format!("-not ({})", inner(rule)),
            Rule::And(left, right) => format!("({}) -and ({})", inner(left), inner(right)),
            Rule::Or(left, right) => format!("({}) -or ({})", inner(left), inner(right)),
        },
        Dialect::Filter => match rule {
            Rule::Equal(name, text) => format!("{name} eq '{text}'"),
            Rule::NotEqual(name, text) => format!("{name} ne '{text}'"),
            Rule::Flag(flag) => format!("accountEnabled eq {flag}"),
            Rule::Starts(name, text) => format!("startswith({name},'{text}')"),
            Rule::Ends(name, text) => format!("endsWith({name}, '{text}')"),
            Rule::Contains(name, text) => format!("contains({name}, '{text}')"),
            Rule::In(name, texts) => format!("{name} in ('{}')", texts.join("', '")),
            Rule::Missing(name) => format!("{name} eq null"),
            Rule::Present(name) => format!("{name} ne null"),
            Rule::Not(rule) => format!("not({})", inner(rule)),
            Rule::And(left, right) => format!("({}) and ({})", inner(left), inner(right)),
            Rule::Or(left, right) => format!("({}) or ({})", inner(left), inner(right)),
        },
        Dialect::Okta => match rule {
            Rule::Equal(name, text) => format!("user.{name} == \"{text}\""),
            Rule::NotEqual(name, text) => format!("user.{name} != \"{text}\""),
            Rule::Flag(_) => "user.city == \"Porto\"".to_owned(),
            Rule::Starts(name, text) => format!("String.startsWith(user.{name}, \"{text}\")"),
            Rule::Ends(name, text) => format!("String.endsWith(user.{name}, \"{text}\")"),
            Rule::Contains(name, text) => format!("String.stringContains(user.{name}, \"{text}\")"),
            Rule::In(name, texts) => {
                let one = |text: &String| format!("user.{name} == \"{text}\"");
                format!(
                    "({})",
                    texts.iter().map(one).collect::<Vec<_>>().join(" || ")
                )
            }
            Rule::Missing(name) => format!("user.{name} == null"),
            Rule::Present(name) => format!("user.{name} != null"),
            Rule::Not(rule) => format!("!({})", inner(rule)),
            Rule::And(left, right) => format!("({}) && ({})", inner(left), inner(right)),
            Rule::Or(left, right) => format!("({}) OR ({})", inner(left), inner(right)),
        },
    }
}

/// The same condition with what Okta's text says in place of a flag.
fn without_flags(rule: Rule) -> Rule {
    match rule {
        Rule::Flag(_) => Rule::Equal("city", "Porto".to_owned()),
        Rule::Not(inner) => Rule::Not(Box::new(without_flags(*inner))),
        Rule::And(left, right) => Rule::And(
            Box::new(without_flags(*left)),
            Box::new(without_flags(*right)),
        ),
        Rule::Or(left, right) => Rule::Or(
            Box::new(without_flags(*left)),
            Box::new(without_flags(*right)),
        ),
        other => other,
    }
}

fn name() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["department", "city", "state"])
}

fn word() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "Sales", "sales", "Porto", "S", "al", "es", "S.*", "a$1", "(x)",
    ])
    .prop_map(str::to_owned)
}

fn rule() -> impl Strategy<Value = Rule> {
    let leaf = prop_oneof![
        (name(), word()).prop_map(|(name, text)| Rule::Equal(name, text)),
        (name(), word()).prop_map(|(name, text)| Rule::NotEqual(name, text)),
        any::<bool>().prop_map(Rule::Flag),
        (name(), word()).prop_map(|(name, text)| Rule::Starts(name, text)),
        (name(), word()).prop_map(|(name, text)| Rule::Ends(name, text)),
        (name(), word()).prop_map(|(name, text)| Rule::Contains(name, text)),
        (name(), prop::collection::vec(word(), 1..4))
            .prop_map(|(name, texts)| Rule::In(name, texts)),
        name().prop_map(Rule::Missing),
        name().prop_map(Rule::Present),
    ];
    leaf.prop_recursive(3, 8, 2, |inner| {
        prop_oneof![
            inner.clone().prop_map(|rule| Rule::Not(Box::new(rule))),
            (inner.clone(), inner.clone())
                .prop_map(|(left, right)| Rule::And(Box::new(left), Box::new(right))),
            (inner.clone(), inner)
                .prop_map(|(left, right)| Rule::Or(Box::new(left), Box::new(right))),
        ]
    })
}

fn user() -> impl Strategy<Value = User> {
    let value = || {
        let words = (word(), word(), any::<bool>());
        prop::option::weighted(
            0.8,
            words.prop_map(|(a, b, two)| if two { a + &b } else { a }),
        )
    };
    let flag = prop::option::weighted(0.9, any::<bool>());
    (value(), value(), value(), flag).prop_map(|(department, city, state, flag)| {
        let flag = flag.map(|flag| if flag { "True" } else { "False" }.to_owned());
        [
            ("department", department),
            ("city", city),
            ("state", state),
            ("accountEnabled", flag),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
    })
}

/// What a scoping filter says of a user, by Microsoft's description of its operators. Only the
/// operators whose meaning a plain comparison can say.
fn is_in_scope(filter: &ScopingFilter, user: &User) -> Option<bool> {
    let mut any = false;
    for group in &filter.groups {
        let mut all = true;
        for clause in group {
            let value = user.get(clause.attribute.as_str());
            let text = clause.value.as_ref();
            all &= match clause.operator {
                "EQUALS" => value.is_some() && value == text,
                "NOT EQUALS" => value.is_some() && value != text,
                "IS NULL" => value.is_none(),
                "IS NOT NULL" => value.is_some(),
                "IS TRUE" => value.is_some_and(|value| value == "True"),
                "IS FALSE" => value.is_some_and(|value| value == "False"),
                _ => return None,
            };
        }
        any |= all;
    }
    Some(any)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, ..ProptestConfig::default() })]

    #[test]
    fn an_expression_gives_what_the_rule_says(
        rule in rule(),
        users in prop::collection::vec(user(), 4),
        language in prop::sample::select(vec![Dialect::DynamicGroup, Dialect::Filter, Dialect::Okta]),
    ) {
        let text = write(&rule, language);
        let rule = if language == Dialect::Okta { without_flags(rule) } else { rule };
        let found = recognize(&text).unwrap_or_else(|| panic!("{text}"));
        prop_assert_eq!(found.language, language, "{}", &text);
        let expr = found.expression.unwrap_or_else(|why| panic!("{text}: {why}"));
        let printed = print(&expr);
        let parsed = parse(&printed);
        prop_assert_eq!(parsed.expr(), Some(parse(&printed).expr().unwrap()));
        let findings = check(&parsed, &CheckOptions::default());
        prop_assert!(findings.is_empty(), "{} {} {:?}", text, printed, findings);
        let program = Program::parse(&printed).unwrap();
        for user in &users {
            let attributes: HashMap<String, AttributeValue> = user
                .iter()
                .map(|(name, value)| ((*name).to_owned(), AttributeValue::One(value.clone())))
                .collect();
            let wanted = holds(&rule, user, language != Dialect::Okta);
            let wanted_text = if wanted { "True" } else { "False" };
            let given = program.run(&attributes, &mut Environment::default()).unwrap();
            prop_assert_eq!(given, EvaluationOutcome::Value(wanted_text.into()), "{} {} {:?}", text, printed, user);
            // Scoping filters compare with case, so only what has none decides here.
            if language == Dialect::Okta
                && let Some(filter) = &found.scoping
                && let Some(scoped) = is_in_scope(filter, user)
            {
                prop_assert_eq!(scoped, wanted, "{} {} {:?}", text, filter, user);
            }
        }
    }

    #[test]
    fn any_text_is_survived(text in "[a-zA-Z.'\"()\\[\\]=!&|?:+, -]{0,60}") {
        let _ = recognize(&text);
        let _ = recognize(&format!("user.a -eq {text}"));
        let _ = recognize(&format!("String.append({text})"));
    }
}
