//! A source that becomes one of another mapping type.

use entra_expression::{parse_limited, quote};

use crate::mapping::Source;

/// A source of another mapping type, by the portal's word, that says the same
/// where it can. `before` is what was typed for that type earlier.
pub fn turned(now: &Source, kind: &str, before: Option<String>) -> Source {
    let text = now.text().to_owned();
    match kind {
        "Direct" => {
            let attribute = parse_limited(&text)
                .expr()
                .and_then(|expr| expr.as_attribute().map(str::to_owned));
            Source::Direct(before.or(attribute).unwrap_or_default())
        }
        "Constant" => {
            let constant = match now {
                Source::Expression(_) => parse_limited(&text)
                    .expr()
                    .and_then(|expr| expr.as_constant()),
                _ => None,
            };
            Source::Constant(before.or(constant).unwrap_or_default())
        }
        "Expression" => Source::Expression(match now {
            Source::Direct(name) if !name.is_empty() => format!("[{name}]"),
            Source::Constant(text) if !text.is_empty() => quote(text),
            _ => before.unwrap_or_default(),
        }),
        _ => Source::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_say_the_same_where_they_can_and_come_back() {
        let direct = |text: &str| Source::Direct(text.to_owned());
        let constant = |text: &str| Source::Constant(text.to_owned());
        let expression = |text: &str| Source::Expression(text.to_owned());
        let cases = [
            (direct("mail"), "Expression", None, expression("[mail]")),
            (
                constant("a \"b\""),
                "Expression",
                None,
                expression(&quote("a \"b\"")),
            ),
            (expression(" [mail] "), "Direct", None, direct("mail")),
            (expression("ToLower([mail])"), "Direct", None, direct("")),
            (
                expression("ToLower([mail])"),
                "Direct",
                Some("upn"),
                direct("upn"),
            ),
            (expression("\"x\""), "Constant", None, constant("x")),
            (direct("mail"), "Constant", None, constant("")),
            (direct("mail"), "Constant", Some("x"), constant("x")),
            (
                direct(""),
                "Expression",
                Some("Not([a])"),
                expression("Not([a])"),
            ),
            (
                Source::None,
                "Expression",
                Some("Not([a])"),
                expression("Not([a])"),
            ),
            (direct("mail"), "None", None, Source::None),
        ];
        for (now, kind, before, expected) in cases {
            let turned = turned(&now, kind, before.map(str::to_owned));
            assert_eq!(turned, expected, "{now:?} to {kind}");
        }
    }
}
