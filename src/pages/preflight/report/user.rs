//! One user with all there is to know: findings, request, values, source.

mod findings;
mod request;
mod source;
mod values;

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use preflight::report::{UserDetail, UserOutcome};

use crate::browser::{self, elements};
use crate::pages::preflight::paging::outcome_class;
use crate::pages::preflight::report::happens;
use crate::pages::preflight::report::user::findings::UserFindings;
use crate::pages::preflight::report::user::request::{Changes, UserRequest};
use crate::pages::preflight::report::user::source::Source;
use crate::pages::preflight::report::user::values::Values;
use crate::pages::preflight::use_page;

const TITLE_ID: &str = "pf-user-title";

/// The dialog, which shows whoever is open. What is shown of another user is
/// made anew, so that nothing stays unfolded.
#[component]
pub(crate) fn UserDialog() -> impl IntoView {
    let state = use_page().state;
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let is_open = state.opened().is_some();
        if let Some(dialog) = dialog.get() {
            follow(dialog, is_open);
        }
    });
    view! {
        <dialog
            class="pf-user"
            aria-labelledby=TITLE_ID
            node_ref=dialog
            on:close=move |_| state.close_user()
        >
            <For each=move || state.opened() key=|opened| opened.row.user let:opened>
                <UserContent opened/>
            </For>
        </dialog>
    }
}

/// Opens the dialog while there is somebody to show, and goes to the heading.
fn follow(dialog: web_sys::HtmlDialogElement, is_open: bool) {
    match (is_open, elements::is_dialog_open(&dialog)) {
        // The dialog can be shown once it stands in the page.
        (true, false) => request_animation_frame(move || {
            if dialog.is_connected() && !elements::is_dialog_open(&dialog) {
                elements::set_modal_open(&dialog, true);
                browser::focus(TITLE_ID);
            }
        }),
        (true, true) => request_animation_frame(|| browser::focus(TITLE_ID)),
        (false, true) => elements::set_modal_open(&dialog, false),
        (false, false) => {}
    }
}

#[component]
fn UserContent(opened: Arc<UserDetail>) -> impl IntoView {
    let row = &opened.row;
    let about = format!(". {}, line {} of the file.", row.upn, row.line);
    let not_known = (row.outcome == UserOutcome::Unknown).then(|| {
        view! {
            <p class="hint">
                "The files do not hold what decides about this user. The notes above the findings of the report name the columns or values."
            </p>
        }
        .into_any()
    });
    view! {
        <div class="stack details">
            <DialogHead name=row.name.clone()/>
            <p>
                <span class=format!("st {}", outcome_class(row.outcome))>{happens(row)}</span>
                {about}
            </p>
            {not_known}
            <UserFindings findings=opened.findings.clone()/>
            <Changes changes=opened.changes.clone()/>
            <UserRequest request=opened.request.clone()/>
            <Values opened=opened.clone()/>
            <Source user=opened.source.clone()/>
        </div>
    }
}

#[component]
fn DialogHead(name: String) -> impl IntoView {
    let state = use_page().state;
    let name = match name.is_empty() {
        true => "User without a name".to_owned(),
        false => name,
    };
    view! {
        <div class="head">
            <h2 id=TITLE_ID tabindex="-1">
                {name}
            </h2>
            <button type="button" on:click=move |_| state.close_user()>
                "Close"
            </button>
        </div>
    }
}
