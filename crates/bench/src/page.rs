//! What a page calls. Each function gives text, so that what it calls cannot be left out.

use entra_expression as language;
use entra_expression::CheckOptions;
use wasm_bindgen::prelude::wasm_bindgen;

/// The classes of the tokens and the messages.
#[wasm_bindgen]
pub fn parse(text: &str) -> String {
    let parsed = language::parse(text);
    let tokens = parsed.tokens.iter();
    let classes = tokens.map(|token| token.span.of(text));
    let messages = parsed
        .diagnostics
        .iter()
        .map(|found| found.message.as_str());
    lines(classes.chain(messages))
}

/// The messages of all diagnostics, with their fixes applied.
#[wasm_bindgen]
pub fn check(text: &str) -> String {
    let parsed = language::parse(text);
    let found = language::check(&parsed, &CheckOptions::default());
    let fixed = |found: &language::Diagnostic| {
        let fixes = found.fixes.iter();
        let texts: Vec<String> = fixes.map(|fix| fix.apply(text)).collect();
        format!("{} {} {}", found.message, found.why, lines(texts))
    };
    lines(found.iter().map(fixed))
}

/// Microsoft's form and the readable one.
#[wasm_bindgen]
pub fn print(text: &str) -> String {
    let expr = language::parse(text).expr();
    let printed = expr.map(|expr| [language::print(&expr), language::print_readable(&expr)]);
    lines(printed.into_iter().flatten())
}

#[wasm_bindgen]
pub fn explain(text: &str) -> String {
    let expr = language::parse(text).expr();
    let explained = expr.map(|expr| language::explain(&expr));
    lines(explained.into_iter().flatten().map(|line| line.text))
}

/// What could be written at a byte.
#[wasm_bindgen]
pub fn complete(text: &str, at: usize) -> String {
    let items = language::complete(text, at, &["givenName", "surname"]).items;
    lines(
        items
            .into_iter()
            .map(|item| item.label + &item.detail + item.doc),
    )
}

/// The function and the parameter at a byte.
#[wasm_bindgen]
pub fn signature_help(text: &str, at: usize) -> String {
    let help = language::signature_help(text, at);
    let names = help.map(|help| {
        [
            help.function.name,
            help.param.map_or("", |param| param.name),
        ]
    });
    lines(names.into_iter().flatten())
}

fn lines<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> String {
    let mut all = String::new();
    for text in texts {
        all.push_str(text.as_ref());
        all.push('\n');
    }
    all
}
