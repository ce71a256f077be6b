//! The same test outside the browser: a command to run, and beside it the box
//! for what it prints.

use leptos::prelude::*;

use super::context::{ConnectionPage, use_connection_page};
use super::explanation_view::ExplanationCard;
use super::redacted_input::RedactedInput;
use super::terminal_commands::{ChosenCommands, CommandOptions};
use crate::browser::event;
use crate::components::when::When;
use connection_test::diagnosis::messages::Next;
use connection_test::shell_commands::FAMILIES;

pub(super) const TERMINAL_ID: &str = "terminal-title";

/// Whether the command is the next thing to do.
pub(super) fn is_next(page: ConnectionPage) -> bool {
    let next = page.next();
    next == Some(Next::Terminal) || next == Some(Next::Relay) && page.terminal_wanted.get()
}

#[component]
pub(super) fn TerminalHalves() -> impl IntoView {
    view! {
        <div class="halves terminal no-print">
            <div>
                <div class="row">
                    <h3 class="grow" id=TERMINAL_ID tabindex="-1">
                        "1. Run this in a terminal"
                    </h3>
                    <ShellChoice/>
                </div>
                <ChosenCommands/>
                <CommandOptions/>
            </div>
            <PasteHalf/>
        </div>
    }
}

/// The kind of shell. The likely one for this computer is chosen at first.
#[component]
fn ShellChoice() -> impl IntoView {
    let choice = use_connection_page().commands;
    let options = FAMILIES.into_iter().map(|family| {
        let label = family.label();
        view! {
            <label>
                <input
                    type="radio"
                    name="shell"
                    value=label
                    prop:checked=move || choice.family() == family
                    on:change=move |change| choice.choose_family(&event::value(&change))
                />
                {label}
            </label>
        }
        .into_any()
    });
    view! {
        <div class="seg" role="radiogroup" aria-label="Shell">
            {options.collect::<Vec<_>>()}
        </div>
    }
}

#[component]
fn PasteHalf() -> impl IntoView {
    let page = use_connection_page();
    let is_empty = Signal::derive(move || page.printed.is_empty());
    view! {
        <div>
            <RedactedInput
                id="printed"
                rows="4"
                label="2. Paste what it prints"
                placeholder="HTTP/1.1 200 OK …"
                content=page.printed
                class="cmdin"
            />
            <When is=is_empty>
                <p class="muted small">
                    "The result appears here as soon as you paste. Nothing is stored."
                </p>
            </When>
            <ExplanationCard content=page.printed is_primary=Signal::derive(move || is_next(page))/>
        </div>
    }
}
