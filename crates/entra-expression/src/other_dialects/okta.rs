//! `String.substringBefore(user.email, "@")`: expressions of Okta.

use super::condition::{AttributeTest, DialectCondition, TestOperator, escaped, replace};
use super::token::{DialectToken, TokenCursor};
use super::{Dialect, DialectTranslation, names, scoping};
use crate::{ComparisonOperator, Expr};

enum OktaOperand {
    /// A value.
    Value(Expr),
    /// A condition.
    Condition(DialectCondition),
    Flag(bool),
    Null,
    /// What has no counterpart, and why.
    Unknown(String),
}

/// Objects of Okta whose attributes an expression reads.
const OBJECTS: [&str; 5] = ["user.", "appuser.", "idpuser.", "source.", "app."];
/// Classes of functions that have no counterpart here.
const CLASSES: [&str; 6] = [
    "Convert.",
    "Arrays.",
    "Groups.",
    "Time.",
    "Iso3166Convert.",
    "DateTime.",
];
/// Functions on other objects.
const OTHERS: [&str; 8] = [
    "getFilteredGroups",
    "getManagerUser",
    "getManagerUpn",
    "hasDirectoryUser",
    "hasWorkdayUser",
    "findDirectoryUser",
    "findWorkdayUser",
    "getAssistantUser",
];

fn is_own(word: &str) -> bool {
    word.starts_with("String.")
        || word.starts_with("isMemberOf")
        || OTHERS.contains(&word)
        || OBJECTS
            .iter()
            .chain(&CLASSES)
            .any(|own| word.starts_with(own))
}

