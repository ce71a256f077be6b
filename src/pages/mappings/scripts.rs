//! `#/mappings/scripts`: one script that does the whole setup from a shell.

mod choice;
mod head_actions;
mod instructions;
mod script_view;
mod steps;

use leptos::prelude::*;

use crate::components::icon::{Icon, icons};
use crate::components::page_head::PageHead;
use crate::pages::mappings::scripts::choice::Choice;
use crate::pages::mappings::scripts::head_actions::HeadActions;
use crate::pages::mappings::scripts::instructions::Instructions;
use crate::pages::mappings::scripts::script_view::ScriptPane;
use crate::pages::mappings::scripts::steps::{ShellChoice, Steps};
use crate::pages::mappings::use_preview;
use crate::state::use_app;

#[component]
pub fn ScriptsPage() -> impl IntoView {
    let app = use_app();
    let preview = use_preview();
    preview.follow(app);
    provide_context(Choice::new(app, preview));
    view! {
        <PageHead
            title="Script"
            up=("Mappings", "#/mappings")
            lead=|| {
                "Set everything up with one script through Microsoft Graph. Safe to run again: it only changes what differs."
            }
            actions=|| view! { <HeadActions/> }.into_any()
        />
        <div class="split scripts">
            <div class="body">
                <ShellChoice/>
                <Steps/>
                <p class="hint">
                    <Icon of=icons::LOCK/>
                    <span>
                        "The script contains no secret. It asks for the token when you run it."
                    </span>
                </p>
                <Instructions/>
            </div>
            <ScriptPane/>
        </div>
    }
}
