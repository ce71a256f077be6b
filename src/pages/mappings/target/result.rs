//! What the setup has now for a target, as the portal's fields.

use leptos::prelude::*;

use crate::components::bridge::from_element;
use crate::components::when::When;
use crate::pages::mappings::portal_fields::{copy_button, field_view, waits};
use crate::pages::mappings::target::form_state::use_recipe_form;
use crate::state::preview_client::PreviewState;
use crate::state::use_app;
use provisioning::mapping::Row;
use provisioning::portal;
use provisioning::recipe::form::RecipeForm;

#[component]
pub fn ResultPanel() -> impl IntoView {
    let form = use_recipe_form();
    let is_saved = Memo::new(move |_| form.draft.with(RecipeForm::is_saved));
    let is_mapped = Signal::derive(move || {
        form.app
            .setup
            .with(|setup| setup.mapping.maps(form.target.name))
    });
    view! {
        <section class="panel result" aria-labelledby="result-title">
            <div class="panel-head">
                <h2 id="result-title">"In the portal"</h2>
                <When
                    is=is_saved
                    otherwise=|| view! { <span class="tag warn">"not complete"</span> }
                >
                    <span class="tag ok">"in the set-up"</span>
                </When>
            </div>
            <div class="body stack">
                <When is=Signal::derive(move || !is_saved.get())>
                    <NotSavedYet/>
                </When>
                <When is=is_mapped>
                    <CustomAttribute/>
                </When>
                <SavedRow/>
            </div>
        </section>
    }
}

#[component]
fn NotSavedYet() -> impl IntoView {
    view! {
        <p class="callout warn">
            "Your entries go to the set-up once they are complete. Until then they are kept in this tab only, and the set-up has what stands below."
        </p>
    }
}

/// The custom attribute that has to be there before the row can be made.
#[component]
fn CustomAttribute() -> impl IntoView {
    let app = use_app();
    let target = use_recipe_form().target;
    portal::custom_attribute(target.name).map(|fields| {
        let fields = fields.map(|field| from_element(field_view(app, target.short, field)));
        view! {
            <div class="stack">
                <h3>"First, under Edit attribute list"</h3>
                {Vec::from(fields)}
                <p class="hint">"Leave the other boxes of that line empty."</p>
            </div>
        }
        .into_any()
    })
}

#[component]
fn SavedRow() -> impl IntoView {
    let app = use_app();
    let form = use_recipe_form();
    let short = form.target.short;
    view! {
        {move || match form.saved_row.get() {
            None => {
                let no_row = format!(
                    "No row. If the portal’s table has one for {short}, delete it.",
                );
                view! { <p>{no_row}</p> }.into_any()
            }
            Some(row) => {
                match waits(app, PreviewState::of(app), &row.target) {
                    Some(waits) => from_element(waits),
                    None => view! { <RowFields row/> }.into_any(),
                }
            }
        }}
    }
}

#[component]
fn RowFields(row: Row) -> impl IntoView {
    let app = use_app();
    let short = use_recipe_form().target.short;
    let fields = portal::fields(&row)
        .into_iter()
        .map(|field| from_element(field_view(app, short, field)))
        .collect::<Vec<_>>();
    let what = format!("All fields of {short}");
    let label = format!("Copy all fields of {short}");
    let all = copy_button(app, &what, &label, move || portal::row_text(&row));
    view! {
        <div class="stack">
            <h3>"Edit Attribute"</h3>
            {fields}
            {from_element(all)}
        </div>
    }
}
