//! One `attributeMappingSource`: to the source of a row and back.

use entra_expression::graph::{self, TreeError};
use entra_expression::{Expr, normalise, parse_limited};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::json::Json;
use super::unsupported::Unsupported;
use provisioning::diagnostics::source::first_error;
use provisioning::mapping::Source;

/// Reads the source of the row for `target`.
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
    let name = source.text_of("name");
    let expression = source.text_of("expression");
    match kind(source.get("type")) {
        Some(SourceKind::Attribute) => {
            let written = || match expr(expression?) {
                Some(Expr::Attribute(name)) => Some(name),
                _ => None,
            };
            match name.map(str::to_owned).or_else(written) {
                Some(name) => return Source::Direct(name),
                None => notes.push(Unsupported::UnknownSource { target: target() }),
            }
        }
        Some(SourceKind::Constant) => {
            let written = || {
                expr(expression?)?
                    .as_constant()
                    .map(|text| text.to_string())
            };
            match name.map(str::to_owned).or_else(written) {
                Some(text) => return Source::Constant(text),
                None => notes.push(Unsupported::UnknownSource { target: target() }),
            }
        }
        Some(SourceKind::Function) => {
            let tree = graph::from_tree(&source.value()).ok();
            match (expression, tree) {
                (Some(text), _) => {
                    let source = Source::Expression(text.to_owned());
                    notes.extend(first_error(&target(), &source).map(|found| {
                        Unsupported::Unsound {
                            target: target(),
                            diagnostic: found.message,
                        }
                    }));
                    return source;
                }
                (None, Some(tree)) => {
                    notes.push(Unsupported::TextFromTree { target: target() });
                    return Source::Expression(tree.to_string());
                }
                (None, None) => notes.push(Unsupported::UnknownSource { target: target() }),
            }
        }
        None => notes.push(Unsupported::UnknownSource { target: target() }),
    }
    Source::None
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
/// of one attribute is a direct mapping, and blanks in one mean nothing.
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SourceWriteError {
    /// The expression has an error, as a sentence.
    Unsound(String),
    /// Graph's key for a parameter is not known.
    UnknownKey {
        function: String,
        parameter: String,
    },
    /// Nothing is known of the function.
    UnknownFunction(String),
    /// How Graph writes the keyword is not known.
    UnknownKeyword(String),
    /// A call has more arguments than its function has parameters.
    TooManyArguments(String),
    /// A comparison stands where Graph has no keys for one.
    Comparison,
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

/// The tree of a source.
///
/// # Errors
///
/// When it cannot be written for certain.
pub fn tree(source: &Source) -> Result<Value, SourceWriteError> {
    match source {
        Source::None => Ok(Value::Null),
        Source::Direct(name) => Ok(graph::to_tree(&Expr::attribute(name.as_str()))?),
        Source::Constant(text) => Ok(graph::to_tree(&Expr::text(text.as_str()))?),
        Source::Expression(text) => {
            let parsed = parse_limited(text);
            match parsed.expr().filter(|_| parsed.is_sound()) {
                Some(expr) => Ok(graph::to_tree(&normalise(&expr))?),
                None => {
                    let diagnostic = parsed.diagnostics.first();
                    let diagnostic = diagnostic.map(|diagnostic| diagnostic.message.clone());
                    Err(SourceWriteError::Unsound(diagnostic.unwrap_or_default()))
                }
            }
        }
    }
}

/// Whether a tree of the file says what a source says.
pub fn says(tree: &Json, source: &Source) -> bool {
    let read = graph::from_tree(&tree.value()).ok();
    let wanted = match source {
        Source::None => return tree.is_null(),
        Source::Direct(name) => Some(Expr::attribute(name.as_str())),
        Source::Constant(text) => Some(Expr::text(text.as_str())),
        Source::Expression(text) => expr(text),
    };
    match (read, wanted) {
        (Some(read), Some(wanted)) => normalise(&read) == normalise(&wanted),
        _ => false,
    }
}
