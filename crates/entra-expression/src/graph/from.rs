//! Tree to expression.

use serde_json::Value;

use super::TreeError;
use crate::functions::{self, FunctionInfo};
use crate::{ComparisonOperator, Expr, MAX_DEPTH, normalise, parse};

/// Reads an `attributeMappingSource`.
///
/// Where a function's `expression` text says the same as its `parameters`, the text decides which
/// places are empty, so that a tree with keys nobody has documented can be read. Without such a
/// text, known keys put the arguments into their places and unknown ones keep their order.
///
/// # Errors
///
/// When the JSON does not have the shape of an `attributeMappingSource`.
pub fn from_tree(tree: &Value) -> Result<Expr, TreeError> {
    node(tree, 0)
}

const fn shape(reason: &'static str) -> TreeError {
    TreeError::Shape { reason }
}

fn node(tree: &Value, depth: usize) -> Result<Expr, TreeError> {
    if depth > MAX_DEPTH {
        return Err(TreeError::TooDeep);
    }
    let object = tree.as_object().ok_or(shape("an object is expected"))?;
    let name = object.get("name").and_then(Value::as_str);
    let expression = object.get("expression").and_then(Value::as_str);
    let read = || parse(expression?).expr();
    match kind(object.get("type"))? {
        ParameterKind::Attribute => Ok(Expr::attribute(
            name.ok_or(shape("an attribute has no name"))?,
        )),
        ParameterKind::Constant => Ok(constant(name, expression, read)?),
        ParameterKind::Function => {
            let name = name.ok_or(shape("a function has no name"))?;
            let pairs = pairs(object.get("parameters"), depth)?;
            let written = read().map(|expr| normalise(&expr));
            match written {
                Some(written) if says_the_same(&written, name, &pairs) => Ok(written),
                _ => Ok(normalise(&arrange(name, pairs))),
            }
        }
    }
}

enum ParameterKind {
    Attribute,
    Constant,
    Function,
}

/// The type by its name or, as in metadata inside strings, by its number.
fn kind(value: Option<&Value>) -> Result<ParameterKind, TreeError> {
    match value {
        Some(Value::String(text)) => match text.as_str() {
            "Attribute" => Ok(ParameterKind::Attribute),
            "Constant" => Ok(ParameterKind::Constant),
            "Function" => Ok(ParameterKind::Function),
            _ => Err(shape("the type is not Attribute, Constant or Function")),
        },
        Some(Value::Number(number)) => match number.as_u64() {
            Some(0) => Ok(ParameterKind::Attribute),
            Some(1) => Ok(ParameterKind::Constant),
            Some(2) => Ok(ParameterKind::Function),
            _ => Err(shape("the type is not 0, 1 or 2")),
        },
        _ => Err(shape("the type is missing")),
    }
}

/// A constant's raw value. A macro has no expression; a keyword or a hexadecimal number shows in
/// an expression without quotation marks.
fn constant(
    name: Option<&str>,
    expression: Option<&str>,
    read: impl Fn() -> Option<Expr>,
) -> Result<Expr, TreeError> {
    let Some(name) = name else {
        return read().ok_or(shape("a constant has neither name nor expression"));
    };
    if expression.is_none()
        && let Some(inner) = name
            .strip_prefix('%')
            .and_then(|rest| rest.strip_suffix('%'))
        && !inner.is_empty()
    {
        return Ok(Expr::Macro(inner.to_owned()));
    }
    match read() {
        Some(bare @ (Expr::Keyword(_) | Expr::Hex(_) | Expr::Macro(_))) => Ok(bare),
        _ => Ok(Expr::text(name)),
    }
}

