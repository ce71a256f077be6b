//! The scripting door: JSON lines in, JSON lines out.
//!
//! ```text
//! expr eval    {"expression", "attributes"?, "now"?, "taken"?} → {"value"}, {"values"}, {"null":true}, {"ignored":true} or {"error"}
//! expr lint    {"input", "attributes"?, "target"?, "service"?, "cautions"?} → {"diagnostics": [{code, severity, message, why, source, start, end, fixes}]}
//! expr print   {"input"}                 → {"print", "readable"} or {"error"}
//! expr explain {"input"}                 → {"explain": ["…"]} or {"error"}
//! expr tree    {"expression"}            → {"tree"} or {"error"}
//! expr untree  {"tree"}                  → {"expression"} or {"error"}
//! ```
//!
//! Line n of the output answers line n of the input. A line that is no JSON, is blank, or lacks
//! what the sub-command needs, gives `{"error": {"kind": "input", "message"}}`. `start` and `end`
//! are bytes of the expression in UTF-8. `input` and `expression` mean the same. JSON is read down to
//! 127 levels, which is a tree of some 40 nested calls.
//!
//! - `attributes` of `eval` is an object: a text, null, or a list of texts for each name. `now` is a
//!   date in ISO 8601, UTC unless it says otherwise; without it the clock is asked. `taken` is a
//!   list of texts that SelectUniqueValue finds in use. Random values are the same in every run.
//! - `attributes` of `lint` (or `knownAttributes`) lists the names that the source offers. An object
//!   is not looked at, so that a line for `eval` can be checked as it is. `target` is
//!   `{"name", "type"?, "multivalued"?}`, with the type as Microsoft Graph names it, or only a name.
//!   `service` is `ScimApp` or `HrInbound`. With `"cautions": true` comes what holds for every
//!   expression of a kind.

use std::collections::HashMap;
use std::io::{BufRead, BufWriter, Write};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use dotnet_text::date::{self, Ticks};
use entra_expression::evaluate::{
    AttributeValue, Environment, EvaluationError, EvaluationOutcome, Program,
};
use entra_expression::graph::{from_tree, to_tree};
use entra_expression::{
    CheckOptions, Expr, LintTarget, Parse, ProvisioningKind, TargetType, check, explain, parse,
    print, print_readable,
};
use serde_json::{Value, json};

fn main() -> ExitCode {
    let command = std::env::args().nth(1).unwrap_or_default();
    let Some(response) = sub_command(&command) else {
        eprintln!("usage: expr eval|lint|print|explain|tree|untree < lines.jsonl");
        return ExitCode::from(2);
    };
    let output = BufWriter::new(std::io::stdout().lock());
    match run(response, std::io::stdin().lock(), output) {
        Ok(()) => ExitCode::SUCCESS,
        // A closed pipe is the reader's way of having enough.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// What answers one line of a sub-command.
type Response = fn(&Value) -> Result<Value, Value>;

fn sub_command(name: &str) -> Option<Response> {
    Some(match name {
        "eval" => eval,
        "lint" => lint,
        "print" => print_line,
        "explain" => explain_line,
        "tree" => tree,
        "untree" => untree,
        _ => return None,
    })
}

fn run(response: Response, mut input: impl BufRead, mut output: impl Write) -> std::io::Result<()> {
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        // Some editors begin a file with a byte order mark.
        let text = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line);
        let reply = match serde_json::from_slice::<Value>(text.trim_ascii()) {
            Ok(value) => response(&value).unwrap_or_else(|error| json!({ "error": error })),
            Err(failure) => json!({ "error": error("input", &failure.to_string()) }),
        };
        writeln!(output, "{reply}")?;
        line.clear();
    }
    output.flush()
}

fn error(kind: &str, message: &str) -> Value {
    json!({ "kind": kind, "message": message })
}

/// The text of a line, under any of the names that the vectors use.
fn text(line: &Value) -> Result<&str, Value> {
    ["input", "expression"]
        .iter()
        .find_map(|key| line.get(key)?.as_str())
        .ok_or_else(|| error("input", "the line has no text \"input\" or \"expression\""))
}

/// A member that may be left out. Null counts as left out, and anything but the wanted type is an
/// error, so that a slip never passes for a default.
fn optional<'v, T>(
    line: &'v Value,
    key: &str,
    wanted: &str,
    read: impl FnOnce(&'v Value) -> Option<T>,
) -> Result<Option<T>, Value> {
    match line.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => match read(value) {
            Some(value) => Ok(Some(value)),
            None => Err(error("input", &format!("\"{key}\" is not {wanted}"))),
        },
    }
}

/// Every entry of a list as a text.
fn texts(value: &Value) -> Option<Vec<String>> {
    let list = value.as_array()?;
    list.iter()
        .map(|entry| entry.as_str().map(str::to_owned))
        .collect()
}

/// The first error in the grammar, or nothing.
fn sound(parsed: &Parse) -> Result<(), Value> {
    match parsed.diagnostics.first() {
        None => Ok(()),
        Some(first) => Err(json!({
            "kind": "parse",
            "code": first.code,
            "message": first.message,
            "start": first.span.start,
            "end": first.span.end,
        })),
    }
}

fn expr(line: &Value) -> Result<Expr, Value> {
    let parsed = parse(text(line)?);
    sound(&parsed)?;
    parsed
        .expr()
        .ok_or_else(|| error("parse", "not an expression"))
}

