//! An expression with its parts in their colors.

use entra_expression::{Span, Token, TokenClass, parse_limited};
use leptos::prelude::*;

/// The longest text that is colored, in bytes: each part is an element.
const LONGEST: usize = 4_000;

#[component]
pub fn ExpressionCode(
    #[prop(into)] text: String,
    /// The part that is underlined as wrong.
    #[prop(optional_no_strip)]
    wrong: Option<Span>,
) -> impl IntoView {
    if text.len() > LONGEST {
        return view! { <code>{text}</code> }.into_any();
    }
    let parse = parse_limited(&text);
    let parts = parse.tokens.iter().map(|token| {
        let part = token.span.of(&text).to_owned();
        let is_wrong = wrong.is_some_and(|wrong| is_within(token, wrong));
        // An expression without spaces may break after each comma.
        let may_break = part == ",";
        view! {
            <span class=class(token.class) class:squiggle=is_wrong>
                {part}
            </span>
            {may_break.then(|| view! { <wbr/> }.into_any())}
        }
        .into_any()
    });
    let parts = parts.collect::<Vec<_>>();
    view! { <code>{parts}</code> }.into_any()
}

fn is_within(token: &Token, wrong: Span) -> bool {
    token.class != TokenClass::Blank && token.span.start < wrong.end && token.span.end > wrong.start
}

fn class(token: TokenClass) -> Option<&'static str> {
    match token {
        TokenClass::Function => Some("fn"),
        TokenClass::Attribute | TokenClass::Macro => Some("at"),
        TokenClass::Text => Some("s"),
        TokenClass::Number | TokenClass::Keyword => Some("n"),
        TokenClass::Operator | TokenClass::Punctuation => Some("p"),
        TokenClass::Blank | TokenClass::Unreadable => None,
    }
}
