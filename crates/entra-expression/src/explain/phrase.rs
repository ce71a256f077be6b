//! Values and conditions as parts of a sentence.

use crate::functions::{self, ValueType};
use crate::{ComparisonOperator, Expr, Keyword};

/// A value as a noun phrase.
pub(super) fn phrase(expr: &Expr) -> String {
    match expr {
        Expr::Attribute(name) => format!("the user's {name}"),
        Expr::Text(text) if text.is_empty() => "an empty value".to_owned(),
        Expr::Text(text) if text == " " => "a space".to_owned(),
        Expr::Text(text) => format!("“{text}”"),
        Expr::Number(number) | Expr::Hex(number) => number.to_string(),
        Expr::Keyword(word) => word.word().to_owned(),
        Expr::Macro(name) => format!("what cloud sync inserts for %{name}%"),
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

pub(super) fn arg(args: &[Option<Expr>], index: usize) -> String {
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
        "ToLower" => format!("{}, in lowercase{}", of(0), culture(args)),
        "ToUpper" => format!("{}, in uppercase{}", of(0), culture(args)),
        "PCase" => match args.get(1) {
            Some(Some(separators)) => format!(
                "{}, with uppercase at the start and after every character of {}",
                of(0),
                phrase(separators)
            ),
            _ => format!("{}, each word starting in uppercase", of(0)),
        },
        "NormalizeDiacritics" => format!("{}, without accents", of(0)),
        "StripSpaces" => format!("{}, without spaces", of(0)),
        "Left" if of(1) == "1" => format!("the first character of {}", of(0)),
        "Left" if given.len() < 2 => format!("the beginning of {}", of(0)),
        "Left" => format!("the first {} characters of {}", of(1), of(0)),
        "Mid" if given.len() < 3 => format!("a part of {}", of(0)),
        "Mid" if of(2) == "1" => format!("character {} of {}", of(1), of(0)),
        "Mid" => format!(
            "{} characters of {} from character {} on",
            of(2),
            of(0),
            of(1)
        ),
        "InStr" => in_str(args),
        "Replace" => replace(args),
        "Word" if text(args, 2) == Some(" ") => format!("word number {} of {}", of(1), of(0)),
        "Word" => format!(
            "part number {} of {}, split at every character of {}",
            of(1),
            of(0),
            of(2)
        ),
        "Split" => format!("the parts of {}, split at each {}", of(0), of(1)),
        "Item" => format!("number {} of {}", of(1), of(0)),
        "Count" => format!("the number of values in {}", of(0)),
        "RemoveDuplicates" => format!("{}, each value once", of(0)),
        "Switch" => switch(args),
        "IIF" => match args.first() {
            Some(Some(test)) => format!("({} if {}, otherwise {})", of(1), condition(test), of(2)),
            _ => "a choice without a condition".to_owned(),
        },
        "Coalesce" => format!("the first of {} that isn’t null", series(&given)),
        "Not" | "IsNull" | "IsNullOrEmpty" | "IsPresent" | "IsString" | "CBool" => {
            let own = Expr::call(name, args.iter().cloned());
            format!("whether {}", condition(&own))
        }
        "IgnoreFlowIfNullOrEmpty" => format!("{}, or nothing at all when that is empty", of(0)),
        "Redact" => format!("{}, hidden in the log", of(0)),
        "SelectUniqueValue" => format!("the first of {} that no user has yet", series(&given)),
        "Now" => "now".to_owned(),
        "CDate" => format!("the date in {}", of(0)),
        "DateAdd" => date_add(args),
        "DateDiff" => format!(
            "the number of {} from {} to {}",
            interval(args),
            of(1),
            of(2)
        ),
        "FormatDateTime" => format_date(args),
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
        "RandomString" => format!("a random value of {} characters", of(0)),
        "Trim" => format!("{}, without leading and trailing spaces", of(0)),
        _ if given.is_empty() => format!("the result of {name}"),
        _ => format!("the result of {name} for {}", series(&given)),
    }
}

/// More pairs than this are only counted, so that a sentence stays one.
const MAX_PAIRS: usize = 3;

fn switch(args: &[Option<Expr>]) -> String {
    let pairs: Vec<_> = args.get(2..).unwrap_or_default().chunks(2).collect();
    if pairs.len() > MAX_PAIRS || pairs.is_empty() {
        let count = pairs.len();
        return format!(
            "the value from a table of {count} entries for {}",
            arg(args, 0)
        );
    }
    let mut subject = arg(args, 0);
    let mut text = String::new();
    for pair in pairs {
        let fits = match pair.first() {
            Some(Some(Expr::Text(key))) if key.is_empty() => "missing or empty".to_owned(),
            _ => arg(pair, 0),
        };
        text.push_str(&format!("{} if {subject} is {fits}, ", arg(pair, 1)));
        "it".clone_into(&mut subject);
    }
    format!("({text}otherwise {})", arg(args, 1))
}

fn culture(args: &[Option<Expr>]) -> String {
    match args.get(1) {
        Some(Some(culture)) => format!(" by the rules of {}", phrase(culture)),
        _ => String::new(),
    }
}

fn in_str(args: &[Option<Expr>]) -> String {
    let mut text = format!("the position of {} in {}", arg(args, 1), arg(args, 0));
    if let Some(Some(start)) = args.get(2) {
        text.push_str(&format!(" from character {} on", phrase(start)));
    }
    if let Some(Some(Expr::Keyword(Keyword::TextCompare))) = args.get(3) {
        text.push_str(", ignoring case");
    }
    text
}

/// The older form with three arguments has no styles.
fn format_date(args: &[Option<Expr>]) -> String {
    let (input, output) = if args.len() == 3 { (1, 2) } else { (2, 3) };
    let (source, output) = (arg(args, 0), arg(args, output));
    match args.get(input) {
        Some(Some(input)) => format!(
            "{source}, rewritten from the date format {} to {output}",
            phrase(input)
        ),
        _ => format!("the date in {source}, written in the date format {output}"),
    }
}

fn join(args: &[Option<Expr>]) -> String {
    let sources: Vec<&Expr> = args.iter().skip(1).flatten().collect();
    match (text(args, 0), &sources[..]) {
        (None, _) if matches!(args.first(), Some(None)) => {
            format!("{}, joined without a separator", series(&sources))
        }
        (Some(""), _) => format!("{}, joined without a separator", series(&sources)),
        (_, [only]) if gives_several(only) => {
            format!("{}, joined with {}", phrase(only), arg(args, 0))
        }
        (_, [only]) => format!(
            "the values of {}, joined with {}",
            phrase(only),
            arg(args, 0)
        ),
        _ => format!("{}, joined with {}", series(&sources), arg(args, 0)),
    }
}

/// Whether a part is described as several values already.
fn gives_several(expr: &Expr) -> bool {
    let Expr::Call { name, .. } = expr else {
        return false;
    };
    functions::find(name).is_some_and(|info| info.returns == ValueType::List)
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
            "{} with everything that matches the pattern {} {ending}",
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
    let unit = match (interval(args), count.as_str()) {
        (units, "1") => units.trim_end_matches('s'),
        (units, _) => units,
    };
    format!("{count} {unit} {way} {}", arg(args, 2))
}

/// Something that holds or does not, as a clause.
pub(super) fn condition(expr: &Expr) -> String {
    clause(expr, true)
}

/// The clause of a condition, or of its opposite.
fn clause(expr: &Expr, holds: bool) -> String {
    let announce = |yes: &str, no: &str| if holds { yes } else { no }.to_owned();
    match expr {
        Expr::Comparison {
            left,
            operator,
            right,
        } => match holds {
            true => comparison(left, *operator, right),
            false => comparison(left, operator.opposite(), right),
        },
        Expr::Call { name, args } => {
            let subject = arg(args, 0);
            let verb = match name.as_str() {
                "IsPresent" => announce("has a value", "is missing or empty"),
                "IsNull" => announce("is missing", "isn’t missing"),
                "IsNullOrEmpty" => announce("is missing or empty", "has a value"),
                "IsString" => announce("is one value", "isn’t one value"),
                "Not" => match args.first() {
                    Some(Some(inner)) if is_test(inner) => return clause(inner, !holds),
                    _ => announce("isn’t True", "is True"),
                },
                "CBool" => match args.first() {
                    Some(Some(test @ Expr::Comparison { .. })) => return clause(test, holds),
                    _ => announce("isn’t zero", "is zero"),
                },
                _ => return format!("{} {}", phrase(expr), announce("is True", "isn’t True")),
            };
            format!("{subject} {verb}")
        }
        _ => format!("{} {}", phrase(expr), announce("is True", "isn’t True")),
    }
}

/// Whether a part gives True or False itself.
fn is_test(expr: &Expr) -> bool {
    let Expr::Call { name, .. } = expr else {
        return false;
    };
    matches!(
        name.as_str(),
        "IsPresent" | "IsNull" | "IsNullOrEmpty" | "IsString" | "Not" | "CBool"
    )
}

fn comparison(left: &Expr, operator: ComparisonOperator, right: &Expr) -> String {
    let equal = match operator {
        ComparisonOperator::Equal => Some(true),
        ComparisonOperator::NotEqual => Some(false),
        _ => None,
    };
    if let (Some(equal), Expr::Text(text)) = (equal, right) {
        match text.as_str() {
            "True" if is_test(left) => return clause(left, equal),
            "False" if is_test(left) => return clause(left, !equal),
            // A missing value compares as the empty text.
            "" if equal => return format!("{} is missing or empty", phrase(left)),
            "" => return format!("{} has a value", phrase(left)),
            _ => {}
        }
    }
    format!("{} {} {}", phrase(left), verb(operator), phrase(right))
}

const fn verb(operator: ComparisonOperator) -> &'static str {
    match operator {
        ComparisonOperator::Equal => "is",
        ComparisonOperator::NotEqual => "isn’t",
        ComparisonOperator::Greater => "is more than",
        ComparisonOperator::GreaterOrEqual => "is at least",
        ComparisonOperator::Less => "is less than",
        ComparisonOperator::LessOrEqual => "is at most",
    }
}
