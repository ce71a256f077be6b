//! The page of setups: all setups of this browser, and what the open one is.

mod import;
mod list;
mod row;
mod settings;

use leptos::prelude::*;

use crate::browser::focus_soon;
use crate::components::page_head::PageHead;
use crate::pages::setups::import::{ImportButton, ImportError};
use crate::pages::setups::list::SetupTable;
use crate::pages::setups::settings::SetupSettings;
use crate::state::use_app;

/// The field with the name of the open setup.
const NAME_ID: &str = "setup-name";

/// `#/setups`
pub fn view() -> AnyView {
    view! { <SetupsPage/> }.into_any()
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
        </div>
    }
}
