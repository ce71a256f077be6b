//! Checking with Microsoft's own evaluator, by way of Graph Explorer.

mod comparison;

use leptos::prelude::*;
use provisioning::expression::microsoft::{
    self, ParseRequest, is_service_principal, is_synchronization_id,
};

use crate::browser::event;
use crate::components::copy_button::CopyButton;
use crate::components::fields::text_field::TextInput;
use crate::components::links::OutsideLink;
use crate::components::value_box::ValueBox;
use crate::pages::expressions::state::use_editor;
use crate::pages::expressions::tabs::microsoft::comparison::Comparison;
use provisioning::entra::links::{GRAPH_EXPLORER, PARSE_EXPRESSION};

/// The id of the request body that is shown.
const BODY_ID: &str = "microsoft-body";

#[component]
pub fn MicrosoftCheck() -> impl IntoView {
    let typed = use_editor().microsoft;
    view! {
        <div class="stack loose microsoft">
            <p class="muted small">
                "Evaluate the expression in Microsoft Graph with your own sign-in, then paste the response. scimdesk compares it value by value and sends nothing itself. The request has only the attributes that the expression uses."
            </p>
            <div class="row wide wrap">
                <OutsideLink href=GRAPH_EXPLORER label="Open Graph Explorer"/>
                <OutsideLink href=PARSE_EXPRESSION label="Microsoft’s page about the request"/>
            </div>
            <Ids principal=typed.principal job_id=typed.job_id/>
            <Request principal=typed.principal job_id=typed.job_id/>
            <ResponseField response=typed.response/>
            <div role="status">
                <Comparison response=typed.response/>
            </div>
        </div>
    }
}

/// What the address of the request is made of.
#[component]
fn Ids(principal: RwSignal<String>, job_id: RwSignal<String>) -> impl IntoView {
    let principal_error = move || {
        wrong(
            &principal.get(),
            is_service_principal,
            "This isn’t an object ID. It has 32 hexadecimal digits in five groups.",
        )
    };
    let graph_error = move || {
        wrong(
            &job_id.get(),
            is_synchronization_id,
            "This isn’t a job ID. It has letters, digits, dots and dashes only.",
        )
    };
    view! {
        <div class="ids">
            <TextInput
                id="graph-principal"
                label="Object ID of the enterprise application (optional)"
                placeholder="00000000-0000-0000-0000-000000000000"
                hint="In Entra: your application, Overview, Object ID."
                value=principal
                on_input=move |text| principal.set(text)
                error=Signal::derive(principal_error)
            />
            <TextInput
                id="graph-job"
                label="Job ID (optional)"
                placeholder="scim.…"
                hint="In Entra: Provisioning, View technical information."
                value=job_id
                on_input=move |text| job_id.set(text)
                error=Signal::derive(graph_error)
            />
        </div>
    }
}

fn wrong(text: &str, fits: fn(&str) -> bool, error: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty() && !fits(text)).then(|| error.to_owned())
}

#[component]
fn Request(principal: RwSignal<String>, job_id: RwSignal<String>) -> impl IntoView {
    let state = use_editor();
    let request = Memo::new(move |_| {
        let (principal, job_id) = (principal.get(), job_id.get());
        state.text.with(|text| {
            state
                .user
                .with(|user| microsoft::request(text, user, &principal, &job_id))
        })
    });
    view! { {move || request_view(request.get())} }
}

fn request_view(request: Option<ParseRequest>) -> AnyView {
    match request {
        None => view! {
            <p class="muted small">"Complete the expression to see the request."</p>
        }
        .into_any(),
        Some(request) => {
            let body = request.body.clone();
            view! {
                <div class="stack">
                    <p class="small">"Choose the method " <b>{request.method}</b> ", then paste:"</p>
                    <ValueBox what="Address" text=request.url named=true/>
                    <div class="value">
                        <span class="name">"Request body"</span>
                        <pre id=BODY_ID>{request.body}</pre>
                        <CopyButton
                            what="Request body"
                            shown_in=BODY_ID
                            text=move |()| body.clone()
                        />
                    </div>
                </div>
            }
            .into_any()
        }
    }
}

#[component]
fn ResponseField(response: RwSignal<String>) -> impl IntoView {
    view! {
        <div class="field">
            <label for="microsoft-response">"Microsoft’s response"</label>
            <textarea
                class="in"
                id="microsoft-response"
                rows="5"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                prop:value=move || response.get()
                on:input=move |input| response.set(event::value(&input))
            ></textarea>
        </div>
    }
}
