//! What is good to know about a target and the chosen recipe.

use leptos::prelude::*;

use crate::components::links::OutsideLink;
use crate::pages::mappings::target::form_state::use_recipe_form;
use provisioning::recipe::guidance::{DisputedFact, Guidance, notes};

#[component]
pub fn GoodToKnow() -> impl IntoView {
    let form = use_recipe_form();
    let kind = Memo::new(move |_| form.draft.with(|draft| draft.choice().kind));
    view! {
        <h2 class="part-head">"Good to know"</h2>
        {move || {
            let notes = notes(form.target, kind.get()).into_iter();
            notes.map(|note| view! { <Note note/> }.into_any()).collect::<Vec<_>>()
        }}
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
        <p class="callout">
            {note.text}
            " "
            {source}
        </p>
    }
}

#[component]
fn Dispute(about: &'static str, dispute: &'static DisputedFact) -> impl IntoView {
    let sides = dispute
        .sides
        .map(|side| view! { <li>{side}</li> }.into_any());
    view! {
        <div class="callout warn">
            <b>{format!("{about}: sources differ")}</b>
            <ul class="sides">{Vec::from(sides)}</ul>
            <p>{dispute.find_out}</p>
        </div>
    }
}
