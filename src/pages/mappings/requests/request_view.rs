//! One request as it is sent, with the reasons for it.

use leptos::prelude::*;
use provisioning::preview::{OmittedRow, PreviewedRequest, RequestKind};
use provisioning::scim_request::request_outcome::RequestOutcome;

use crate::components::copy_button::CopyButton;
use crate::components::status::{Status, StatusKind};
use provisioning::talkdesk::short;

#[component]
pub fn RequestView(request: PreviewedRequest) -> impl IntoView {
    let reasons = request
        .reasons
        .iter()
        .map(|text| view! { <li>{text.clone()}</li> }.into_any())
        .collect::<Vec<_>>();
    let omitted = request
        .left_out
        .iter()
        .map(|row| view! { <Omitted row=row.clone()/> }.into_any())
        .collect::<Vec<_>>();
    let is_sent = !request.line.is_empty();
    view! {
        <div class="stack request">
            <div class="request-head">
                <h3>{about(request.kind)}</h3>
                <Status kind=kind(request.outcome) text=word(&request)/>
            </div>
            {is_sent.then(|| view! { <SentRequest request/> }.into_any())}
            <ul class="reasons small muted">
                {reasons}
                {omitted}
            </ul>
        </div>
    }
}

fn about(kind: RequestKind) -> &'static str {
    match kind {
        RequestKind::Match => "Finds the user",
        RequestKind::Create => "Creates the user if there is none",
        RequestKind::Update => "Updates the user after a change",
        RequestKind::Disable => "When the user is unassigned, blocked or deleted",
        RequestKind::UpdateFlag | RequestKind::DisableFlag => {
            "With aadOptscim062020 in the Tenant URL"
        }
    }
}

fn kind(outcome: RequestOutcome) -> StatusKind {
    match outcome {
        RequestOutcome::Accepted => StatusKind::Ok,
        RequestOutcome::Unknown => StatusKind::Warning,
        RequestOutcome::Refused | RequestOutcome::NotSent => StatusKind::Bad,
    }
}

fn word(request: &PreviewedRequest) -> &'static str {
    match (request.kind, request.outcome) {
        (RequestKind::Match, RequestOutcome::Accepted) => "Sent",
        (_, RequestOutcome::Accepted) => "Accepted",
        (_, RequestOutcome::Unknown) => "Uncertain",
        (_, RequestOutcome::Refused) => "Rejected",
        (_, RequestOutcome::NotSent) => "Not sent",
    }
}

/// What is copied of a request: a search has no body.
fn wire_text(request: &PreviewedRequest) -> String {
    match request.kind {
        RequestKind::Match => request.line.clone(),
        _ => format!("{}\n\n{}", request.line, request.body),
    }
}

#[component]
fn SentRequest(request: PreviewedRequest) -> impl IntoView {
    let text = wire_text(&request);
    let body = format!("\n{}", request.body);
    view! {
        <pre class="code tight wire" tabindex="0" role="region" aria-label=about(request.kind)>
            <b>{request.line}</b>
            {body}
        </pre>
        <div class="row">
            <CopyButton what="The request" label="Copy the request" text=move |()| text.clone()/>
        </div>
    }
}

/// A row that is not in a request, by the name that people know it by.
#[component]
fn Omitted(row: OmittedRow) -> impl IntoView {
    let name = short(&row.target).to_owned();
    let shown = match name == row.target {
        true => view! { <span>{name}</span> }.into_any(),
        false => view! { <abbr title=row.target>{name}</abbr> }.into_any(),
    };
    view! { <li>{shown} {format!(" {}.", row.why)}</li> }
}
