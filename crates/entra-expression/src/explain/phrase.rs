//! Values and conditions as parts of a sentence.

use crate::{Expr, Keyword, Operator};

/// A value as a noun phrase.
pub(super) fn phrase(expr: &Expr) -> String {
    match expr {
        Expr::Attribute(name) => format!("the user's {name}"),
        Expr::Text(text) if text.is_empty() => "an empty text".to_owned(),
        Expr::Text(text) => format!("“{text}”"),
        Expr::Number(number) | Expr::Hex(number) => number.to_string(),
        Expr::Keyword(word) => word.word().to_owned(),
        Expr::Macro(name) => format!("what cloud sync puts for %{name}%"),
        Expr::Comparison { .. } => format!("whether {}", condition(expr)),
        Expr::Call { name, args } => call(name, args),
    }
}

/// What a keyword does, as a verb.
pub(super) fn keyword(keyword: Keyword) -> &'static str {
    match keyword {
        Keyword::IgnoreAttributeFlow => "leaves the attribute out of the request",
        Keyword::IgnoreObjectFlow => "leaves the user out",
        Keyword::BinaryCompare => "compares with case",
        Keyword::TextCompare => "compares without case",
    }
}

/// "a", "a and b", "a, b and c".
pub(super) fn series(parts: &[&Expr]) -> String {
    let mut phrases: Vec<String> = parts.iter().map(|part| phrase(part)).collect();
    let Some(last) = phrases.pop() else {
        return "nothing".to_owned();
    };
    if phrases.is_empty() {
        return last;
    }
    format!("{} and {last}", phrases.join(", "))
}

/// Something that holds or does not, as a clause.
pub(super) fn condition(expr: &Expr) -> String {
    let inner = |args: &[Option<Expr>]| arg(args, 0);
    match expr {
        Expr::Comparison {
            left,
            operator,
            right,
        } => format!("{} {} {}", phrase(left), verb(*operator), phrase(right)),
        Expr::Call { name, args } => match name.as_str() {
            "IsPresent" => format!("{} has a value", inner(args)),
            "IsNull" => format!("{} is missing", inner(args)),
            "IsNullOrEmpty" => format!("{} is missing or empty", inner(args)),
            "IsString" => format!("{} is one text", inner(args)),
            "Not" => format!("{} is not True", inner(args)),
            "CBool" => match args.first() {
                Some(Some(test @ Expr::Comparison { .. })) => condition(test),
                _ => format!("{} is not zero", inner(args)),
            },
            _ => format!("{} is True", phrase(expr)),
        },
        _ => format!("{} is True", phrase(expr)),
    }
}

fn verb(operator: Operator) -> &'static str {
    match operator {
        Operator::Equal => "is",
        Operator::NotEqual => "is not",
        Operator::Greater => "is more than",
        Operator::GreaterOrEqual => "is at least",
        Operator::Less => "is less than",
        Operator::LessOrEqual => "is at most",
    }
}

fn arg(args: &[Option<Expr>], index: usize) -> String {
    match args.get(index) {
        Some(Some(value)) => phrase(value),
        _ => "nothing".to_owned(),
    }
}

fn text(args: &[Option<Expr>], index: usize) -> Option<&str> {
    match args.get(index) {
        Some(Some(Expr::Text(text))) => Some(text),
        _ => None,
    }
}

