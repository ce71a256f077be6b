//! One user of a log as a timeline, beside what this setup would send.

mod prediction;
mod step;

use std::rc::Rc;

use leptos::prelude::*;
use worker_messages::explain::{EntryTimeline, UserTimeline};

use crate::browser;
use crate::browser::elements::Event;
use crate::browser::event::KeyPress;
use crate::components::copy_button::CopyButton;
use crate::components::drawer::Drawer;
use crate::components::fold::Fold;
use crate::components::icon::{Icon, icons};
use crate::pages::connection::explain::fix_link::FixLink;
use crate::pages::connection::explain::log::{USERS_ID, row_id};
use crate::pages::connection::explain::state::ExplainState;
use crate::pages::connection::explain::use_explain;
use crate::pages::connection::explain::user_panel::prediction::Prediction;
use crate::pages::connection::explain::user_panel::step::Step;
use crate::state::{App, use_app};
use provisioning::format::counted;

/// The panel. It stays when another user is opened, and with it the focus.
#[component]
pub(super) fn UserPanel() -> impl IntoView {
    let app = use_app();
    let state = use_explain();
    let close = move |()| {
        let user = untrack(|| state.user()).map(|open| row_id(open.user));
        state.show_panel(None);
        // The row may be on another page of the list.
        let there = user.filter(|id| document().get_element_by_id(id).is_some());
        browser::focus(there.as_deref().unwrap_or(USERS_ID));
    };
    let title = Signal::derive(move || {
        let name = state.user().map(|open| open.name.clone());
        name.filter(|name| !name.is_empty())
            .unwrap_or_else(|| "User without a name".to_owned())
    });
    let address = move || {
        state
            .user()
            .map_or_else(String::new, |open| open.address.clone())
    };
    view! {
        <Drawer
            title
            subtitle=move || {
                view! { <span class="muted small">{move || address()}</span> }.into_any()
            }
            actions=move || {
                view! {
                    <Neighbor step=-1 label="Previous user" icon=icons::LEFT/>
                    <Neighbor step=1 label="Next user" icon=icons::RIGHT/>
                }
            }
            on_close=close
            footer=move || view! { <PanelFooter/> }
        >
            <div
                class="stack loose"
                role="group"
                aria-label="Timeline"
                tabindex="0"
                on:keydown=move |event| walk(app, state, event.into())
            >
                {move || state.user().map(|user| view! { <Timeline user/> }.into_any())}
                <Prediction/>
            </div>
        </Drawer>
    }
}

/// Goes to the user before or after with the arrow keys.
fn walk(app: App, state: ExplainState, event: Event) {
    let Some(press) = KeyPress::of(event) else {
        return;
    };
    let step = match press.key.as_str() {
        "ArrowLeft" => -1,
        "ArrowRight" => 1,
        _ => return,
    };
    if press.alt || press.control || press.shift {
        return;
    }
    if let Some(user) = untrack(|| state.neighbor(step)) {
        press.prevent_default();
        state.open_user(app, user);
    }
}

/// Opens the user before this one in the list, or after it.
#[component]
fn Neighbor(step: isize, label: &'static str, icon: &'static str) -> impl IntoView {
    let app = use_app();
    let state = use_explain();
    let user = Memo::new(move |_| state.neighbor(step));
    view! {
        <button
            type="button"
            class="btn icon small plain"
            aria-label=label
            aria-disabled=move || user.get().is_none().then_some("true")
            on:click=move |_| {
                if let Some(user) = user.get_untracked() {
                    state.open_user(app, user);
                }
            }
        >
            <Icon of=icon/>
        </button>
    }
}

#[component]
fn PanelFooter() -> impl IntoView {
    let state = use_explain();
    let ticket = move |()| {
        let user = untrack(|| state.user());
        user.map_or_else(String::new, |user| user.ticket.clone())
    };
    view! {
        <CopyButton
            label="Copy for a ticket"
            what="Text for a ticket"
            icon=icons::NOTE
            text=ticket
        />
        <span class="grow"></span>
        {move || {
            state
                .user()
                .map(|user| {
                    view! { <FixLink target=user.target.clone() ticket/> }.into_any()
                })
        }}
    }
}

#[component]
fn Timeline(user: Rc<UserTimeline>) -> impl IntoView {
    let headline =
        (!user.headline.is_empty()).then(|| view! { <p>{user.headline.clone()}</p> }.into_any());
    let entries = user.entries.iter().enumerate().map(|(index, entry)| {
        let entry = entry.clone();
        match index {
            0 => view! { <Entry entry/> }.into_any(),
            _ => {
                let title = entry.title.clone();
                view! {
                    <Fold summary=move || view! { <b class="grow">{title.clone()}</b> }.into_any()>
                        <Entry entry/>
                    </Fold>
                }
                .into_any()
            }
        }
    });
    let more = (user.more > 0).then(|| {
        let text = format!(
            "{} not shown.",
            counted(user.more.into(), "older entry", "older entries")
        );
        view! { <p class="muted small">{text}</p> }.into_any()
    });
    view! {
        {headline}
        {entries.collect::<Vec<_>>()}
        {more}
    }
}

#[component]
fn Entry(entry: EntryTimeline) -> impl IntoView {
    let steps = entry
        .steps
        .into_iter()
        .map(|step| view! { <Step step/> }.into_any());
    let original = entry.original;
    let original = (!original.is_empty()).then(|| {
        view! {
            <Fold summary=|| view! { <span>"Show log entry"</span> }.into_any()>
                <pre
                    class="code tight explain-original"
                    tabindex="0"
                    role="group"
                    aria-label="Log entry, redacted"
                >
                    {original}
                </pre>
            </Fold>
        }
        .into_any()
    });
    view! {
        <div>
            <h3>{entry.title}</h3>
            <ol class="time section">{steps.collect::<Vec<_>>()}</ol>
            {original}
        </div>
    }
}
