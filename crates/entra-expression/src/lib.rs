//! The attribute-mapping expression language of Microsoft Entra ID provisioning.
//!
//! [`parse`] turns text into a tree and never fails; [`print()`] turns a tree into the text that
//! Microsoft writes. [`check`] finds what is wrong beyond the grammar, [`complete`] and
//! [`signature_help`] help at a cursor, [`explain`] describes it in plain English, and [`graph`] reads
//! and writes Microsoft Graph's trees. [`evaluate`] runs an
//! expression for users. [`functions`] is the one table that drives them all.
//!
//! Positions are bytes of UTF-8. A browser's text fields count UTF-16 units: [`byte_of_utf16`] and
//! [`utf16_of_byte`] change one into the other.

#![warn(missing_docs)]
#![forbid(unsafe_code)]

mod check;
mod complete;
pub mod contested;
mod cursor;
pub mod evaluate;
mod explain;
pub mod functions;
pub mod graph;
pub mod other_dialects;
pub mod pairs;
pub mod quick_fix;
mod signature;
mod suggest;
mod syntax;
pub mod typing;

pub use check::{CheckOptions, Lint, LintTarget, ProvisioningKind, TargetType, check, lints};
pub use complete::{Completion, CompletionKind, Completions, complete};
pub use explain::{ExplanationLine, explain};
pub use functions::{Function, FunctionInfo};
pub use signature::{SignatureHelp, signature_help};
pub use syntax::diagnostic::{Diagnostic, Fix, Severity, TextEdit};
pub use syntax::expr::{ComparisonOperator, Expr, Keyword};
pub use syntax::limits::{MAX_BYTES, MAX_CHARACTERS, MAX_DEPTH, too_long};
pub use syntax::node::{ArgNode, CallNode, ComparisonNode, Node, NodeKind};
pub use syntax::normalise::normalise;
pub use syntax::parse::{Parse, parse, parse_limited};
pub use syntax::print::{print, print_readable, quote};
pub use syntax::span::{Span, byte_of_utf16, utf16_of_byte};
pub use syntax::token::{Token, TokenClass};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
