//! `department eq 'Sales' and startswith(displayName,'A')`: filters of Microsoft Graph, and those of
//! SCIM, which look alike.

use super::condition::{AttributeTest, DialectCondition, TestOperator};
use super::logic::LogicalWords;
use super::token::{DialectToken, TokenCursor};
use super::{Dialect, DialectTranslation, NotThisDialect, names, scoping};
use crate::Expr;

const LOGIC: LogicalWords = LogicalWords {
    ignore_case: false,
    test,
};

/// A filter compares a bare name with a text by a word, from the first mark to the last.
pub(super) fn recognize(tokens: &[DialectToken<'_>]) -> Option<DialectTranslation> {
    let mut cursor = TokenCursor::new(tokens);
    let condition = LOGIC.any(&mut cursor).ok().filter(|_| cursor.is_done())?;
    Some(DialectTranslation {
        language: Dialect::Filter,
        expression: condition.choose(Expr::text("True"), Expr::text("False")),
        scoping: scoping::of(&condition),
        ignores_case: true,
    })
}

fn test(cursor: &mut TokenCursor<'_, '_>) -> Result<DialectCondition, NotThisDialect> {
    let Some(DialectToken::Word(name)) = cursor.next() else {
        return Err(());
    };
    if cursor.take("(") {
        return call(cursor, name);
    }
    let operator = match cursor.next() {
        Some(DialectToken::Word(operator)) => operator.to_ascii_lowercase(),
        _ => return Err(()),
    };
    let how = match operator.as_str() {
        "pr" => return Ok(of(name, Some(TestOperator::Missing)).not()),
        "in" => Some(TestOperator::OneOf(list(cursor)?)),
        "eq" | "ne" => Some(equal(cursor)?),
        "sw" => Some(TestOperator::StartsWith(text(cursor)?)),
        "ew" => Some(TestOperator::EndsWith(text(cursor)?)),
        "co" => Some(TestOperator::Contains(text(cursor)?)),
        "gt" | "ge" | "lt" | "le" | "has" => {
            let _ = equal(cursor)?;
            None
        }
        _ => return Err(()),
    };
    let Some(how) = how else {
        let why = format!("{operator} has no counterpart here: order is of whole numbers only");
        return Ok(DialectCondition::Unknown(why));
    };
    let found = of(name, Some(how));
    Ok(if operator == "ne" { found.not() } else { found })
}

/// `startswith(name,'text')`, and `name/any(…)`; the parenthesis is open.
fn call(
    cursor: &mut TokenCursor<'_, '_>,
    function: &str,
) -> Result<DialectCondition, NotThisDialect> {
    let lower = function.to_ascii_lowercase();
    if let Some((path, "any" | "all")) = lower.rsplit_once('/') {
        cursor.skip_parentheses().ok_or(())?;
        let path = function.get(..path.len()).unwrap_or(function);
        let why = match names::of_microsoft(path) {
            Err(why) => why,
            Ok(name) => format!("{name} has several values, and nothing here searches in them"),
        };
        return Ok(DialectCondition::Unknown(why));
    }
    let how = match lower.as_str() {
        "startswith" => TestOperator::StartsWith,
        "endswith" => TestOperator::EndsWith,
        "contains" => TestOperator::Contains,
        _ => return Err(()),
    };
    let Some(DialectToken::Word(name)) = cursor.next() else {
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

fn equal(cursor: &mut TokenCursor<'_, '_>) -> Result<TestOperator, NotThisDialect> {
    Ok(match cursor.next() {
        Some(DialectToken::Text(text)) if text.is_empty() => TestOperator::Missing,
        Some(DialectToken::Text(text)) => TestOperator::OneOf(vec![text.clone()]),
        Some(DialectToken::Number(number)) => TestOperator::OneOf(vec![(*number).to_owned()]),
        Some(DialectToken::Word(word)) => match word.to_ascii_lowercase().as_str() {
            "true" => TestOperator::Flag(true),
            "false" => TestOperator::Flag(false),
            "null" => TestOperator::Missing,
            _ => return Err(()),
        },
        _ => return Err(()),
    })
}

fn text(cursor: &mut TokenCursor<'_, '_>) -> Result<String, NotThisDialect> {
    match cursor.next() {
        Some(DialectToken::Text(text)) if !text.is_empty() => Ok(text.clone()),
        _ => Err(()),
    }
}

fn list(cursor: &mut TokenCursor<'_, '_>) -> Result<Vec<String>, NotThisDialect> {
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

fn of(name: &str, how: Option<TestOperator>) -> DialectCondition {
    match (names::of_microsoft(name), how) {
        (Ok(attribute), Some(how)) => DialectCondition::Test(AttributeTest {
            source: Expr::attribute(attribute),
            // Microsoft Graph compares the texts of users without regard to capitals.
            ignore_case: !matches!(how, TestOperator::Flag(_) | TestOperator::Missing),
            how,
        }),
        (Err(why), _) => DialectCondition::Unknown(why),
        (_, None) => DialectCondition::Unknown(String::new()),
    }
}
