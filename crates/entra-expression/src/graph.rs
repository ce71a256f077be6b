//! Expressions as Microsoft Graph keeps them: `attributeMappingSource` trees.
//!
//! A tree names each argument by a key. The keys of some functions are documented or seen in
//! exported files; the others are never guessed: asking for a tree that needs one is refused.

mod from;
mod to;

use serde_json::Value;
use thiserror::Error;

use crate::Expr;

pub use from::from_tree;
pub use to::to_tree;

/// Why a tree cannot be written or read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[allow(missing_docs)] // The messages name the fields.
pub enum TreeError {
    /// The key of a parameter that is used is not known. Microsoft's `parseExpression` gives the
    /// tree.
    #[error(
        "The key that Microsoft Graph uses for {parameter} of {function} isn’t known. Let Graph's \
         parseExpression write this tree."
    )]
    UnknownKey { function: String, parameter: String },
    /// Nothing is known about the function.
    #[error("Nothing is known about {name}. Let Graph's parseExpression write this tree.")]
    UnknownFunction { name: String },
    /// How Graph writes this keyword is not known.
    #[error(
        "How Microsoft Graph writes {keyword} isn’t known. Let Graph's parseExpression write this \
         tree."
    )]
    UnknownKeyword { keyword: String },
    /// A call has more arguments than its function has parameters.
    #[error("{function} has more arguments than parameters.")]
    TooManyArguments { function: String },
    /// A comparison stands where Graph has no keys for one.
    #[error("A comparison can only be the condition of IIF.")]
    Comparison,
    /// The JSON is no `attributeMappingSource`.
    #[error("This isn’t an attributeMappingSource: {reason}.")]
    Shape { reason: &'static str },
    /// The tree is nested too deep.
    #[error("The tree is nested too deep.")]
    TooDeep,
}

/// The tree to store when an expression was edited. While the expression still says what the
/// original tree says, the original is kept as it is, unknown members and keys included.
///
/// # Errors
///
/// Like [`to_tree`], when the expression differs and needs a key that is not known.
pub fn update_tree(original: &Value, expr: &Expr) -> Result<Value, TreeError> {
    match from_tree(original) {
        Ok(old) if crate::normalise(&old) == crate::normalise(expr) => Ok(original.clone()),
        _ => to_tree(expr),
    }
}
