//! What the script does: the shell, and its steps in their order.

use leptos::prelude::*;
use provisioning::format::counted;
use setup::Setup;
use sync_schema::script::{SCRIPT_STEPS, SHELLS, ScriptStep, Shell};

use crate::browser::event;
use crate::components::when::When;
use crate::pages::mappings::scripts::choice::use_choice;

#[component]
pub fn ShellChoice() -> impl IntoView {
    let shells = SHELLS.iter().enumerate();
    let shells = shells.map(|(at, shell)| view! { <ShellOption at shell=*shell/> }.into_any());
    view! {
        <fieldset>
            <legend>"Shell"</legend>
            <div class="seg">{shells.collect::<Vec<_>>()}</div>
        </fieldset>
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
pub fn Steps() -> impl IntoView {
    let choice = use_choice();
    let steps = SCRIPT_STEPS.iter();
    let steps = steps.map(|step| view! { <StepOption step=*step/> }.into_any());
    let application = move || {
        choice
            .app
            .setup
            .with(|setup| format!("{}. An existing one is used.", setup.application()))
    };
    view! {
        <section class="section" aria-labelledby="script-steps">
            <h2 class="h3" id="script-steps">
                "What it does"
            </h2>
            <ol class="script-steps">
                <li>
                    <p>
                        <b>"Create the application and its provisioning job"</b>
                        <span class="muted small">{move || application()}</span>
                    </p>
                </li>
                {steps.collect::<Vec<_>>()}
            </ol>
        </section>
    }
}

/// A step that can be left out.
#[component]
fn StepOption(step: ScriptStep) -> impl IntoView {
    let choice = use_choice();
    let is_on = move || choice.includes(step);
    view! {
        <li class:off=move || !is_on()>
            <label>
                <span>
                    <b>{step.label()}</b>
                    <span class="muted small">
                        {move || choice.app.setup.with(|setup| detail(step, setup))}
                    </span>
                </span>
                <input
                    type="checkbox"
                    prop:checked=is_on
                    on:change=move |change| choice.choose(step, event::is_checked(&change))
                />
            </label>
            {(step == ScriptStep::Assign)
                .then(|| {
                    view! {
                        <When is=Signal::derive(is_on)>
                            <UsersFile/>
                        </When>
                    }
                        .into_any()
                })}
        </li>
    }
}

/// What a step does with this setup.
fn detail(step: ScriptStep, setup: &Setup) -> String {
    match step {
        ScriptStep::Credentials => match setup.tenant.url() {
            Some(url) => format!("Asks for the token and tests it first. Tenant URL: {url}"),
            None => "Asks for the Tenant URL and the token and tests them first.".to_owned(),
        },
        ScriptStep::Mappings => {
            let count = counted(setup.mapping.rows.len() as u64, "mapping", "mappings");
            format!("{count}. Saves the schema that is there to a file first.")
        }
        ScriptStep::Groups => "Talkdesk doesn’t support groups.".to_owned(),
        ScriptStep::Assign => {
            "Skipped if the file doesn’t exist. Users who are already assigned stay.".to_owned()
        }
        ScriptStep::Start => "Only if every user was assigned.".to_owned(),
    }
}

#[component]
fn UsersFile() -> impl IntoView {
    let users = use_choice().users;
    view! {
        <div class="field">
            <label for="script-users">"Users file"</label>
            <input
                class="in"
                type="text"
                id="script-users"
                autocomplete="off"
                spellcheck="false"
                aria-describedby="script-users-help"
                prop:value=move || users.get()
                on:input=move |input| users.set(event::value(&input))
            />
            <p class="help" id="script-users-help">
                "One user principal name or object ID per line, or a CSV file with a column userPrincipalName or id."
            </p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use setup::{SetupId, Tenant, Timestamp};

    #[test]
    fn each_step_says_what_it_does_with_this_setup() {
        let mut setup = Setup::new(
            SetupId("1".to_owned()),
            "Contoso".to_owned(),
            Timestamp("2026-11-28T10:00:00.000Z".to_owned()),
        );
        let text = detail(ScriptStep::Credentials, &setup);
        assert!(text.starts_with("Asks for the Tenant URL"));
        setup.tenant = Tenant::Custom("https://a.example/scim/v2".to_owned());
        let text = detail(ScriptStep::Credentials, &setup);
        assert!(text.ends_with("https://a.example/scim/v2"));
        assert!(detail(ScriptStep::Mappings, &setup).starts_with("5 mappings. "));
    }
}
