//! A key of Switch or a comparison that no value can match.

use super::context::{LintContext, LintDiagnostics, as_comparison};
use crate::{CallNode, ComparisonOperator, Fix, Node, NodeKind, quote};
use dotnet_text::case::{self, Culture};

/// How deep a result is followed through calls.
const MAX_LEVELS: usize = 8;

/// The most texts that a result is followed as.
const MAX_TEXTS: usize = 64;

/// The texts that an expression can give, besides no value.
enum PossibleTexts {
    /// Only these.
    Texts(Vec<String>),
    /// Only texts without an upper-case letter.
    Lower,
    /// Only texts without a lower-case letter.
    Upper,
    /// Only texts without a blank.
    NoBlanks,
    /// Only texts of at most so many UTF-16 units.
    AtMost(usize),
}

impl PossibleTexts {
    fn contains(&self, text: &str) -> bool {
        match self {
            Self::Texts(texts) => texts.iter().any(|own| own == text),
            Self::Lower => text == lower(text),
            Self::Upper => text == upper(text),
            Self::NoBlanks => !text.contains(' '),
            Self::AtMost(most) => text.encode_utf16().count() <= *most,
        }
    }

    /// The text that was meant by one that is not in the range.
    fn meant(&self, text: &str) -> Option<String> {
        let same = |own: &&String| own.to_lowercase() == text.to_lowercase();
        match self {
            Self::Texts(texts) => texts.iter().find(same).cloned(),
            Self::Lower => Some(lower(text)).filter(|lower| self.contains(lower)),
            Self::Upper => Some(upper(text)).filter(|upper| self.contains(upper)),
            Self::NoBlanks => Some(text.replace(' ', "")),
            Self::AtMost(_) => None,
        }
    }

    /// What it holds, after "is".
    fn describe(&self) -> String {
        match self {
            Self::Texts(texts) => {
                let mut quoted: Vec<String> = texts.iter().map(|text| quote(text)).collect();
                let last = quoted.pop().unwrap_or_default();
                match quoted.is_empty() {
                    true => format!("always {last}"),
                    false => format!("{} or {last}", quoted.join(", ")),
                }
            }
            Self::Lower => "in lower case".to_owned(),
            Self::Upper => "in upper case".to_owned(),
            Self::NoBlanks => "without spaces".to_owned(),
            Self::AtMost(most) => format!("at most {most} characters long"),
        }
    }
}

pub(super) fn never_matches(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, call) in context.calls_of("Switch") {
        if !call.args.len().is_multiple_of(2) {
            continue;
        }
        let Some(source) = call.arg(0) else { continue };
        let Some(range) = range(context, source, MAX_LEVELS) else {
            continue;
        };
        for key in call.args.iter().skip(2).step_by(2) {
            if let Some(key) = &key.value {
                report(
                    context,
                    (source, &range),
                    key,
                    "This key never matches",
                    found,
                );
            }
        }
    }
    for entry in context.nodes() {
        let Some(comparison) = as_comparison(entry.node) else {
            continue;
        };
        let what = match comparison.operator {
            ComparisonOperator::Equal => "This is never equal",
            ComparisonOperator::NotEqual => "This is never equal, so the condition always holds",
            _ => continue,
        };
        for (one, other) in [
            (&comparison.left, &comparison.right),
            (&comparison.right, &comparison.left),
        ] {
            if let Some(range) = range(context, one, MAX_LEVELS) {
                report(context, (one, &range), other, what, found);
            }
        }
    }
}

/// Says it of a text that is not in the range. An empty one stands for no
/// value, which every source can be.
fn report(
    context: &LintContext<'_>,
    (source, range): (&Node, &PossibleTexts),
    text: &Node,
    what: &str,
    found: &mut LintDiagnostics,
) {
    let Some(own) = text.as_text().filter(|own| !own.is_empty()) else {
        return;
    };
    if range.contains(own) || source.as_text().is_some() {
        return;
    }
    let meant = range.meant(own).filter(|meant| meant != own);
    let fix = meant.map(|meant| Fix::write(quote(&meant), text.span));
    let message = format!(
        "{what}: {} is {}.",
        context.source(source),
        range.describe()
    );
    found.add(text.span, message, fix);
}

/// The texts that a node can give, when they are limited.
fn range(context: &LintContext<'_>, node: &Node, levels: usize) -> Option<PossibleTexts> {
    let below = levels.checked_sub(1)?;
    match &node.kind {
        NodeKind::Attribute(name) => {
            let is_boolean = context
                .options
                .boolean_attributes
                .iter()
                .any(|own| own == name);
            is_boolean.then(booleans)
        }
        NodeKind::Text(text) => Some(PossibleTexts::Texts(vec![text.clone()])),
        NodeKind::Call(call) if !call.has_errors => of_call(context, call, below),
        _ => None,
    }
}

fn booleans() -> PossibleTexts {
    PossibleTexts::Texts(vec!["True".to_owned(), "False".to_owned()])
}