fn eval(line: &Value) -> Result<Value, Value> {
    let text = text(line)?;
    sound(&parse(text))?;
    let program = Program::parse(text).map_err(|failure| eval_error(&failure))?;
    let mut attributes = HashMap::new();
    let given = optional(line, "attributes", "an object", Value::as_object)?;
    for (name, value) in given.into_iter().flatten() {
        if let Some(value) = attribute(value)? {
            attributes.insert(name.clone(), value);
        }
    }
    let mut environment = Environment::default();
    let read_now = |value: &Value| date::parse(value.as_str()?, clock()).ok();
    environment.now = optional(line, "now", "a date in ISO 8601", read_now)?.unwrap_or_else(clock);
    environment.taken = optional(line, "taken", "a list of texts", texts)?.unwrap_or_default();
    match program.run(&attributes, &mut environment) {
        Ok(EvaluationOutcome::Value(text)) => Ok(json!({ "value": text })),
        Ok(EvaluationOutcome::Values(texts)) => Ok(json!({ "values": texts })),
        Ok(EvaluationOutcome::Null) => Ok(json!({ "null": true })),
        Ok(EvaluationOutcome::Ignored(_)) => Ok(json!({ "ignored": true })),
        Err(failure) => Err(eval_error(&failure)),
    }
}

/// The present time.
fn clock() -> Ticks {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    Ticks::from_unix(since.map_or(0, |since| since.as_secs().cast_signed()))
}

/// A text, several texts, or nothing. Numbers and truth values are taken as Entra sends them: as
/// text.
fn attribute(value: &Value) -> Result<Option<AttributeValue>, Value> {
    let one = |value: &Value| match value {
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        Value::Bool(true) => Ok("True".to_owned()),
        Value::Bool(false) => Ok("False".to_owned()),
        _ => Err(error(
            "input",
            "an attribute is a text, null or a list of texts",
        )),
    };
    Ok(match value {
        Value::Null => None,
        Value::Array(values) => Some(AttributeValue::Many(
            values.iter().map(one).collect::<Result<_, _>>()?,
        )),
        value => Some(AttributeValue::One(one(value)?)),
    })
}

fn eval_error(failure: &EvaluationError) -> Value {
    json!({
        "kind": failure.kind.class(),
        "message": failure.to_string(),
        "start": failure.span.start,
        "end": failure.span.end,
    })
}

fn lint(line: &Value) -> Result<Value, Value> {
    let offered = |value: &Value| match value {
        Value::Object(_) => Some(None),
        _ => texts(value).map(Some),
    };
    let wanted = "a list of texts";
    let attributes = match optional(line, "attributes", wanted, offered)?.flatten() {
        None => optional(line, "knownAttributes", wanted, texts)?,
        known => known,
    };
    let service = |value: &Value| match value.as_str()? {
        "ScimApp" => Some(ProvisioningKind::ScimApp),
        "HrInbound" => Some(ProvisioningKind::HrInbound),
        _ => None,
    };
    let options = CheckOptions {
        attributes,
        not_offered: Vec::new(),
        boolean_attributes: Vec::new(),
        target: optional(line, "target", "a target attribute", target)?,
        service: optional(line, "service", "ScimApp or HrInbound", service)?.unwrap_or_default(),
        general_cautions: optional(line, "cautions", "true or false", Value::as_bool)?
            .unwrap_or_default(),
    };
    let found = check(&parse(text(line)?), &options);
    Ok(json!({ "diagnostics": found }))
}

/// The attribute that the result is written to; a name alone is that of a text.
fn target(value: &Value) -> Option<LintTarget> {
    let member = |key: &str| value.get(key);
    let takes = match member("type").map(Value::as_str) {
        None | Some(Some("String")) => TargetType::String,
        Some(Some("Boolean")) => TargetType::Boolean,
        Some(Some("Integer")) => TargetType::Integer,
        Some(Some("Reference")) => TargetType::Reference,
        Some(Some("Binary")) => TargetType::Binary,
        Some(Some("DateTime")) => TargetType::DateTime,
        Some(_) => return None,
    };
    let name = value.as_str().or_else(|| member("name")?.as_str())?;
    Some(LintTarget {
        name: name.to_owned(),
        takes,
        multivalued: member("multivalued").map_or(Some(false), Value::as_bool)?,
    })
}

fn print_line(line: &Value) -> Result<Value, Value> {
    let expr = expr(line)?;
    Ok(json!({ "print": print(&expr), "readable": print_readable(&expr) }))
}

fn explain_line(line: &Value) -> Result<Value, Value> {
    let lines: Vec<String> = explain(&expr(line)?)
        .into_iter()
        .map(|line| format!("{}{}", "  ".repeat(line.indent), line.text))
        .collect();
    Ok(json!({ "explain": lines }))
}

fn tree(line: &Value) -> Result<Value, Value> {
    let tree = to_tree(&expr(line)?).map_err(|failure| error("tree", &failure.to_string()))?;
    Ok(json!({ "tree": tree }))
}

fn untree(line: &Value) -> Result<Value, Value> {
    let tree = line
        .get("tree")
        .ok_or_else(|| error("input", "the line has no \"tree\""))?;
    let expr = from_tree(tree).map_err(|failure| error("tree", &failure.to_string()))?;
    Ok(json!({ "expression": print(&expr) }))
}

#[cfg(test)]
#[path = "expr/tests.rs"]
mod tests;
