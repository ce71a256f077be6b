//! The requests that Entra would send for the sample user.

mod changed_user;

use leptos::prelude::*;
use provisioning::preview::{OmittedRow, PreviewedRequest, RequestKind};
use provisioning::scim_request::request_outcome::RequestOutcome;

use crate::components::element::{El, el, link, several};
use crate::components::select::select;
use crate::pages::mappings::portal_fields::copy_button;
use crate::state::App;
use crate::state::preview_client::{PreviewState, RequestTab};
use crate::state::sample_user;
use provisioning::talkdesk::short;

const TABS: [(RequestTab, &str, &[RequestKind]); 4] = [
    (RequestTab::Find, "Find", &[RequestKind::Match]),
    (RequestTab::Create, "Create", &[RequestKind::Create]),
    (
        RequestTab::Update,
        "Update",
        &[RequestKind::Update, RequestKind::UpdateFlag],
    ),
    (
        RequestTab::Disable,
        "Switch off",
        &[RequestKind::Disable, RequestKind::DisableFlag],
    ),
];

/// The panel with the sample user and the requests.
pub fn panel(app: App, preview: PreviewState) -> El {
    let tabs = TABS.map(|(tab, name, _)| {
        let radio = el("input")
            .attr("type", "radio")
            .attr("name", "request")
            .live_checked(move || preview.tab.get() == tab)
            .on("change", move |_| preview.tab.set(tab));
        el("label")
            .live_class("on", move || preview.tab.get() == tab)
            .child(radio)
            .text(name)
    });
    let choice = el("fieldset")
        .class("pills no-print")
        .child(el("legend").class("said").text("Request"))
        .children(tabs);
    let head = el("div")
        .class("panel-head")
        .child(
            el("h2")
                .attr("id", "requests-title")
                .text("What Entra sends"),
        )
        .child(choice);
    let updates = Memo::new(move |_| preview.tab.get() == RequestTab::Update);
    el("section")
        .class("panel requests")
        .attr("aria-labelledby", "requests-title")
        .child(head)
        .child(
            el("div")
                .class("body stack")
                .child(who(app))
                .live(move || match updates.get() {
                    true => untrack(|| changed_user::part(app)),
                    false => several(),
                })
                .live(move || content(app, preview)),
        )
}

/// The choice of the sample user.
fn who(app: App) -> El {
    el("div")
        .class("who")
        .child(el("label").attr("for", sample_user::FIELD_ID).text("For"))
        .child(select(
            sample_user::FIELD_ID,
            sample_user::options(app),
            move || sample_user::option_value(app),
            move |value| sample_user::choose_option(app, value),
        ))
        .child(link("", "#/expressions", "Edit the user"))
}

fn content(app: App, preview: PreviewState) -> El {
    if let Some(failure) = preview.failure() {
        return el("p")
            .class("callout bad")
            .attr("role", "alert")
            .text(&failure.to_string());
    }
    let tab = preview.tab.get();
    let kinds = TABS
        .iter()
        .find(|(other, ..)| *other == tab)
        .map_or(&[][..], |(.., kinds)| kinds);
    preview.evaluated.with(|evaluated| {
        let requests = evaluated
            .as_ref()
            .and_then(|evaluated| evaluated.result.as_ref().ok())
            .map(|preview| preview.requests.as_slice())
            .unwrap_or_default();
        let requests: Vec<&PreviewedRequest> = requests
            .iter()
            .filter(|request| kinds.contains(&request.kind))
            .collect();
        // When nothing is sent, the flag changes nothing about that.
        let shown = match requests.as_slice() {
            [first, _] if first.line.is_empty() => &requests[..1],
            all => all,
        };
        several().children(shown.iter().map(|request| view(app, request)))
    })
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

/// A row that is not in a request, by the name that people know it by.
fn left_out(left: &OmittedRow) -> El {
    let name = short(&left.target);
    let shown = match name == left.target {
        true => el("span").text(name),
        false => el("abbr").attr("title", &left.target).text(name),
    };
    el("li").child(shown).text(&format!(" {}.", left.why))
}

fn view(app: App, request: &PreviewedRequest) -> El {
    let class = match request.outcome {
        RequestOutcome::Accepted => "tag ok",
        RequestOutcome::Unknown => "tag warn",
        RequestOutcome::Refused | RequestOutcome::NotSent => "tag bad",
    };
    let word = match (request.kind, request.outcome) {
        (RequestKind::Match, RequestOutcome::Accepted) => "sent",
        (_, verdict) => verdict.word(),
    };
    let head = el("div")
        .class("request-head")
        .child(el("h3").text(about(request.kind)))
        .child(el("span").class(class).text(word));
    let left = request.left_out.iter().map(left_out);
    let reasons = request.reasons.iter().map(|text| el("li").text(text));
    let mut all = el("div").class("stack request").child(head);
    if !request.line.is_empty() {
        let text = match request.kind {
            RequestKind::Match => request.line.clone(),
            _ => format!("{}\n\n{}", request.line, request.body),
        };
        all = all.child(
            el("pre")
                .class("wire")
                .attr("tabindex", "0")
                .attr("role", "region")
                .attr("aria-label", about(request.kind))
                .child(el("b").text(&request.line))
                .text(&match request.kind {
                    RequestKind::Match => format!("\n{}", request.body),
                    _ => format!("\n{}", request.body),
                }),
        );
        let label = match request.kind {
            RequestKind::Match => "Copy the question",
            _ => "Copy the request",
        };
        all = all.child(copy_button(app, "The request", label, move || text.clone()));
    }
    all.child(el("ul").class("reasons").children(reasons).children(left))
}