fn of_call(context: &LintContext<'_>, call: &CallNode, levels: usize) -> Option<PossibleTexts> {
    let arg = |index: usize| call.arg(index);
    let texts = |nodes: &mut dyn Iterator<Item = &Node>| {
        let mut all = Vec::new();
        for node in nodes {
            match range(context, node, levels)? {
                PossibleTexts::Texts(texts) => all.extend(texts),
                _ => return None,
            }
        }
        all.dedup();
        (!all.is_empty() && all.len() <= MAX_TEXTS).then_some(PossibleTexts::Texts(all))
    };
    match call.name.as_str() {
        "Not" | "IsNull" | "IsNullOrEmpty" | "IsPresent" | "IsString" | "CBool" => Some(booleans()),
        "IIF" => texts(&mut [arg(1), arg(2)].into_iter().flatten()),
        "Switch" if call.args.len() >= 4 && call.args.len().is_multiple_of(2) => {
            let values = (3..call.args.len()).step_by(2).filter_map(arg);
            texts(&mut arg(1).into_iter().chain(values))
        }
        "Coalesce" => texts(&mut (0..call.args.len()).filter_map(arg)),
        // With a culture, letters may change otherwise.
        "ToLower" | "ToUpper" if arg(1).is_none() => {
            let to_lower = call.name == "ToLower";
            match arg(0).and_then(|of| range(context, of, levels)) {
                Some(PossibleTexts::Texts(texts)) => Some(PossibleTexts::Texts(
                    texts
                        .iter()
                        .map(|text| if to_lower { lower(text) } else { upper(text) })
                        .collect(),
                )),
                _ if to_lower => Some(PossibleTexts::Lower),
                _ => Some(PossibleTexts::Upper),
            }
        }
        "StripSpaces" => Some(PossibleTexts::NoBlanks),
        "Left" => at_most(arg(1)?),
        "Mid" => at_most(arg(2)?),
        _ => None,
    }
}

fn lower(text: &str) -> String {
    case::to_lower(text, Culture::Invariant).into_owned()
}

fn upper(text: &str) -> String {
    case::to_upper(text, Culture::Invariant).into_owned()
}

/// A length of zero or less gives the text in full or nothing.
fn at_most(length: &Node) -> Option<PossibleTexts> {
    let length = match &length.kind {
        NodeKind::Number(length) => *length,
        NodeKind::Text(text) => text.parse().ok()?,
        _ => return None,
    };
    let length = usize::try_from(length).ok().filter(|length| *length > 0)?;
    Some(PossibleTexts::AtMost(length))
}

#[cfg(test)]
mod tests {
    use crate::check::CheckOptions;
    use crate::check::testing::{fixed_with, underlined_with};

    const CODE: &str = "never-matches";

    fn options() -> CheckOptions {
        CheckOptions {
            boolean_attributes: vec!["IsSoftDeleted".to_owned()],
            ..CheckOptions::default()
        }
    }

    #[test]
    fn finds_what_never_matches() {
        let cases: [(&str, &[&str]); 16] = [
            (r#"Switch(ToUpper([city]), , "GIEßEN", "x")"#, &[]),
            (
                r#"Switch(ToUpper([city]), , "Gießen", "x")"#,
                &[r#""Gießen""#],
            ),
            (
                r#"Switch([IsSoftDeleted], , "false", "True", "true", "False")"#,
                &[r#""false""#, r#""true""#],
            ),
            (
                r#"Switch([IsSoftDeleted], , "False", "True", "1", "False", "", "True")"#,
                &[r#""1""#],
            ),
            (
                r#"Switch([IsSoftDeleted], , "False", "x", "True", "y")"#,
                &[],
            ),
            (
                r#"IIF([IsSoftDeleted]="true", "False", "True")"#,
                &[r#""true""#],
            ),
            (r#"IIF("TRUE"<>[IsSoftDeleted], "a", "b")"#, &[r#""TRUE""#]),
            (r#"IIF([IsSoftDeleted]="", "a", "b")"#, &[]),
            (
                r#"Switch(ToLower([department]), , "Sales", "a", "hr", "b")"#,
                &[r#""Sales""#],
            ),
            (
                r#"Switch(ToUpper([department]), , "sales", "a", "HR", "b")"#,
                &[r#""sales""#],
            ),
            (
                r#"Switch(ToLower([IsSoftDeleted]), , "False", "True", "true", "False")"#,
                &[r#""False""#],
            ),
            (
                r#"Switch(Not([a]), , "true", "x", "False", "y")"#,
                &[r#""true""#],
            ),
            (
                r#"Switch(IIF([a]="1", "Yes", "No"), , "yes", "x", "No", "y")"#,
                &[r#""yes""#],
            ),
            (
                r#"Switch(Left([country], 2), , "US", "x", "Spain", "y")"#,
                &[r#""Spain""#],
            ),
            (
                r#"Switch(StripSpaces([city]), , "New York", "x", "Lisbon", "y")"#,
                &[r#""New York""#],
            ),
            (r#"Switch([department], , "sales", "x")"#, &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(underlined_with(CODE, text, &options()), expected, "{text}");
        }
    }

    #[test]
    fn writes_the_key_in_the_right_case() {
        for (before, after) in [
            (
                r#"Switch(ToUpper([a]), , "Gießen", "x")"#,
                r#"Switch(ToUpper([a]), , "GIEßEN", "x")"#,
            ),
            (
                r#"Switch([IsSoftDeleted], , "false", "True", "True", "False")"#,
                r#"Switch([IsSoftDeleted], , "False", "True", "True", "False")"#,
            ),
            (
                r#"Switch(ToLower([a]), , "Sales", "x")"#,
                r#"Switch(ToLower([a]), , "sales", "x")"#,
            ),
        ] {
            assert_eq!(fixed_with(CODE, before, &options()), after);
        }
    }
}
