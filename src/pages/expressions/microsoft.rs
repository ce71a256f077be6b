//! Checking with Microsoft's own evaluator, by way of Graph Explorer.

mod verdict;

use leptos::prelude::*;
use provisioning::expression::microsoft::{
    self, ParseRequest, is_service_principal, is_synchronization_id,
};

use crate::browser::event;
use crate::components::copy_value::CopyValue;
use crate::components::links::OutsideLink;
use crate::components::text_field::TextInput;
use crate::pages::expressions::microsoft::verdict::Verdict;
use crate::pages::expressions::state::use_editor;
use provisioning::entra::links::{GRAPH_EXPLORER, PARSE_EXPRESSION};

#[component]
pub fn MicrosoftCheck() -> impl IntoView {
    let principal = RwSignal::new(String::new());
    let job_id = RwSignal::new(String::new());
    let answer = RwSignal::new(String::new());
    let is_open = RwSignal::new(false);
    view! {
        <details class="microsoft" on:toggle=move |toggled| is_open.set(event::is_open(&toggled))>
            <summary>
                <h2>"Check with Microsoft"</h2>
            </summary>
            <div class="stack">
                <p class="hint">
                    "Microsoft’s own evaluator answers to a request that you send from Graph Explorer with your sign-in. scimdesk sends nothing. The request holds only those attributes of the sample user that the expression reads."
                </p>
                <p class="row">
                    <OutsideLink href=GRAPH_EXPLORER label="Open Graph Explorer"/>
                    <OutsideLink href=PARSE_EXPRESSION label="Microsoft’s page of the request"/>
                </p>
                <Ids principal job_id/>
                <Request is_open principal job_id/>
                <div class="beside">
                    <AnswerField answer/>
                    <div role="status">
                        <Verdict answer/>
                    </div>
                </div>
            </div>
        </details>
    }
}

/// What the address of the request is made of.
#[component]
fn Ids(principal: RwSignal<String>, job_id: RwSignal<String>) -> impl IntoView {
    let principal_error = move || {
        wrong(
            &principal.get(),
            is_service_principal,
            "This is not an object ID: 32 hexadecimal digits in five groups.",
        )
    };
    let job_error = move || {
        wrong(
            &job_id.get(),
            is_synchronization_id,
            "This is not a job ID: letters, digits, dots and dashes.",
        )
    };
    view! {
        <div class="form">
            <TextInput
                id="graph-principal"
                label="Object ID of the enterprise application (optional)"
                placeholder="00000000-0000-0000-0000-000000000000"
                hint="In the portal: the application, Overview, Object ID."
                value=principal
                on_input=move |text| principal.set(text)
                error=Signal::derive(principal_error)
            />
            <TextInput
                id="graph-job"
                label="Job ID (optional)"
                placeholder="scim.…"
                hint="In the portal: Provisioning, View technical information. Or ask Graph for …/synchronization/jobs."
                value=job_id
                on_input=move |text| job_id.set(text)
                error=Signal::derive(job_error)
            />
        </div>
    }
}

fn wrong(text: &str, fits: fn(&str) -> bool, error: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty() && !fits(text)).then(|| error.to_owned())
}

#[component]
fn Request(
    /// Whether anybody sees it; otherwise it would be made at every letter.
    is_open: RwSignal<bool>,
    principal: RwSignal<String>,
    job_id: RwSignal<String>,
) -> impl IntoView {
    let state = use_editor();
    let request = Memo::new(move |_| {
        let (principal, job_id) = (principal.get(), job_id.get());
        state.text.with(|text| {
            state
                .user
                .with(|user| microsoft::request(text, user, &principal, &job_id))
        })
    });
    view! { {move || is_open.get().then(|| request_view(request.get()))} }
}

fn request_view(request: Option<ParseRequest>) -> AnyView {
    match request {
        None => view! {
            <p class="hint">"The request appears here once the expression is complete."</p>
        }
        .into_any(),
        Some(request) => view! {
            <p class="hint">{format!("Method {}", request.method)}</p>
            <CopyValue what="Address" text=request.url/>
            <CopyValue what="Request body" text=request.body/>
        }
        .into_any(),
    }
}

#[component]
fn AnswerField(answer: RwSignal<String>) -> impl IntoView {
    view! {
        <div class="field">
            <label for="microsoft-answer">"Microsoft’s answer, pasted"</label>
            <textarea
                class="mono"
                id="microsoft-answer"
                rows="6"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                on:input=move |input| answer.set(event::value(&input))
            ></textarea>
        </div>
    }
}
