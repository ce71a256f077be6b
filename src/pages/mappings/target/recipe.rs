//! The choice of a recipe, with the fields of the chosen one below it.

use leptos::prelude::*;

use crate::components::when::When;
use crate::pages::mappings::target::fields::RecipeFields;
use crate::pages::mappings::target::form_state::use_recipe_form;
use provisioning::recipe::RecipeKind;
use provisioning::recipe::catalog::RecipeChoice;

#[component]
pub fn RecipeForm() -> impl IntoView {
    let form = use_recipe_form();
    let options = form.draft.with_untracked(|draft| {
        let choices = draft.choices();
        choices
            .map(|choice| view! { <RecipeOption choice/> }.into_any())
            .collect::<Vec<_>>()
    });
    view! {
        <fieldset class="recipes">
            <legend>"Where it comes from"</legend>
            <ul class="options">{options}</ul>
        </fieldset>
    }
}

#[component]
fn RecipeOption(choice: &'static RecipeChoice) -> impl IntoView {
    let form = use_recipe_form();
    let id = choice.id;
    let about = format!("about-{id}");
    let is_chosen = move || form.chosen() == id;
    let fields = has_fields(choice).then(|| {
        view! {
            <When is=Signal::derive(is_chosen)>
                <RecipeFields kind=choice.kind/>
            </When>
        }
        .into_any()
    });
    view! {
        <li class="option" class:on=is_chosen>
            <label>
                <input
                    type="radio"
                    name="recipe"
                    value=id
                    aria-describedby=about.clone()
                    prop:checked=is_chosen
                    on:change=move |_| form.change(&mut |draft| draft.choose(id))
                />
                <b>{choice.title}</b>
            </label>
            <p class="hint" id=about>
                {choice.sentence}
            </p>
            {fields}
        </li>
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
