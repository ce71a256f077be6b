//! What the lifecycle test asks for, and the button that begins and ends it.

use leptos::prelude::*;

use super::actions::{self, CONSENT_ID, DOMAIN_ID};
use super::context::use_section;
use super::names_view::NameFields;
use crate::browser;
use crate::browser::event;
use crate::components::text_field::TextInput;
use crate::pages::connection::form_view::{ADDRESS_ID, TOKEN_ID};
use connection_test::lifecycle::preconditions::{UnmetPrecondition, domain};

const WHY_ID: &str = "lifecycle-why";

#[component]
pub(super) fn LifecycleForm() -> impl IntoView {
    view! {
        <div class="stack lc-form no-print">
            <DomainField/>
            <NextUser/>
            <NameFields/>
            <ConsentField/>
        </div>
        <GoRow/>
    }
}

#[component]
fn DomainField() -> impl IntoView {
    let lifecycle = use_section().lifecycle;
    view! {
        <TextInput
            id=DOMAIN_ID
            label="Domain of the user’s address"
            placeholder="contoso.com"
            hint="A domain that is yours. No mail is sent by this page; the service may send one."
            value=lifecycle.domain
            on_input=move |text| lifecycle.domain.set(text)
            error=Signal::derive(move || domain_error(&lifecycle.domain.get()))
        />
    }
}

fn domain_error(typed: &str) -> Option<String> {
    if typed.is_empty() {
        return None;
    }
    domain::read(typed).err().map(|error| error.to_string())
}

#[component]
fn NextUser() -> impl IntoView {
    let lifecycle = use_section().lifecycle;
    view! {
        <div class="field">
            <p class="label">"The user it will create"</p>
            <p>
                "Scimdesk Test, "
                <code>
                    {move || {
                        let domain = domain::read(&lifecycle.domain.get());
                        lifecycle.next_user(domain.as_deref().unwrap_or("…"))
                    }}
                </code>
            </p>
        </div>
    }
}

#[component]
fn ConsentField() -> impl IntoView {
    let section = use_section();
    let consent = section.lifecycle.consent;
    view! {
        <div class="field">
            <label for=CONSENT_ID>{move || consent_label(section.host())}</label>
            <input
                type="text"
                class="mono"
                id=CONSENT_ID
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                prop:value=move || consent.get()
                on:input=move |input| consent.set(event::value(&input))
            />
        </div>
    }
}

fn consent_label(host: Option<String>) -> String {
    match host {
        Some(host) => format!("Type {host} to say that the user may be created there"),
        None => "Type the host name of the service, once its address is there".to_owned(),
    }
}

/// The button, and why it does not begin the test now.
#[component]
fn GoRow() -> impl IntoView {
    let section = use_section();
    let blocked = Memo::new(move |_| match section.is_running() {
        true => None,
        false => section.blocked(),
    });
    let rests = move || section.is_cleaning() || blocked.with(Option::is_some);
    view! {
        <div class="row newest no-print">
            // It keeps the focus, so that the reason is read out.
            <button
                type="button"
                class:primary=move || !section.is_running() && !rests()
                aria-describedby=WHY_ID
                aria-disabled=move || rests().then_some("true")
                on:click=move |_| actions::begin_or_cancel(section)
            >
                {move || go_label(section.is_running(), section.is_cleaning())}
            </button>
            <p id=WHY_ID role="status">
                {move || blocked.get().map(|why| why.to_string()).unwrap_or_default()}
            </p>
            {move || lead(blocked.get())}
        </div>
    }
}

fn go_label(is_running: bool, is_cleaning: bool) -> &'static str {
    match (is_running, is_cleaning) {
        (_, true) => "Cleaning up",
        (true, false) => "Cancel and clean up",
        (false, false) => "Create the user and run the test",
    }
}

/// A button that goes to what is missing at the top of the page.
fn lead(blocked: Option<UnmetPrecondition>) -> Option<AnyView> {
    let (label, field_id) = match blocked? {
        UnmetPrecondition::Address => ("Go to the Tenant URL", ADDRESS_ID),
        UnmetPrecondition::Token => ("Go to the token", TOKEN_ID),
        _ => return None,
    };
    let button = view! {
        <button type="button" class="small" on:click=move |_| browser::focus(field_id)>
            {label}
        </button>
    };
    Some(button.into_any())
}
