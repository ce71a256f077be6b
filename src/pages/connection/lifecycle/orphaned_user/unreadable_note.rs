//! A note that names no user. It can be removed, so that it does not prevent
//! tests for good.

use leptos::prelude::*;

use crate::pages::connection::lifecycle::actions;
use crate::pages::connection::lifecycle::context::use_section;
use connection_test::lifecycle::orphaned_user::{Note, OrphanedUserRecordError};

/// The most of an unreadable note that is shown, in characters.
const SHOWN: usize = 2_000;

#[component]
pub(super) fn UnreadableNote(note: Note, error: OrphanedUserRecordError) -> impl IntoView {
    let is_damaged = error == OrphanedUserRecordError::Damaged;
    let shown = is_damaged.then(|| note.text.chars().take(SHOWN).collect::<String>());
    let shown = shown.map(|text| {
        view! {
            <pre class="code" tabindex="0" role="group" aria-label="Start of the note">
                {text}
            </pre>
        }
        .into_any()
    });
    let confirming = RwSignal::new(false);
    view! {
        <p>{error.to_string()}</p>
        {shown}
        {move || match confirming.get() {
            false => view! { <ForgetRow confirming/> }.into_any(),
            true => view! { <Confirmation note=note.clone() confirming/> }.into_any(),
        }}
    }
}

#[component]
fn ForgetRow(confirming: RwSignal<bool>) -> impl IntoView {
    view! {
        <div class="row no-print">
            <button type="button" class="btn small" on:click=move |_| confirming.set(true)>
                "I deleted it myself"
            </button>
        </div>
    }
}

#[component]
fn Confirmation(note: Note, confirming: RwSignal<bool>) -> impl IntoView {
    let section = use_section();
    view! {
        <p role="status">
            "This removes only the note in this browser and changes nothing in the service. If the test user still exists, this page no longer shows it, and it uses a license until someone deletes it."
        </p>
        <div class="row wrap no-print">
            <button type="button" class="btn small" on:click=move |_| actions::forget(section, &note)>
                "Remove the note"
            </button>
            <button type="button" class="btn small plain" on:click=move |_| confirming.set(false)>
                "Keep the note"
            </button>
        </div>
    }
}
