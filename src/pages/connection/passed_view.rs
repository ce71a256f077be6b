//! What a passed test proves, and what it does not.

use leptos::prelude::*;

use super::context::use_connection_page;
use crate::components::icon::{Icon, LabeledIcon, icons};
use crate::state::connection::selected_tab::USER;

/// The step of the guide that a passed test proves.
const PROVED_STEP: &str = "2.5";

#[component]
pub(super) fn PassedHalves() -> impl IntoView {
    let page = use_connection_page();
    view! {
        <div class="halves proof">
            <div>
                <h3>"Saved to the guide"</h3>
                <div class="row">
                    <LabeledIcon of=icons::DONE label="Verified" class="okc"/>
                    <span class="grow">{format!("Step {PROVED_STEP}, Test connection")}</span>
                    <a class="small" href=format!("#/guide/{PROVED_STEP}")>
                        "Open"
                        <span class="sr">{format!(" step {PROVED_STEP}")}</span>
                    </a>
                </div>
                <p class="muted small">
                    "The step shows this test and its age. The token isn’t saved."
                </p>
            </div>
            <div>
                <h3>"Not tested yet"</h3>
                <div class="row">
                    <Icon of=icons::TODO class="muted"/>
                    <span class="grow">"Create, change and deactivate a user"</span>
                    <button
                        type="button"
                        class="btn quiet small no-print"
                        on:click=move |_| page.tab.set(USER)
                    >
                        "Run a test user"
                    </button>
                </div>
                <p class="muted small">
                    "This test only reads. A test user takes about half a minute."
                </p>
            </div>
        </div>
    }
}
