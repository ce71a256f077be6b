//! What to do when the relay does not start or the page does not find it.

use leptos::prelude::*;

use crate::browser::event;
use crate::pages::connection::context::use_connection_page;
use connection_test::shell_commands::relay::RelayProgram;

const PORT_ID: &str = "relay-port";

/// What happens with either program, and what to do.
const CASES: [(&str, &str); 4] = [
    (
        "The file isn’t found",
        "Open the terminal in the folder where you saved the file, usually Downloads.",
    ),
    (
        "Edge or Chrome asked about your local network and you chose Block",
        "Select the icon to the left of the page’s address, open the site settings, set Local network access to Allow, then reload the page.",
    ),
    (
        "You use Safari",
        "Safari doesn’t let a page on https reach a program on this computer. Use Edge, Chrome or Firefox.",
    ),
    (
        "The relay runs, but the page doesn’t find it",
        "The relay responds only to the page that it was started for. Start it with the command shown here, and leave its window open.",
    ),
];

/// What happens with one of them.
fn own_cases(program: RelayProgram) -> [(&'static str, &'static str); 2] {
    match program {
        RelayProgram::PowerShell => [
            (
                "PowerShell says that running scripts is disabled",
                "Use the whole command, with -ExecutionPolicy Bypass. If your organization’s policy still blocks it, use the relay for Node or run one command instead.",
            ),
            (
                "Your network allows the internet only through a proxy",
                "The relay uses the proxy that is set in Windows.",
            ),
        ],
        RelayProgram::Node => [
            (
                "“node” isn’t found",
                "Install Node 20 or later from nodejs.org, or use the relay for PowerShell.",
            ),
            (
                "Your network allows the internet only through a proxy",
                "The relay uses the proxy in the variable HTTPS_PROXY.",
            ),
        ],
    }
}

#[component]
pub(super) fn RelayHelp() -> impl IntoView {
    let page = use_connection_page();
    let cases = move || {
        let own = own_cases(page.relay_program.get());
        let cases = own.into_iter().chain(CASES).map(|(what, remedy)| {
            view! {
                <dt>{what}</dt>
                <dd>{remedy}</dd>
            }
            .into_any()
        });
        cases.collect::<Vec<_>>()
    };
    view! {
        <div class="relay-help">
            <PortField/>
            <dl>{cases}</dl>
        </div>
    }
}

/// The port, for a computer on which another program has the usual one.
#[component]
fn PortField() -> impl IntoView {
    let relay = use_connection_page().connection.relay;
    let error = move || relay.port().err().map(|error| error.to_string());
    view! {
        <div class="field">
            <label for=PORT_ID>"Port"</label>
            <input
                class="in mono"
                class:bad=move || error().is_some()
                id=PORT_ID
                inputmode="numeric"
                autocomplete="off"
                aria-describedby="relay-port-hint"
                aria-invalid=move || error().is_some().to_string()
                prop:value=move || relay.typed_port.get()
                on:input=move |input| relay.set_port(event::value(&input))
            />
            <span class="help" id="relay-port-hint">
                {move || {
                    error()
                        .unwrap_or_else(|| {
                            "If the port is in use, enter another one. The start command updates to match."
                                .to_owned()
                        })
                }}
            </span>
        </div>
    }
}
