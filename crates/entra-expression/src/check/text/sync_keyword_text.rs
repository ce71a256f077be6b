//! `"AuthoritativeNull"`: a keyword in quotation marks is a text like any other.

use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics};
use crate::functions::{self, Presence};
use crate::{Fix, Keyword, NodeKind, Severity};

pub(crate) const LINT: Lint = Lint {
    code: "sync-keyword-text",
    severity: Severity::Warning,
    why: "Entra Connect Sync has keywords such as AuthoritativeNull and NULL that clear an \
        attribute. App provisioning has none of them, and quotation marks make a text of any word.",
    source: "Microsoft's function reference of Entra Connect Sync",
    run,
};

/// Words that mean something bare: of Connect Sync, and of this language.
const WORDS: [&str; 5] = [
    "AuthoritativeNull",
    "IgnoreThisFlow",
    "IgnoreAttributeFlow",
    "IgnoreObjectFlow",
    "NULL",
];

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
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
        let may_be_empty = argument.is_some_and(|(call, index)| {
            functions::find(&call.name)
                .and_then(|info| info.param(index))
                .is_some_and(|param| param.presence == Presence::MayBeEmpty)
        });
        let fix = match keyword {
            Some(keyword) => Some(Fix::replace("Write the keyword", span, keyword.word())),
            None if may_be_empty => Some(Fix::replace("Send nothing: leave it empty", span, "")),
            None => None,
        };
        found.add(
            span,
            format!(
                "\"{text}\" is a text here: it is sent or compared as it is, and clears nothing."
            ),
            fix.into_iter().collect(),
        );
    }
}

/// NULL in small letters is an ordinary word.
fn is_word(word: &str, text: &str) -> bool {
    word == text || word.len() > 4 && word.eq_ignore_ascii_case(text)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{fixed, underlined};

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
}
