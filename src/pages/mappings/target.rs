//! One target: its recipes, and the exact fields for the portal.

mod fields;
mod form_state;
mod guidance;
mod lines;
mod recipe;
mod result;

use leptos::prelude::*;

use crate::components::bridge::{from_element, into_element};
use crate::components::element::El;
use crate::components::page_title::PageTitle;
use crate::pages::mappings::diagnostic_view::diagnostic;
use crate::pages::mappings::portal_fields::{for_the_user, up};
use crate::pages::mappings::requests::RequestsPanel;
use crate::pages::mappings::row::settings::settings;
use crate::pages::mappings::target::form_state::{RecipeFormState, use_recipe_form};
use crate::pages::mappings::target::guidance::GoodToKnow;
use crate::pages::mappings::target::recipe::RecipeForm;
use crate::pages::mappings::target::result::ResultPanel;
use crate::state::preview_client::PreviewState;
use crate::state::{App, use_app};
use provisioning::diagnostics::MappingDiagnostic;
use provisioning::set_status;
use provisioning::talkdesk::{Requirement, TARGETS, TargetAttribute};

/// The words for how much a target is needed.
pub fn need(target: &TargetAttribute) -> &'static str {
    match target.requirement {
        Requirement::Mandatory => "mandatory",
        Requirement::Disputed => "needed for leavers",
        Requirement::Optional => "optional",
    }
}

/// The page, for one that the element builder makes.
pub fn target_page(_app: App, _preview: PreviewState, target: &'static TargetAttribute) -> El {
    into_element(view! { <TargetPage target/> }.into_any())
}

/// `#/mappings/<short name>`
#[component]
pub fn TargetPage(target: &'static TargetAttribute) -> impl IntoView {
    let app = use_app();
    let form = RecipeFormState::open(app, target);
    provide_context(form);
    view! {
        {from_element(up())}
        <div class="head">
            <PageTitle text=target.short/>
            <span class="tag">{need(target)}</span>
        </div>
        <p class="lead">{target.rule}</p>
        <div class="mapping">
            <div class="stack">
                <RecipeForm/>
                {from_element(settings(form.edit_session, app, target.name))}
            </div>
            <div class="stack">
                {from_element(for_the_user(app, PreviewState::of(app), form.saved_row))}
                <ResultPanel/>
                <Warnings/>
                <RequestsPanel/>
                <GoodToKnow/>
            </div>
        </div>
        <Neighbors target/>
    }
}

/// What is wrong with the row that the setup has. Those of the form stand
/// beside its fields.
#[component]
fn Warnings() -> impl IntoView {
    let app = use_app();
    let target = use_recipe_form().target;
    view! {
        {move || {
            let found = diagnostics_of(app, target);
            let warnings = found.iter().filter(|what| what.field().is_none());
            warnings.map(|what| from_element(diagnostic(app, what))).collect::<Vec<_>>()
        }}
    }
}

fn diagnostics_of(app: App, target: &TargetAttribute) -> Vec<MappingDiagnostic> {
    app.setup.with(|setup| {
        let evaluation = PreviewState::of(app).evaluation(&setup.mapping);
        set_status::of_target(&setup.mapping, &evaluation, target.name)
    })
}

/// The links to the targets before and behind.
#[component]
fn Neighbors(target: &'static TargetAttribute) -> impl IntoView {
    let at = TARGETS.iter().position(|other| other.name == target.name);
    let other = |index: Option<usize>| index.and_then(|index| TARGETS.get(index));
    let previous = other(at.and_then(|at| at.checked_sub(1)));
    let next = other(at.map(|at| at + 1));
    let link = |class, word, target| view! { <NeighborLink class word target/> }.into_any();
    view! {
        <nav class="row neighbours no-print" aria-label="Targets">
            {previous.map(|target| link("button previous", "Previous", target))}
            {next.map(|target| link("button next", "Next", target))}
        </nav>
    }
}

#[component]
fn NeighborLink(
    class: &'static str,
    word: &'static str,
    target: &'static TargetAttribute,
) -> impl IntoView {
    view! {
        <a class=class href=format!("#/mappings/{}", target.short)>
            {format!("{word}: {}", target.short)}
        </a>
    }
}
