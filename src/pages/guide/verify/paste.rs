//! The box for the response, and what it proved.

use leptos::prelude::*;
use setup::tenant_evidence::EvidenceKind;
use worker_messages::verify::{EvidenceLine, EvidenceUpdate, LineOutcome};

use crate::browser::clipboard::pasted_text;
use crate::browser::{self, event};
use crate::components::icon::{Icon, icons};
use crate::components::when::When;
use crate::pages::guide::verify::script::forget_evidence;
use crate::pages::guide::verify::state::{ReadStatus, use_verify};
use crate::state::connection::selected_tab::{EXPLAIN, SelectedTab};
use crate::state::incoming_input::IncomingInput;
use crate::state::route::SidebarPage;
use crate::state::{App, use_app};

const BOX_ID: &str = "verify-response";
const RESULT_ID: &str = "verify-result";

#[component]
pub(super) fn PasteBox(kind: Memo<Option<EvidenceKind>>) -> impl IntoView {
    let state = use_verify();
    let read = move || {
        if let Some(kind) = kind.get_untracked() {
            state.read_pasted(kind);
        }
    };
    let is_refused = move || matches!(state.read(), ReadStatus::Refused(_));
    let has_text = Signal::derive(move || state.pasted.with(|text| !text.trim().is_empty()));
    view! {
        <div class="stack verify-paste">
            <h4>
                <label for=BOX_ID>"2. Paste the response"</label>
            </h4>
            <textarea
                class="in mono"
                class:bad=is_refused
                id=BOX_ID
                rows="3"
                spellcheck="false"
                autocomplete="off"
                placeholder="JSON or output from any of the three"
                aria-describedby=RESULT_ID
                aria-invalid=move || is_refused().then_some("true")
                prop:value=move || state.pasted.get()
                on:input=move |input| state.pasted.set(event::value(&input))
                on:paste=move |paste| {
                    // What replaces nothing is read at once.
                    let text = pasted_text(&paste).unwrap_or_default();
                    if state.pasted.with_untracked(|pasted| pasted.trim().is_empty())
                        && !text.trim().is_empty()
                    {
                        paste.prevent_default();
                        state.pasted.set(text);
                        read();
                    }
                }
            ></textarea>
            <When is=has_text>
                <div class="row">
                    <button type="button" class="btn small" on:click=move |_| read()>
                        "Verify"
                    </button>
                </div>
            </When>
            <div id=RESULT_ID role="status" aria-label="Result">
                {move || match state.read() {
                    ReadStatus::Nothing => ().into_any(),
                    ReadStatus::Reading => view! { <p class="muted small">"Reading…"</p> }.into_any(),
                    ReadStatus::Refused(why) => view! { <p class="help bad">{why}</p> }.into_any(),
                    ReadStatus::Read(update) => view! { <ReadLines update/> }.into_any(),
                }}
            </div>
        </div>
    }
}

#[component]
fn ReadLines(update: EvidenceUpdate) -> impl IntoView {
    let EvidenceUpdate { lines, note, .. } = update;
    view! {
        {note.map(|note| view! { <p class="small">{note}</p> }.into_any())}
        <ul class="proofs">
            {lines.into_iter().map(|line| view! { <ReadLine line/> }.into_any()).collect::<Vec<_>>()}
        </ul>
    }
}

#[component]
fn ReadLine(line: EvidenceLine) -> impl IntoView {
    let (icon, class) = match line.outcome {
        LineOutcome::Proven => (icons::DONE, "okc"),
        LineOutcome::Contradicted => (icons::WARN, "warnc"),
        LineOutcome::Unknown => (icons::Q, "muted"),
    };
    view! {
        <li>
            <Icon of=icon class=class/>
            <div class="grow">
                <b>{line.label}": "</b>
                {line.text}
                {line.to_explain.map(|text| view! { <ExplainButton text/> }.into_any())}
                {line.offers_forgetting.then(|| view! { <ForgetButton/> }.into_any())}
            </div>
        </li>
    }
}

/// Explains a response that says why something failed.
#[component]
fn ExplainButton(text: String) -> impl IntoView {
    let app = use_app();
    view! {
        <div class="row">
            <button type="button" class="btn small" on:click=move |_| explain(app, text.clone())>
                "Explain this result"
            </button>
        </div>
    }
}

/// The text is passed on in memory only.
fn explain(app: App, text: String) {
    IncomingInput::of(app).put_text(SidebarPage::Connection, text);
    SelectedTab::of(app).0.set(EXPLAIN);
    browser::go("#/connection/explain");
}

/// The way out when the application or its job was created again.
#[component]
fn ForgetButton() -> impl IntoView {
    let app = use_app();
    let state = use_verify();
    let forget = move |_| {
        forget_evidence(app);
        state.forget_result();
    };
    view! {
        <div class="row">
            <button type="button" class="btn small" on:click=forget>
                "Forget all evidence"
            </button>
        </div>
    }
}
