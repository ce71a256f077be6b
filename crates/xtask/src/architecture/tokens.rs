//! Rust source as a flat list of tokens, which is all that these checks need.
//!
//! Tokens rather than a syntax tree, because paths inside macros (`view!`)
//! count like any other, and a syntax tree has them as tokens only.

use ra_ap_rustc_lexer::{FrontmatterAllowed, TokenKind as RawKind, tokenize};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    Ident,
    Literal,
    Comment,
    Punct,
}

#[derive(Debug, Clone, Copy)]
pub struct SourceToken<'a> {
    pub kind: TokenKind,
    pub text: &'a str,
    pub line: usize,
    /// Whether it belongs to an item under `#[cfg(test)]`.
    pub test: bool,
}

impl SourceToken<'_> {
    pub fn is(&self, text: &str) -> bool {
        self.kind != TokenKind::Literal && self.text == text
    }
}

/// The tokens of a file without white space; comments and code apart.
#[derive(Debug, Default)]
pub struct Tokens<'a> {
    pub code: Vec<SourceToken<'a>>,
    pub comments: Vec<SourceToken<'a>>,
}

impl<'a> Tokens<'a> {
    pub fn read(source: &'a str) -> Self {
        let mut tokens = Self::default();
        let (mut at, mut line) = (0, 1);
        for raw in tokenize(source, FrontmatterAllowed::No) {
            let text = &source[at..at + raw.len as usize];
            at += text.len();
            let kind = match raw.kind {
                RawKind::Whitespace => None,
                RawKind::LineComment { .. } | RawKind::BlockComment { .. } => {
                    Some(TokenKind::Comment)
                }
                RawKind::Ident | RawKind::RawIdent => Some(TokenKind::Ident),
                RawKind::Literal { .. } | RawKind::Lifetime { .. } => Some(TokenKind::Literal),
                _ => Some(TokenKind::Punct),
            };
            if let Some(kind) = kind {
                let list = match kind {
                    TokenKind::Comment => &mut tokens.comments,
                    _ => &mut tokens.code,
                };
                list.push(SourceToken {
                    kind,
                    text: text.trim_start_matches("r#"),
                    line,
                    test: false,
                });
            }
            line += text.matches('\n').count();
        }
        mark_tests(&mut tokens.code);
        tokens
    }
}

/// Marks what stands under an attribute such as `#[cfg(test)]` or
/// `#[cfg(all(test, unix))]`; under `#![cfg(test)]` that is the whole file.
fn mark_tests(code: &mut [SourceToken<'_>]) {
    let mut at = 0;
    while at < code.len() {
        let inner = code.get(at + 1).is_some_and(|token| token.is("!"));
        let open = at + 1 + usize::from(inner);
        if !code[at].is("#") || !code.get(open).is_some_and(|token| token.is("[")) {
            at += 1;
            continue;
        }
        let end = after_group(code, open);
        let attribute = &code[open..end];
        let is_test = attribute.get(1).is_some_and(|token| token.is("cfg"))
            && attribute.iter().any(|token| token.is("test"))
            && !attribute.iter().any(|token| token.is("not"));
        if !is_test {
            at = end;
            continue;
        }
        let last = if inner {
            code.len()
        } else {
            end_of_item(code, end)
        };
        code[at..last]
            .iter_mut()
            .for_each(|token| token.test = true);
        at = last;
    }
}

/// The position after the group that opens at `open`.
pub fn after_group(code: &[SourceToken<'_>], open: usize) -> usize {
    let mut depth = 0_usize;
    for (offset, token) in code[open..].iter().enumerate() {
        if token.kind == TokenKind::Punct {
            match token.text {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return open + offset + 1;
            }
        }
    }
    code.len()
}

/// The position after the item that begins at `at`: after its semicolon, or
/// after its braces.
fn end_of_item(code: &[SourceToken<'_>], mut at: usize) -> usize {
    while at < code.len() {
        match code[at].text {
            ";" => return at + 1,
            "{" => return after_group(code, at),
            "(" | "[" => at = after_group(code, at),
            _ => at += 1,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_literals_are_not_code() {
        let tokens = Tokens::read("fn a() { \"crate::b\" } // crate::c\n/* d */ 'e'");
        let code: Vec<_> = tokens.code.iter().map(|token| token.text).collect();
        assert_eq!(code, ["fn", "a", "(", ")", "{", "\"crate::b\"", "}", "'e'"]);
        assert_eq!(tokens.comments.len(), 2);
        assert_eq!(tokens.comments[1].line, 2);
    }

    #[test]
    fn items_for_tests_are_marked() {
        let tokens = Tokens::read(
            "use a; #[cfg(test)] #[allow(x)] mod t { use b; } #[cfg(all(test, unix))] use c; \
             #[cfg(not(test))] use d; #[derive(E)] struct F;",
        );
        let marked = |name: &str| tokens.code.iter().any(|token| token.is(name) && token.test);
        assert!(marked("b") && marked("c"));
        assert!(!marked("a") && !marked("d") && !marked("F"));
        assert!(
            Tokens::read("#![cfg(test)]\nuse a;")
                .code
                .iter()
                .all(|token| token.test)
        );
    }
}
