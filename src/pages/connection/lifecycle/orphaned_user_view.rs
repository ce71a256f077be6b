//! Users that may be left behind: who and where.

use leptos::context::Provider;
use leptos::prelude::*;

use super::context::{LifecycleSection, use_section};
use super::removal_view::Removal;
use super::started_run::StartedRun;
use super::unreadable_note_view::UnreadableNote;
use crate::pages::connection::context::use_connection_page;
use connection_test::lifecycle::evaluation::ending;
use connection_test::lifecycle::orphaned_user::{Note, OrphanedUser};

/// Where notes are shown: that of a test of this tab beside its result, others
/// at the top of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Location {
    Top,
    Here,
}

/// The users at the top of the page.
#[component]
pub(in crate::pages::connection) fn OrphanedUsers() -> impl IntoView {
    view! {
        <Provider value=LifecycleSection::new(use_connection_page())>
            <OrphanedUserCards location=Location::Top/>
        </Provider>
    }
}

/// The notes that belong here, and what became of the last removal.
#[component]
pub(super) fn OrphanedUserCards(location: Location) -> impl IntoView {
    let section = use_section();
    let message = Memo::new(move |_| removal_message(section, location));
    // Notes decide, so that a card is not made anew with every response.
    let notes = Memo::new(move |_| notes(section, location));
    // Another tab's test cleans up by itself.
    let busy = RwSignal::new(false);
    Effect::new(move |_| {
        if notes.with(|notes| notes.iter().any(|note| note.content.is_ok())) {
            section.page.connection.http().locks.watch(busy);
        }
    });
    view! {
        <For each=move || notes.get() key=note_key let(note)>
            <Card note busy/>
        </For>
        <p role="status">{move || message.get()}</p>
    }
}

/// Whether the note of the user with this name, if it names one, belongs here.
fn belongs(section: LifecycleSection, location: Location, name: Option<&str>) -> bool {
    let started = section.started();
    let is_own = started.is_some_and(|started| Some(started.run.user.user_name.as_str()) == name);
    is_own == (location == Location::Here)
}

fn notes(section: LifecycleSection, location: Location) -> Vec<Note> {
    let mut notes = section.lifecycle.notes();
    notes.retain(|note| {
        let name = note.content.as_ref().map(|left| left.user_name.as_str());
        belongs(section, location, name.ok())
    });
    notes
}

/// What tells notes apart, their content included: a card does not follow it.
fn note_key(note: &Note) -> String {
    format!("{:?} {} {}", note.storage, note.key, note.text)
}

fn removal_message(section: LifecycleSection, location: Location) -> String {
    let started = section.lifecycle.removal();
    let started =
        started.filter(|started| belongs(section, location, Some(&started.run.user.user_name)));
    started
        .map(|started| removal_text(&started))
        .unwrap_or_default()
}

fn removal_text(started: &StartedRun) -> String {
    if started.running {
        return format!("Removing {}.", started.run.user.user_name);
    }
    match ending(&started.run) {
        Some(ending) => {
            let (message, service) = (ending.message(), started.tenant.service());
            let mut text = format!(
                "{}. {} {}",
                message.headline,
                service.fill(message.cause),
                service.fill(message.remedy)
            );
            for diagnostic in started.run.diagnostics() {
                text.push_str(&format!(" {}", diagnostic.message()));
            }
            text
        }
        None => String::new(),
    }
}

#[component]
fn Card(
    note: Note,
    /// Whether another tab sends requests.
    busy: RwSignal<bool>,
) -> impl IntoView {
    let names_user = note.content.is_ok();
    let headline = move || match names_user && busy.get() {
        true => "A test is running in another tab",
        false => "A test user may be left behind",
    };
    view! {
        <div class="notice" role="group" aria-label="Test user that may be left">
            <b>{move || headline()}</b>
            {match note.content.clone() {
                Ok(left) => view! { <LeftUser note left busy/> }.into_any(),
                Err(error) => view! { <UnreadableNote note error/> }.into_any(),
            }}
        </div>
    }
}

/// Who may be left, and how to remove the user while no other tab may do that.
#[component]
fn LeftUser(note: Note, left: OrphanedUser, busy: RwSignal<bool>) -> impl IntoView {
    view! {
        {move || {
            let (note, left) = (note.clone(), left.clone());
            match busy.get() {
                true => view! { <InUse left/> }.into_any(),
                false => view! { <Removal note left/> }.into_any(),
            }
        }}
    }
}

#[component]
fn InUse(left: OrphanedUser) -> impl IntoView {
    view! {
        <p>
            "It may be using the test user "
            <code>{left.user_name}</code>
            {format!(
                " at {}, and removes it at its end. Should it not get that far, this note says how to remove the user.",
                left.tenant_url,
            )}
        </p>
    }
}
