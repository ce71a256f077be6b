//! What is chosen for the script: the shell, the steps, the file of users.

use leptos::prelude::*;
use sync_schema::script::{SCRIPT_STEPS, SHELLS, ScriptStep, Shell};

use crate::browser::event;
use crate::components::text_field::TextInput;
use crate::components::when::When;
use crate::pages::mappings::scripts::use_choice;
use crate::state::use_app;
use setup::Setup;

#[component]
pub fn Options() -> impl IntoView {
    let choice = use_choice();
    let shells = SHELLS.iter().enumerate();
    let shells = shells.map(|(at, shell)| view! { <ShellOption at shell=*shell/> }.into_any());
    let steps = SCRIPT_STEPS.iter().enumerate();
    let steps = steps.map(|(at, step)| view! { <StepOption at step=*step/> }.into_any());
    view! {
        <section class="panel" aria-label="Options">
            <div class="body stack">
                <fieldset class="choices">
                    <legend>"Shell"</legend>
                    {shells.collect::<Vec<_>>()}
                </fieldset>
                <fieldset class="choices">
                    <legend>"Steps"</legend>
                    {steps.collect::<Vec<_>>()}
                </fieldset>
                <When is=Signal::derive(move || choice.includes(ScriptStep::Assign))>
                    <UsersFile/>
                </When>
                <SetupFacts/>
            </div>
        </section>
    }
}

#[component]
fn ShellOption(at: usize, shell: Shell) -> impl IntoView {
    let choice = use_choice();
    view! {
        <label>
            <input
                type="radio"
                name="shell"
                prop:checked=move || choice.shell.get() == at
                on:change=move |_| choice.shell.set(at)
            />
            {shell.label()}
        </label>
    }
}

#[component]
fn StepOption(at: usize, step: ScriptStep) -> impl IntoView {
    let choice = use_choice();
    view! {
        <label>
            <input
                type="checkbox"
                prop:checked=move || choice.is_ticked(at)
                on:change=move |change| choice.tick(at, event::is_checked(&change))
            />
            {step.label()}
        </label>
    }
}

#[component]
fn UsersFile() -> impl IntoView {
    let users = use_choice().users;
    view! {
        <TextInput
            id="script-users"
            label="File of users"
            placeholder="users.csv"
            hint="One user principal name or Object ID in each line, or a CSV file with a column userPrincipalName or id."
            value=users
            on_input=move |text| users.set(text)
        />
    }
}

/// What the script takes from the setup.
#[component]
fn SetupFacts() -> impl IntoView {
    let app = use_app();
    view! { <p class="hint">{move || app.setup.with(facts)}</p> }
}

fn facts(setup: &Setup) -> String {
    let url = setup.tenant.url();
    format!(
        "Application: {}. Tenant URL: {}. Rows: {}.",
        setup.application(),
        url.as_deref().unwrap_or("the script asks for it"),
        setup.mapping.rows.len()
    )
}
