//! `department eq 'Sales' and startswith(displayName,'A')`: filters of Microsoft Graph, and those of
//! SCIM, which look alike.

use super::condition::{DialectCondition, TestOperator};
use super::logic::LogicalWords;
use super::token::{DialectLiteral, DialectToken, TokenCursor};
use super::{Dialect, DialectTranslation, names};

const LOGIC: LogicalWords = LogicalWords {
    ignore_case: false,
    test,
};

/// A filter compares a bare name with a text by a word, from the first mark to the last.
pub(super) fn recognize(tokens: &[DialectToken<'_>]) -> Option<DialectTranslation> {
    let mut cursor = TokenCursor::new(tokens);
    let condition = LOGIC.any(&mut cursor).filter(|_| cursor.is_done())?;
    Some(DialectTranslation::of_condition(
        Dialect::Filter,
        &condition,
    ))
}

fn test(cursor: &mut TokenCursor<'_, '_>) -> Option<DialectCondition> {
    let name = cursor.word()?;
    if cursor.take("(") {
        return call(cursor, name);
    }
    let operator = cursor.word()?.to_ascii_lowercase();
    let how = match operator.as_str() {
        "pr" => return Some(of(name, TestOperator::Missing).not()),
        "in" => {
            cursor.expect("(")?;
            TestOperator::OneOf(cursor.list(")", text)?)
        }
        "eq" | "ne" => equal(cursor)?,
        "sw" => TestOperator::StartsWith(text(cursor)?),
        "ew" => TestOperator::EndsWith(text(cursor)?),
        "co" => TestOperator::Contains(text(cursor)?),
        "gt" | "ge" | "lt" | "le" | "has" => {
            let _ = equal(cursor)?;
            let why = format!(
                "{operator} has no equivalent here: only whole numbers can be compared by size"
            );
            return Some(DialectCondition::Unknown(why));
        }
        _ => return None,
    };
    let found = of(name, how);
    Some(if operator == "ne" { found.not() } else { found })
}

/// `startswith(name,'text')`, and `name/any(…)`; the parenthesis is open.
fn call(cursor: &mut TokenCursor<'_, '_>, function: &str) -> Option<DialectCondition> {
    let lower = function.to_ascii_lowercase();
    if let Some((path, "any" | "all")) = lower.rsplit_once('/') {
        cursor.skip_parentheses()?;
        let path = function.get(..path.len()).unwrap_or(function);
        return Some(DialectCondition::Unknown(names::why_no_collection(path)));
    }
    let how = match lower.as_str() {
        "startswith" => TestOperator::StartsWith,
        "endswith" => TestOperator::EndsWith,
        "contains" => TestOperator::Contains,
        _ => return None,
    };
    let name = cursor.word()?;
    cursor.expect(",")?;
    let text = text(cursor)?;
    cursor.expect(")")?;
    let found = of(name, how(text));
    // OData also compares the result with true or false.
    let mut rest = cursor.clone();
    if rest.take_word("eq", false) {
        let holds = rest.take_word("true", false);
        if holds || rest.take_word("false", false) {
            *cursor = rest;
            return Some(if holds { found } else { found.not() });
        }
    }
    Some(found)
}

fn equal(cursor: &mut TokenCursor<'_, '_>) -> Option<TestOperator> {
    Some(match cursor.literal()? {
        DialectLiteral::Texts(texts) => TestOperator::OneOf(texts),
        DialectLiteral::Flag(flag) => TestOperator::Flag(flag),
        DialectLiteral::Null => TestOperator::Missing,
    })
}

fn text(cursor: &mut TokenCursor<'_, '_>) -> Option<String> {
    match cursor.next()? {
        DialectToken::Text(text) if !text.is_empty() => Some(text.clone()),
        _ => None,
    }
}

fn of(name: &str, how: TestOperator) -> DialectCondition {
    match names::of_microsoft(name) {
        Ok(attribute) => DialectCondition::of_microsoft(attribute, how),
        Err(why) => DialectCondition::Unknown(why),
    }
}
