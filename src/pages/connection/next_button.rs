//! The button for the one thing to do next.

use leptos::prelude::*;

use super::context::use_connection_page;
use super::form_view::{ADDRESS_ID, GO_ID, TOKEN_ID, begin};
use super::shell_commands_view::TERMINAL_ID;
use crate::browser;
use crate::state::{App, use_app};
use connection_test::diagnosis::messages::Next;
use setup::{Setup, StepMark};

/// The step of the guide that a passed test proves.
pub(super) const PROVED_STEP: &str = "2.5";
/// The step of the guide that says how a token is made.
const TOKEN_STEP: &str = "2.4";
const TICKED_ID: &str = "ticked-step";

#[component]
pub(super) fn NextButton(next: Next) -> impl IntoView {
    match next {
        Next::Tick => view! { <TickButton/> }.into_any(),
        Next::Again => view! { <AgainButton/> }.into_any(),
        Next::Reload => view! { <ReloadButton class="primary"/> }.into_any(),
        Next::Address => view! {
            <FocusButton class="primary" label="Correct the Tenant URL" target=ADDRESS_ID/>
        }
        .into_any(),
        Next::Token => view! {
            <a class="button primary" href=format!("#/guide/{TOKEN_STEP}")>
                "How to make a new token"
            </a>
            <FocusButton class="" label="Paste another token" target=TOKEN_ID/>
        }
        .into_any(),
        Next::Terminal => view! {
            <FocusButton class="primary" label="Show the command" target=TERMINAL_ID/>
        }
        .into_any(),
        // Copying for a ticket is offered for every verdict.
        Next::Contact => ().into_any(),
    }
}

/// A button that leads to another part of the page.
#[component]
pub(super) fn FocusButton(
    class: &'static str,
    label: &'static str,
    /// Identity of what gets the focus.
    target: &'static str,
) -> impl IntoView {
    view! {
        <button type="button" class=class on:click=move |_| browser::focus(target)>
            {label}
        </button>
    }
}

#[component]
fn AgainButton() -> impl IntoView {
    let page = use_connection_page();
    let test_again = move || {
        // This button goes away with the verdict, so the focus moves to the
        // one that can end the test.
        browser::focus(GO_ID);
        begin(page);
    };
    view! {
        <button type="button" class="primary" on:click=move |_| test_again()>
            "Test again"
        </button>
    }
}

/// A button that reloads the page, which is what unlocks requests.
#[component]
pub(super) fn ReloadButton(class: &'static str) -> impl IntoView {
    view! {
        <button
            type="button"
            class=class
            on:click=move |_| {
                let _ = window().location().reload();
            }
        >
            "Reload the page"
        </button>
    }
}

fn is_proved(setup: &Setup) -> bool {
    matches!(setup.guide.mark(PROVED_STEP), Some(StepMark::Done(_)))
}

/// A button that ticks the proved step, and then the link to it.
#[component]
pub(super) fn TickButton() -> impl IntoView {
    let app = use_app();
    let is_ticked = move || app.setup.with(is_proved);
    view! {
        <button type="button" class="primary" hidden=is_ticked on:click=move |_| tick(app)>
            {format!("Tick step {PROVED_STEP} in the guide")}
        </button>
        <a
            class="button"
            href=format!("#/guide/{PROVED_STEP}")
            id=TICKED_ID
            hidden=move || !is_ticked()
        >
            {format!("Step {PROVED_STEP} is ticked: open it in the guide")}
        </a>
    }
}

fn tick(app: App) {
    app.mark(PROVED_STEP, Some(StepMark::Done(browser::now())));
    app.announce(format!("Step {PROVED_STEP} ticked"));
    // The link is hidden until the signals have taken effect.
    request_animation_frame(|| browser::focus(TICKED_ID));
}
