//! The panel beside the comparison: how to get the file, and how to put it
//! back.

use leptos::prelude::*;
use sync_schema::message;

use crate::components::copy_button::CopyButton;
use crate::components::icon::{Icon, icons};
use crate::pages::mappings::schema_file::page_state::use_schema_page;

/// While no file is shown.
#[component]
pub fn GetIt() -> impl IntoView {
    view! {
        <header>
            <div>
                <h2 id="schema-aside">"Get it from Entra"</h2>
                <span class="muted small">"About one minute"</span>
            </div>
        </header>
        <div class="in-body">
            <ol class="num-list">
                <li>
                    "Open the application in the portal, then "
                    <b>"Provisioning"</b>
                    " and "
                    <b>"Attribute mapping"</b>
                    "."
                </li>
                <li>
                    "Choose "
                    <b>"Provision Microsoft Entra ID Users"</b>
                    ", turn on "
                    <b>"Show advanced options"</b>
                    ", then choose "
                    <b>"Review your schema here"</b>
                    "."
                </li>
                <li>"Choose " <b>"Download"</b> " and open the file here."</li>
            </ol>
            <p class="hint">
                <Icon of=icons::INFO/>
                <span>
                    "You see every difference before you save anything. The parts that scimdesk doesn’t know stay exactly as they are."
                </span>
            </p>
            <WithScript/>
        </div>
    }
}

#[component]
pub fn PutBack() -> impl IntoView {
    let page = use_schema_page();
    view! {
        <header>
            <div>
                <h2 id="schema-aside">"Put it back into Entra"</h2>
                <span class="muted small">"About two minutes"</span>
            </div>
        </header>
        <div class="in-body">
            <ol class="num-list">
                <li>"Save the updated file. Keep the original, so that you can go back."</li>
                <li>
                    "In "
                    <b>"Attribute mapping"</b>
                    ", turn on "
                    <b>"Show advanced options"</b>
                    ", then choose "
                    <b>"Review your schema here"</b>
                    "."
                </li>
                <li>"Replace all text with the file, then choose " <b>"Save"</b> "."</li>
                <li>
                    "Download the schema again and open it here. No changes left means that it worked."
                </li>
            </ol>
            <p class="hint">
                <Icon of=icons::INFO/>
                <span>{message::CONSEQUENCE}</span>
            </p>
            <WithGraph/>
            <WithScript/>
        </div>
        <footer>
            <span class="muted small grow nobr">
                {move || format!("Saves as {}", page.updated_name())}
            </span>
        </footer>
    }
}

#[component]
fn WithGraph() -> impl IntoView {
    let address = use_schema_page().graph_address();
    view! {
        <section class="stack">
            <h3>"Or with Microsoft Graph"</h3>
            <div class="copyline">
                <code class="grow tiny">"PUT …/synchronization/jobs/{id}/schema"</code>
                <CopyButton what="Address for PUT" text=move |()| address.clone()/>
            </div>
            <p class="tiny muted">
                "Replace OBJECT-ID with the object ID of the enterprise application."
            </p>
        </section>
    }
}

#[component]
fn WithScript() -> impl IntoView {
    view! {
        <section class="stack">
            <h3>"Or with a script"</h3>
            <p>
                "A script applies the same mappings without a file. "
                <a href="#/mappings/scripts">"Get the script"</a>
            </p>
        </section>
    }
}
