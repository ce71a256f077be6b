//! `user.department -eq "Sales"`: rules for dynamic membership groups.

use super::condition::{AttributeTest, DialectCondition, TestOperator};
use super::logic::LogicalWords;
use super::token::{DialectToken, TokenCursor};
use super::{Dialect, DialectTranslation, NotThisDialect, names, scoping};
use crate::Expr;

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
    let is_operator = |word: &str| OPERATORS.iter().any(|own| own.eq_ignore_ascii_case(word));
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
    let condition = LOGIC.any(&mut cursor).ok().filter(|_| cursor.is_done());
    let condition = match condition {
        Some(condition) => condition,
        // A call is of the language of mappings, so this is a mixture.
        None if calls(tokens) => return None,
        None => DialectCondition::Unknown(
            "the rule is not complete, or a part of it is not known here".to_owned(),
        ),
    };
    Some(DialectTranslation {
        language: Dialect::DynamicGroup,
        expression: condition.choose(Expr::text("True"), Expr::text("False")),
        scoping: scoping::of(&condition),
        ignores_case: true,
    })
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

/// What a property is compared with.
enum RuleLiteral {
    Texts(Vec<String>),
    Flag(bool),
    Null,
}

fn test(cursor: &mut TokenCursor<'_, '_>) -> Result<DialectCondition, NotThisDialect> {
    let Some(DialectToken::Word(property)) = cursor.next() else {
        return Err(());
    };
    if !is_property(property) {
        return Err(());
    }
    let operator = match cursor.next() {
        Some(DialectToken::Dashed(operator)) => operator.to_ascii_lowercase(),
        // `user.department in ["A"]` and `contains` are written without a dash too.
        Some(DialectToken::Word(operator)) => operator.to_ascii_lowercase(),
        _ => return Err(()),
    };
    if !OPERATORS
        .iter()
        .any(|own| own.eq_ignore_ascii_case(&operator))
    {
        return Err(());
    }
    let device = property
        .get(..7)
        .is_some_and(|object| object.eq_ignore_ascii_case("device."));
    if matches!(operator.as_str(), "any" | "all") {
        if !cursor.take("(") {
            return Err(());
        }
        cursor.skip_parentheses().ok_or(())?;
        let why = match names::of_microsoft(property) {
            Err(why) => why,
            Ok(name) => format!("{name} has several values, and nothing here searches in them"),
        };
        return Ok(DialectCondition::Unknown(why));
    }
    let literal = literal(cursor)?;
    if device {
        let why = "the rule is about devices, and users are provisioned".to_owned();
        return Ok(DialectCondition::Unknown(why));
    }
    Ok(match names::of_microsoft(property) {
        Ok(attribute) => compare(attribute, &operator, literal),
        Err(why) => DialectCondition::Unknown(why),
    })
}

fn literal(cursor: &mut TokenCursor<'_, '_>) -> Result<RuleLiteral, NotThisDialect> {
    Ok(match cursor.next() {
        Some(DialectToken::Text(text)) if text.is_empty() => RuleLiteral::Null,
        Some(DialectToken::Text(text)) => RuleLiteral::Texts(vec![text.clone()]),
        Some(DialectToken::Number(number)) => RuleLiteral::Texts(vec![(*number).to_owned()]),
        Some(DialectToken::Word(word)) => match word.to_ascii_lowercase().as_str() {
            "true" => RuleLiteral::Flag(true),
            "false" => RuleLiteral::Flag(false),
            "null" => RuleLiteral::Null,
            _ => return Err(()),
        },
        Some(DialectToken::Mark("[")) => {
            let mut texts = Vec::new();
            loop {
                match cursor.next() {
                    Some(DialectToken::Text(text)) if !text.is_empty() => texts.push(text.clone()),
                    Some(DialectToken::Number(number)) => texts.push((*number).to_owned()),
                    _ => return Err(()),
                }
                if cursor.take("]") {
                    break RuleLiteral::Texts(texts);
                }
                if !cursor.take(",") {
                    return Err(());
                }
            }
        }
        _ => return Err(()),
    })
}

fn compare(attribute: String, operator: &str, literal: RuleLiteral) -> DialectCondition {
    let negative = operator == "ne" || operator.starts_with("not");
    let how = match (operator, literal) {
        ("eq" | "ne", RuleLiteral::Null) => TestOperator::Missing,
        ("eq" | "ne", RuleLiteral::Flag(flag)) => TestOperator::Flag(flag),
        ("eq" | "ne", RuleLiteral::Texts(texts))
            if is_boolean(&attribute) && flag_of(&texts).is_some() =>
        {
            TestOperator::Flag(flag_of(&texts).unwrap_or_default())
        }
        ("eq" | "ne" | "in" | "notin", RuleLiteral::Texts(texts)) => TestOperator::OneOf(texts),
        (_, RuleLiteral::Texts(texts)) => match (operator.trim_start_matches("not"), &texts[..]) {
            ("startswith", [text]) => TestOperator::StartsWith(text.clone()),
            ("endswith", [text]) => TestOperator::EndsWith(text.clone()),
            ("contains", [text]) => TestOperator::Contains(text.clone()),
            ("match", [text]) => TestOperator::Matches(text.clone()),
            _ => return unknown(operator),
        },
        _ => return unknown(operator),
    };
    let test = DialectCondition::Test(AttributeTest {
        source: Expr::attribute(attribute),
        // Microsoft: operators of rules compare texts without regard to capitals.
        ignore_case: !matches!(how, TestOperator::Flag(_) | TestOperator::Missing),
        how,
    });
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
    DialectCondition::Unknown(format!(
        "-{operator} has no counterpart here for this value"
    ))
}
