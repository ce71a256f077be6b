//! A file that belongs to another page, and one that could not be read.

use leptos::prelude::*;
use worker_messages::explain::OpenWith;

use crate::components::icon::{Icon, icons};
use crate::pages::connection::explain::state::{ExplainStatus, SENTENCE_ID};
use crate::pages::connection::explain::top_line::TopLine;
use crate::pages::connection::explain::use_explain;
use crate::state::use_app;

#[component]
pub(super) fn OtherPage() -> impl IntoView {
    let state = use_explain();
    let with = move || match state.status() {
        ExplainStatus::OtherPage(_, with) => Some(with),
        _ => None,
    };
    view! {
        <TopLine about=Signal::derive(move || with().map_or("", file_kind).to_owned())/>
        {move || {
            with()
                .map(|with| {
                    view! {
                        <h2 class="sentence section" id=SENTENCE_ID tabindex="-1">
                            {sentence(with)}
                        </h2>
                        <p class="section">
                            <OpenWithButton with is_primary=true/>
                        </p>
                    }
                        .into_any()
                })
        }}
    }
}

fn file_kind(with: OpenWith) -> &'static str {
    match with {
        OpenWith::Preflight => "a users file",
        OpenWith::Schema => "a synchronization schema",
        OpenWith::Expressions => "an expression",
    }
}

fn sentence(with: OpenWith) -> &'static str {
    match with {
        OpenWith::Preflight => {
            "This is a users file. Preflight shows what the first cycle does with each user."
        }
        OpenWith::Schema => {
            "This is the schema of a job. The page Schema compares it with this setup."
        }
        OpenWith::Expressions => {
            "This is an expression. Expressions shows its result and its errors."
        }
    }
}

/// Opens what was dropped or pasted in the page that it belongs to.
#[component]
pub(super) fn OpenWithButton(with: OpenWith, #[prop(optional)] is_primary: bool) -> impl IntoView {
    let app = use_app();
    let state = use_explain();
    let label = match with {
        OpenWith::Preflight => "Open in Preflight",
        OpenWith::Schema => "Open in Schema",
        OpenWith::Expressions => "Open in Expressions",
    };
    view! {
        <button
            type="button"
            class="btn"
            class:primary=is_primary
            on:click=move |_| state.open_with(app, with)
        >
            {label}
        </button>
    }
}

#[component]
pub(super) fn Failure() -> impl IntoView {
    let state = use_explain();
    let texts = move || match state.status() {
        ExplainStatus::Failed { what, remedy } => (what, remedy),
        _ => (String::new(), String::new()),
    };
    view! {
        <TopLine about=""/>
        <div class="notice bad section" role="alert">
            <Icon of=icons::BAD/>
            <div>
                <h2 class="h3" id=SENTENCE_ID tabindex="-1">
                    {move || texts().0}
                </h2>
                <p>{move || texts().1}</p>
            </div>
        </div>
    }
}
