//! What the test creates, and the consent to it. From the start of a test the
//! form shows what that test had, until the next one is prepared.

use leptos::prelude::*;

use crate::browser::clock::time_of_day;
use crate::browser::event;
use crate::components::icon::{Icon, icons};
use crate::pages::connection::lifecycle::actions::{CONSENT_ID, DOMAIN_ID};
use crate::pages::connection::lifecycle::context::{LifecycleSection, use_section};
use crate::pages::connection::lifecycle::view::name_fields::NameFields;
use connection_test::lifecycle::preconditions::domain;

const PREFIX_ID: &str = "lifecycle-prefix";
const DOMAIN_HELP_ID: &str = "lifecycle-domain-help";

#[component]
pub(super) fn LifecycleForm() -> impl IntoView {
    let section = use_section();
    let lock_note = move || match (section.is_running(), section.is_frozen()) {
        (true, _) => "Locked while the test runs",
        (false, true) => "As tested",
        (false, false) => "",
    };
    view! {
        <div class="no-print">
            <div class="row">
                <h3 class="grow">"1. Allow the test"</h3>
                <span class="muted small">{move || lock_note()}</span>
            </div>
            <AddressField/>
            <NameFields/>
            <Consent/>
            <LazyRecordWarning/>
        </div>
    }
}

/// The address of the test user, of which the domain is typed.
#[component]
fn AddressField() -> impl IntoView {
    let section = use_section();
    let lifecycle = section.lifecycle;
    let error = move || domain_error(section);
    view! {
        <div class="field">
            <label for=DOMAIN_ID>"Test user"</label>
            <div class="in mono lc-address" class:bad=move || error().is_some() class:locked=move || section.is_frozen()>
                <span id=PREFIX_ID>{move || section.user_parts().0}</span>
                <input
                    type="text"
                    class="mono"
                    id=DOMAIN_ID
                    placeholder="contoso.com"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    aria-describedby=format!("{PREFIX_ID} {DOMAIN_HELP_ID}")
                    aria-invalid=move || error().map(|_| "true")
                    disabled=move || section.is_frozen()
                    prop:value=move || section.user_parts().1
                    on:input=move |input| lifecycle.domain.set(event::value(&input))
                />
            </div>
            <p class="help" class:bad=move || error().is_some() id=DOMAIN_HELP_ID>
                {move || {
                    error()
                        .unwrap_or_else(|| {
                            "Enter one of your own domains. This page sends no email.".to_owned()
                        })
                }}
            </p>
        </div>
    }
}

fn domain_error(section: LifecycleSection) -> Option<String> {
    let typed = section.lifecycle.domain.get();
    if typed.is_empty() || section.is_frozen() {
        return None;
    }
    domain::read(&typed).err().map(|error| error.to_string())
}

#[component]
fn Consent() -> impl IntoView {
    let section = use_section();
    let service = move || section.service_name();
    let warning = move || {
        format!(
            "Uses one license for about half a minute. {} may send an email to this address. Use an account for testing, not production.",
            section.service_name_first()
        )
    };
    view! {
        <label class="choice">
            <input
                type="checkbox"
                id=CONSENT_ID
                disabled=move || section.is_frozen() || section.host().is_none()
                prop:checked=move || section.is_allowed()
                on:change=move |change| section.allow(event::is_checked(&change))
            />
            <span>
                <b>{move || format!("Create and delete this user in {}", service())}</b>
                <span>{move || warning()}</span>
            </span>
        </label>
        <ConsentNote/>
    }
}

/// Where the test is allowed, or was. Its line is there from the start.
#[component]
fn ConsentNote() -> impl IntoView {
    let section = use_section();
    view! {
        <p class="hint lc-allowed" class:okc=move || section.is_frozen()>
            {move || match section.started() {
                Some(started) => {
                    let (host, begun) = (&started.tenant.host, time_of_day(&started.begun));
                    let text = format!("You allowed this for {host} at {begun}");
                    view! {
                        <Icon of=icons::CHECK/>
                        <span>{text}</span>
                    }
                        .into_any()
                }
                None => {
                    let host = section.host();
                    let text = host.map(|host| format!("The test runs against {host}"));
                    view! { <span>{text.unwrap_or_default()}</span> }.into_any()
                }
            }}
        </p>
    }
}

/// What a browser that writes lazily means for the test.
#[component]
fn LazyRecordWarning() -> impl IntoView {
    let section = use_section();
    view! {
        {move || {
            (!section.lifecycle.records.is_durable())
                .then(|| {
                    view! {
                        <p class="hint">
                            <Icon of=icons::WARN class="warnc"/>
                            <span>
                                "This browser can’t save the note about the test user to disk immediately; private windows often can’t. If the browser or the computer stops within a few seconds after the user is created, the note may be lost. Write down the user’s address before you start."
                            </span>
                        </p>
                    }
                        .into_any()
                })
        }}
    }
}
