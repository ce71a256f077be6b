//! The choice of a template, with its fields.

mod fields;
pub mod form_state;
mod lines;
pub mod source;

use leptos::prelude::*;
use provisioning::recipe::RecipeKind;
use provisioning::recipe::catalog::{self, RecipeChoice};

use crate::browser::event;
use crate::pages::mappings::template::fields::RecipeFields;
use crate::pages::mappings::template::form_state::use_recipe_form;

const FIELD: &str = "template";
/// The id of the sentence about the chosen template.
const ABOUT: &str = "template-about";

#[component]
pub fn TemplateForm() -> impl IntoView {
    let form = use_recipe_form();
    let chosen = Memo::new(move |_| form.chosen());
    let choice = move || catalog::find(form.target, chosen.get());
    let options = form.draft.with_untracked(|draft| {
        let choices = draft.choices();
        choices
            .map(|choice| {
                view! {
                    <option value=choice.id prop:selected=move || chosen.get() == choice.id>
                        {choice.title}
                    </option>
                }
                .into_any()
            })
            .collect::<Vec<_>>()
    });
    let choose = move |id: String| form.change(&mut |draft| draft.choose(&id));
    view! {
        <div class="field">
            <label for=FIELD>"Template"</label>
            <select
                class="in"
                id=FIELD
                aria-describedby=ABOUT
                on:change=move |change| choose(event::value(&change))
            >
                {options}
            </select>
            <p class="help" id=ABOUT>
                {move || choice().map_or("", |choice| choice.sentence)}
            </p>
        </div>
        {move || {
            choice()
                .filter(|choice| has_fields(choice))
                .map(|choice| view! { <RecipeFields kind=choice.kind/> }.into_any())
        }}
    }
}

/// Whether there is anything to fill in for a choice.
fn has_fields(choice: &RecipeChoice) -> bool {
    choice.preset.is_none()
        && !matches!(
            choice.kind,
            RecipeKind::NotMapped
                | RecipeKind::SwitchDeleted
                | RecipeKind::NotDeleted
                | RecipeKind::AppRole
        )
}
