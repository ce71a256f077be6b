//! The bar at the foot of the card: the one button that starts, stops and
//! repeats the test, and the result for a ticket.

use leptos::prelude::*;

use crate::browser::clock::time_of_day;
use crate::components::copy_button::CopyButton;
use crate::pages::connection::lifecycle::actions;
use crate::pages::connection::lifecycle::context::{LifecycleSection, use_section};
use crate::pages::connection::lifecycle::started_run::{StartedRun, ended};
use connection_test::lifecycle::preconditions::UnmetPrecondition;
use connection_test::lifecycle::report;

const WHY_ID: &str = "lifecycle-why";

#[component]
pub(super) fn Footer() -> impl IntoView {
    let section = use_section();
    let blocked = Memo::new(move |_| match section.is_frozen() {
        true => None,
        false => section.blocked(),
    });
    let begun = move || section.started().map(|started| time_of_day(&started.begun));
    view! {
        <footer class="no-print">
            <MainButton blocked/>
            <CopyTicket/>
            <p class="muted small grow" id=WHY_ID role="status">
                {move || blocked.get().map(|why| why.to_string()).unwrap_or_default()}
            </p>
            {move || lead(section, blocked.get())}
            <span class="muted small num wide-only">
                {move || begun().map(|begun| format!("Started {begun}")).unwrap_or_default()}
            </span>
        </footer>
    }
}

/// The button keeps the focus through a whole test, whatever it does just now.
#[component]
fn MainButton(blocked: Memo<Option<UnmetPrecondition>>) -> impl IntoView {
    let section = use_section();
    // After a test whose user is left, deleting the user comes first.
    let is_next = move || section.is_running() || !section.has_left_user();
    let rests = move || section.is_cleaning() || blocked.with(|why| !leads_somewhere(why.as_ref()));
    view! {
        <button
            type="button"
            class="btn"
            class:primary=move || !rests() && is_next()
            aria-describedby=WHY_ID
            aria-disabled=move || rests().then_some("true")
            on:click=move |_| actions::press_main_button(section)
        >
            {move || label(section)}
        </button>
    }
}

/// Whether pressing the button starts the test or goes to what is missing.
fn leads_somewhere(blocked: Option<&UnmetPrecondition>) -> bool {
    !matches!(
        blocked,
        Some(
            UnmetPrecondition::Locked
                | UnmetPrecondition::Busy
                | UnmetPrecondition::Records
                | UnmetPrecondition::OrphanedUser
        )
    )
}

fn label(section: LifecycleSection) -> &'static str {
    if section.is_cleaning() {
        "Deleting the user…"
    } else if section.is_running() {
        "Stop and delete the user"
    } else if section.is_frozen() {
        "Run again"
    } else {
        "Create user and run test"
    }
}

/// A button that goes to what is missing in another tab.
fn lead(section: LifecycleSection, blocked: Option<UnmetPrecondition>) -> Option<AnyView> {
    let label = match blocked.as_ref()? {
        UnmetPrecondition::Address => "Go to the Tenant URL",
        UnmetPrecondition::Token => "Go to the token",
        _ => return None,
    };
    let button = view! {
        <button type="button" class="btn small" on:click=move |_| actions::press_main_button(section)>
            {label}
        </button>
    };
    Some(button.into_any())
}

#[component]
fn CopyTicket() -> impl IntoView {
    let section = use_section();
    let ticket = move || ticket(section.started().as_deref());
    let has_none = Memo::new(move |_| ticket().is_none());
    view! {
        <CopyButton
            what="Result of the lifecycle test"
            text=move |()| untrack(ticket).unwrap_or_default()
            class="quiet"
            label="Copy for a ticket"
            disabled=has_none
        />
    }
}

/// The result as a text for a ticket.
fn ticket(started: Option<&StartedRun>) -> Option<String> {
    let (started, report) = ended(started)?;
    let begun = started.begun.to_minute();
    Some(report::ticket(
        &started.run,
        &started.tenant,
        &report,
        &begun,
    ))
}
