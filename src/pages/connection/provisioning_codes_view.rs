//! The search among the codes of the provisioning log.

use leptos::prelude::*;

use super::redacted_input::{RedactedInput, RedactedText};
use super::step_view::{EvidenceList, SourceLink};
use connection_test::pasted_output::diagnose::log_notes;
use connection_test::provisioning_codes::log::{self, ProvisioningLog};
use connection_test::provisioning_codes::search::{CodeHit, CodeMatch, search};
use connection_test::provisioning_codes::{CodeAction, ProvisioningCode};

const TITLE_ID: &str = "codes-title";
const FIELD_ID: &str = "code-search";

/// What a text leads to.
fn found(text: &str) -> (Option<ProvisioningLog>, Vec<CodeHit>) {
    match log::read(text) {
        Some(log) => {
            let hits = search(&log.searchable());
            // The reasons of a log are no question in words.
            let hits = hits
                .into_iter()
                .filter(|hit| hit.kind != CodeMatch::Keywords);
            (Some(log), hits.collect())
        }
        None => (None, search(text)),
    }
}

/// How much was found, in a sentence.
fn summary(text: &str, log: Option<&ProvisioningLog>, hits: &[CodeHit]) -> String {
    if text.trim().is_empty() {
        return String::new();
    }
    let words = hits
        .first()
        .is_some_and(|hit| hit.kind == CodeMatch::Keywords);
    match (hits.len(), log) {
        (0, Some(_)) => "No entry has a code that is known here.".to_owned(),
        (0, None) => "Nothing is known under this. Try the error code alone, as the log shows it under Status, or one word such as licence, role or quarantine.".to_owned(),
        (count, _) if words => match count {
            1 => "No code is named; this fits the words:".to_owned(),
            count => format!("No code is named; these {count} fit the words:"),
        },
        (1, _) => "One code found:".to_owned(),
        (count, _) => format!("{count} codes found:"),
    }
}

/// What is read out about a text, which decides when the results change. Its
/// first line is the summary.
fn announcement(text: &str) -> String {
    let (log, hits) = found(text);
    let mut announcement = summary(text, log.as_ref(), &hits);
    for hit in &hits {
        announcement.push('\n');
        announcement.push_str(hit.row.means);
    }
    announcement.extend(log.as_ref().map(log_notes).into_iter().flatten());
    announcement
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}

#[component]
pub(super) fn ProvisioningCodes() -> impl IntoView {
    let searched = RedactedText::new();
    let text = searched.text;
    let announcement = Memo::new(move |_| text.with(|text| announcement(text.text())));
    view! {
        <section class="aside-test stack no-print" aria-labelledby=TITLE_ID>
            <h2 id=TITLE_ID>"Codes of the provisioning log"</h2>
            <RedactedInput
                id=FIELD_ID
                rows="2"
                label="Code, line or JSON of the log, or a word"
                content=searched
                role="search"
            />
            <p role="status">
                {move || announcement.with(|announcement| first_line(announcement))}
            </p>
            {move || {
                // Read and not only tracked: a memo that nobody reads does not look.
                let _ = announcement.get();
                let (log, hits) = text.with_untracked(|text| found(text.text()));
                view! { <Results log hits/> }.into_any()
            }}
        </section>
    }
}

#[component]
fn Results(log: Option<ProvisioningLog>, hits: Vec<CodeHit>) -> impl IntoView {
    let lines = log.as_ref().map(log_notes);
    let cards = hits
        .into_iter()
        .map(|hit| view! { <CodeCard code=hit.row/> }.into_any());
    view! {
        {lines.map(|lines| view! { <EvidenceList lines/> }.into_any())}
        {cards.collect::<Vec<_>>()}
    }
}

/// What the tag of a code says about who has to act.
fn act(act: CodeAction) -> (&'static str, &'static str) {
    match act {
        CodeAction::Fix => ("bad", "for you to mend"),
        CodeAction::Wait => ("warn", "Entra tries again"),
        CodeAction::Nothing => ("ok", "no error"),
    }
}

#[component]
fn CodeCard(code: &'static ProvisioningCode) -> impl IntoView {
    let (severity, word) = act(code.action);
    let title = code.source.title();
    let source = match code.source.url() {
        Some(url) => view! { <SourceLink url title/> }.into_any(),
        None => view! { <span>{title}</span> }.into_any(),
    };
    let names = code.codes.join(", ");
    view! {
        <article class=format!("verdict {severity}")>
            <div class="row">
                <h3>{code.means}</h3>
                <span class=format!("tag {severity}")>{word}</span>
            </div>
            {(!names.is_empty()).then(|| view! { <p class="mono">{names}</p> }.into_any())}
            <p>{code.cause}</p>
            <p>{code.remedy}</p>
            <p class="hint">{source}</p>
        </article>
    }
}
