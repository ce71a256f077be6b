//! The pairing code, and what the relay says.

use leptos::prelude::*;

use crate::browser::{self, csp_lock, event};
use crate::components::icon::{Icon, icons};
use crate::pages::connection::context::{ConnectionPage, use_connection_page};
use crate::pages::connection::form_view::begin;
use connection_test::http::cancel_token::CancelToken;
use connection_test::relay::pairing_code::{CODE_SHAPE, PairingCodeError};
use connection_test::relay::status::RelayStatus;
use connection_test::relay::status_message::{RelayStatusKind, RelayStatusMessage};

const CODE_ID: &str = "pairing-code";

/// What is wrong with the code, if more typing does not put it right.
fn wrong(page: ConnectionPage) -> Option<PairingCodeError> {
    let error = page.connection.relay.code().err();
    error.filter(|error| !error.is_incomplete())
}

/// What to say below the field.
fn hint(page: ConnectionPage) -> String {
    match page.connection.relay.code() {
        Ok(_) | Err(PairingCodeError::Empty) => {
            "The relay prints the code when it starts. It’s new each time.".to_owned()
        }
        Err(error) => error.to_string(),
    }
}

/// Takes in what is typed, and asks the relay at once when the code is whole.
fn enter(page: ConnectionPage, typed: String) {
    let relay = page.connection.relay;
    relay.typed_code.set(typed);
    if untrack(|| relay.code()).is_ok() {
        let tenant = untrack(|| page.address().url);
        browser::run(Box::pin(async move {
            relay.check(tenant.as_ref(), &CancelToken::default()).await;
        }));
    }
}

#[component]
pub(super) fn PairingHalf() -> impl IntoView {
    let page = use_connection_page();
    let relay = page.connection.relay;
    view! {
        <div>
            <div class="row">
                <h3 class="grow">
                    <label for=CODE_ID>"2. Enter its pairing code"</label>
                </h3>
            </div>
            <input
                class="in mono"
                class:bad=move || wrong(page).is_some()
                id=CODE_ID
                placeholder=CODE_SHAPE
                autocomplete="off"
                autocapitalize="characters"
                spellcheck="false"
                aria-describedby="pairing-hint"
                aria-invalid=move || wrong(page).is_some().to_string()
                prop:value=move || relay.typed_code.get()
                on:input=move |input| enter(page, event::value(&input))
            />
            <p
                class="small"
                class:muted=move || wrong(page).is_none()
                class:badc=move || wrong(page).is_some()
                id="pairing-hint"
            >
                {move || hint(page)}
            </p>
            <RelayNotice/>
        </div>
    }
}

/// The status of the relay, which is read out when it changes.
#[component]
fn RelayNotice() -> impl IntoView {
    let page = use_connection_page();
    let relay = page.connection.relay;
    let message = Memo::new(move |_| match relay.port() {
        _ if csp_lock::is_locked() => RelayStatusMessage::requests_locked(),
        Err(error) => RelayStatusMessage::invalid_port(error),
        Ok(port) => RelayStatusMessage::of(&relay.status(), port, relay.access()),
    });
    let is_ready = Memo::new(move |_| matches!(relay.status(), RelayStatus::Ready(_)));
    let class = move || match message.with(|message| message.kind) {
        RelayStatusKind::Waiting | RelayStatusKind::Good => "notice",
        RelayStatusKind::Warning => "notice warn",
    };
    let icon = move || {
        let (of, class) = match message.with(|message| message.kind) {
            RelayStatusKind::Waiting => (icons::SPIN, "spin"),
            RelayStatusKind::Good => (icons::DONE, "okc"),
            RelayStatusKind::Warning => (icons::WARN, "warnc"),
        };
        view! { <Icon of class/> }.into_any()
    };
    view! {
        <div class=class role="status">
            {icon}
            <div>
                <b>{move || message.with(|message| message.headline.clone())}</b>
                <div class="muted small">{move || message.with(|message| message.text.clone())}</div>
            </div>
        </div>
        {move || {
            is_ready
                .get()
                .then(|| {
                    view! {
                        <div class="row">
                            <button type="button" class="btn primary" on:click=move |_| begin(page)>
                                "Test through the relay"
                            </button>
                        </div>
                    }
                        .into_any()
                })
        }}
    }
}
