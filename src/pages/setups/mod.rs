//! The page of setups: what this one is about, and all the others.

mod import;
mod list;
mod this_setup;

use leptos::prelude::*;

use crate::browser::focus_soon;
use crate::components::page_title::PageTitle;
use crate::pages::setups::import::{ImportButton, ImportError};
use crate::pages::setups::list::SetupList;
use crate::pages::setups::this_setup::ThisSetup;
use crate::state::use_app;

/// The field with the name of the open setup.
const NAME_ID: &str = "setup-name";

/// `#/setups`
pub fn view() -> AnyView {
    view! { <SetupsPage/> }.into_any()
}

#[component]
fn SetupsPage() -> impl IntoView {
    let import_error = RwSignal::new(None::<String>);
    view! {
        <Head import_error/>
        <p class="lead">
            "One set-up is one Talkdesk account connected to one Entra tenant. All of them stay in this browser until you delete them. The secret token is never part of one."
        </p>
        <ImportError import_error/>
        <ThisSetup/>
        <SetupList/>
    }
}

#[component]
fn Head(import_error: RwSignal<Option<String>>) -> impl IntoView {
    let app = use_app();
    let create = move |_| {
        app.create();
        focus_soon(NAME_ID);
    };
    view! {
        <div class="head">
            <PageTitle text="Set-ups"/>
            <div class="row">
                <button type="button" class="primary" on:click=create>
                    "New set-up"
                </button>
                <ImportButton import_error/>
            </div>
        </div>
    }
}
