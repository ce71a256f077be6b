//! `user.department -eq "Sales"`: rules for dynamic membership groups.

use super::condition::{DialectCondition, TestOperator};
use super::logic::LogicalWords;
use super::token::{DialectLiteral, DialectToken, TokenCursor};
use super::{Dialect, DialectTranslation, names};

/// Operators of a rule, each with a dash before it.
const OPERATORS: [&str; 18] = [
    "eq",
    "ne",
    "startsWith",
    "notStartsWith",
    "endsWith",
    "notEndsWith",
    "contains",
    "notContains",
    "match",
    "notMatch",
    "in",
    "notIn",
    "any",
    "all",
    "ge",
    "gt",
    "le",
    "lt",
];

const LOGIC: LogicalWords = LogicalWords {
    ignore_case: true,
    test,
};

/// A rule has a property of a user or a device and an operator with a dash.
pub(super) fn recognize(tokens: &[DialectToken<'_>]) -> Option<DialectTranslation> {
    let operator = tokens
        .iter()
        .any(|token| matches!(token, DialectToken::Dashed(word) if is_operator(word)));
    let property = tokens
        .iter()
        .any(|token| matches!(token, DialectToken::Word(word) if is_property(word)));
    if !operator || !property {
        return None;
    }
    let mut cursor = TokenCursor::new(tokens);
    let condition = LOGIC.any(&mut cursor).filter(|_| cursor.is_done());
    let condition = match condition {
        Some(condition) => condition,
        // A call is of the language of mappings, so this is a mixture.
        None if calls(tokens) => return None,
        None => DialectCondition::Unknown(
            "the rule isn’t complete, or a part of it isn’t known here".to_owned(),
        ),
    };
    Some(DialectTranslation::of_condition(
        Dialect::DynamicGroup,
        &condition,
    ))
}

fn is_operator(word: &str) -> bool {
    OPERATORS.iter().any(|own| own.eq_ignore_ascii_case(word))
}

fn is_property(word: &str) -> bool {
    let object = word.split_once('.').map(|(object, _)| object);
    object.is_some_and(|object| {
        object.eq_ignore_ascii_case("user") || object.eq_ignore_ascii_case("device")
    })
}

/// Whether a word that is no operator stands before a parenthesis.
fn calls(tokens: &[DialectToken<'_>]) -> bool {
    let logical = ["and", "or", "not"];
    tokens.windows(2).any(|pair| match pair {
        [DialectToken::Word(word), DialectToken::Mark("(")] => {
            !logical.iter().any(|own| own.eq_ignore_ascii_case(word))
        }
        _ => false,
    })
}

fn test(cursor: &mut TokenCursor<'_, '_>) -> Option<DialectCondition> {
    let property = cursor.word().filter(|word| is_property(word))?;
    let operator = match cursor.next()? {
        // `user.department in ["A"]` and `contains` are written without a dash too.
        DialectToken::Dashed(operator) | DialectToken::Word(operator) => operator,
        _ => return None,
    };
    if !is_operator(operator) {
        return None;
    }
    let operator = operator.to_ascii_lowercase();
    let device = property
        .get(..7)
        .is_some_and(|object| object.eq_ignore_ascii_case("device."));
    if matches!(operator.as_str(), "any" | "all") {
        cursor.expect("(")?;
        cursor.skip_parentheses()?;
        return Some(DialectCondition::Unknown(names::why_no_collection(
            property,
        )));
    }
    let literal = match cursor.take("[") {
        true => DialectLiteral::Texts(cursor.list("]", entry)?),
        false => cursor.literal()?,
    };
    if device {
        let why = "the rule is about devices, but provisioning is about users".to_owned();
        return Some(DialectCondition::Unknown(why));
    }
    Some(match names::of_microsoft(property) {
        Ok(attribute) => compare(attribute, &operator, literal),
        Err(why) => DialectCondition::Unknown(why),
    })
}

/// An entry of a list in brackets.
fn entry(cursor: &mut TokenCursor<'_, '_>) -> Option<String> {
    match cursor.next()? {
        DialectToken::Text(text) if !text.is_empty() => Some(text.clone()),
        DialectToken::Number(number) => Some((*number).to_owned()),
        _ => None,
    }
}

fn compare(attribute: String, operator: &str, literal: DialectLiteral) -> DialectCondition {
    let negative = operator == "ne" || operator.starts_with("not");
    let how = match (operator, literal) {
        ("eq" | "ne", DialectLiteral::Null) => TestOperator::Missing,
        ("eq" | "ne", DialectLiteral::Flag(flag)) => TestOperator::Flag(flag),
        ("eq" | "ne", DialectLiteral::Texts(texts))
            if is_boolean(&attribute) && flag_of(&texts).is_some() =>
        {
            TestOperator::Flag(flag_of(&texts).unwrap_or_default())
        }
        ("eq" | "ne" | "in" | "notin", DialectLiteral::Texts(texts)) => TestOperator::OneOf(texts),
        (_, DialectLiteral::Texts(texts)) => match (operator.trim_start_matches("not"), &texts[..])
        {
            ("startswith", [text]) => TestOperator::StartsWith(text.clone()),
            ("endswith", [text]) => TestOperator::EndsWith(text.clone()),
            ("contains", [text]) => TestOperator::Contains(text.clone()),
            ("match", [text]) => TestOperator::Matches(text.clone()),
            _ => return unknown(operator),
        },
        _ => return unknown(operator),
    };
    let test = DialectCondition::of_microsoft(attribute, how);
    if negative { test.not() } else { test }
}

/// Whether rules and mappings know the attribute as True or False.
fn is_boolean(attribute: &str) -> bool {
    ["accountEnabled", "dirSyncEnabled"].contains(&attribute)
}

/// The boolean that a rule writes as a text, as the rule builder of the portal
/// also takes it.
fn flag_of(texts: &[String]) -> Option<bool> {
    match texts {
        [text] if text.eq_ignore_ascii_case("true") => Some(true),
        [text] if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

fn unknown(operator: &str) -> DialectCondition {
    DialectCondition::Unknown(format!("-{operator} has no equivalent here for this value"))
}
