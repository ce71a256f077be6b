//! Results and origins as text.

use crate::expression::{ExpressionError, ExpressionOutcome, ExpressionResponse, ExpressionValue};
use crate::user::{SourceUser, UserValue};
use entra_expression::contested::{self, ContestedInfo};
use entra_expression::evaluate::{Provenance, ValueOrigin};

/// What an outcome without a text of its own is called, and what it means.
pub fn meaning(outcome: &ExpressionOutcome) -> Option<(&'static str, &'static str)> {
    match outcome {
        ExpressionOutcome::Null => Some((
            "null",
            "Nothing is sent. When a user is created, Entra uses the mapping’s default value if it has one.",
        )),
        ExpressionOutcome::AttributeIgnored => Some((
            "left out",
            "The attribute is left out of the request. The target keeps its value.",
        )),
        ExpressionOutcome::ObjectIgnored => {
            Some(("user left out", "The whole user is left out of this cycle."))
        }
        ExpressionOutcome::Several { values, .. } if values.is_empty() => {
            Some(("no values", "The list is empty."))
        }
        ExpressionOutcome::One(value) if value.text.is_empty() => Some((
            "empty value",
            "A value without characters, which isn’t the same as null.",
        )),
        ExpressionOutcome::One(_)
        | ExpressionOutcome::Several { .. }
        | ExpressionOutcome::Failed(_) => None,
    }
}

/// What to do about an error, where its own words do not say it.
pub fn remedy(failed: &ExpressionError) -> &'static str {
    match failed.class.as_str() {
        "limit" => {
            "It would make more than a million characters or take millions of steps. Shorten it, or make the pattern simpler: repeated groups inside repeated groups are the usual cause."
        }
        "roles" => {
            "Entra puts a user with this error into escrow and tries again. Assign one role to the user, or choose in Mappings what happens with several."
        }
        "type" | "range" | "date-format" => {
            "Entra reports this user as failed. Check the sample user’s values, or handle this case with IIF or Switch."
        }
        _ => "",
    }
}

/// The behavior that a result rests on and that Microsoft does not document
/// clearly.
pub fn contested(response: &ExpressionResponse) -> impl Iterator<Item = &'static ContestedInfo> {
    let indexes = response.contested.iter();
    indexes.filter_map(|index| contested::ALL.get(*index))
}

/// An outcome in a few words, for a status line.
pub fn brief(outcome: &ExpressionOutcome) -> String {
    if let Some((name, _)) = meaning(outcome) {
        return format!("Value: {name}");
    }
    match outcome {
        ExpressionOutcome::One(value) => format!("Value: {}", value.text),
        ExpressionOutcome::Several { values, more } => match values.len() + more {
            1 => "1 value".to_owned(),
            count => format!("{count} values"),
        },
        ExpressionOutcome::Failed(failed) => format!("No value: {}", failed.message),
        ExpressionOutcome::Null
        | ExpressionOutcome::AttributeIgnored
        | ExpressionOutcome::ObjectIgnored => String::new(),
    }
}

/// Findings and outcome in one line for a status, cut at so many characters.
pub fn status(findings: Option<String>, outcome: Option<String>, most: usize) -> String {
    let parts = findings.into_iter().chain(outcome);
    let parts: Vec<String> = parts
        .map(|part| part.trim_end_matches('.').to_owned())
        .collect();
    parts.join(". ").chars().take(most).collect()
}

/// What is said where there are no steps.
pub fn no_steps(outcome: &ExpressionOutcome) -> &'static str {
    match outcome {
        ExpressionOutcome::Failed(_) => "There are no steps: it failed before the first one.",
        _ => "There are no steps: the value is a constant.",
    }
}

/// A piece of a value to choose, with the part it is; nothing for what has no
/// one origin.
pub fn pieces(value: &ExpressionValue) -> Vec<(String, Option<ValueOrigin>)> {
    let mut pieces = Vec::new();
    let mut done = 0;
    for part in &value.origins {
        let gap = value.text.get(done..part.bytes.start).unwrap_or_default();
        if !gap.is_empty() {
            pieces.push((gap.to_owned(), None));
        }
        if let Some(text) = value.text.get(part.bytes.clone()) {
            pieces.push((text.to_owned(), Some(part.clone())));
            done = part.bytes.end;
        }
    }
    let rest = value.text.get(done..).unwrap_or_default();
    if !rest.is_empty() {
        pieces.push((rest.to_owned(), None));
    }
    pieces
}

/// Where a piece comes from, in a sentence.
pub fn origin(
    piece: &str,
    part: Option<&ValueOrigin>,
    expression: &str,
    user: &SourceUser,
) -> String {
    let shown = shown(piece);
    let Some(part) = part else {
        return format!(
            "{shown} comes from several parts at once, or from more than is shown here."
        );
    };
    let source = part.from.span().of(expression);
    match &part.from {
        Provenance::Constant { .. } => format!("{shown} is a constant in the expression."),
        Provenance::Call { .. } => format!("{shown} comes from {source}."),
        Provenance::Attribute { value, bytes, .. } => {
            let name = attribute(source);
            let (whole, which) = match user.attributes.get(name) {
                Some(UserValue::One(text)) => (text.as_str(), String::new()),
                Some(UserValue::Many(texts)) => (
                    texts.get(*value).map(String::as_str).unwrap_or_default(),
                    format!("value {} of ", value + 1),
                ),
                None => ("", String::new()),
            };
            let before = whole.get(..bytes.start).unwrap_or_default().chars().count();
            let length = whole.get(bytes.clone()).unwrap_or_default().chars().count();
            match (before, length) {
                (0, length) if length == whole.chars().count() => {
                    format!("{shown} is all of {which}{name}.")
                }
                (before, 1) => format!(
                    "{shown} comes from {which}{name}, character {}.",
                    before + 1
                ),
                (before, length) => format!(
                    "{shown} comes from {which}{name}, characters {} to {}.",
                    before + 1,
                    before + length
                ),
            }
        }
    }
}