fn call(name: &str, args: &[Option<Expr>]) -> String {
    let of = |index| arg(args, index);
    let given: Vec<&Expr> = args.iter().flatten().collect();
    match name {
        "Append" => format!("{} followed by {}", of(0), of(1)),
        "Join" => join(args),
        "ToLower" => format!("{}, in small letters", of(0)),
        "ToUpper" => format!("{}, in capitals", of(0)),
        "PCase" => format!("{}, each word with a capital", of(0)),
        "NormalizeDiacritics" => format!("{}, without accents", of(0)),
        "StripSpaces" => format!("{}, without blanks", of(0)),
        "Left" => format!("the first {} characters of {}", of(1), of(0)),
        "Mid" => format!(
            "{} characters of {} from character {} on",
            of(2),
            of(0),
            of(1)
        ),
        "InStr" => format!("the place of {} in {}", of(1), of(0)),
        "Replace" => replace(args),
        "Word" => format!("word number {} of {}", of(1), of(0)),
        "Split" => format!("the parts of {}, cut at each {}", of(0), of(1)),
        "Item" => format!("number {} of {}", of(1), of(0)),
        "Count" => format!("the number of values in {}", of(0)),
        "RemoveDuplicates" => format!("{}, each value once", of(0)),
        "Switch" => format!("what a table gives for {}", of(0)),
        "IIF" => match args.first() {
            Some(Some(test)) => format!("({} if {}, otherwise {})", of(1), condition(test), of(2)),
            _ => "a choice without a condition".to_owned(),
        },
        "Coalesce" => format!("the first of {} that has a value", series(&given)),
        "Not" | "IsNull" | "IsNullOrEmpty" | "IsPresent" | "IsString" | "CBool" => {
            let own = Expr::call(name, args.iter().cloned());
            format!("whether {}", condition(&own))
        }
        "IgnoreFlowIfNullOrEmpty" => format!("{}, or nothing at all when that is empty", of(0)),
        "Redact" => format!("{}, hidden in the log", of(0)),
        "SelectUniqueValue" => format!("the first of {} that nobody has yet", series(&given)),
        "Now" => "now".to_owned(),
        "CDate" => format!("the date in {}", of(0)),
        "DateAdd" => date_add(args),
        "DateDiff" => format!(
            "the number of {} from {} to {}",
            interval(args),
            of(1),
            of(2)
        ),
        "FormatDateTime" => match args.len() {
            3 => format!(
                "{}, rewritten from the date format {} to {}",
                of(0),
                of(1),
                of(2)
            ),
            _ => format!(
                "{}, rewritten from the date format {} to {}",
                of(0),
                of(2),
                of(3)
            ),
        },
        "DateFromNum" => format!("the date of the time stamp in {}", of(0)),
        "NumFromDate" => format!("the time stamp of {}", of(0)),
        "BitAnd" => format!("the bits that {} and {} have in common", of(0), of(1)),
        "CStr" => format!("{} as text", of(0)),
        "ConvertToBase64" => format!("{}, encoded in Base64", of(0)),
        "ConvertToUTF8Hex" => format!("the UTF-8 bytes of {} as hexadecimal digits", of(0)),
        "SingleAppRoleAssignment" => {
            "the name of the one app role the user is assigned to".to_owned()
        }
        "AppRoleAssignmentsComplex" | "AssertiveAppRoleAssignmentsComplex" => {
            "all app roles the user is assigned to".to_owned()
        }
        "Guid" => "a new random GUID".to_owned(),
        "RandomString" => format!("a random text of {} characters", of(0)),
        "Trim" => format!("{}, without blanks at both ends", of(0)),
        _ if given.is_empty() => format!("the result of {name}"),
        _ => format!("the result of {name} for {}", series(&given)),
    }
}

fn join(args: &[Option<Expr>]) -> String {
    let sources: Vec<&Expr> = args.iter().skip(1).flatten().collect();
    match (text(args, 0), &sources[..]) {
        (Some(""), _) => format!("{}, joined without anything between", series(&sources)),
        (_, [only]) => format!(
            "the values of {}, joined with {}",
            phrase(only),
            arg(args, 0)
        ),
        _ => format!("{}, joined with {}", series(&sources), arg(args, 0)),
    }
}

fn replace(args: &[Option<Expr>]) -> String {
    let given = |index: usize| matches!(args.get(index), Some(Some(_)));
    let of = |index| arg(args, index);
    let ending = if text(args, 4) == Some("") {
        "removed".to_owned()
    } else {
        format!("replaced by {}", of(4))
    };
    if given(6) {
        format!("{} with {} put where it says {}", of(6), of(0), of(1))
    } else if given(5) {
        format!(
            "{}, or when that is empty the part “{}” of {}",
            of(0),
            text(args, 3).unwrap_or_default(),
            of(5)
        )
    } else if given(2) && given(3) {
        format!(
            "{} with the part {} of the pattern {} {ending}",
            of(0),
            of(3),
            of(2)
        )
    } else if given(2) {
        format!(
            "{} with everything that fits the pattern {} {ending}",
            of(0),
            of(2)
        )
    } else {
        format!("{} with every {} {ending}", of(0), of(1))
    }
}

fn interval(args: &[Option<Expr>]) -> &'static str {
    match text(args, 0) {
        Some("yyyy") => "years",
        Some("m") => "months",
        Some("d") => "days",
        Some("ww") => "weeks",
        Some("h") => "hours",
        Some("n") => "minutes",
        Some("s") => "seconds",
        _ => "intervals",
    }
}

fn date_add(args: &[Option<Expr>]) -> String {
    let amount = match args.get(1) {
        Some(Some(Expr::Number(number))) => Some(*number),
        Some(Some(Expr::Text(text))) => text.parse::<i64>().ok(),
        _ => None,
    };
    let (count, way) = match amount {
        Some(number) if number < 0 => (number.unsigned_abs().to_string(), "before"),
        Some(number) => (number.to_string(), "after"),
        None => (arg(args, 1), "after"),
    };
    format!("{count} {} {way} {}", interval(args), arg(args, 2))
}
