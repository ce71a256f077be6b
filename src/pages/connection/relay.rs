//! The relay on this computer: how to start it, its pairing code, and what it
//! does.

mod help;
mod pairing_half;
mod start_half;

use leptos::prelude::*;

use self::help::RelayHelp;
use self::pairing_half::PairingHalf;
use self::start_half::StartHalf;
use super::context::use_connection_page;
use crate::components::fold::Fold;
use crate::components::icon::{Icon, icons};
use crate::components::when::When;
use connection_test::http::cancel_token::CancelToken;

/// The two things to do, what the relay does, and help. The relay is looked for
/// as long as this is shown.
#[component]
pub(super) fn RelayHalves() -> impl IntoView {
    let page = use_connection_page();
    let cancel = CancelToken::default();
    let tenant = Signal::derive(move || page.address().url);
    page.connection.relay.poll(tenant, cancel.clone());
    let cancel = StoredValue::new_local(cancel);
    on_cleanup(move || {
        cancel.try_with_value(CancelToken::cancel);
    });
    view! {
        <div class="halves relay no-print">
            <StartHalf/>
            <PairingHalf/>
        </div>
        <RelayFacts/>
        <div class="strip no-print">
            <Fold summary=|| view! { <span>"The relay doesn’t start"</span> }.into_any()>
                <RelayHelp/>
            </Fold>
        </div>
    }
}

/// What the relay does, for whoever decides whether to start it.
#[component]
fn RelayFacts() -> impl IntoView {
    let page = use_connection_page();
    let host = move || {
        page.address()
            .url
            .map(|tenant| tenant.host)
            .unwrap_or_default()
    };
    view! {
        <ul class="three strip no-print">
            <li>
                <Icon of=icons::LOCK/>
                <span>
                    {move || format!("It listens on this computer only and sends requests to {} only.", host())}
                </span>
            </li>
            <li>
                <Icon of=icons::SKIP/>
                <span>"It never saves the token, a request or a response."</span>
            </li>
            <li>
                <Icon of=icons::CLOCK/>
                <span>"It stops with Ctrl+C, or after 30 minutes without a request."</span>
            </li>
        </ul>
    }
}

/// Says that requests go through the relay, when they do.
#[component]
pub(in crate::pages::connection) fn RelayLine() -> impl IntoView {
    let page = use_connection_page();
    view! {
        <When is=Signal::derive(move || page.uses_relay())>
            <RelayLineText/>
        </When>
    }
}

#[component]
fn RelayLineText() -> impl IntoView {
    let page = use_connection_page();
    view! {
        <p class="strip row wrap no-print">
            <Icon of=icons::PLUG class="muted"/>
            <span class="grow">"Through the relay on this computer"</span>
            <button
                type="button"
                class="btn quiet small"
                disabled=move || page.connection.is_running() || page.connection.is_acquired()
                on:click=move |_| page.connection.relay.stop_using()
            >
                "Stop using it"
            </button>
        </p>
    }
}
