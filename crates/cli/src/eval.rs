//! `scimdesk eval`.

use entra_expression::Severity;
use provisioning::expression::evaluate::evaluate;
use provisioning::expression::value_text::{contested, meaning, remedy};
use provisioning::expression::{ExpressionOutcome, ExpressionRequest, ExpressionResponse};
use provisioning::user::{SourceUser, UserValue, graph};
use serde_json::json;
use sync_schema::encoding::decode;

use crate::args::{EvalArguments, ReportFormat};
use crate::console::Console;
use crate::exit_status::ExitStatus;
use crate::input::{InputName, not_read};
use crate::line_index::LineIndex;

/// Bytes of a file that are read; an expression and a user are far smaller.
const MAX_READ: usize = 2_000_000;

pub(crate) fn run(options: &EvalArguments, console: &mut Console<'_>) -> ExitStatus {
    match request(options, console) {
        Ok(request) => {
            let response = evaluate(&request);
            match options.format {
                ReportFormat::Text => write(options, &request, &response, console),
                ReportFormat::Json => {
                    let json = json(&response);
                    console.output.write(&format!("{json:#}\n"));
                }
            }
            status(options, &response, console)
        }
        Err(message) => {
            console.errors.line(&message);
            ExitStatus::NotRead
        }
    }
}

/// The error is a sentence for people.
fn request(
    options: &EvalArguments,
    console: &mut Console<'_>,
) -> Result<ExpressionRequest, String> {
    let expression = text(&InputName::of(&options.file), console)?;
    let mut user = match &options.user {
        None => SourceUser::default(),
        Some(path) => user(&InputName::of(path), console)?,
    };
    for words in &options.set {
        let Some((name, value)) = words.split_once('=') else {
            return Err(format!("--set {words}: write it as ATTRIBUTE=VALUE."));
        };
        let value = UserValue::One(value.to_owned());
        user.attributes.insert(name.to_owned(), value);
    }
    Ok(ExpressionRequest {
        expression,
        user,
        now: console.now,
        // The same command line always has the same result.
        seed: 0,
    })
}

fn text(name: &InputName, console: &mut Console<'_>) -> Result<String, String> {
    let bytes = name
        .open()
        .and_then(|mut file| file.read(console, MAX_READ));
    let bytes = bytes.map_err(|error| format!("{}: {}", name.shown(), not_read(&error)))?;
    let decoded = decode(&bytes).map_err(|error| format!("{}: {error}", name.shown()))?;
    Ok(decoded.text)
}

fn user(name: &InputName, console: &mut Console<'_>) -> Result<SourceUser, String> {
    let text = text(name, console)?;
    let read = graph::read(&text).map_err(|error| format!("{}: {error}", name.shown()))?;
    let first = read.users.into_iter().next();
    let first = first.ok_or_else(|| format!("{}: There is no user.", name.shown()))?;
    for note in &first.notes {
        console.errors.line(&format!("{}: {note}", name.shown()));
    }
    Ok(first.user)
}

fn write(
    options: &EvalArguments,
    request: &ExpressionRequest,
    response: &ExpressionResponse,
    console: &mut Console<'_>,
) {
    let (values, more) = response.outcome.values();
    for value in values {
        console.output.line(&value.text);
        if !value.is_whole() {
            console
                .errors
                .line("The value is longer; only its beginning is shown.");
        }
    }
    if more > 0 {
        console
            .errors
            .line(&format!("There are {more} more values."));
    }
    if let Some((_, meaning)) = meaning(&response.outcome) {
        console.errors.line(meaning);
    }
    if let ExpressionOutcome::Failed(failed) = &response.outcome {
        let index = LineIndex::new(&request.expression);
        let at = index.position(failed.span.start);
        let name = InputName::of(&options.file).shown();
        let errors = &mut console.errors;
        errors.text(&format!("{name}:{}:{}: ", at.line, at.column));
        errors.severity(Severity::Error, &format!("error[{}]", failed.class));
        errors.line(&format!(" {}", failed.message));
        let remedy = match failed.class.as_str() {
            "parse" => "scimdesk check shows where and why.",
            _ => remedy(failed),
        };
        if !remedy.is_empty() {
            errors.line(&format!("  help: {remedy}"));
        }
    }
}

fn json(response: &ExpressionResponse) -> serde_json::Value {
    let outcome = match &response.outcome {
        ExpressionOutcome::One(_) => "value",
        ExpressionOutcome::Several { .. } => "values",
        ExpressionOutcome::Null => "null",
        ExpressionOutcome::AttributeIgnored => "attribute-ignored",
        ExpressionOutcome::ObjectIgnored => "user-ignored",
        ExpressionOutcome::Failed(_) => "failed",
    };
    let (values, more) = response.outcome.values();
    let values: Vec<&str> = values.iter().map(|value| value.text.as_str()).collect();
    let error = match &response.outcome {
        ExpressionOutcome::Failed(failed) => Some(json!({
            "class": failed.class,
            "message": failed.message,
            "start": failed.span.start,
            "end": failed.span.end,
        })),
        _ => None,
    };
    let undocumented: Vec<&str> = contested(response).map(|one| one.question).collect();
    json!({
        "outcome": outcome,
        "values": values,
        "more": more,
        "error": error,
        "undocumentedBehavior": undocumented,
    })
}

fn status(
    options: &EvalArguments,
    response: &ExpressionResponse,
    console: &mut Console<'_>,
) -> ExitStatus {
    if matches!(response.outcome, ExpressionOutcome::Failed(_)) {
        return ExitStatus::Issues;
    }
    let Some(expected) = &options.expect else {
        return ExitStatus::Fine;
    };
    let is_expected = match response.outcome.values() {
        ([value], 0) => value.is_whole() && value.text == *expected,
        _ => false,
    };
    if is_expected {
        return ExitStatus::Fine;
    }
    console.errors.line(&format!("Expected: {expected}"));
    ExitStatus::Issues
}
