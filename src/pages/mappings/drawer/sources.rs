//! What is good to know about a mapping, with its sources.

use leptos::prelude::*;

use crate::components::icon::{Icon, icons};
use crate::components::links::OutsideLink;
use crate::pages::mappings::drawer::use_open_row;
use crate::pages::mappings::template::form_state::RecipeFormState;
use provisioning::recipe::guidance::{DisputedFact, Guidance, notes};

#[component]
pub fn Sources() -> impl IntoView {
    let target = use_open_row().target();
    match use_context::<RecipeFormState>().filter(|form| form.target.name == target) {
        Some(form) => view! { <Notes form/> }.into_any(),
        None => view! {
            <p class="muted small">
                "Talkdesk’s documentation doesn’t list this attribute, so it may ignore or reject it."
            </p>
        }
        .into_any(),
    }
}

#[component]
fn Notes(form: RecipeFormState) -> impl IntoView {
    let kind = Memo::new(move |_| form.draft.with(|draft| draft.choice().kind));
    view! {
        <ul class="notes">
            {move || {
                let notes = notes(form.target, kind.get()).into_iter();
                notes.map(|note| view! { <Note note/> }.into_any()).collect::<Vec<_>>()
            }}
        </ul>
    }
}

#[component]
fn Note(note: &'static Guidance) -> impl IntoView {
    match &note.dispute {
        None => view! { <Fact note/> }.into_any(),
        Some(dispute) => view! { <Dispute about=note.text dispute/> }.into_any(),
    }
}

#[component]
fn Fact(note: &'static Guidance) -> impl IntoView {
    let source = note
        .source
        .map(|href| view! { <OutsideLink href label="Source"/> }.into_any());
    view! {
        <li>
            {note.text}
            " "
            {source}
        </li>
    }
}

#[component]
fn Dispute(about: &'static str, dispute: &'static DisputedFact) -> impl IntoView {
    let sides = dispute
        .sides
        .map(|side| view! { <li>{side}</li> }.into_any());
    view! {
        <li class="dispute">
            <Icon of=icons::Q/>
            <div>
                <b>{format!("{about}: sources differ")}</b>
                <ul class="sides">{Vec::from(sides)}</ul>
                <p>{dispute.find_out}</p>
            </div>
        </li>
    }
}
