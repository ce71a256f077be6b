//! `department eq 'Sales' and startswith(displayName,'A')`: filters of Microsoft Graph, and those of
//! SCIM, which look alike.

use super::condition::{Condition, How, Test};
use super::logic::Logic;
use super::token::{Cursor, Token};
use super::{Language, OtherLanguage, Unread, names, scoping};
use crate::Expr;

const LOGIC: Logic = Logic {
    ignore_case: false,
    test,
};

/// A filter compares a bare name with a text by a word, from the first mark to the last.
pub(super) fn recognize(tokens: &[Token<'_>]) -> Option<OtherLanguage> {
    let mut cursor = Cursor::new(tokens);
    let condition = LOGIC.any(&mut cursor).ok().filter(|_| cursor.is_done())?;
    Some(OtherLanguage {
        language: Language::Filter,
        expression: condition.choose(Expr::text("True"), Expr::text("False")),
        scoping: scoping::of(&condition),
        ignores_case: true,
    })
}

fn test(cursor: &mut Cursor<'_, '_>) -> Result<Condition, Unread> {
    let Some(Token::Word(name)) = cursor.next() else {
        return Err(());
    };
    if cursor.take("(") {
        return call(cursor, name);
    }
    let operator = match cursor.next() {
        Some(Token::Word(operator)) => operator.to_ascii_lowercase(),
        _ => return Err(()),
    };
    let how = match operator.as_str() {
        "pr" => return Ok(of(name, Some(How::Missing)).not()),
        "in" => Some(How::OneOf(list(cursor)?)),
        "eq" | "ne" => Some(equal(cursor)?),
        "sw" => Some(How::StartsWith(text(cursor)?)),
        "ew" => Some(How::EndsWith(text(cursor)?)),
        "co" => Some(How::Contains(text(cursor)?)),
        "gt" | "ge" | "lt" | "le" | "has" => {
            let _ = equal(cursor)?;
            None
        }
        _ => return Err(()),
    };
    let Some(how) = how else {
        let why = format!("{operator} has no counterpart here: order is of whole numbers only");
        return Ok(Condition::Unknown(why));
    };
    let found = of(name, Some(how));
    Ok(if operator == "ne" { found.not() } else { found })
}

/// `startswith(name,'text')`, and `name/any(…)`; the parenthesis is open.
fn call(cursor: &mut Cursor<'_, '_>, function: &str) -> Result<Condition, Unread> {
    let lower = function.to_ascii_lowercase();
    if let Some((path, "any" | "all")) = lower.rsplit_once('/') {
        cursor.skip_parentheses().ok_or(())?;
        let path = function.get(..path.len()).unwrap_or(function);
        let why = match names::of_microsoft(path) {
            Err(why) => why,
            Ok(name) => format!("{name} has several values, and nothing here searches in them"),
        };
        return Ok(Condition::Unknown(why));
    }
    let how = match lower.as_str() {
        "startswith" => How::StartsWith,
        "endswith" => How::EndsWith,
        "contains" => How::Contains,
        _ => return Err(()),
    };
    let Some(Token::Word(name)) = cursor.next() else {
        return Err(());
    };
    if !cursor.take(",") {
        return Err(());
    }
    let text = text(cursor)?;
    if !cursor.take(")") {
        return Err(());
    }
    let found = of(name, Some(how(text)));
    // OData also compares the result with true or false.
    let mut rest = cursor.clone();
    if rest.take_word("eq", false) {
        let holds = rest.take_word("true", false);
        if holds || rest.take_word("false", false) {
            *cursor = rest;
            return Ok(if holds { found } else { found.not() });
        }
    }
    Ok(found)
}

fn equal(cursor: &mut Cursor<'_, '_>) -> Result<How, Unread> {
    Ok(match cursor.next() {
        Some(Token::Text(text)) if text.is_empty() => How::Missing,
        Some(Token::Text(text)) => How::OneOf(vec![text.clone()]),
        Some(Token::Number(number)) => How::OneOf(vec![(*number).to_owned()]),
        Some(Token::Word(word)) => match word.to_ascii_lowercase().as_str() {
            "true" => How::Flag(true),
            "false" => How::Flag(false),
            "null" => How::Missing,
            _ => return Err(()),
        },
        _ => return Err(()),
    })
}

fn text(cursor: &mut Cursor<'_, '_>) -> Result<String, Unread> {
    match cursor.next() {
        Some(Token::Text(text)) if !text.is_empty() => Ok(text.clone()),
        _ => Err(()),
    }
}

fn list(cursor: &mut Cursor<'_, '_>) -> Result<Vec<String>, Unread> {
    if !cursor.take("(") {
        return Err(());
    }
    let mut texts = vec![text(cursor)?];
    while cursor.take(",") {
        texts.push(text(cursor)?);
    }
    if !cursor.take(")") {
        return Err(());
    }
    Ok(texts)
}

fn of(name: &str, how: Option<How>) -> Condition {
    match (names::of_microsoft(name), how) {
        (Ok(attribute), Some(how)) => Condition::Test(Test {
            source: Expr::attribute(attribute),
            // Microsoft Graph compares the texts of users without regard to capitals.
            ignore_case: !matches!(how, How::Flag(_) | How::Missing),
            how,
        }),
        (Err(why), _) => Condition::Unknown(why),
        (_, None) => Condition::Unknown(String::new()),
    }
}
