//! Expression to tree.

use serde_json::{Value, json};

use super::TreeError;
use crate::functions::{self, FunctionInfo, Param};
use crate::syntax::limits::MAX_LEVELS;
use crate::syntax::print::quote;
use crate::{Expr, MAX_DEPTH, print};

/// Writes an expression as an `attributeMappingSource`.
///
/// Every literal becomes a Constant whose `name` is the raw value and whose `expression` is quoted,
/// numbers included; omitted arguments are absent.
///
/// # Errors
///
/// When a used argument's key is not known, or the function is not, or the calls are nested deeper
/// than [`MAX_DEPTH`].
pub fn to_tree(expr: &Expr) -> Result<Value, TreeError> {
    if !expr.is_within(MAX_LEVELS) {
        return Err(TreeError::TooDeep);
    }
    node(&decimal(expr), 0)
}

/// A quoted hexadecimal number is a text, so a constant can only hold the decimal one.
fn decimal(expr: &Expr) -> Expr {
    match expr {
        Expr::Hex(value) => Expr::Number(*value),
        Expr::Call { name, args } => Expr::call(
            name.clone(),
            args.iter().map(|arg| arg.as_ref().map(decimal)),
        ),
        Expr::Comparison {
            left,
            operator,
            right,
        } => Expr::comparison(decimal(left), *operator, decimal(right)),
        _ => expr.clone(),
    }
}

fn node(expr: &Expr, depth: usize) -> Result<Value, TreeError> {
    if depth > MAX_DEPTH {
        return Err(TreeError::TooDeep);
    }
    Ok(match expr {
        Expr::Attribute(name) => leaf("Attribute", name, json!(format!("[{name}]"))),
        Expr::Text(text) => leaf("Constant", text, json!(quote(text))),
        Expr::Number(value) | Expr::Hex(value) => {
            let text = value.to_string();
            leaf("Constant", &text, json!(quote(&text)))
        }
        Expr::Macro(name) => leaf("Constant", &format!("%{name}%"), Value::Null),
        Expr::Keyword(keyword) => {
            return Err(TreeError::UnknownKeyword {
                keyword: keyword.word().to_owned(),
            });
        }
        Expr::Comparison { .. } => return Err(TreeError::Comparison),
        Expr::Call { name, args } => {
            let parameters = parameters(name, args, depth)?;
            json!({
                "expression": print(expr),
                "name": name,
                "parameters": parameters,
                "type": "Function",
            })
        }
    })
}

fn leaf(kind: &str, name: &str, expression: Value) -> Value {
    json!({ "expression": expression, "name": name, "parameters": [], "type": kind })
}

fn pair(key: &str, value: Value) -> Value {
    json!({ "key": key, "value": value })
}

fn parameters(name: &str, args: &[Option<Expr>], depth: usize) -> Result<Vec<Value>, TreeError> {
    let info = functions::find(name).ok_or_else(|| TreeError::UnknownFunction {
        name: name.to_owned(),
    })?;
    let mut pairs = Vec::new();
    for (index, arg) in args.iter().enumerate() {
        let Some(arg) = arg else { continue };
        let param = param(info, index, args.len()).ok_or_else(|| TreeError::TooManyArguments {
            function: name.to_owned(),
        })?;
        let key = param.key.ok_or_else(|| TreeError::UnknownKey {
            function: name.to_owned(),
            parameter: param.name.to_owned(),
        })?;
        match arg {
            Expr::Comparison {
                left,
                operator,
                right,
            } if name == "IIF" && index == 0 => {
                pairs.push(pair("one", node(left, depth + 1)?));
                let symbol = Expr::text(operator.symbol());
                pairs.push(pair("two", node(&symbol, depth + 1)?));
                pairs.push(pair("three", node(right, depth + 1)?));
            }
            _ => pairs.push(pair(key, node(arg, depth + 1)?)),
        }
    }
    Ok(pairs)
}

/// The parameter of an argument; a call with as many arguments as the older form has that one.
pub(super) fn param(info: &FunctionInfo, index: usize, count: usize) -> Option<&'static Param> {
    if !info.older.is_empty() && info.older.len() == count {
        return info.older.get(index);
    }
    info.param(index)
}
