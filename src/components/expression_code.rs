//! An expression as text with the colors of its parts.

use entra_expression::{TokenClass, parse_limited};
use leptos::prelude::*;

/// A longer text keeps one color: thousands of parts would be slow to lay out.
const MAX_COLORED: usize = 2_000;

#[component]
pub fn ExpressionCode(#[prop(into)] text: String) -> impl IntoView {
    let parts = parts(&text).into_iter().map(|(class, part)| {
        // An expression without spaces may break after each comma.
        let may_break = part == ",";
        view! {
            <span class=class>{part}</span>
            {may_break.then(|| view! { <wbr/> }.into_any())}
        }
        .into_any()
    });
    view! { <code>{parts.collect::<Vec<_>>()}</code> }
}

/// The text in parts, each with its class.
fn parts(text: &str) -> Vec<(Option<&'static str>, String)> {
    if text.len() > MAX_COLORED {
        return vec![(None, text.to_owned())];
    }
    let tokens = parse_limited(text).tokens.into_iter();
    tokens
        .map(|token| (class(token.class), token.span.of(text).to_owned()))
        .collect()
}

fn class(class: TokenClass) -> Option<&'static str> {
    match class {
        TokenClass::Function | TokenClass::Keyword | TokenClass::Macro => Some("fn"),
        TokenClass::Attribute => Some("at"),
        TokenClass::Text => Some("s"),
        TokenClass::Number => Some("n"),
        TokenClass::Operator | TokenClass::Punctuation => Some("p"),
        TokenClass::Blank | TokenClass::Unreadable => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_the_whole_text() {
        let long = "x".repeat(MAX_COLORED + 1);
        for text in ["", "[mail]", "Switch([a], , \"b\", 1)", "Not([x", &long] {
            let all: String = parts(text).into_iter().map(|(_, part)| part).collect();
            assert_eq!(all, text);
        }
        assert_eq!(parts("[mail]"), [(Some("at"), "[mail]".to_owned())]);
    }
}
