//! The attribute-mapping expression language of Microsoft Entra ID provisioning.
//!
//! [`parse`] turns text into a tree and never fails; [`print()`] turns a tree into the text that
//! Microsoft writes. [`check`] finds what is wrong beyond the grammar, [`complete`] and
//! [`signature_help`] help at a cursor, [`explain`] says it in plain English, and `graph` reads
//! and writes Microsoft Graph's trees. [`functions`] is the one table that drives them all.
//!
//! Places are bytes of UTF-8. A browser's text fields count UTF-16 units: [`byte_of_utf16`] and
//! [`utf16_of_byte`] change one into the other.

#![forbid(unsafe_code)]

mod check;
mod complete;
pub mod contested;
mod cursor;
mod diagnostic;
pub mod evaluate;
mod explain;
mod expr;
pub mod functions;
pub mod graph;
mod length;
mod lex;
mod node;
mod normalise;
pub mod other_languages;
mod parse;
mod print;
pub mod quick_fix;
mod signature;
mod span;
mod suggest;
mod token;

pub use check::{CheckOptions, Lint, Service, Target, TargetType, check, lints};
pub use complete::{Completion, CompletionKind, Completions, complete};
pub use diagnostic::{Diagnostic, Fix, Severity, TextEdit};
pub use explain::{Line, explain};
pub use expr::{Expr, Keyword, Operator};
pub use functions::{Function, FunctionInfo};
pub use length::{MAX_CHARACTERS, too_long};
pub use node::{ArgNode, CallNode, ComparisonNode, Node, NodeKind};
pub use normalise::normalise;
pub use parse::{MAX_BYTES, MAX_DEPTH, Parse, parse, parse_limited};
pub use print::{print, print_readable, quote};
pub use signature::{SignatureHelp, signature_help};
pub use span::{Span, byte_of_utf16, utf16_of_byte};
pub use token::{Token, TokenClass};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
