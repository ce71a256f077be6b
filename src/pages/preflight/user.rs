//! One user in the side panel: what happens and why, values, request, steps and
//! the row of the file.

mod findings;
mod request;
mod source;
mod steps;
mod values;

use std::sync::Arc;

use leptos::prelude::*;
use preflight::report::{UserDetail, UserOutcome};
use provisioning::format::grouped;

use crate::browser;
use crate::components::copy_button::CopyButton;
use crate::components::drawer::Drawer;
use crate::components::icon::{Icon, icons};
use crate::components::tabs::{Tab, Tabs};
use crate::pages::preflight::report::user_table::row_id;
use crate::pages::preflight::report::users::USERS_ID;
use crate::pages::preflight::state::PreflightState;
use crate::pages::preflight::use_page;
use crate::pages::preflight::user::findings::UserResult;
use crate::pages::preflight::user::request::{Changes, UserRequest, request_text};
use crate::pages::preflight::user::source::SourceRow;
use crate::pages::preflight::user::steps::{OpenInExpressions, Steps};
use crate::pages::preflight::user::values::Values;

/// The panel. It stays when another user is opened, and with it the chosen tab
/// and the focus.
#[component]
pub(crate) fn UserDrawer() -> impl IntoView {
    let state = use_page().state;
    let close = move |()| {
        let user = untrack(|| state.opened()).map(|opened| row_id(opened.row.user));
        state.show_panel(None);
        // The row may be on another page of the list.
        let there = user.filter(|id| document().get_element_by_id(id).is_some());
        browser::focus(there.as_deref().unwrap_or(USERS_ID));
    };
    let tab = RwSignal::new("request");
    view! {
        <Drawer
            title=Signal::derive(move || title(state))
            subtitle=move || {
                view! { <span class="muted small">{move || subtitle(state)}</span> }.into_any()
            }
            actions=move || {
                view! {
                    <Neighbor step=-1 label="Previous user" icon=icons::LEFT/>
                    <Neighbor step=1 label="Next user" icon=icons::RIGHT/>
                }
            }
            on_close=close
            footer=move || {
                view! {
                    {move || {
                        state.opened().map(|opened| view! { <UserFooter opened/> }.into_any())
                    }}
                }
            }
        >
            {move || {
                state.opened().map(|opened| view! { <UserContent opened tab/> }.into_any())
            }}
        </Drawer>
    }
}

fn title(state: PreflightState) -> String {
    let name = state.opened().map(|opened| opened.row.name.clone());
    name.filter(|name| !name.is_empty())
        .unwrap_or_else(|| "User without a name".to_owned())
}

fn subtitle(state: PreflightState) -> String {
    let Some(opened) = state.opened() else {
        return String::new();
    };
    let row = &opened.row;
    let line = grouped(row.line.into());
    match state.ran_names().first() {
        Some(file) => format!("Line {line} of {file}"),
        None => format!("Line {line}"),
    }
}

/// Opens the user before this one in the list, or after it.
#[component]
fn Neighbor(step: isize, label: &'static str, icon: &'static str) -> impl IntoView {
    let state = use_page().state;
    let user = Memo::new(move |_| state.neighbor(step));
    view! {
        <button
            type="button"
            class="btn icon small plain"
            aria-label=label
            aria-disabled=move || user.get().is_none().then_some("true")
            on:click=move |_| {
                if let Some(user) = user.get_untracked() {
                    state.open_user(user);
                }
            }
        >
            <Icon of=icon/>
        </button>
    }
}

#[component]
fn UserContent(opened: Arc<UserDetail>, tab: RwSignal<&'static str>) -> impl IntoView {
    let row = &opened.row;
    let unknown = (row.outcome == UserOutcome::Unknown).then(|| {
        view! {
            <p class="hint">
                <Icon of=icons::INFO/>
                <span>
                    "The files don’t have the values that decide about this user. The notes above the issues name them."
                </span>
            </p>
        }
        .into_any()
    });
    let request_label = match &opened.request {
        Some((line, _)) if line.starts_with("PATCH") => "Update request",
        _ => "Create request",
    };
    let [request, steps, source] = [opened.clone(), opened.clone(), opened.clone()];
    let tabs = vec![
        Tab::new("request", request_label, move || {
            view! { <UserRequest request=request.request.clone()/> }.into_any()
        }),
        Tab::new("steps", "Steps", move || {
            view! { <Steps opened=steps.clone()/> }.into_any()
        }),
        Tab::new("source", "Source row", move || {
            view! { <SourceRow user=source.source.clone()/> }.into_any()
        }),
    ];
    view! {
        <UserResult opened=opened.clone()/>
        {unknown}
        <Changes changes=opened.changes.clone()/>
        <Values opened=opened.clone()/>
        <Tabs id="pf-user-tabs" label="Details" tabs selected=tab/>
    }
}

#[component]
fn UserFooter(opened: Arc<UserDetail>) -> impl IntoView {
    let copy = opened.request.clone().map(|request| {
        let text = request_text(&request);
        view! { <CopyButton what="Request" text=move |()| text.clone()/> }.into_any()
    });
    view! {
        {copy}
        <span class="grow"></span>
        <OpenInExpressions opened target=None/>
    }
}
