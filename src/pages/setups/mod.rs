//! The page of setups: all setups of this browser, and what the open one is.

mod import;
mod import_link;
mod list;
mod row;
mod settings;
mod share;

use leptos::prelude::*;

use crate::browser::focus_soon;
use crate::components::page_head::PageHead;
use crate::pages::setups::import::{ImportButton, ImportError};
use crate::pages::setups::import_link::ImportLinkPage;
use crate::pages::setups::list::SetupTable;
use crate::pages::setups::settings::SetupSettings;
use crate::pages::setups::share::ShareSetup;
use crate::state::route::Route;
use crate::state::use_app;

/// The field with the name of the open setup.
const NAME_ID: &str = "setup-name";

/// `#/setups` and `#/import/<link>`
pub fn view() -> AnyView {
    let is_import = use_app()
        .route
        .with_untracked(|route| matches!(route, Route::Import(_)));
    match is_import {
        true => view! { <ImportLinkPage/> }.into_any(),
        false => view! { <SetupsPage/> }.into_any(),
    }
}

#[component]
fn SetupsPage() -> impl IntoView {
    let app = use_app();
    let import_error = RwSignal::new(None::<String>);
    let create = move |_| {
        app.create();
        focus_soon(NAME_ID);
    };
    view! {
        <PageHead
            title="Setups"
            lead=|| "One per Talkdesk account. They stay in this browser; secret tokens are never saved."
            actions=move || {
                view! {
                    <ImportButton import_error/>
                    <button type="button" class="btn primary" on:click=create>
                        "New setup"
                    </button>
                }
            }
        />
        <div class="body">
            <ImportError import_error/>
            <SetupTable/>
            <SetupSettings/>
            <ShareSetup/>
        </div>
    }
}
