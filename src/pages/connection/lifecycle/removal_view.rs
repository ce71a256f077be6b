//! A user that may be left behind, and how it is removed.

use leptos::prelude::*;

use super::actions;
use super::context::use_section;
use crate::components::copy_value::CopyValue;
use connection_test::lifecycle::orphaned_user::{Note, OrphanedUser};
use connection_test::lifecycle::report::commands::{commands, how};
use connection_test::tenant_url::parse;
use setup::Timestamp;

#[component]
pub(super) fn Removal(note: Note, left: OrphanedUser) -> impl IntoView {
    let identity = identity(&left);
    let since = Timestamp(left.since.clone()).to_minute();
    let place = format!(
        " at {}; {identity}. It was created at {since} or not at all.",
        left.tenant_url
    );
    view! {
        <p>
            <code>{left.user_name.clone()}</code>
            {place}
        </p>
        <RemovalActions note left=left.clone()/>
        <RemovalCommands left/>
    }
}

fn identity(left: &OrphanedUser) -> String {
    match (&left.id, left.verified) {
        (Some(id), true) => format!("its id is {id}"),
        (Some(id), false) => {
            format!("the service gave the id {id} for it, but the page has not confirmed it")
        }
        (None, _) => "its id is not known".to_owned(),
    }
}

#[component]
fn RemovalActions(note: Note, left: OrphanedUser) -> impl IntoView {
    let section = use_section();
    let known = parse(&left.tenant_url).ok();
    let obstacle = Memo::new(move |_| actions::removal_obstacle(section, known.as_ref()));
    let note_key = note.key.clone();
    view! {
        <div class="row newest no-print">
            <button
                type="button"
                class:primary=move || obstacle.get().is_none()
                aria-disabled=move || obstacle.get().map(|_| "true")
                on:click=move |_| actions::remove(section, &note_key, &left)
            >
                "Remove it"
            </button>
            <button type="button" class="quiet" on:click=move |_| actions::forget(section, &note)>
                "I removed it myself: forget it"
            </button>
            <p role="status">{move || obstacle.get().unwrap_or_default()}</p>
        </div>
    }
}

/// Commands that remove the user without this page.
#[component]
fn RemovalCommands(left: OrphanedUser) -> impl IntoView {
    let commands = commands(&left);
    if commands.is_empty() {
        return ().into_any();
    }
    let commands = commands.into_iter();
    let commands = commands.map(|(what, text)| view! { <CopyValue what text/> }.into_any());
    let commands = commands.collect::<Vec<_>>();
    view! {
        <details>
            <summary>"Remove it with a command"</summary>
            <p>{how(&left)}</p>
            {commands}
        </details>
    }
    .into_any()
}
