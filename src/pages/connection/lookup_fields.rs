//! The fields for a user to look up, which may stay empty.

use leptos::prelude::*;

use super::context::{ConnectionPage, use_connection_page};
use super::field_findings::{FieldFinding, FieldFindings};
use crate::browser::event;
use crate::components::icon::{Icon, icons};
use crate::components::when::When;
use connection_test::checks::matching::Matching;
use connection_test::token::InputSeverity;
use provisioning::mapping::{EXTERNAL_ID_SOURCE, Source};

pub(super) const EMAIL_ID: &str = "user-email";
/// Identity of the field for a user's value of the other matching attribute.
const OTHER_ID: &str = "user-matching-value";

/// The fields, once somebody wants them, and what the test looks for.
#[component]
pub(super) fn LookupFields() -> impl IntoView {
    let page = use_connection_page();
    let connection = page.connection;
    let is_filled = move || {
        let email = connection.email.with(|text| !text.is_empty());
        email || connection.other_value.with(|text| !text.is_empty())
    };
    let is_shown = Signal::derive(move || page.looking_up.get() || is_filled());
    view! {
        <MatchingNote/>
        <When is=is_shown>
            <div class="lookup section no-print" role="group" aria-label="User to look up">
                <EmailField/>
                <MatchingValueField/>
                <HideButton/>
            </div>
        </When>
    }
}

#[component]
fn HideButton() -> impl IntoView {
    let page = use_connection_page();
    let hide = move || {
        page.looking_up.set(false);
        page.connection.email.set(String::new());
        page.connection.other_value.set(String::new());
    };
    view! {
        <button type="button" class="btn quiet" on:click=move |_| hide()>
            "Don’t look up a user"
        </button>
    }
}

#[component]
fn EmailField() -> impl IntoView {
    let email = use_connection_page().connection.email;
    let findings = Signal::derive(move || email.with(|email| email_findings(email)));
    view! {
        <div class="field">
            <label for=EMAIL_ID>"Email address of a user to look up"</label>
            <input
                class="in mono"
                id=EMAIL_ID
                type="text"
                inputmode="email"
                placeholder="name@contoso.com"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-describedby="email-findings"
                prop:value=move || email.get()
                on:input=move |input| email.set(event::value(&input))
            />
            <FieldFindings id="email-findings" findings/>
        </div>
    }
}

/// Anything is sent, since userName is text; only an address can be there.
fn email_findings(email: &str) -> Vec<FieldFinding> {
    let is_odd = !email.trim().is_empty() && !email.contains('@');
    let finding = is_odd.then(|| FieldFinding {
        severity: InputSeverity::Warning,
        text: "This isn’t an email address. Talkdesk’s userName always is one, so the test will find no user.".to_owned(),
        fix: None,
    });
    finding.into_iter().collect()
}

/// The field for what the user has for the first matching attribute that is
/// not userName.
#[component]
fn MatchingValueField() -> impl IntoView {
    let page = use_connection_page();
    let value = page.connection.other_value;
    view! {
        <div
            class="field"
            hidden=move || page.matching.with(|matching| matching.other().is_none())
        >
            <label for=OTHER_ID>
                {move || matching_source(page).map(|source| source.label()).unwrap_or_default()}
            </label>
            <input
                class="in mono"
                id=OTHER_ID
                type="text"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-describedby="matching-value-hint"
                prop:value=move || value.get()
                on:input=move |input| value.set(event::value(&input))
            />
            <span class="help" id="matching-value-hint">
                {move || matching_source(page).map(|source| source.hint()).unwrap_or_default()}
            </span>
        </div>
    }
}

/// The first matching attribute that is not userName.
struct MatchingSource {
    target: String,
    /// The source attribute that it is mapped from.
    attribute: Option<String>,
}

fn matching_source(page: ConnectionPage) -> Option<MatchingSource> {
    let target = page
        .matching
        .with(|matching| matching.other().map(str::to_owned))?;
    let attribute = page
        .app
        .setup
        .with(|setup| match &setup.mapping.row(&target)?.source {
            Source::Direct(attribute) => Some(attribute.clone()),
            _ => None,
        });
    Some(MatchingSource { target, attribute })
}

impl MatchingSource {
    fn label(&self) -> String {
        let target = &self.target;
        match &self.attribute {
            Some(attribute) => {
                format!("{target} of this user, from {attribute} in Entra")
            }
            None => format!("{target} of this user, as Entra sends it"),
        }
    }

    fn hint(&self) -> String {
        let target = &self.target;
        if self.attribute.as_deref() == Some(EXTERNAL_ID_SOURCE) {
            format!(
                "This setup matches by {target}, so Entra looks for the Object ID. It’s on the user’s page in Entra."
            )
        } else {
            format!(
                "This setup matches by {target}, so Entra looks for this value. Mappings shows it for a sample user."
            )
        }
    }
}

/// What the test looks for, where the setup does not match by userName alone.
#[component]
fn MatchingNote() -> impl IntoView {
    let page = use_connection_page();
    view! {
        {move || {
            let note = page.matching.with(matching_note);
            note.map(|note| {
                view! {
                    <p class="hint section">
                        <Icon of=icons::INFO/>
                        <span>{note}</span>
                    </p>
                }
                    .into_any()
            })
        }}
    }
}

fn matching_note(matching: &Matching) -> Option<String> {
    if !matching.is_declared() {
        Some("This setup has no matching attribute, so the test looks for userName. Entra needs one: in Mappings, give matching precedence 1 to userName.".to_owned())
    } else if matching.other().is_some() {
        Some(format!(
            "This setup matches by {}, so the test looks for that, as Entra does.",
            matching.attributes().join(", then by ")
        ))
    } else {
        None
    }
}
