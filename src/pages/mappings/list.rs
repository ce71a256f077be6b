//! The list of all rows, with what has to be done about the whole set.

mod actions;
mod add_row;
mod gone_rows;
mod names;
mod next_step;
mod operations;
mod portal_steps;
mod row_item;
mod rows;

use leptos::prelude::*;

use crate::components::bridge::from_element;
use crate::components::page_title::PageTitle;
use crate::pages::mappings::list::names::AttributeNames;
use crate::pages::mappings::list::next_step::NextStep;
use crate::pages::mappings::list::operations::OperationsField;
use crate::pages::mappings::list::portal_steps::PortalSteps;
use crate::pages::mappings::list::rows::RowList;
use crate::pages::mappings::portal_fields::CopyButton;
use crate::pages::mappings::{requests, use_preview};
use crate::state::preview_client::PreviewState;
use crate::state::{App, use_app};
use provisioning::set_status::row_status::set_text;

#[component]
pub fn ListPage(
    /// The target that the address names, if there is none such.
    unknown: Option<String>,
) -> impl IntoView {
    let app = use_app();
    let preview = use_preview();
    view! {
        <div class="head">
            <PageTitle text="Mappings"/>
            <CopyButton
                what="All mappings"
                label="Copy all mappings"
                read=move || all_rows(app, preview)
            />
        </div>
        <p class="lead">
            "The rows of the portal’s table, what has to happen to each, and what Entra would send for one user."
        </p>
        {unknown.map(|target| view! { <UnknownTarget target/> }.into_any())}
        <NextStep/>
        <div class="workbench">
            <RowList/>
            {from_element(requests::panel(app, preview))}
        </div>
        <div class="stack far">
            <PortalSteps/>
            <OperationsField/>
            <AttributeNames/>
        </div>
    }
}

/// The whole set as text.
fn all_rows(app: App, preview: PreviewState) -> String {
    app.setup.with_untracked(|setup| {
        let evaluation = untrack(|| preview.evaluation(&setup.mapping));
        set_text(&setup.mapping, &evaluation)
    })
}

#[component]
fn UnknownTarget(target: String) -> impl IntoView {
    view! {
        <div class="notice" role="alert">
            <h2>{format!("Talkdesk has no attribute “{target}”")}</h2>
            <p>
                "The set-up has no row for it either. The address may be cut short, or the row was deleted. The rows are below."
            </p>
        </div>
    }
}
