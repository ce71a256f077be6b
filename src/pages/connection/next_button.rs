//! The button for the one thing to do next.

use leptos::prelude::*;

use super::context::use_connection_page;
use super::form_view::{ADDRESS_ID, REGION_ID, TOKEN_ID};
use connection_test::diagnosis::messages::Next;

/// The step of the guide that says how to get a token.
const TOKEN_STEP: &str = "#/guide/2.4";

#[component]
pub(super) fn NextButton(
    next: Next,
    /// Whether it is the page's one primary button.
    #[prop(into)]
    is_primary: Signal<bool>,
) -> impl IntoView {
    let page = use_connection_page();
    match next {
        Next::Guide => view! {
            <a class="btn" class:primary=move || is_primary.get() href="#/guide">
                "Continue in the guide"
            </a>
        }
        .into_any(),
        Next::Reload => view! { <ReloadButton/> }.into_any(),
        Next::Address => view! {
            <GoToButton label="Correct the Tenant URL" target=ADDRESS_ID is_primary/>
        }
        .into_any(),
        Next::Region => view! {
            <GoToButton label="Choose a region" target=REGION_ID is_primary/>
        }
        .into_any(),
        Next::Token => view! {
            <a class="btn" class:primary=move || is_primary.get() href=TOKEN_STEP>
                "Get a new token"
            </a>
            <button type="button" class="btn quiet" on:click=move |_| page.go_to(TOKEN_ID)>
                "Paste another token"
            </button>
        }
        .into_any(),
        Next::Relay => view! { <RelayButton/> }.into_any(),
        Next::Terminal => view! {
            <button
                type="button"
                class="btn"
                class:primary=move || is_primary.get()
                on:click=move |_| page.go_to_terminal()
            >
                "Show the command"
            </button>
        }
        .into_any(),
        Next::Explain => view! {
            <button
                type="button"
                class="btn"
                class:primary=move || is_primary.get()
                on:click=move |_| page.explain_printed()
            >
                "Explain an error"
            </button>
        }
        .into_any(),
        // The button beside the fields tests again, and copying for a ticket is
        // offered for every result.
        Next::Again | Next::Contact => ().into_any(),
    }
}

/// The way beside the relay and back.
#[component]
fn RelayButton() -> impl IntoView {
    let page = use_connection_page();
    let switch = move |_| match page.terminal_wanted.get_untracked() {
        true => page.go_to_relay(),
        false => page.go_to_terminal(),
    };
    view! {
        <button type="button" class="btn quiet" on:click=switch>
            {move || match page.terminal_wanted.get() {
                true => "Use the relay instead",
                false => "Run one command instead",
            }}
        </button>
    }
}

/// A button that leads to a field.
#[component]
fn GoToButton(
    label: &'static str,
    /// Identity of what gets the focus.
    target: &'static str,
    is_primary: Signal<bool>,
) -> impl IntoView {
    let page = use_connection_page();
    view! {
        <button
            type="button"
            class="btn"
            class:primary=move || is_primary.get()
            on:click=move |_| page.go_to(target)
        >
            {label}
        </button>
    }
}

/// A button that reloads the page, which is what unlocks requests.
#[component]
pub(super) fn ReloadButton() -> impl IntoView {
    view! {
        <button
            type="button"
            class="btn primary"
            on:click=move |_| {
                let _ = window().location().reload();
            }
        >
            "Reload the page"
        </button>
    }
}
