//! The fields of the connection test, and the button that starts it.

use leptos::prelude::*;

use super::address_field::AddressField;
use super::context::{ConnectionPage, use_connection_page};
use super::more_menu::TestMenu;
use super::token_field::TokenField;
use crate::browser;
use crate::browser::csp_lock;
use crate::browser::event::KeyPress;
use crate::components::region_field::RegionSelect;
use connection_test::diagnosis::messages::Next;

pub(super) use super::address_field::ADDRESS_ID;
pub(super) use super::token_field::TOKEN_ID;

pub(super) const REGION_ID: &str = "conn-region";
/// Identity of the button that starts and ends a test.
const GO_ID: &str = "test-connection";

/// Starts a test if what was typed allows it; otherwise says what is missing
/// and goes there.
pub(super) fn begin(page: ConnectionPage) {
    page.tried.set(true);
    let tenant = untrack(|| page.address().url);
    let sendable = untrack(|| page.connection.token().is_sendable());
    match tenant {
        None => page.go_to(ADDRESS_ID),
        Some(_) if !sendable => page.go_to(TOKEN_ID),
        Some(tenant) => {
            page.editing.set(false);
            page.connection.begin(page.app, tenant);
        }
    }
}

/// The form. Enter in a field starts the test as the button does.
#[component]
pub(super) fn ConnectionForm() -> impl IntoView {
    let page = use_connection_page();
    view! {
        <div
            class="testrow section"
            class:tested=move || is_folded(page)
            on:keydown=move |event| {
                if is_begin_key(KeyPress::of(event.into())) {
                    begin_unless_running(page);
                }
            }
        >
            <RegionSelect
                id=REGION_ID
                label="Region"
                tenant=page.app.tenant()
                set_tenant=page.app.set_tenant()
            />
            <AddressField/>
            <TokenField/>
            <BeginButton id=GO_ID/>
            <TestMenu/>
        </div>
    }
}

/// Whether a narrow window shows one line in place of the fields.
fn is_folded(page: ConnectionPage) -> bool {
    page.result().is_some() && !page.editing.get()
}

/// The tested connection in one line, for narrow windows.
#[component]
pub(super) fn TestedLine() -> impl IntoView {
    let page = use_connection_page();
    let position = move || page.app.setup.with(|setup| setup.tenant.name().to_owned());
    view! {
        <div class="testline row section no-print" class:tested=move || is_folded(page)>
            <span class="grow">
                <b>{move || position()}</b>
                {move || if page.connection.token().is_sendable() { ", token entered" } else { "" }}
            </span>
            <button
                type="button"
                class="btn quiet"
                on:click=move |_| page.go_to(ADDRESS_ID)
            >
                "Change"
            </button>
            <BeginButton id="test-connection-again"/>
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

/// The button that starts a test, and cancels one that is running.
#[component]
fn BeginButton(id: &'static str) -> impl IntoView {
    let page = use_connection_page();
    let connection = page.connection;
    view! {
        <button
            type="button"
            id=id
            class="btn go no-print"
            class:primary=move || is_next(page)
            // The lifecycle test has token and pace; its own tab says so.
            disabled=move || connection.is_acquired()
            on:click=move |_| begin_or_cancel(page, id)
        >
            {move || label(page)}
        </button>
    }
}

fn label(page: ConnectionPage) -> &'static str {
    if page.connection.is_running() {
        "Cancel"
    } else if page.result().is_some() {
        "Test again"
    } else {
        "Test connection"
    }
}

/// Whether a test is the next thing to do. After one, the result has the
/// button for what comes next.
fn is_next(page: ConnectionPage) -> bool {
    let is_due = page.next().is_none_or(|next| next == Next::Again);
    let is_busy = page.connection.is_running() || page.connection.is_acquired();
    is_due && !is_busy && !csp_lock::is_locked()
}

fn begin_or_cancel(page: ConnectionPage, id: &'static str) {
    if untrack(|| page.connection.is_running()) {
        page.connection.cancel();
    } else {
        begin(page);
    }
    // A narrow window shows one of two such buttons.
    if id != GO_ID && untrack(|| !is_folded(page)) {
        browser::focus_soon(GO_ID);
    }
}