/// The name between the brackets of an attribute.
pub fn attribute(source: &str) -> &str {
    let inner = source.strip_prefix('[').unwrap_or(source);
    inner.strip_suffix(']').unwrap_or(inner)
}

/// A piece as a sentence shows it.
fn shown(piece: &str) -> String {
    match piece.char_indices().nth(60) {
        Some((end, _)) => format!("“{}…”", &piece[..end]),
        None => format!("“{piece}”"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use entra_expression::Span;

    fn part(bytes: (usize, usize), from: Provenance) -> ValueOrigin {
        ValueOrigin {
            bytes: bytes.0..bytes.1,
            from,
            exact: true,
        }
    }

    fn constant(start: usize, end: usize) -> Provenance {
        Provenance::Constant {
            span: Span::new(start, end),
            bytes: 0..0,
        }
    }

    #[test]
    fn origins_are_named_in_words() {
        let expression = r#"Join(".", [givenName], Item([proxyAddresses], 2), Guid())"#;
        let mut user = SourceUser::of(&[("givenName", "Zoë")]);
        let several = UserValue::Many(vec!["a".to_owned(), "smtp:b".to_owned()]);
        let _ = user.attributes.insert("proxyAddresses".to_owned(), several);
        let of = |span: (usize, usize), value, bytes: (usize, usize)| Provenance::Attribute {
            span: Span::new(span.0, span.1),
            value,
            bytes: bytes.0..bytes.1,
        };
        let cases = [
            (
                "Zoë",
                Some(part((0, 4), of((10, 21), 0, (0, 4)))),
                "“Zoë” is all of givenName.",
            ),
            (
                "ë",
                Some(part((0, 2), of((10, 21), 0, (2, 4)))),
                "“ë” comes from givenName, character 3.",
            ),
            (
                "mtp",
                Some(part((0, 3), of((28, 44), 1, (1, 4)))),
                "“mtp” comes from value 2 of proxyAddresses, characters 2 to 4.",
            ),
            (
                ".",
                Some(part((0, 1), constant(5, 8))),
                "“.” is a constant in the expression.",
            ),
            (
                "7e",
                Some(part(
                    (0, 2),
                    Provenance::Call {
                        span: Span::new(50, 56),
                    },
                )),
                "“7e” comes from Guid().",
            ),
            (
                "x",
                None,
                "“x” comes from several parts at once, or from more than is shown here.",
            ),
        ];
        for (piece, part, words) in cases {
            assert_eq!(origin(piece, part.as_ref(), expression, &user), words);
        }
    }

    #[test]
    fn a_status_has_one_full_stop_between_its_parts() {
        let part = |text: &str| Some(text.to_owned());
        let text = status(part("1 error: case matters."), part("No value: x."), 300);
        assert_eq!(text, "1 error: case matters. No value: x");
        assert_eq!(status(None, part("ééé"), 2), "éé");
    }

    #[test]
    fn where_there_are_no_steps_no_value_is_claimed() {
        let failed = ExpressionOutcome::Failed(ExpressionError {
            class: "arity".to_owned(),
            message: String::new(),
            span: Span::default(),
        });
        assert!(!no_steps(&failed).contains("value"));
    }

    #[test]
    fn pieces_cover_the_value() {
        let value = ExpressionValue {
            text: "Ana.Silva!".to_owned(),
            bytes: 10,
            origins: vec![part((0, 3), constant(0, 1)), part((4, 9), constant(2, 3))],
        };
        let pieces = pieces(&value);
        let found: Vec<_> = pieces
            .iter()
            .map(|(text, part)| (text.as_str(), part.is_some()))
            .collect();
        assert_eq!(
            found,
            [("Ana", true), (".", false), ("Silva", true), ("!", false)]
        );
    }

    #[test]
    fn outcomes_without_a_text_have_a_meaning() {
        let value = |text: &str| ExpressionValue {
            text: text.to_owned(),
            bytes: text.len(),
            origins: Vec::new(),
        };
        let cases = [
            (ExpressionOutcome::Null, "Value: null"),
            (ExpressionOutcome::AttributeIgnored, "Value: left out"),
            (ExpressionOutcome::One(value("")), "Value: empty value"),
            (ExpressionOutcome::One(value("x")), "Value: x"),
            (
                ExpressionOutcome::Several {
                    values: vec![value("a"), value("b")],
                    more: 3,
                },
                "5 values",
            ),
            (
                ExpressionOutcome::Several {
                    values: vec![value("a")],
                    more: 0,
                },
                "1 value",
            ),
        ];
        for (outcome, words) in cases {
            assert_eq!(brief(&outcome), words);
        }
    }
}
