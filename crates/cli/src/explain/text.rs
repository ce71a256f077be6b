//! Anything that is small enough to be explained as a text.

use ::explain::explanation::{Explanation, ExplanationSeverity};
use ::explain::input_kind::InputKind;
use ::explain::input_text::decode_start;
use ::explain::{SetupContext, explain};
use connection_test::checks::matching::Matching;
use connection_test::pasted_output::redact::redact_paste;
use connection_test::token::SecretToken;
use provisioning::format::grouped;
use provisioning::mapping::MappingSet;
use serde_json::{Value, json};

use super::{CliExplanation, MAX_TEXT};
use crate::exit_status::ExitStatus;
use crate::input::InputName;

pub(super) fn explained(name: &InputName, bytes: &[u8]) -> Result<CliExplanation, String> {
    let text = decode_start(bytes, MAX_TEXT);
    let text = text.map_err(|error| format!("{}: {error}", name.shown()))?;
    let paste = redact_paste(&text, &SecretToken::typed(String::new()));
    // No setup is known, so the matching attribute is that of a new one.
    let matching = Matching::of(&MappingSet::default());
    let context = SetupContext {
        matching: &matching,
        mappings: None,
        tenant: None,
    };
    let file_name = name.file_name();
    let file_name = Some(file_name.as_str()).filter(|name| !name.is_empty());
    let explanation = explain(&paste, file_name, &context);
    let is_cut = paste.cut || bytes.len() > MAX_TEXT;
    let status = match explanation.severity {
        ExplanationSeverity::Failure
        | ExplanationSeverity::Critical
        | ExplanationSeverity::Transient => ExitStatus::Issues,
        ExplanationSeverity::Good if !is_cut => ExitStatus::Fine,
        _ => ExitStatus::Unknown,
    };
    let notes = notes(&explanation, is_cut);
    Ok(CliExplanation {
        lines: lines(&explanation, &notes),
        json: json(&explanation, &notes),
        status,
    })
}

pub(super) fn severity_word(severity: ExplanationSeverity) -> &'static str {
    match severity {
        ExplanationSeverity::Information => "information",
        ExplanationSeverity::Good => "good",
        ExplanationSeverity::Check => "check",
        ExplanationSeverity::Unknown => "unknown",
        ExplanationSeverity::Transient => "transient",
        ExplanationSeverity::Failure => "failure",
        ExplanationSeverity::Critical => "critical",
    }
}

/// The command that takes an input, instead of the page that does.
fn other_command(kind: InputKind) -> Option<&'static str> {
    match kind {
        InputKind::SynchronizationSchema | InputKind::MappingExpression => {
            Some("Check it with scimdesk check.")
        }
        InputKind::UsersFile => Some("Check it with scimdesk preflight."),
        InputKind::SetupFile => Some("Open it in scimdesk, under Setups."),
        _ => None,
    }
}

fn actions(explanation: &Explanation) -> Vec<String> {
    match other_command(explanation.recognition.kind) {
        Some(command) => vec![command.to_owned()],
        None => {
            let actions = explanation.actions.iter();
            actions.map(|action| action.text.clone()).collect()
        }
    }
}

fn notes(explanation: &Explanation, is_cut: bool) -> Vec<String> {
    let mut notes = Vec::new();
    if is_cut {
        notes.push("The text is longer than 256 kB; only its beginning was read.".to_owned());
    }
    if !explanation.hidden.is_empty() {
        notes.push(format!("What this doesn’t show: {}", explanation.hidden));
    }
    notes
}

/// Where no cause is known, nobody fixes it and nothing is certain.
fn has_owner(explanation: &Explanation) -> bool {
    let is_known = !matches!(
        explanation.severity,
        ExplanationSeverity::Unknown | ExplanationSeverity::Information
    );
    is_known && !explanation.actions.is_empty()
}

fn sentence(headline: &str) -> String {
    match headline.ends_with(['.', '!', '?', '…']) {
        true => headline.to_owned(),
        false => format!("{headline}."),
    }
}

fn lines(explanation: &Explanation, notes: &[String]) -> Vec<String> {
    let mut lines = vec![sentence(&explanation.headline)];
    if explanation.recognition.kind != InputKind::NotRecognized {
        let kind = explanation.recognition.kind.name();
        lines.push(format!("Recognized as {kind}."));
    }
    let why = [&explanation.explanation, &explanation.consequence];
    let why = why.into_iter().filter(|text| !text.is_empty());
    lines.extend(std::iter::once(String::new()).chain(why.cloned()));
    if has_owner(explanation) {
        lines.push(format!(
            "Who fixes it: {}. Certainty: {}.",
            explanation.owner.title(),
            explanation.confidence.title().to_lowercase()
        ));
    }
    let actions = actions(explanation);
    lines.extend(actions.iter().map(|action| format!("Next: {action}")));
    if !explanation.read.is_empty() {
        lines.push(String::new());
    }
    for read in &explanation.read {
        lines.push(format!("{}: {}", read.name, read.value));
    }
    for further in &explanation.further {
        lines.push(match further.count {
            0 | 1 => format!("Also: {}", further.headline),
            count => format!("Also: {} ({})", further.headline, grouped(count)),
        });
    }
    if !notes.is_empty() {
        lines.push(String::new());
    }
    lines.extend(notes.iter().cloned());
    lines
}

fn json(explanation: &Explanation, notes: &[String]) -> Value {
    let read = explanation.read.iter();
    let read = read.map(|read| json!({ "name": read.name, "value": read.value }));
    let further = explanation.further.iter();
    let further = further.map(|further| {
        json!({
            "cause": further.cause.id(),
            "headline": further.headline,
            "count": further.count,
        })
    });
    let owner = has_owner(explanation).then(|| explanation.owner.title());
    let confidence = has_owner(explanation).then(|| explanation.confidence.title());
    json!({
        "recognizedAs": explanation.recognition.kind.name(),
        "severity": severity_word(explanation.severity),
        "cause": explanation.cause.id(),
        "sentence": sentence(&explanation.headline),
        "explanation": explanation.explanation,
        "consequence": explanation.consequence,
        "owner": owner,
        "confidence": confidence,
        "nextActions": actions(explanation),
        "read": read.collect::<Vec<_>>(),
        "further": further.collect::<Vec<_>>(),
        "notes": notes,
    })
}
