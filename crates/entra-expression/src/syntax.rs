//! From text to a tree and back.

pub(crate) mod diagnostic;
pub(crate) mod expr;
pub(crate) mod lex;
pub(crate) mod limits;
pub(crate) mod node;
pub(crate) mod normalise;
pub(crate) mod parse;
pub(crate) mod print;
pub(crate) mod span;
pub(crate) mod token;
