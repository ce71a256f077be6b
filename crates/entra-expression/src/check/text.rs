//! Lints of constants, and of the text as a whole.

use super::context::{LintContext, LintDiagnostics};
use crate::functions::{self, Presence};
use crate::syntax::limits::grouped;
use crate::{Fix, Keyword, MAX_CHARACTERS, NodeKind, Span, TextEdit, parse};

/// An expression can have 10,000 characters.
pub(super) fn too_long(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    if let Some(characters) = crate::too_long(context.text) {
        let message = format!(
            "The expression has {} characters; at most {} are allowed.",
            grouped(characters),
            grouped(MAX_CHARACTERS)
        );
        found.add(Span::new(0, context.text.len()), message, None);
    }
}

/// `%DomainFQDN%` belongs to cloud sync.
pub(super) fn cloud_sync_macro(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for entry in context.nodes() {
        if let NodeKind::Macro(name) = &entry.node.kind {
            let message = format!("%{name}% is a macro of cloud sync. Write the value itself.");
            found.add(entry.node.span, message, None);
        }
    }
}

/// `"\d"`: a backslash of a pattern is written twice.
pub(super) fn unknown_escape(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for entry in context.nodes() {
        let span = entry.node.span;
        let written = context.source(entry.node);
        // Only texts in proper quotation marks; the parser has spoken about the others.
        if !matches!(entry.node.kind, NodeKind::Text(_)) || !written.starts_with('"') {
            continue;
        }
        let mut edits = Vec::new();
        let mut first: Option<Span> = None;
        let mut chars = written.char_indices();
        while let Some((at, c)) = chars.next() {
            if c != '\\' {
                continue;
            }
            let Some((_, next)) = chars.next() else { break };
            if matches!(next, '\\' | '"') {
                continue;
            }
            let start = span.start + at;
            edits.push(TextEdit::new(Span::at(start), "\\"));
            first.get_or_insert(Span::new(start, start + 1 + next.len_utf8()));
        }
        if let Some(position) = first {
            let escape = position.of(context.text);
            let suffix = match edits.len() {
                1 => String::new(),
                more => format!(" ({more} places)"),
            };
            let message = format!("{escape} isn’t an escape. Write the backslash twice.{suffix}");
            let fix = Fix::new("Double the backslash", edits);
            found.add(position, message, [fix]);
        }
    }
}

/// Words that mean something bare: of Connect Sync, and of this language.
const WORDS: [&str; 5] = [
    "AuthoritativeNull",
    "IgnoreThisFlow",
    "IgnoreAttributeFlow",
    "IgnoreObjectFlow",
    "NULL",
];

/// `"AuthoritativeNull"`: a keyword in quotation marks is a text like any other.
pub(super) fn sync_keyword_text(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for entry in context.nodes() {
        let NodeKind::Text(text) = &entry.node.kind else {
            continue;
        };
        let Some(word) = WORDS.iter().find(|word| is_word(word, text)) else {
            continue;
        };
        let span = entry.node.span;
        let parent = entry.parent.filter(|(call, _)| !call.has_errors);
        // The sides of a comparison belong to the call around it, and are not its arguments.
        let argument =
            parent.filter(|(call, index)| call.arg(*index).map(|arg| arg.span) == Some(span));
        let keyword = Keyword::from_word(word)
            .filter(|_| argument.is_some_and(|(call, index)| call.name == "IIF" && index > 0));
        let param = argument.and_then(|(call, index)| functions::find(&call.name)?.param(index));
        let may_be_empty = param.is_some_and(|param| param.presence == Presence::MayBeEmpty);
        let fix = match keyword {
            Some(keyword) => Some(Fix::replace("Use the keyword", span, keyword.word())),
            None if may_be_empty => Some(Fix::replace("Send nothing: leave it empty", span, "")),
            None => None,
        };
        let message = format!(
            "\"{text}\" is text here: it’s sent or compared as is and doesn’t clear anything."
        );
        found.add(span, message, fix);
    }
}

/// NULL in small letters is an ordinary word.
fn is_word(word: &str, text: &str) -> bool {
    word == text || word.len() > 4 && word.eq_ignore_ascii_case(text)
}

/// `"Join(…)"`: the whole expression in quotation marks is a text.
pub(super) fn quoted_expression(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    let Some(root) = context.root else { return };
    let Some(text) = root.as_text() else { return };
    let known = text
        .split_once('(')
        .is_some_and(|(name, _)| functions::find(name.trim()).is_some());
    if known && parse(text).is_sound() {
        let fix = Fix::replace("Remove the quotation marks", root.span, text);
        found.add(
            root.span,
            "This is text in quotes that looks like an expression.",
            [fix],
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{fixed, underlined};

    #[test]
    fn counts_characters_not_bytes() {
        let of = |count: usize| format!("\"{}\"", "ä".repeat(count - 2));
        assert!(underlined("too-long", &of(10_000)).is_empty());
        assert_eq!(underlined("too-long", &of(10_001)).len(), 1);
    }

    #[test]
    fn finds_macros() {
        assert_eq!(
            underlined("cloud-sync-macro", "Append([a], %DomainFQDN%)"),
            ["%DomainFQDN%"]
        );
    }

    #[test]
    fn doubles_the_backslash() {
        assert_eq!(underlined("unknown-escape", r#"Join("\n", [a])"#), [r"\n"]);
        assert_eq!(
            fixed("unknown-escape", r#"Replace([a], , "\d\\s\w", , "", , )"#),
            r#"Replace([a], , "\\d\\s\\w", , "", , )"#
        );
        assert!(underlined("unknown-escape", r#"Append([a], "C:\\temp \"x\"")"#).is_empty());
    }

    const CODE: &str = "sync-keyword-text";

    #[test]
    fn a_quoted_keyword_is_a_text() {
        assert_eq!(
            underlined(CODE, "IIF([x]=\"1\", \"AuthoritativeNull\", \"y\")"),
            ["\"AuthoritativeNull\""]
        );
        assert_eq!(
            fixed(CODE, "IIF([x]=\"1\", \"AuthoritativeNull\", \"y\")"),
            "IIF([x]=\"1\", , \"y\")"
        );
        assert_eq!(
            fixed(CODE, "IIF([x]=\"1\", [x], \"ignoreattributeflow\")"),
            "IIF([x]=\"1\", [x], IgnoreAttributeFlow)"
        );
        assert_eq!(
            underlined(CODE, "IIF([x]=\"NULL\", [x], [y])"),
            ["\"NULL\""]
        );
        assert_eq!(
            underlined(CODE, "\"AuthoritativeNull\""),
            ["\"AuthoritativeNull\""]
        );
        assert!(underlined(CODE, "Append([x], \"null\")").is_empty());
        assert!(underlined(CODE, "IIF([x]=\"1\", IgnoreAttributeFlow, [y])").is_empty());
    }

    #[test]
    fn unquotes() {
        let code = "quoted-expression";
        assert_eq!(fixed(code, r#""ToLower([mail])""#), "ToLower([mail])");
        assert!(underlined(code, r#""Agent (night)""#).is_empty());
    }
}
