//! What a pasted text means, and what to do about it.

use leptos::prelude::*;

use super::context::use_connection_page;
use super::next_button::NextButton;
use super::redacted_input::RedactedText;
use super::result_details::Details;
use super::result_sentence::icon;
use super::step_view::{EvidenceList, SourceLink};
use crate::components::copy_button::CopyButton;
use crate::components::icon::Icon;
use crate::components::status::{Status, StatusKind};
use connection_test::diagnosis::messages::Next;
use connection_test::pasted_output::diagnose::PasteDiagnosis;
use connection_test::pasted_output::explain::{PasteExplanation, explain};
use connection_test::provisioning_codes::{CodeAction, CodeSource, ProvisioningCode};

/// Who has to act about a code.
fn action(action: CodeAction) -> (StatusKind, &'static str) {
    match action {
        CodeAction::Fix => (StatusKind::Bad, "You can fix this"),
        CodeAction::Wait => (StatusKind::Warning, "Entra tries again"),
        CodeAction::Nothing => (StatusKind::Ok, "No action needed"),
    }
}

/// The explanation of a text, or nothing while it is empty.
#[component]
pub(super) fn ExplanationCard(
    content: RedactedText,
    /// Whether its button is the page's one primary button.
    is_primary: Signal<bool>,
) -> impl IntoView {
    let page = use_connection_page();
    let explanation = Memo::new(move |_| {
        let (tenant, matching) = (page.address().url, page.matching.get());
        let text = content.text.get();
        explain(&text, tenant.as_ref(), &matching)
    });
    let diagnosis = move || explanation.get().map(|explanation| explanation.diagnosis);
    let codes = move || explanation.get().map(|explanation| explanation.codes);
    view! {
        <section
            class="result explanation"
            aria-label="Explanation"
            hidden=move || explanation.with(Option::is_none)
        >
            <Head explanation/>
            // Made anew with each explanation, and with it what a button says.
            <For each=diagnosis key=|diagnosis| diagnosis.ticket("") let:diagnosis>
                <Body diagnosis content is_primary/>
            </For>
        </section>
        {move || codes().filter(|codes| !codes.is_empty()).map(|codes| view! { <Codes codes/> }.into_any())}
    }
}

/// The sentence, which is read out when it changes.
#[component]
fn Head(explanation: Memo<Option<PasteExplanation>>) -> impl IntoView {
    let read = move |read: fn(&PasteDiagnosis) -> String| {
        explanation.with(|explanation| {
            let diagnosis = explanation
                .as_ref()
                .map(|explanation| &explanation.diagnosis);
            diagnosis.map(read).unwrap_or_default()
        })
    };
    let severity = move || {
        explanation.with(|explanation| {
            let explanation = explanation.as_ref();
            explanation.map(|explanation| explanation.diagnosis.severity)
        })
    };
    view! {
        <header>
            {move || {
                severity()
                    .map(|severity| {
                        let (of, class) = icon(severity);
                        view! { <Icon of class/> }.into_any()
                    })
            }}
            <div role="status">
                <h2>{move || read(|diagnosis| diagnosis.headline.clone())}</h2>
                <p>{move || read(|diagnosis| diagnosis.cause.clone())}</p>
            </div>
        </header>
    }
}

#[component]
fn Body(
    diagnosis: PasteDiagnosis,
    content: RedactedText,
    is_primary: Signal<bool>,
) -> impl IntoView {
    let PasteDiagnosis {
        remedy,
        evidence,
        hidden,
        read_as,
        next,
        source,
        ..
    } = diagnosis.clone();
    let action = diagnosis.action.map(|of| {
        let (kind, text) = action(of);
        view! { <Status kind text/> }.into_any()
    });
    let seen = (!evidence.is_empty()).then(|| view! { <EvidenceList lines=evidence/> }.into_any());
    let unknown = (!hidden.is_empty())
        .then(|| view! { <Details title="Details" lines=Vec::new() hidden/> }.into_any());
    let source = source.map(|source| view! { <SourceNote source/> }.into_any());
    let button = next.map(|next| view! { <NextButton next is_primary/> }.into_any());
    let class = match next {
        Some(Next::Contact) => "primary",
        _ => "quiet",
    };
    let ticket = move |()| {
        content
            .text
            .with_untracked(|text| diagnosis.ticket(text.text()))
    };
    view! {
        <div class="inner">
            {seen}
            <div class="row wide">
                <h3>"What to do"</h3>
                {action}
            </div>
            <p>{remedy}</p>
            <p class="muted small">{read_as} " " {source}</p>
        </div>
        {unknown}
        <footer>
            <div class="row wrap">
                {button}
                <CopyButton class label="Copy for a ticket" what="Explanation" text=ticket/>
            </div>
        </footer>
    }
}

#[component]
fn SourceNote(source: CodeSource) -> impl IntoView {
    let title = source.title();
    match source.url() {
        Some(url) => view! { <SourceLink url title/> }.into_any(),
        None => title.into_any(),
    }
}

/// Further codes that the text names, or all that fit its words.
#[component]
fn Codes(codes: Vec<&'static ProvisioningCode>) -> impl IntoView {
    let codes = codes
        .into_iter()
        .map(|code| view! { <CodeItem code/> }.into_any());
    view! { <ul class="codes" aria-label="Error codes">{codes.collect::<Vec<_>>()}</ul> }
}

#[component]
fn CodeItem(code: &'static ProvisioningCode) -> impl IntoView {
    let (kind, text) = action(code.action);
    let names = code.codes.join(", ");
    view! {
        <li class="stack">
            <div class="row wide wrap">
                <h3>{code.means}</h3>
                <Status kind text/>
            </div>
            {(!names.is_empty()).then(|| view! { <code class="muted">{names}</code> }.into_any())}
            <p>{code.cause}</p>
            <p>{code.remedy}</p>
            <p class="muted small">
                <SourceNote source=code.source/>
            </p>
        </li>
    }
}
