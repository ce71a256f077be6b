//! The scripting door: JSON lines in, JSON lines out.
//!
//! ```text
//! expr eval    {"expression", "attributes"?, "now"?, "taken"?} → {"value"}, {"values"}, {"null":true}, {"ignored":true} or {"error"}
//! expr lint    {"input", "attributes"?}  → {"diagnostics": [{code, severity, message, why, source, start, end, fixes}]}
//! expr print   {"input"}                 → {"print"} or {"error"}
//! expr explain {"input"}                 → {"explain": ["…"]} or {"error"}
//! expr tree    {"expression"}            → {"tree"} or {"error"}
//! expr untree  {"tree"}                  → {"expression"} or {"error"}
//! ```
//!
//! A line that is no JSON, or lacks what the sub-command needs, gives a line with an error.

use std::collections::HashMap;
use std::io::{BufRead, BufWriter, Write};
use std::process::ExitCode;

use entra_expression::dotnet::date;
use entra_expression::evaluate::{Attribute, Environment, EvalError, Outcome, Program};
use entra_expression::graph::{from_tree, to_tree};
use entra_expression::{
    CheckOptions, Diagnostic, Expr, check, explain, parse, print, print_readable,
};
use serde_json::{Value, json};

fn main() -> ExitCode {
    let command = std::env::args().nth(1).unwrap_or_default();
    let answer: fn(&Value) -> Result<Value, Value> = match command.as_str() {
        "eval" => eval,
        "lint" => lint,
        "print" => print_line,
        "explain" => explain_line,
        "tree" => tree,
        "untree" => untree,
        _ => {
            eprintln!("usage: expr eval|lint|print|explain|tree|untree < lines.jsonl");
            return ExitCode::from(2);
        }
    };
    match run(answer) {
        Ok(()) => ExitCode::SUCCESS,
        // A closed pipe is the reader's way of having enough.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(answer: fn(&Value) -> Result<Value, Value>) -> std::io::Result<()> {
    let mut input = std::io::stdin().lock();
    let mut output = BufWriter::new(std::io::stdout().lock());
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        if !line.trim_ascii().is_empty() {
            let reply = match serde_json::from_slice::<Value>(&line) {
                Ok(value) => answer(&value).unwrap_or_else(|error| json!({ "error": error })),
                Err(problem) => json!({ "error": error("input", &problem.to_string()) }),
            };
            writeln!(output, "{reply}")?;
        }
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

fn expr(line: &Value) -> Result<Expr, Value> {
    let parsed = parse(text(line)?);
    parsed
        .expr()
        .ok_or_else(|| match parsed.diagnostics.first() {
            Some(first) => json!({
                "kind": "parse",
                "code": first.code,
                "message": first.message,
                "start": first.span.start,
                "end": first.span.end,
            }),
            None => error("parse", "not an expression"),
        })
}

fn eval(line: &Value) -> Result<Value, Value> {
    let program = Program::parse(text(line)?).map_err(|problem| eval_error(&problem))?;
    let mut attributes = HashMap::new();
    for (name, value) in line
        .get("attributes")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        if let Some(value) = attribute(value)? {
            attributes.insert(name.clone(), value);
        }
    }
    let mut environment = Environment::default();
    if let Some(now) = line.get("now").and_then(Value::as_str) {
        environment.now = date::parse(now, date::Ticks::from_unix(0))
            .map_err(|_| error("input", "\"now\" is no date in ISO 8601"))?;
    }
    for taken in line
        .get("taken")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        environment.taken.extend(taken.as_str().map(str::to_owned));
    }
    match program.run(&attributes, &mut environment) {
        Ok(Outcome::Value(text)) => Ok(json!({ "value": text })),
        Ok(Outcome::Values(texts)) => Ok(json!({ "values": texts })),
        Ok(Outcome::Null) => Ok(json!({ "null": true })),
        Ok(Outcome::Ignored(_)) => Ok(json!({ "ignored": true })),
        Err(problem) => Err(eval_error(&problem)),
    }
}

/// A text, several texts, or nothing. Numbers and truth values are taken as Entra sends them: as
/// text.
fn attribute(value: &Value) -> Result<Option<Attribute>, Value> {
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
        Value::Array(values) => Some(Attribute::Many(
            values.iter().map(one).collect::<Result<_, _>>()?,
        )),
        value => Some(Attribute::One(one(value)?)),
    })
}

fn eval_error(problem: &EvalError) -> Value {
    json!({
        "kind": problem.kind.class(),
        "message": problem.to_string(),
        "start": problem.span.start,
        "end": problem.span.end,
    })
}

fn lint(line: &Value) -> Result<Value, Value> {
    let attributes = ["attributes", "knownAttributes"]
        .iter()
        .find_map(|key| line.get(key)?.as_array())
        .map(|names| {
            names
                .iter()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect()
        });
    let options = CheckOptions {
        attributes,
        ..CheckOptions::default()
    };
    let found = check(&parse(text(line)?), &options);
    Ok(json!({ "diagnostics": found.iter().map(diagnostic).collect::<Vec<_>>() }))
}

fn diagnostic(found: &Diagnostic) -> Value {
    let fixes: Vec<Value> = found
        .fixes
        .iter()
        .map(|fix| {
            let edits: Vec<Value> = fix
                .edits
                .iter()
                .map(|edit| {
                    json!({
                        "start": edit.span.start,
                        "end": edit.span.end,
                        "replacement": edit.replacement,
                    })
                })
                .collect();
            json!({ "label": fix.label, "edits": edits })
        })
        .collect();
    json!({
        "code": found.code,
        "severity": found.severity.word(),
        "message": found.message,
        "why": found.why,
        "source": found.source,
        "start": found.span.start,
        "end": found.span.end,
        "fixes": fixes,
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
    let tree = to_tree(&expr(line)?).map_err(|problem| error("tree", &problem.to_string()))?;
    Ok(json!({ "tree": tree }))
}

fn untree(line: &Value) -> Result<Value, Value> {
    let tree = line
        .get("tree")
        .ok_or_else(|| error("input", "the line has no \"tree\""))?;
    let expr = from_tree(tree).map_err(|problem| error("tree", &problem.to_string()))?;
    Ok(json!({ "expression": print(&expr) }))
}
