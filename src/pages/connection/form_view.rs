//! The fields of the connection test, and the button that begins it.

use leptos::prelude::*;

use super::address_field::AddressField;
use super::context::{ConnectionPage, use_connection_page};
use super::lookup_fields::{EmailField, MatchingNote, MatchingValueField};
use super::token_field::TokenField;
use crate::browser;
use crate::browser::event::KeyPress;
use crate::components::region_field::RegionSelect;

pub(super) use super::address_field::ADDRESS_ID;
pub(super) use super::token_field::TOKEN_ID;

/// Identity of the button that begins and ends a test.
pub(super) const GO_ID: &str = "test-connection";

/// Begins a test if what was typed allows it; otherwise says what is missing
/// and goes there.
pub(super) fn begin(page: ConnectionPage) {
    page.tried.set(true);
    let tenant = untrack(|| page.address().url);
    let sendable = untrack(|| page.connection.token().is_sendable());
    match tenant {
        None => browser::focus(ADDRESS_ID),
        Some(_) if !sendable => browser::focus(TOKEN_ID),
        Some(tenant) => page.connection.begin(page.app, tenant),
    }
}

/// The form. Enter in a field begins the test as the button does.
#[component]
pub(super) fn ConnectionForm() -> impl IntoView {
    let page = use_connection_page();
    view! {
        <div
            class="conn-form"
            on:keydown=move |event| {
                if is_begin_key(KeyPress::of(event.into())) {
                    begin_unless_running(page);
                }
            }
        >
            <RegionSelect
                id="conn-region"
                tenant=page.app.tenant()
                set_tenant=page.app.set_tenant()
            />
            <AddressField/>
            <TokenField/>
            <BeginButton/>
            <EmailField/>
            <MatchingValueField/>
            <MatchingNote/>
        </div>
    }
}

fn is_begin_key(press: Option<KeyPress>) -> bool {
    press.is_some_and(|press| press.is_in_input() && press.key == "Enter" && !press.is_composing)
}

fn begin_unless_running(page: ConnectionPage) {
    if !untrack(|| page.connection.is_running()) {
        begin(page);
    }
}

/// The button that begins a test, and cancels one that is running.
#[component]
fn BeginButton() -> impl IntoView {
    let page = use_connection_page();
    let connection = page.connection;
    view! {
        <button
            type="button"
            id=GO_ID
            class="conn-go no-print"
            class:primary=move || is_next(page)
            // The life-cycle test has token and pace; its own section says so.
            disabled=move || connection.is_acquired()
            on:click=move |_| begin_or_cancel(page)
        >
            {move || if connection.is_running() { "Cancel the test" } else { "Test connection" }}
        </button>
    }
}

/// Whether a test is the next thing to do. After one, the verdict has the
/// button for what comes next.
fn is_next(page: ConnectionPage) -> bool {
    let is_evaluated = page.connection.test().is_some_and(|test| {
        Some(&test.tenant) == page.address().url.as_ref()
            && page
                .matching
                .with(|matching| test.run.input.matching == *matching)
    });
    !is_evaluated && !page.connection.is_running() && !page.connection.is_acquired()
}

fn begin_or_cancel(page: ConnectionPage) {
    if untrack(|| page.connection.is_running()) {
        page.connection.cancel();
    } else {
        begin(page);
    }
}