/// The parameters with their keys, in order.
fn pairs(parameters: Option<&Value>, depth: usize) -> Result<Vec<(String, Expr)>, TreeError> {
    let Some(parameters) = parameters else {
        return Ok(Vec::new());
    };
    if parameters.is_null() {
        return Ok(Vec::new());
    }
    let list = parameters
        .as_array()
        .ok_or(shape("parameters is not an array"))?;
    list.iter()
        .map(|pair| {
            let key = pair
                .get("key")
                .and_then(Value::as_str)
                .ok_or(shape("a parameter has no key"))?;
            let value = pair.get("value").ok_or(shape("a parameter has no value"))?;
            Ok((key.to_owned(), node(value, depth + 1)?))
        })
        .collect()
}

/// Whether an expression is a call of `name` whose arguments, without the empty places, are those
/// of the tree.
fn says_the_same(written: &Expr, name: &str, pairs: &[(String, Expr)]) -> bool {
    let Some(args) = written.args_of(name) else {
        return false;
    };
    let mut flat = Vec::new();
    for arg in args.iter().flatten() {
        match arg {
            Expr::Comparison {
                left,
                operator,
                right,
            } => {
                flat.push(bare(left));
                flat.push(Expr::text(operator.symbol()));
                flat.push(bare(right));
            }
            _ => flat.push(bare(arg)),
        }
    }
    flat.len() == pairs.len()
        && flat
            .iter()
            .zip(pairs)
            .all(|(arg, (_, value))| *arg == bare(value))
}

/// An argument without regard to whether its number is quoted.
fn bare(expr: &Expr) -> Expr {
    match expr {
        Expr::Number(number) => Expr::text(number.to_string()),
        _ => normalise(expr),
    }
}

/// Puts arguments into their places by their keys.
fn arrange(name: &str, pairs: Vec<(String, Expr)>) -> Expr {
    if name == "IIF" {
        return iif(pairs);
    }
    let Some(info) = functions::find(name) else {
        return in_order(name, pairs);
    };
    let known = pairs.iter().all(|(key, _)| index_of(info, key).is_some());
    if !known {
        return in_order(name, pairs);
    }
    let mut args: Vec<Option<Expr>> = Vec::new();
    let first_repeated = info.params.len() - info.repeats;
    for (key, value) in pairs {
        let Some(mut index) = index_of(info, &key) else {
            continue;
        };
        if info.repeats > 0 && index >= first_repeated {
            index = args.len().max(first_repeated);
        }
        if args.len() <= index {
            args.resize(index + 1, None);
        }
        if let Some(slot) = args.get_mut(index) {
            *slot = Some(value);
        }
    }
    Expr::call(name, args)
}

fn index_of(info: &FunctionInfo, key: &str) -> Option<usize> {
    info.params.iter().position(|param| param.key == Some(key))
}

fn in_order(name: &str, pairs: Vec<(String, Expr)>) -> Expr {
    Expr::call(name, pairs.into_iter().map(|(_, value)| value))
}

/// `one` to `five`: left, operator, right, value if true, value if false.
fn iif(pairs: Vec<(String, Expr)>) -> Expr {
    let mut parts: [Option<Expr>; 5] = Default::default();
    for (key, value) in &pairs {
        let index = ["one", "two", "three", "four", "five"]
            .iter()
            .position(|known| known == key);
        match index.and_then(|index| parts.get_mut(index)) {
            Some(part) => *part = Some(value.clone()),
            None => return in_order("IIF", pairs),
        }
    }
    let [left, operator, right, yes, no] = parts;
    let symbol = operator
        .as_ref()
        .and_then(Expr::as_constant)
        .and_then(|symbol| ComparisonOperator::from_symbol(symbol.trim()));
    let condition = match (left, operator, symbol, right) {
        (Some(left), _, Some(operator), Some(right)) => {
            Some(Expr::comparison(left, operator, right))
        }
        (left, None, _, None) => left,
        // Half a comparison, or one of a kind nobody knows, is not silently made another.
        _ => return in_order("IIF", pairs),
    };
    Expr::call("IIF", [condition, yes, no])
}