/// An expression does something with an attribute of Okta or calls one of its functions.
pub(super) fn recognize(tokens: &[DialectToken<'_>]) -> Option<DialectTranslation> {
    let own = |token: &DialectToken<'_>| matches!(token, DialectToken::Word(word) if is_own(word));
    if tokens.len() < 2 || !tokens.iter().any(own) {
        return None;
    }
    let mut cursor = TokenCursor::new(tokens);
    let part = choice(&mut cursor).filter(|_| cursor.is_done())?;
    let scoping = match &part {
        OktaOperand::Condition(condition) => scoping::of(condition),
        _ => None,
    };
    Some(DialectTranslation {
        language: Dialect::Okta,
        expression: value(part),
        scoping,
        ignores_case: false,
    })
}

/// A part as a value. A condition gives True or False.
fn value(part: OktaOperand) -> Result<Expr, String> {
    match part {
        OktaOperand::Value(expr) => Ok(expr),
        OktaOperand::Condition(condition) => {
            condition.choose(Expr::text("True"), Expr::text("False"))
        }
        OktaOperand::Flag(true) => Ok(Expr::text("True")),
        OktaOperand::Flag(false) => Ok(Expr::text("False")),
        OktaOperand::Null => Err("null means no value; leave the argument empty".to_owned()),
        OktaOperand::Unknown(why) => Err(why),
    }
}

/// A part as a condition: an attribute is one that holds True.
fn condition(part: OktaOperand) -> DialectCondition {
    match part {
        OktaOperand::Condition(condition) => condition,
        OktaOperand::Value(source) => DialectCondition::Test(AttributeTest {
            source,
            how: TestOperator::Flag(true),
            ignore_case: false,
        }),
        OktaOperand::Flag(_) | OktaOperand::Null => DialectCondition::Unknown(
            "a condition without an attribute is always the same".to_owned(),
        ),
        OktaOperand::Unknown(why) => DialectCondition::Unknown(why),
    }
}

fn choice(cursor: &mut TokenCursor<'_, '_>) -> Option<OktaOperand> {
    cursor.nested(|cursor| {
        let first = any(cursor)?;
        if !cursor.take("?") {
            return Some(first);
        }
        let yes = value(choice(cursor)?);
        cursor.expect(":")?;
        let no = value(choice(cursor)?);
        let chosen = yes.and_then(|yes| condition(first).choose(yes, no?));
        Some(chosen.map_or_else(OktaOperand::Unknown, OktaOperand::Value))
    })
}

fn any(cursor: &mut TokenCursor<'_, '_>) -> Option<OktaOperand> {
    let first = all(cursor)?;
    let mut found = Vec::new();
    while cursor.take("||") || cursor.take_word("or", false) {
        found.push(condition(all(cursor)?));
    }
    Some(combined(first, found, false))
}

fn all(cursor: &mut TokenCursor<'_, '_>) -> Option<OktaOperand> {
    let first = compared(cursor)?;
    let mut found = Vec::new();
    while cursor.take("&&") || cursor.take_word("and", false) {
        found.push(condition(compared(cursor)?));
    }
    Some(combined(first, found, true))
}

fn combined(first: OktaOperand, mut more: Vec<DialectCondition>, all: bool) -> OktaOperand {
    if more.is_empty() {
        return first;
    }
    more.insert(0, condition(first));
    OktaOperand::Condition(DialectCondition::several(more, all))
}

fn compared(cursor: &mut TokenCursor<'_, '_>) -> Option<OktaOperand> {
    let mut negative = false;
    while cursor.take("!") || cursor.take_word("not", false) {
        negative = !negative;
    }
    let left = sum(cursor)?;
    let marks = ["==", "!=", ">=", "<=", ">", "<"];
    let Some(mark) = marks.into_iter().find(|mark| cursor.take(mark)) else {
        return Some(match negative {
            true => OktaOperand::Condition(condition(left).not()),
            false => left,
        });
    };
    let right = sum(cursor)?;
    let found = compare(left, mark, right);
    let opposite = negative != (mark == "!=");
    let found = if opposite { found.not() } else { found };
    Some(OktaOperand::Condition(found))
}

fn compare(left: OktaOperand, mark: &str, right: OktaOperand) -> DialectCondition {
    if !matches!(mark, "==" | "!=") {
        return DialectCondition::Unknown(format!(
            "{mark} has no equivalent here: only whole numbers can be compared by size"
        ));
    }
    let (source, how) = match (left, right) {
        (OktaOperand::Unknown(why), _) | (_, OktaOperand::Unknown(why)) => {
            return DialectCondition::Unknown(why);
        }
        (OktaOperand::Value(source), OktaOperand::Null)
        | (OktaOperand::Null, OktaOperand::Value(source)) => (source, TestOperator::Missing),
        (OktaOperand::Value(source), OktaOperand::Flag(flag))
        | (OktaOperand::Flag(flag), OktaOperand::Value(source)) => {
            (source, TestOperator::Flag(flag))
        }
        (OktaOperand::Condition(condition), OktaOperand::Flag(flag))
        | (OktaOperand::Flag(flag), OktaOperand::Condition(condition)) => {
            return if flag { condition } else { condition.not() };
        }
        (OktaOperand::Value(source), OktaOperand::Value(Expr::Text(text)))
        | (OktaOperand::Value(Expr::Text(text)), OktaOperand::Value(source)) => {
            match text.is_empty() {
                true => (source, TestOperator::Missing),
                false => (source, TestOperator::OneOf(vec![text])),
            }
        }
        (OktaOperand::Value(source), OktaOperand::Value(other)) => {
            (source, TestOperator::Same(other))
        }
        _ => return DialectCondition::Unknown("conditions can’t be compared here".to_owned()),
    };
    DialectCondition::Test(AttributeTest {
        source,
        how,
        ignore_case: false,
    })
}

/// Parts with plus between them are joined.
fn sum(cursor: &mut TokenCursor<'_, '_>) -> Option<OktaOperand> {
    let first = single(cursor)?;
    if !cursor.take("+") {
        return Some(first);
    }
    let mut values = vec![value(first), value(single(cursor)?)];
    while cursor.take("+") {
        values.push(value(single(cursor)?));
    }
    let values: Result<Vec<Expr>, String> = values.into_iter().collect();
    Some(values.map_or_else(OktaOperand::Unknown, |values| {
        OktaOperand::Value(Expr::join("", values))
    }))
}

fn single(cursor: &mut TokenCursor<'_, '_>) -> Option<OktaOperand> {
    Some(match cursor.next()? {
        DialectToken::Text(text) => OktaOperand::Value(Expr::text(text)),
        DialectToken::Number(number) => OktaOperand::Value(match number.parse() {
            Ok(number) => Expr::number(number),
            Err(_) => Expr::text(*number),
        }),
        DialectToken::Mark("(") => {
            let inner = choice(cursor)?;
            cursor.expect(")")?;
            inner
        }
        DialectToken::Word(word) => match word.to_ascii_lowercase().as_str() {
            "true" => OktaOperand::Flag(true),
            "false" => OktaOperand::Flag(false),
            "null" => OktaOperand::Null,
            _ if cursor.take("(") => call(cursor, word)?,
            _ if OBJECTS.iter().any(|own| word.starts_with(own)) => match names::of_okta(word) {
                Ok(name) => OktaOperand::Value(Expr::attribute(name)),
                Err(why) => OktaOperand::Unknown(why),
            },
            _ => return None,
        },
        _ => return None,
    })
}

/// A call; its parenthesis is open.
fn call(cursor: &mut TokenCursor<'_, '_>, name: &str) -> Option<OktaOperand> {
    let Some(function) = name.strip_prefix("String.") else {
        if !is_own(name) {
            return None;
        }
        cursor.skip_parentheses()?;
        let why = match name.contains("emberOf") || name.contains("Group") {
            true => "a mapping can’t read a user’s groups",
            false => "this Okta function has no equivalent here",
        };
        return Some(OktaOperand::Unknown(format!("{name}: {why}")));
    };
    let parts = match cursor.take(")") {
        true => Vec::new(),
        false => cursor.list(")", choice)?,
    };
    let values: Result<Vec<Expr>, String> = parts.into_iter().map(value).collect();
    Some(values.map_or_else(OktaOperand::Unknown, |values| {
        function_of_text(function, values)
    }))
}

fn function_of_text(function: &str, values: Vec<Expr>) -> OktaOperand {
    let unknown = || OktaOperand::Unknown(format!("String.{function} has no equivalent here"));
    let test = |source: &Expr, how| {
        OktaOperand::Condition(DialectCondition::Test(AttributeTest {
            source: source.clone(),
            how,
            ignore_case: false,
        }))
    };
    let call = |name: &str, args: &[&Expr]| {
        OktaOperand::Value(Expr::call(name, args.iter().map(|arg| (*arg).clone())))
    };
    match (function, &values[..]) {
        ("toLowerCase", [text]) => call("ToLower", &[text]),
        ("toUpperCase", [text]) => call("ToUpper", &[text]),
        ("removeSpaces", [text]) => call("StripSpaces", &[text]),
        ("append", [text, suffix]) => call("Append", &[text, suffix]),
        ("join", [Expr::Text(_), _, ..]) => call("Join", &values.iter().collect::<Vec<_>>()),
        ("replace", [text, Expr::Text(old), Expr::Text(new)]) if !old.is_empty() => {
            let (text, old, new) = (
                Some(text.clone()),
                Some(Expr::text(old)),
                Some(Expr::text(new)),
            );
            OktaOperand::Value(Expr::call(
                "Replace",
                [text, old, None, None, new, None, None],
            ))
        }
        ("substring", [text, Expr::Number(start), Expr::Number(end)])
            if (0..=*end).contains(start) && *end < i64::MAX =>
        {
            call(
                "Mid",
                &[text, &Expr::number(start + 1), &Expr::number(end - start)],
            )
        }
        // The first of the parts that a text is cut into; the whole of it where nothing is found.
        ("substringBefore", [text, Expr::Text(mark)]) if !mark.is_empty() => {
            // Item(Split(…), 1) would fail for a missing value.
            let rest = format!("(?s){}.*$", escaped(mark));
            OktaOperand::Value(replace(text.clone(), &rest, ""))
        }
        ("substringAfter", [text, Expr::Text(mark)]) if !mark.is_empty() => {
            let position = Expr::call("InStr", [text.clone(), Expr::text(mark)]);
            let found = Expr::comparison(position, ComparisonOperator::Greater, Expr::number(0));
            let begin = format!("(?s)^.*?{}", escaped(mark));
            let rest = replace(text.clone(), &begin, "");
            OktaOperand::Value(Expr::iif(found, rest, Expr::text("")))
        }
        ("stringContains", [text, Expr::Text(part)]) if !part.is_empty() => {
            test(text, TestOperator::Contains(part.clone()))
        }
        ("startsWith", [text, Expr::Text(part)]) if !part.is_empty() => {
            test(text, TestOperator::StartsWith(part.clone()))
        }
        ("endsWith", [text, Expr::Text(part)]) if !part.is_empty() => {
            test(text, TestOperator::EndsWith(part.clone()))
        }
        _ => unknown(),
    }
}
