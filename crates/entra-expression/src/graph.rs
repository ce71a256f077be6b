//! Expressions as Microsoft Graph keeps them: `attributeMappingSource` trees.
//!
//! A tree names each argument by a key. The keys of some functions are documented or seen in
//! exported files; the others are never guessed: asking for a tree that needs one is refused.

mod from;
mod to;

use std::fmt;

use serde_json::Value;

use crate::Expr;

pub use from::from_tree;
pub use to::to_tree;

/// Why a tree cannot be written or read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TreeError {
    /// The key of a parameter that is used is not known. Microsoft's `parseExpression` gives the
    /// tree.
    UnknownKey {
        /// The function.
        function: String,
        /// The parameter, by its name in the reference.
        parameter: String,
    },
    /// Nothing is known about the function.
    UnknownFunction {
        /// Its name.
        name: String,
    },
    /// How Graph writes this keyword is not known.
    UnknownKeyword {
        /// The keyword.
        keyword: String,
    },
    /// A call has more arguments than its function has parameters.
    TooManyArguments {
        /// The function.
        function: String,
    },
    /// A comparison stands where Graph has no keys for one.
    Comparison,
    /// The JSON is no `attributeMappingSource`.
    Shape {
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The tree is nested too deep.
    TooDeep,
}

impl fmt::Display for TreeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownKey {
                function,
                parameter,
            } => write!(
                f,
                "The key that Microsoft Graph uses for {parameter} of {function} is not known; \
                 let Graph's parseExpression write this tree."
            ),
            Self::UnknownFunction { name } => write!(
                f,
                "Nothing is known about {name}; let Graph's parseExpression write this tree."
            ),
            Self::UnknownKeyword { keyword } => write!(
                f,
                "How Microsoft Graph writes {keyword} is not known; let Graph's parseExpression \
                 write this tree."
            ),
            Self::TooManyArguments { function } => {
                write!(f, "{function} has more arguments than parameters.")
            }
            Self::Comparison => f.write_str("A comparison can only be the condition of IIF."),
            Self::Shape { reason } => {
                write!(f, "This is no attributeMappingSource: {reason}.")
            }
            Self::TooDeep => f.write_str("The tree is nested too deep."),
        }
    }
}

impl std::error::Error for TreeError {}

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
