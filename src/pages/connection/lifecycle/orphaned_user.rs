//! Test users that may be left behind: who and where. They are on top of the
//! page whatever tab is open.

mod removal;
mod unreadable_note;

use leptos::context::Provider;
use leptos::prelude::*;

use crate::components::notice::Notice;
use crate::components::status::StatusKind;
use crate::pages::connection::context::use_connection_page;
use crate::pages::connection::lifecycle::context::{LifecycleSection, use_section};
use crate::pages::connection::lifecycle::orphaned_user::removal::{Removal, RemovalProgress};
use crate::pages::connection::lifecycle::orphaned_user::unreadable_note::UnreadableNote;
use crate::pages::connection::lifecycle::started_run::StartedRun;
use connection_test::lifecycle::evaluation::{Cleanup, cleanup};
use connection_test::lifecycle::orphaned_user::{Note, OrphanedUser};
use connection_test::tenant_url::{TargetService, parse};

/// The test users that may be left, and what became of the last deletion.
#[component]
pub(in crate::pages::connection) fn OrphanedUsers() -> impl IntoView {
    let section = LifecycleSection::new(use_connection_page());
    // Notes decide, so that a card is not made anew with every response.
    let notes = Memo::new(move |_| section.lifecycle.notes());
    // Another tab's test cleans up by itself.
    let busy = RwSignal::new(false);
    Effect::new(move |_| {
        if notes.with(|notes| notes.iter().any(|note| note.content.is_ok())) {
            section.page.connection.http().locks.watch(busy);
        }
    });
    view! {
        <Provider value=section>
            <div class="left-users">
                <For each=move || notes.get() key=note_key let(note)>
                    <Card note busy/>
                </For>
                <RemovalProgress/>
            </div>
        </Provider>
    }
}

/// What tells notes apart, their content included: a card does not follow it.
fn note_key(note: &Note) -> String {
    format!("{:?} {} {}", note.storage, note.key, note.text)
}

#[component]
fn Card(
    note: Note,
    /// Whether another tab sends requests.
    busy: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <div role="group" aria-label="Test user left behind">
            {match note.content.clone() {
                Ok(left) => view! { <LeftUser note left busy/> }.into_any(),
                Err(error) => {
                    view! {
                        <Notice kind=StatusKind::Warning title="A test user may be left">
                            <UnreadableNote note error/>
                        </Notice>
                    }
                        .into_any()
                }
            }}
        </div>
    }
}

/// Who may be left, and how to delete the user while no other tab may do that.
#[component]
fn LeftUser(note: Note, left: OrphanedUser, busy: RwSignal<bool>) -> impl IntoView {
    let section = use_section();
    let user_name = left.user_name.clone();
    // A card is made anew only when it says something else.
    let is_known = Memo::new(move |_| is_known_to_be_there(section, &user_name));
    view! {
        {move || {
            let (note, left) = (note.clone(), left.clone());
            match (busy.get(), is_known.get()) {
                (true, _) => {
                    view! {
                        <Notice kind=StatusKind::Plain title="A test is running in another tab">
                            <InUse left/>
                        </Notice>
                    }
                        .into_any()
                }
                (false, is_known) => {
                    let (kind, title) = headline(&left, is_known);
                    view! {
                        <Notice kind title>
                            <Removal note left/>
                        </Notice>
                    }
                        .into_any()
                }
            }
        }}
    }
}

fn headline(left: &OrphanedUser, is_known: bool) -> (StatusKind, String) {
    let service = parse(&left.tenant_url).map_or(TargetService::Other, |url| url.service());
    match is_known {
        true => (
            StatusKind::Bad,
            format!("One test user is still in {}", service.name()),
        ),
        false => (
            StatusKind::Warning,
            format!("A test user may still be in {}", service.name()),
        ),
    }
}

/// Whether the last test or deletion of this tab showed that the user is there.
fn is_known_to_be_there(section: LifecycleSection, user_name: &str) -> bool {
    let runs = [section.lifecycle.removal(), section.started()];
    let is_own = |started: &&StartedRun| started.run.user.user_name == user_name;
    let last = runs.iter().flatten().map(AsRef::as_ref).find(is_own);
    last.is_some_and(|started: &StartedRun| {
        matches!(cleanup(&started.run), Cleanup::There | Cleanup::Inactive)
    })
}

#[component]
fn InUse(left: OrphanedUser) -> impl IntoView {
    view! {
        <p>
            "It may be using the test user "
            <code>{left.user_name}</code>
            {format!(
                " at {} and deletes it at the end. If it doesn’t get that far, this note shows how to delete the user.",
                left.tenant_url,
            )}
        </p>
    }
}
