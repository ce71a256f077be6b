//! The head of the page: what there is to change, and the one thing to do next.

use leptos::prelude::*;
use provisioning::portal::mapping_table::changes_text;
use provisioning::portal::portal_diff;
use provisioning::set_status::readiness::Readiness;

use crate::components::icon::{Icon, icons};
use crate::components::menu::Menu;
use crate::components::page_head::PageHead;
use crate::pages::mappings::row_actions;
use crate::pages::mappings::table_state::use_table;
use crate::state::mapping_links as links;
use crate::state::use_app;

/// The first step of the guide that is about mappings.
const STEPS: &str = "#/guide/2.6";

#[component]
pub fn TableHead() -> impl IntoView {
    let state = use_table();
    let changes = Memo::new(move |_| state.table.with(|table| changes_text(table.changes)));
    let lead = move || match (state.is_blocked(), changes.get()) {
        (true, _) => "What Entra sends to Talkdesk, and what to change in the portal.".to_owned(),
        (false, Some(changes)) => {
            format!("What Entra sends to Talkdesk, and what to change in the portal: {changes}.")
        }
        (false, None) => {
            "What Entra sends to Talkdesk. The portal already has these mappings.".to_owned()
        }
    };
    view! {
        <PageHead
            title="Mappings"
            lead=move || view! { {move || lead()} }
            actions=|| {
                view! {
                    <MoreMenu/>
                    <MainAction/>
                }
            }
        />
    }
}

#[component]
fn MainAction() -> impl IntoView {
    let state = use_table();
    view! {
        {move || {
            state
                .readiness
                .with(|readiness| match readiness {
                    Readiness::Blocked(blocking) => {
                        let href = blocking.first().map(|one| links::of(&one.target));
                        view! {
                            <a class="btn primary" href=href>
                                {readiness.fix_first()}
                            </a>
                        }
                            .into_any()
                    }
                    Readiness::Checking => {
                        view! {
                            <button type="button" class="btn primary" disabled>
                                "Show the steps"
                            </button>
                        }
                            .into_any()
                    }
                    Readiness::Ready | Readiness::NotChecked(_) => {
                        view! {
                            <a class="btn primary" href=STEPS>
                                "Show the steps"
                            </a>
                        }
                            .into_any()
                    }
                })
        }}
    }
}

#[component]
fn MoreMenu() -> impl IntoView {
    let app = use_app();
    let is_published = move || {
        app.setup
            .with(|setup| portal_diff::talkdesk_set(&setup.mapping) == setup.mapping)
    };
    view! {
        <Menu label="More for mappings">
            <a href=format!("{}/{}", links::TABLE, links::ADD)>
                <Icon of=icons::PLUS/>
                "Add a mapping"
            </a>
            <a href=format!("{}/{}", links::TABLE, links::OPERATIONS)>
                <Icon of=icons::SLIDERS/>
                "Create, update, delete"
            </a>
            <a href="#/mappings/schema">
                <Icon of=icons::FILE/>
                "Schema file"
            </a>
            <a href="#/mappings/scripts">
                <Icon of=icons::COPY/>
                "Script"
            </a>
            <hr/>
            <button
                type="button"
                disabled=is_published
                on:click=move |_| row_actions::reset(app)
            >
                <Icon of=icons::UNDO/>
                "Reset to Talkdesk’s mappings"
            </button>
        </Menu>
    }
}
