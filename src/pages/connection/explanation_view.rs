//! What the output of a command means, and what to do about it.

use leptos::prelude::*;

use super::context::use_connection_page;
use super::next_button::NextButton;
use super::redacted_input::RedactedText;
use super::result_details::Details;
use super::result_sentence::icon;
use super::step_view::EvidenceList;
use crate::components::copy_button::CopyButton;
use crate::components::icon::Icon;
use connection_test::diagnosis::messages::Next;
use connection_test::pasted_output::classify::classify;
use connection_test::pasted_output::diagnose::{PasteDiagnosis, diagnose_paste};

/// The explanation of a text, or nothing while it is empty.
#[component]
pub(super) fn ExplanationCard(
    content: RedactedText,
    /// Whether its button is the page's one primary button.
    is_primary: Signal<bool>,
) -> impl IntoView {
    let page = use_connection_page();
    let diagnosis = Memo::new(move |_| {
        let (tenant, matching) = (page.address().url, page.matching.get());
        let output = content.text.with(classify);
        diagnose_paste(&output, tenant.as_ref(), &matching)
    });
    view! {
        <section
            class="result explanation"
            aria-label="Explanation"
            hidden=move || diagnosis.with(Option::is_none)
        >
            <Head diagnosis/>
            // Made anew with each explanation, and with it what a button says.
            <For each=move || diagnosis.get() key=|diagnosis| diagnosis.ticket("") let:diagnosis>
                <Body diagnosis content is_primary/>
            </For>
        </section>
    }
}

/// The sentence, which is read out when it changes.
#[component]
fn Head(diagnosis: Memo<Option<PasteDiagnosis>>) -> impl IntoView {
    let read = move |read: fn(&PasteDiagnosis) -> String| {
        diagnosis.with(|diagnosis| diagnosis.as_ref().map(read).unwrap_or_default())
    };
    let severity = move || {
        diagnosis.with(|diagnosis| {
            let diagnosis = diagnosis.as_ref();
            diagnosis.map(|diagnosis| diagnosis.severity)
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
        ..
    } = diagnosis.clone();
    let seen = (!evidence.is_empty()).then(|| view! { <EvidenceList lines=evidence/> }.into_any());
    let unknown = (!hidden.is_empty())
        .then(|| view! { <Details title="Details" lines=Vec::new() hidden/> }.into_any());
    let class = match next {
        Next::Contact => "primary",
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
            <h3>"What to do"</h3>
            <p>{remedy}</p>
            <p class="muted small">{read_as}</p>
        </div>
        {unknown}
        <footer>
            <div class="row wrap">
                <NextButton next is_primary/>
                <CopyButton class label="Copy for a ticket" what="Explanation" text=ticket/>
            </div>
        </footer>
    }
}
