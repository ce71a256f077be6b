//! The box for pasted text, with the verdict beside it.

use leptos::prelude::*;

use super::context::use_connection_page;
use super::next_button::{NextButton, PROVED_STEP};
use super::redacted_input::{RedactedInput, RedactedText};
use super::step_view::{EvidenceList, SourceLink};
use crate::browser;
use crate::browser::announcer::use_announcer;
use crate::components::copy_value::copy_or_show;
use connection_test::diagnosis::messages::Next;
use connection_test::pasted_output::classify::classify;
use connection_test::pasted_output::diagnose::{PasteDiagnosis, diagnose_paste};
use connection_test::pasted_output::redact::RedactedPaste;
use connection_test::provisioning_codes::CodeSource;

const TITLE_ID: &str = "paste-title";
const BOX_ID: &str = "pasted";

#[component]
pub(super) fn PastedOutput() -> impl IntoView {
    let pasted = RedactedText::new();
    view! {
        <section class="aside-test stack no-print" aria-labelledby=TITLE_ID>
            <h2 id=TITLE_ID>"Paste an answer"</h2>
            <p>
                "What a terminal printed, what Graph or the portal answered, or an error code. This page checks it by the same rules as the test above and does not store it. It removes what looks like a secret from the box immediately. If you enter the token above later, the page removes it then."
            </p>
            <div class="beside">
                <RedactedInput id=BOX_ID rows="6" label="Pasted text" content=pasted>
                    <ClearButton pasted/>
                </RedactedInput>
                <PasteVerdict text=pasted.text/>
            </div>
        </section>
    }
}

#[component]
fn ClearButton(pasted: RedactedText) -> impl IntoView {
    let clear = move || {
        pasted.clear();
        browser::focus(BOX_ID);
    };
    view! {
        <button
            type="button"
            class="small"
            hidden=move || pasted.text.with(|text| text.text().is_empty())
            on:click=move |_| clear()
        >
            "Clear"
        </button>
    }
}

#[component]
fn PasteVerdict(text: RwSignal<RedactedPaste>) -> impl IntoView {
    let page = use_connection_page();
    let diagnosis = Memo::new(move |_| {
        let tenant = page.address().url;
        let matching = page.matching.get();
        text.with(|text| diagnose_paste(&classify(text), tenant.as_ref(), &matching))
    });
    view! {
        <div class=move || diagnosis.with(|diagnosis| card_class(diagnosis.as_ref()))>
            <div role="status">
                {move || match diagnosis.get() {
                    Some(diagnosis) => view! { <Sentence diagnosis/> }.into_any(),
                    None => view! { <p>"The verdict appears here."</p> }.into_any(),
                }}
            </div>
            // Made anew with each verdict, and with it what was shown to be copied.
            <For each=move || diagnosis.get() key=|diagnosis| diagnosis.ticket("") let:diagnosis>
                <PasteDetails diagnosis text/>
            </For>
        </div>
    }
}

fn card_class(diagnosis: Option<&PasteDiagnosis>) -> String {
    match diagnosis {
        Some(diagnosis) => format!("verdict {}", diagnosis.severity.class()),
        None => "verdict".to_owned(),
    }
}

#[component]
fn Sentence(diagnosis: PasteDiagnosis) -> impl IntoView {
    view! {
        <h3>{diagnosis.headline}</h3>
        <p>{diagnosis.cause}</p>
        <p>{diagnosis.remedy}</p>
    }
}

#[component]
fn PasteDetails(diagnosis: PasteDiagnosis, text: RwSignal<RedactedPaste>) -> impl IntoView {
    let announcer = use_announcer();
    let (lines, hidden) = (diagnosis.evidence.clone(), diagnosis.hidden.clone());
    let hidden = (!hidden.is_empty()).then(|| {
        view! {
            <p class="callout">
                <b>"What this cannot tell"</b>
                {hidden}
            </p>
        }
        .into_any()
    });
    let source = diagnosis
        .source
        .map(|source| view! { <SourceNote source/> }.into_any());
    let (read_as, next) = (diagnosis.read_as, diagnosis.next);
    let copy = move || {
        let ticket = text.with_untracked(|text| diagnosis.ticket(text.text()));
        copy_or_show(announcer, "The verdict".to_owned(), ticket);
    };
    view! {
        {(!lines.is_empty()).then(|| view! { <EvidenceList lines/> }.into_any())}
        {hidden}
        {source}
        <p class="hint">{read_as}</p>
        <div class="row newest">
            {next.map(|next| view! { <PasteNext next/> }.into_any())}
            <button type="button" on:click=move |_| copy()>
                "Copy the verdict"
            </button>
        </div>
    }
}

#[component]
fn SourceNote(source: CodeSource) -> impl IntoView {
    let title = source.title();
    let source = match source.url() {
        Some(url) => view! { <SourceLink url title/> }.into_any(),
        None => title.into_any(),
    };
    view! { <p class="hint">{source}</p> }
}

#[component]
fn PasteNext(next: Next) -> impl IntoView {
    match next {
        // Running the live test again says nothing about what was pasted.
        Next::Again => ().into_any(),
        // The test above has the button that ticks; this only leads there.
        Next::Tick => view! {
            <a class="button primary" href=format!("#/guide/{PROVED_STEP}")>
                {format!("Tick step {PROVED_STEP} in the guide")}
            </a>
        }
        .into_any(),
        next => view! { <NextButton next/> }.into_any(),
    }
}
