//! `String.substringBefore(user.email, "@")`: expressions of Okta.

use super::condition::{Condition, How, Test, escaped, replace};
use super::token::{Cursor, Token};
use super::{Language, MAX_DEPTH, OtherLanguage, Unread, names, scoping};
use crate::{Expr, Operator};

/// What a part of an expression is.
enum Part {
    /// A value.
    Value(Expr),
    /// A condition.
    Condition(Condition),
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
pub(super) fn recognize(tokens: &[Token<'_>]) -> Option<OtherLanguage> {
    let own = |token: &Token<'_>| matches!(token, Token::Word(word) if is_own(word));
    if tokens.len() < 2 || !tokens.iter().any(own) {
        return None;
    }
    let mut cursor = Cursor::new(tokens);
    let part = choice(&mut cursor).ok().filter(|_| cursor.is_done())?;
    let scoping = match &part {
        Part::Condition(condition) => scoping::of(condition),
        _ => None,
    };
    Some(OtherLanguage {
        language: Language::Okta,
        expression: value(part),
        scoping,
        ignores_case: false,
    })
}

/// A part as a value. A condition gives True or False.
fn value(part: Part) -> Result<Expr, String> {
    match part {
        Part::Value(expr) => Ok(expr),
        Part::Condition(condition) => condition.choose(Expr::text("True"), Expr::text("False")),
        Part::Flag(true) => Ok(Expr::text("True")),
        Part::Flag(false) => Ok(Expr::text("False")),
        Part::Null => Err("null stands for no value; leave the argument empty".to_owned()),
        Part::Unknown(why) => Err(why),
    }
}

/// A part as a condition: an attribute is one that holds True.
fn condition(part: Part) -> Condition {
    match part {
        Part::Condition(condition) => condition,
        Part::Value(source) => Condition::Test(Test {
            source,
            how: How::Flag(true),
            ignore_case: false,
        }),
        Part::Flag(_) | Part::Null => {
            Condition::Unknown("a condition without an attribute is always the same".to_owned())
        }
        Part::Unknown(why) => Condition::Unknown(why),
    }
}

fn choice(cursor: &mut Cursor<'_, '_>) -> Result<Part, Unread> {
    cursor.depth += 1;
    if cursor.depth > MAX_DEPTH {
        return Err(());
    }
    let first = any(cursor)?;
    let part = if cursor.take("?") {
        let yes = value(choice(cursor)?);
        if !cursor.take(":") {
            return Err(());
        }
        let no = value(choice(cursor)?);
        match (yes, no) {
            (Ok(yes), Ok(no)) => match condition(first).choose(yes, no) {
                Ok(chosen) => Part::Value(chosen),
                Err(why) => Part::Unknown(why),
            },
            (Err(why), _) | (_, Err(why)) => Part::Unknown(why),
        }
    } else {
        first
    };
    cursor.depth -= 1;
    Ok(part)
}

fn any(cursor: &mut Cursor<'_, '_>) -> Result<Part, Unread> {
    let first = all(cursor)?;
    let mut found = Vec::new();
    while cursor.take("||") || cursor.take_word("or", false) {
        found.push(condition(all(cursor)?));
    }
    Ok(combined(first, found, false))
}

fn all(cursor: &mut Cursor<'_, '_>) -> Result<Part, Unread> {
    let first = compared(cursor)?;
    let mut found = Vec::new();
    while cursor.take("&&") || cursor.take_word("and", false) {
        found.push(condition(compared(cursor)?));
    }
    Ok(combined(first, found, true))
}

fn combined(first: Part, mut more: Vec<Condition>, all: bool) -> Part {
    if more.is_empty() {
        return first;
    }
    more.insert(0, condition(first));
    Part::Condition(Condition::several(more, all))
}

fn compared(cursor: &mut Cursor<'_, '_>) -> Result<Part, Unread> {
    let mut negative = false;
    while cursor.take("!") || cursor.take_word("not", false) {
        negative = !negative;
    }
    let left = sum(cursor)?;
    let marks = ["==", "!=", ">=", "<=", ">", "<"];
    let Some(mark) = marks.into_iter().find(|mark| cursor.take(mark)) else {
        return Ok(match negative {
            true => Part::Condition(condition(left).not()),
            false => left,
        });
    };
    let right = sum(cursor)?;
    let found = compare(left, mark, right);
    let opposite = negative != (mark == "!=");
    Ok(Part::Condition(if opposite { found.not() } else { found }))
}

fn compare(left: Part, mark: &str, right: Part) -> Condition {
    if !matches!(mark, "==" | "!=") {
        return Condition::Unknown(format!(
            "{mark} has no counterpart here: order is of whole numbers only"
        ));
    }
    let (source, how) = match (left, right) {
        (Part::Unknown(why), _) | (_, Part::Unknown(why)) => return Condition::Unknown(why),
        (Part::Value(source), Part::Null) | (Part::Null, Part::Value(source)) => {
            (source, How::Missing)
        }
        (Part::Value(source), Part::Flag(flag)) | (Part::Flag(flag), Part::Value(source)) => {
            (source, How::Flag(flag))
        }
        (Part::Condition(condition), Part::Flag(flag))
        | (Part::Flag(flag), Part::Condition(condition)) => {
            return if flag { condition } else { condition.not() };
        }
        (Part::Value(source), Part::Value(Expr::Text(text)))
        | (Part::Value(Expr::Text(text)), Part::Value(source)) => match text.is_empty() {
            true => (source, How::Missing),
            false => (source, How::OneOf(vec![text])),
        },
        (Part::Value(source), Part::Value(other)) => (source, How::Same(other)),
        _ => return Condition::Unknown("conditions cannot be compared here".to_owned()),
    };
    Condition::Test(Test {
        source,
        how,
        ignore_case: false,
    })
}

/// Parts with plus between them are joined.
fn sum(cursor: &mut Cursor<'_, '_>) -> Result<Part, Unread> {
    let first = single(cursor)?;
    let mut more = Vec::new();
    while cursor.take("+") {
        more.push(single(cursor)?);
    }
    if more.is_empty() {
        return Ok(first);
    }
    more.insert(0, first);
    let values: Result<Vec<Expr>, String> = more.into_iter().map(value).collect();
    Ok(match values {
        Ok(values) => Part::Value(Expr::join("", values)),
        Err(why) => Part::Unknown(why),
    })
}

fn single(cursor: &mut Cursor<'_, '_>) -> Result<Part, Unread> {
    match cursor.next() {
        Some(Token::Text(text)) => Ok(Part::Value(Expr::text(text))),
        Some(Token::Number(number)) => Ok(number.parse().map_or_else(
            |_| Part::Value(Expr::text(*number)),
            |n| Part::Value(Expr::number(n)),
        )),
        Some(Token::Mark("(")) => {
            let inner = choice(cursor)?;
            if !cursor.take(")") {
                return Err(());
            }
            Ok(inner)
        }
        Some(Token::Word(word)) => match word.to_ascii_lowercase().as_str() {
            "true" => Ok(Part::Flag(true)),
            "false" => Ok(Part::Flag(false)),
            "null" => Ok(Part::Null),
            _ if cursor.take("(") => call(cursor, word),
            _ if OBJECTS.iter().any(|own| word.starts_with(own)) => Ok(names::of_okta(word)
                .map_or_else(Part::Unknown, |name| Part::Value(Expr::attribute(name)))),
            _ => Err(()),
        },
        _ => Err(()),
    }
}

/// A call; its parenthesis is open.
fn call(cursor: &mut Cursor<'_, '_>, name: &str) -> Result<Part, Unread> {
    let Some(function) = name.strip_prefix("String.") else {
        if !is_own(name) {
            return Err(());
        }
        cursor.skip_parentheses().ok_or(())?;
        let why = match name.contains("emberOf") || name.contains("Group") {
            true => "a mapping cannot ask for the groups of a user",
            false => "this function of Okta has no counterpart here",
        };
        return Ok(Part::Unknown(format!("{name}: {why}")));
    };
    let mut parts = Vec::new();
    if !cursor.take(")") {
        loop {
            parts.push(choice(cursor)?);
            if cursor.take(")") {
                break;
            }
            if !cursor.take(",") {
                return Err(());
            }
        }
    }
    let values: Result<Vec<Expr>, String> = parts.into_iter().map(value).collect();
    Ok(match values {
        Ok(values) => function_of_text(function, values),
        Err(why) => Part::Unknown(why),
    })
}

/// A function of Okta's class String.
fn function_of_text(function: &str, values: Vec<Expr>) -> Part {
    let unknown = || Part::Unknown(format!("String.{function} has no counterpart here"));
    let test = |source: &Expr, how| {
        Part::Condition(Condition::Test(Test {
            source: source.clone(),
            how,
            ignore_case: false,
        }))
    };
    let call = |name: &str, args: &[&Expr]| {
        Part::Value(Expr::call(name, args.iter().map(|arg| (*arg).clone())))
    };
    match (function, &values[..]) {
        ("toLowerCase", [text]) => call("ToLower", &[text]),
        ("toUpperCase", [text]) => call("ToUpper", &[text]),
        ("removeSpaces", [text]) => call("StripSpaces", &[text]),
        ("append", [text, suffix]) => call("Append", &[text, suffix]),
        ("join", [Expr::Text(_), _, ..]) => call("Join", &values.iter().collect::<Vec<_>>()),
        ("replace", [text, Expr::Text(old), Expr::Text(new)]) if !old.is_empty() => {
            Part::Value(Expr::call(
                "Replace",
                [
                    Some(text.clone()),
                    Some(Expr::text(old)),
                    None,
                    None,
                    Some(Expr::text(new)),
                    None,
                    None,
                ],
            ))
        }
        ("substring", [text, Expr::Number(start), Expr::Number(end)])
            if (0..=*end).contains(start) && *end < i64::MAX =>
        {
            Part::Value(Expr::call(
                "Mid",
                [
                    text.clone(),
                    Expr::number(start + 1),
                    Expr::number(end - start),
                ],
            ))
        }
        // The first of the parts that a text is cut into; the whole of it where nothing is found.
        ("substringBefore", [text, Expr::Text(mark)]) if !mark.is_empty() => {
            // Item(Split(…), 1) would fail for a missing value.
            let rest = format!("(?s){}.*$", escaped(mark));
            Part::Value(replace(text.clone(), &rest, ""))
        }
        ("substringAfter", [text, Expr::Text(mark)]) if !mark.is_empty() => {
            let place = Expr::call("InStr", [text.clone(), Expr::text(mark)]);
            let found = Expr::comparison(place, Operator::Greater, Expr::number(0));
            let begin = format!("(?s)^.*?{}", escaped(mark));
            let rest = replace(text.clone(), &begin, "");
            Part::Value(Expr::iif(found, rest, Expr::text("")))
        }
        ("stringContains", [text, Expr::Text(part)]) if !part.is_empty() => {
            test(text, How::Contains(part.clone()))
        }
        ("startsWith", [text, Expr::Text(part)]) if !part.is_empty() => {
            test(text, How::StartsWith(part.clone()))
        }
        ("endsWith", [text, Expr::Text(part)]) if !part.is_empty() => {
            test(text, How::EndsWith(part.clone()))
        }
        _ => unknown(),
    }
}
