//! `user.department -eq "Sales"`: rules for dynamic membership groups.

use super::condition::{Condition, How, Test};
use super::logic::Logic;
use super::token::{Cursor, Token};
use super::{Language, OtherLanguage, Unread, names, scoping};
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

const LOGIC: Logic = Logic {
    ignore_case: true,
    test,
};

/// A rule has a property of a user or a device and an operator with a dash.
pub(super) fn recognize(tokens: &[Token<'_>]) -> Option<OtherLanguage> {
    let is_operator = |word: &str| OPERATORS.iter().any(|own| own.eq_ignore_ascii_case(word));
    let operator = tokens
        .iter()
        .any(|token| matches!(token, Token::Dashed(word) if is_operator(word)));
    let property = tokens
        .iter()
        .any(|token| matches!(token, Token::Word(word) if is_property(word)));
    if !operator || !property {
        return None;
    }
    let mut cursor = Cursor::new(tokens);
    let condition = LOGIC.any(&mut cursor).ok().filter(|_| cursor.is_done());
    let condition = match condition {
        Some(condition) => condition,
        // A call is of the language of mappings, so this is a mixture.
        None if calls(tokens) => return None,
        None => Condition::Unknown(
            "the rule is not complete, or a part of it is not known here".to_owned(),
        ),
    };
    Some(OtherLanguage {
        language: Language::DynamicGroup,
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
fn calls(tokens: &[Token<'_>]) -> bool {
    let logical = ["and", "or", "not"];
    tokens.windows(2).any(|pair| match pair {
        [Token::Word(word), Token::Mark("(")] => {
            !logical.iter().any(|own| own.eq_ignore_ascii_case(word))
        }
        _ => false,
    })
}

/// What a property is compared with.
enum Literal {
    Texts(Vec<String>),
    Flag(bool),
    Null,
}

fn test(cursor: &mut Cursor<'_, '_>) -> Result<Condition, Unread> {
    let Some(Token::Word(property)) = cursor.next() else {
        return Err(());
    };
    if !is_property(property) {
        return Err(());
    }
    let operator = match cursor.next() {
        Some(Token::Dashed(operator)) => operator.to_ascii_lowercase(),
        // `user.department in ["A"]` and `contains` are written without a dash too.
        Some(Token::Word(operator)) => operator.to_ascii_lowercase(),
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
        return Ok(Condition::Unknown(why));
    }
    let literal = literal(cursor)?;
    if device {
        let why = "the rule is about devices, and users are provisioned".to_owned();
        return Ok(Condition::Unknown(why));
    }
    Ok(match names::of_microsoft(property) {
        Ok(attribute) => compare(attribute, &operator, literal),
        Err(why) => Condition::Unknown(why),
    })
}

fn literal(cursor: &mut Cursor<'_, '_>) -> Result<Literal, Unread> {
    Ok(match cursor.next() {
        Some(Token::Text(text)) if text.is_empty() => Literal::Null,
        Some(Token::Text(text)) => Literal::Texts(vec![text.clone()]),
        Some(Token::Number(number)) => Literal::Texts(vec![(*number).to_owned()]),
        Some(Token::Word(word)) => match word.to_ascii_lowercase().as_str() {
            "true" => Literal::Flag(true),
            "false" => Literal::Flag(false),
            "null" => Literal::Null,
            _ => return Err(()),
        },
        Some(Token::Mark("[")) => {
            let mut texts = Vec::new();
            loop {
                match cursor.next() {
                    Some(Token::Text(text)) if !text.is_empty() => texts.push(text.clone()),
                    Some(Token::Number(number)) => texts.push((*number).to_owned()),
                    _ => return Err(()),
                }
                if cursor.take("]") {
                    break Literal::Texts(texts);
                }
                if !cursor.take(",") {
                    return Err(());
                }
            }
        }
        _ => return Err(()),
    })
}

fn compare(attribute: String, operator: &str, literal: Literal) -> Condition {
    let negative = operator == "ne" || operator.starts_with("not");
    let how = match (operator, literal) {
        ("eq" | "ne", Literal::Null) => How::Missing,
        ("eq" | "ne", Literal::Flag(flag)) => How::Flag(flag),
        ("eq" | "ne", Literal::Texts(texts))
            if is_boolean(&attribute) && flag_of(&texts).is_some() =>
        {
            How::Flag(flag_of(&texts).unwrap_or_default())
        }
        ("eq" | "ne" | "in" | "notin", Literal::Texts(texts)) => How::OneOf(texts),
        (_, Literal::Texts(texts)) => match (operator.trim_start_matches("not"), &texts[..]) {
            ("startswith", [text]) => How::StartsWith(text.clone()),
            ("endswith", [text]) => How::EndsWith(text.clone()),
            ("contains", [text]) => How::Contains(text.clone()),
            ("match", [text]) => How::Matches(text.clone()),
            _ => return unknown(operator),
        },
        _ => return unknown(operator),
    };
    let test = Condition::Test(Test {
        source: Expr::attribute(attribute),
        // Microsoft: operators of rules compare texts without regard to capitals.
        ignore_case: !matches!(how, How::Flag(_) | How::Missing),
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

fn unknown(operator: &str) -> Condition {
    Condition::Unknown(format!(
        "-{operator} has no counterpart here for this value"
    ))
}
