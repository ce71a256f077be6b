//! The tree of a `use`, as one path for each import.

use super::tokens::{SourceToken, TokenKind, after_group};

/// One import of a `use`; a glob brings no name of its own.
pub struct Leaf {
    pub segments: Vec<String>,
    pub name: Option<String>,
    pub line: usize,
}

/// Reads what stands between `use` and its semicolon.
pub fn read_tree(code: &[SourceToken<'_>], prefix: &[String], leaves: &mut Vec<Leaf>) {
    let mut at = 0;
    while at < code.len() {
        let mut segments = prefix.to_vec();
        let mut name = None;
        let mut is_leaf = true;
        let line = code[at].line;
        while at < code.len() && !code[at].is(",") {
            let token = code[at];
            if token.is("{") {
                let end = after_group(code, at);
                read_tree(&code[at + 1..end - 1], &segments, leaves);
                is_leaf = false;
                at = end;
            } else if token.is("as") {
                name = code.get(at + 1).map(|token| Some(token.text.to_owned()));
                at += 2;
            } else if token.is("*") {
                name = Some(None);
                at += 1;
            } else {
                let is_self = token.is("self") && !segments.is_empty();
                if token.kind == TokenKind::Ident && !is_self {
                    segments.push(token.text.to_owned());
                }
                at += 1;
            }
        }
        at += 1;
        if is_leaf && !segments.is_empty() {
            let name = name.unwrap_or_else(|| segments.last().cloned());
            leaves.push(Leaf {
                segments,
                name,
                line,
            });
        }
    }
}
