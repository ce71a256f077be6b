//! The requests that Entra would send for the sample user.

mod changed_user;
mod request_view;

use leptos::prelude::*;
use provisioning::preview::{PreviewedRequest, RequestKind};

use crate::browser::worker::handle::WorkerError;
use crate::components::fields::select::Select;
use crate::components::when::When;
use crate::pages::mappings::requests::changed_user::ChangedUser;
use crate::pages::mappings::requests::request_view::RequestView;
use crate::state::preview_client::{PreviewState, RequestTab};
use crate::state::{sample_user, use_app};

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
        "Deactivate",
        &[RequestKind::Disable, RequestKind::DisableFlag],
    ),
];

/// The sample user and the requests.
#[component]
pub fn Requests() -> impl IntoView {
    let preview = PreviewState::of(use_app());
    view! {
        <div class="stack requests">
            <TabChoice/>
            <SampleUserChoice/>
            <When is=Signal::derive(move || preview.tab.get() == RequestTab::Update)>
                <ChangedUser/>
            </When>
            {move || match preview.failure() {
                Some(failure) => view! { <NoPreview failure/> }.into_any(),
                None => shown_requests(preview).into_any(),
            }}
        </div>
    }
}

#[component]
fn TabChoice() -> impl IntoView {
    let tabs = TABS.map(|(tab, name, _)| view! { <Tab tab name/> }.into_any());
    view! {
        <fieldset class="no-print">
            <legend class="sr">"Request"</legend>
            <div class="seg">{Vec::from(tabs)}</div>
        </fieldset>
    }
}

#[component]
fn Tab(tab: RequestTab, name: &'static str) -> impl IntoView {
    let preview = PreviewState::of(use_app());
    let is_on = move || preview.tab.get() == tab;
    view! {
        <label>
            <input
                type="radio"
                name="request"
                prop:checked=is_on
                on:change=move |_| preview.tab.set(tab)
            />
            {name}
        </label>
    }
}

/// The id of the choice of the sample user.
const USER: &str = "request-user";

#[component]
fn SampleUserChoice() -> impl IntoView {
    let app = use_app();
    view! {
        <div class="field">
            <label for=USER>"Sample user"</label>
            <Select
                id=USER
                options=sample_user::options(app)
                value=Memo::new(move |_| sample_user::option_value(app))
                on_change=move |value: String| sample_user::choose_option(app, &value)
            />
            <p class="help">
                <a href="#/expressions">"Edit the user in Expressions"</a>
            </p>
        </div>
    }
}

#[component]
fn NoPreview(failure: WorkerError) -> impl IntoView {
    view! {
        <p class="badc" role="alert">
            {failure.to_string()}
        </p>
    }
}

fn shown_requests(preview: PreviewState) -> Vec<AnyView> {
    let requests = requests_of(preview, preview.tab.get()).into_iter();
    let views = requests.map(|request| view! { <RequestView request/> }.into_any());
    views.collect()
}

/// The requests of a tab. Tracks the preview.
fn requests_of(preview: PreviewState, tab: RequestTab) -> Vec<PreviewedRequest> {
    let kinds = TABS
        .iter()
        .find(|(other, ..)| *other == tab)
        .map_or(&[][..], |(.., kinds)| kinds);
    let mut shown: Vec<PreviewedRequest> = preview.evaluated.with(|evaluated| {
        let preview = evaluated.as_ref().and_then(|one| one.result.as_ref().ok());
        let requests = preview.into_iter().flat_map(|preview| &preview.requests);
        let of_tab = requests.filter(|request| kinds.contains(&request.kind));
        of_tab.cloned().collect()
    });
    // When nothing is sent, the flag changes nothing about that.
    if matches!(shown.as_slice(), [first, _] if first.line.is_empty()) {
        shown.truncate(1);
    }
    shown
}
