//! One `attributeMappingSource`: to the source of a row and back.

use entra_expression::graph::{self, TreeError};
use entra_expression::{Expr, normalise, parse_limited};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::json::Json;
use super::unsupported::Unsupported;
use provisioning::diagnostics::source::first_error;
use provisioning::mapping::Source;

pub fn read(source: Option<&Json>, target: &str, notes: &mut Vec<Unsupported>) -> Source {
    let Some(source) = source.filter(|source| !source.is_null()) else {
        return Source::None;
    };
    let target = || target.to_owned();
    notes.extend(
        disagreement(source).map(|tree| Unsupported::TextAndTreeDiffer {
            target: target(),
            tree: tree.to_string(),
        }),
    );
    let expression = source.text_of("expression");
    let name = || source.text_of("name").map(str::to_owned);
    let found = match kind(source.get("type")) {
        Some(SourceKind::Attribute) => {
            let written = || match expr(expression?) {
                Some(Expr::Attribute(name)) => Some(name),
                _ => None,
            };
            name().or_else(written).map(Source::Direct)
        }
        Some(SourceKind::Constant) => {
            let written = || expr(expression?)?.as_constant();
            name().or_else(written).map(Source::Constant)
        }
        Some(SourceKind::Function) => {
            let text = expression.map(str::to_owned).or_else(|| {
                let tree = graph::from_tree(&source.value()).ok()?;
                notes.push(Unsupported::TextFromTree { target: target() });
                Some(tree.to_string())
            });
            let found = text.map(Source::Expression);
            // What was written from a tree is not the file's own text.
            let own = found.as_ref().filter(|_| expression.is_some());
            let error = own.and_then(|own| first_error(&target(), own));
            notes.extend(error.map(|error| Unsupported::Unsound {
                target: target(),
                diagnostic: error.message,
            }));
            found
        }
        None => None,
    };
    found.unwrap_or_else(|| {
        notes.push(Unsupported::UnknownSource { target: target() });
        Source::None
    })
}

enum SourceKind {
    Attribute,
    Constant,
    Function,
}

fn kind(value: Option<&Json>) -> Option<SourceKind> {
    let value = value?;
    match (value.text(), value.integer()) {
        (Some("Attribute"), _) | (_, Some(0)) => Some(SourceKind::Attribute),
        (Some("Constant"), _) | (_, Some(1)) => Some(SourceKind::Constant),
        (Some("Function"), _) | (_, Some(2)) => Some(SourceKind::Function),
        _ => None,
    }
}

fn expr(text: &str) -> Option<Expr> {
    let parsed = parse_limited(text);
    parsed.is_sound().then(|| parsed.expr()).flatten()
}

/// What the tree of a source says, where its sound text says something else.
pub fn disagreement(source: &Json) -> Option<Expr> {
    let text = source.text_of("expression")?;
    let tree = graph::from_tree(&source.value()).ok()?;
    // How a service escapes what it quotes is not documented.
    if matches!(tree, Expr::Text(_)) && text.contains('\\') {
        return None;
    }
    let written = normalise(&expr(text)?);
    (written != normalise(&tree)).then_some(tree)
}

/// Whether a text is there and does not say what a source says.
pub fn text_says_otherwise(source: &Json, wanted: &Source) -> bool {
    let text = source.text_of("expression");
    text.is_some_and(|text| {
        let own = canonical(&Source::Expression(text.to_owned()));
        own != canonical(wanted)
    })
}

/// The text of a source as an expression.
pub fn text(source: &Source) -> String {
    match source {
        Source::None => String::new(),
        Source::Direct(name) => Expr::attribute(name.as_str()).to_string(),
        Source::Constant(text) => Expr::text(text.as_str()).to_string(),
        Source::Expression(text) => text.clone(),
    }
}

/// A source in the one form that all ways to write it share: an expression
/// of one attribute is a direct mapping, and spaces in one mean nothing.
pub fn canonical(source: &Source) -> Source {
    let Source::Expression(text) = source else {
        return source.clone();
    };
    match expr(text).map(|expr| normalise(&expr)) {
        Some(Expr::Attribute(name)) => Source::Direct(name),
        Some(Expr::Text(text)) => Source::Constant(text),
        Some(expr) => Source::Expression(expr.to_string()),
        None => Source::Expression(text.trim().to_owned()),
    }
}

/// Why the tree of an expression cannot be written for certain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum SourceWriteError {
    /// The expression has an error, as a sentence.
    #[error("The expression has an error: {0}")]
    Unsound(String),
    #[error(
        "Microsoft hasn’t documented the name that Graph uses for “{parameter}” of {function}."
    )]
    UnknownKey { function: String, parameter: String },
    #[error("The function {0} isn’t documented.")]
    UnknownFunction(String),
    #[error("How Microsoft Graph writes {0} isn’t documented.")]
    UnknownKeyword(String),
    #[error("{0} has more arguments than it accepts.")]
    TooManyArguments(String),
    #[error("The expression has a comparison where Microsoft Graph doesn’t document one.")]
    Comparison,
    #[error("The expression is nested too deeply.")]
    TooDeep,
}

impl From<TreeError> for SourceWriteError {
    fn from(error: TreeError) -> Self {
        match error {
            TreeError::UnknownKey {
                function,
                parameter,
            } => Self::UnknownKey {
                function,
                parameter,
            },
            TreeError::UnknownFunction { name } => Self::UnknownFunction(name),
            TreeError::UnknownKeyword { keyword } => Self::UnknownKeyword(keyword),
            TreeError::TooManyArguments { function } => Self::TooManyArguments(function),
            TreeError::Comparison => Self::Comparison,
            TreeError::Shape { reason } => Self::Unsound(reason.to_owned()),
            TreeError::TooDeep => Self::TooDeep,
        }
    }
}

/// A source as an expression, unless it is nothing or not sound.
fn as_expr(source: &Source) -> Option<Expr> {
    match source {
        Source::None => None,
        Source::Direct(name) => Some(Expr::attribute(name.as_str())),
        Source::Constant(text) => Some(Expr::text(text.as_str())),
        Source::Expression(text) => expr(text),
    }
}

/// The tree of a source.
///
/// # Errors
///
/// When it cannot be written for certain.
pub fn tree(source: &Source) -> Result<Value, SourceWriteError> {
    match (as_expr(source), source) {
        (Some(expr), _) => Ok(graph::to_tree(&normalise(&expr))?),
        (None, Source::Expression(text)) => {
            let mut diagnostics = parse_limited(text).diagnostics.into_iter();
            let message = diagnostics.next().map(|diagnostic| diagnostic.message);
            Err(SourceWriteError::Unsound(message.unwrap_or_default()))
        }
        (None, _) => Ok(Value::Null),
    }
}

/// Whether a tree of the file says what a source says.
pub fn says(tree: &Json, source: &Source) -> bool {
    match (graph::from_tree(&tree.value()), as_expr(source)) {
        (Ok(read), Some(wanted)) => normalise(&read) == normalise(&wanted),
        _ => *source == Source::None && tree.is_null(),
    }
}
