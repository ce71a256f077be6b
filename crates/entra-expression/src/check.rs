//! What is wrong with an expression beyond its grammar.
//!
//! The table in `lints` holds the explanation of each lint and the function that looks for it. A lint
//! looks at the tree and adds findings; it never depends on another one. The parts that the parser could
//! not read are left out for all of them.

mod arguments;
mod arity;
mod attributes;
mod context;
mod dates;
mod functions;
mod lints;
mod never_matches;
mod other_dialect;
mod replace;
mod result;
mod roles;
mod switch;
mod text;

use crate::{Diagnostic, Parse};

use context::{LintContext, LintDiagnostics};
use lints::LINTS;
pub use lints::Lint;

/// What the checker may take for granted about the place where the expression is used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckOptions {
    /// The attributes that the source is known to offer. It may offer more, so another name is a
    /// warning, and an error only when its capitals alone are wrong. Without them, names are not
    /// checked. Directory extensions (`extension_<32 digits>_name`) are always taken as known.
    pub attributes: Option<Vec<String>>,
    /// Attributes that the source certainly does not offer, in any capitals.
    pub not_offered: Vec<String>,
    /// Source attributes that are booleans: their only values are `True` and `False`.
    pub boolean_attributes: Vec<String>,
    /// The attribute that the result is written to, where known.
    pub target: Option<LintTarget>,
    /// The kind of provisioning.
    pub service: ProvisioningKind,
    /// Whether to say what holds for every expression of a kind, such as the caution about every
    /// Switch. Off, because it would be said about the default mapping of every application.
    pub general_cautions: bool,
}

/// The attribute that a result is written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LintTarget {
    /// Its name, such as `active`.
    pub name: String,
    /// What it takes.
    pub takes: TargetType,
    /// Whether it holds several values.
    pub multivalued: bool,
}

/// The type of a target attribute, as Microsoft Graph names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // Each has the name that Graph gives it.
pub enum TargetType {
    String,
    Integer,
    Reference,
    Binary,
    Boolean,
    DateTime,
}

/// The kind of provisioning that an expression belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ProvisioningKind {
    /// From Entra ID to an application over SCIM.
    #[default]
    ScimApp,
    /// From Workday, SuccessFactors or the API into a directory.
    HrInbound,
}

/// All lints, for a page that explains them.
pub fn lints() -> &'static [Lint] {
    LINTS
}

/// Everything that is wrong: the parser's findings and those of all lints, in order of place.
pub fn check(parse: &Parse, options: &CheckOptions) -> Vec<Diagnostic> {
    let mut all = parse.diagnostics.clone();
    if all.iter().any(|found| found.code == "too-long") {
        // It was not read, and that says it.
        return all;
    }
    if let Some(other) = other_dialect::found(parse) {
        // It is another language as a whole, so no part of it is an error of its own.
        return vec![other];
    }
    let context = LintContext::new(parse, options);
    for lint in LINTS {
        let mut found = LintDiagnostics::new(lint);
        (lint.run)(&context, &mut found);
        all.append(&mut found.diagnostics);
    }
    all.sort_by_key(|diagnostic| diagnostic.span.start);
    all
}

#[cfg(test)]
mod testing {
    //! Helpers for the tests that stand beside the lints.

    use super::{CheckOptions, check};
    use crate::parse;

    /// The texts that the lint `code` underlines.
    pub(crate) fn underlined<'a>(code: &str, text: &'a str) -> Vec<&'a str> {
        underlined_with(code, text, &CheckOptions::default())
    }

    pub(crate) fn underlined_with<'a>(
        code: &str,
        text: &'a str,
        options: &CheckOptions,
    ) -> Vec<&'a str> {
        check(&parse(text), options)
            .iter()
            .filter(|diagnostic| diagnostic.code == code)
            .map(|diagnostic| diagnostic.span.of(text))
            .collect()
    }

    /// The text after the first fix of the first finding of `code`; the finding must be gone.
    pub(crate) fn fixed(code: &str, text: &str) -> String {
        fixed_with(code, text, &CheckOptions::default())
    }

    pub(crate) fn fixed_with(code: &str, text: &str, options: &CheckOptions) -> String {
        let found = check(&parse(text), options);
        let diagnostic = found.iter().find(|d| d.code == code).expect("a finding");
        let fixed_text = diagnostic.fixes.first().expect("a fix").apply(text);
        let after = check(&parse(&fixed_text), options);
        assert!(
            after.iter().filter(|d| d.code == code).count()
                < found.iter().filter(|d| d.code == code).count(),
            "{fixed_text} {after:?}"
        );
        fixed_text
    }
}
