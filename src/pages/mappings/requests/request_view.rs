//! One request as it is sent, with the reasons for it.

use leptos::prelude::*;
use provisioning::preview::{OmittedRow, PreviewedRequest, RequestKind};
use provisioning::scim_request::request_outcome::RequestOutcome;

use crate::components::bridge::from_element;
use crate::pages::mappings::portal_fields::copy_button;
use crate::state::use_app;
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
                <span class=tag_class(request.outcome)>{word(&request)}</span>
            </div>
            {is_sent.then(|| view! { <SentRequest request/> }.into_any())}
            <ul class="reasons">
                {reasons}
                {omitted}
            </ul>
        </div>
    }
}

fn about(kind: RequestKind) -> &'static str {
    match kind {
        RequestKind::Match => "Looks for the user before anything else",
        RequestKind::Create => "Creates the user when nobody was found",
        RequestKind::Update => "After a change of the user",
        RequestKind::Disable => "When the user is unassigned, blocked or deleted",
        RequestKind::UpdateFlag | RequestKind::DisableFlag => {
            "The same with aadOptscim062020 in the Tenant URL"
        }
    }
}

fn tag_class(outcome: RequestOutcome) -> &'static str {
    match outcome {
        RequestOutcome::Accepted => "tag ok",
        RequestOutcome::Unknown => "tag warn",
        RequestOutcome::Refused | RequestOutcome::NotSent => "tag bad",
    }
}

fn word(request: &PreviewedRequest) -> &'static str {
    match (request.kind, request.outcome) {
        (RequestKind::Match, RequestOutcome::Accepted) => "sent",
        (_, outcome) => outcome.word(),
    }
}

/// What is copied of a request: a question has no body.
fn wire_text(request: &PreviewedRequest) -> String {
    match request.kind {
        RequestKind::Match => request.line.clone(),
        _ => format!("{}\n\n{}", request.line, request.body),
    }
}

#[component]
fn SentRequest(request: PreviewedRequest) -> impl IntoView {
    let app = use_app();
    let label = match request.kind {
        RequestKind::Match => "Copy the question",
        _ => "Copy the request",
    };
    let text = wire_text(&request);
    let body = format!("\n{}", request.body);
    view! {
        <pre class="wire" tabindex="0" role="region" aria-label=about(request.kind)>
            <b>{request.line}</b>
            {body}
        </pre>
        {from_element(copy_button(app, "The request", label, move || text.clone()))}
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
