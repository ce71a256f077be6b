//! The relay's file and the command that starts it.

use leptos::prelude::*;

use crate::browser::location;
use crate::components::copy_button::CopyButton;
use crate::components::icon::{Icon, icons};
use crate::components::when::When;
use crate::pages::connection::context::{ConnectionPage, RELAY_ID, use_connection_page};
use connection_test::relay::status::RelayStatus;
use connection_test::shell_commands::relay::{RELAY_PROGRAMS, RelayProgram};
use provisioning::format::size;

const COMMAND_ID: &str = "relay-command";

#[component]
pub(super) fn StartHalf() -> impl IntoView {
    let program = use_connection_page().relay_program;
    let choices = RELAY_PROGRAMS.into_iter().map(|choice| {
        view! {
            <label>
                <input
                    type="radio"
                    name="relay-program"
                    value=choice.label()
                    prop:checked=move || program.get() == choice
                    on:change=move |_| program.set(choice)
                />
                {choice.label()}
            </label>
        }
        .into_any()
    });
    view! {
        <div>
            <div class="row">
                <h3 class="grow" id=RELAY_ID tabindex="-1">
                    "1. Start the relay"
                </h3>
                <div class="seg" role="radiogroup" aria-label="Runs with">
                    {choices.collect::<Vec<_>>()}
                </div>
            </div>
            {move || view! { <ProgramFile program=program.get()/> }.into_any()}
            {move || view! { <StartCommand program=program.get()/> }.into_any()}
        </div>
    }
}

#[component]
fn ProgramFile(program: RelayProgram) -> impl IntoView {
    let file = program.file();
    let needs = match program {
        RelayProgram::PowerShell => "nothing to install",
        RelayProgram::Node => "needs Node 20 or later",
    };
    view! {
        <div class="value">
            <Icon of=icons::FILE class="muted"/>
            <span class="filename">
                <code>{file.name}</code>
                <span class="muted tiny">
                    {format!("{}, readable script, {needs}", size(f64::from(file.bytes)))}
                </span>
            </span>
            <a
                class="btn small"
                href=file.path()
                download=file.name
                aria-label=format!("Save {}", file.name)
            >
                <Icon of=icons::SAVE/>
                "Save"
            </a>
        </div>
        <div class="hash">
            <span class="muted tiny">"SHA-256"</span>
            <code class="tiny">{file.grouped_hash()}</code>
        </div>
    }
}

/// The command for the typed Tenant URL and port.
fn command(page: ConnectionPage, program: RelayProgram) -> Option<String> {
    let tenant = page.address().url?;
    let port = page.connection.relay.port().ok()?;
    Some(program.start_command(page.system, &tenant, &location::origin(), port))
}

#[component]
fn StartCommand(program: RelayProgram) -> impl IntoView {
    let page = use_connection_page();
    let text = move || command(page, program).unwrap_or_default();
    // Once the relay is there, its code is the next thing.
    let is_primary =
        Memo::new(move |_| page.connection.relay.status() == RelayStatus::NotReachable);
    let has_command = move || command(page, program).is_some();
    view! {
        <When
            is=Signal::derive(has_command)
            otherwise=|| view! { <p>"Enter a valid port to get the start command."</p> }.into_any()
        >
            <pre class="code one" id=COMMAND_ID tabindex="0" role="group" aria-label="Start command">
                {text}
            </pre>
            <div class="row wrap">
                {move || {
                    let class = if is_primary.get() { "primary" } else { "" };
                    view! {
                        <CopyButton
                            class
                            label="Copy start command"
                            what="Start command"
                            shown_in=COMMAND_ID
                            text=move |()| untrack(text)
                        />
                    }
                        .into_any()
                }}
            </div>
        </When>
    }
}
