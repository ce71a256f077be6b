//! The fields for the names of roles and teams that the test writes. They are
//! there when the setup maps the attribute.

use leptos::prelude::*;

use crate::browser::event;
use crate::components::when::When;
use crate::pages::connection::lifecycle::context::use_section;
use connection_test::lifecycle::extension::{ATTRIBUTES, Attribute, typing_error};

#[component]
pub(super) fn NameFields() -> impl IntoView {
    let section = use_section();
    let is_mapped = move |attribute| section.shown_needs().attribute(attribute).mapped;
    let fields = ATTRIBUTES.into_iter().map(|attribute| {
        view! {
            <When is=Signal::derive(move || is_mapped(attribute))>
                <AttributeNames attribute/>
            </When>
        }
        .into_any()
    });
    let fields = fields.collect::<Vec<_>>();
    let is_none_mapped = move || {
        ATTRIBUTES
            .into_iter()
            .all(|attribute| !is_mapped(attribute))
    };
    view! {
        {fields}
        <When is=Signal::derive(is_none_mapped)>
            <p class="muted small">"This setup maps no roles or teams, so the test sends none."</p>
        </When>
    }
}

/// The texts of a field for a name.
struct FieldTexts {
    id: &'static str,
    label: &'static str,
    placeholder: &'static str,
    help: &'static str,
}

fn field_texts(attribute: Attribute) -> [FieldTexts; 2] {
    match attribute {
        Attribute::Roles => [
            FieldTexts {
                id: "lifecycle-role",
                label: "Role",
                placeholder: "Supervisor",
                help: "A role that exists in Talkdesk, other than the default Agent.",
            },
            FieldTexts {
                id: "lifecycle-role-2",
                label: "Role after the update",
                placeholder: "Agent",
                help: "Optional. Shows whether an update changes the role.",
            },
        ],
        Attribute::Teams => [
            FieldTexts {
                id: "lifecycle-team",
                label: "Team",
                placeholder: "Sales",
                help: "A team that exists in Talkdesk.",
            },
            FieldTexts {
                id: "lifecycle-team-2",
                label: "Team after the update",
                placeholder: "Support",
                help: "Optional. Shows whether an update changes the team.",
            },
        ],
    }
}

/// The two fields of an attribute, and what is missed without a name.
#[component]
fn AttributeNames(attribute: Attribute) -> impl IntoView {
    let section = use_section();
    let [first, second] = field_texts(attribute);
    let is_missing = move || section.shown_needs().attribute(attribute).names.is_none();
    let missing = move || match is_missing() {
        true => format!(
            "Without a name, {} isn’t tested, and the test can’t pass.",
            attribute.short()
        ),
        false => String::new(),
    };
    view! {
        <div class="lc-names">
            <NameField attribute nth=0 texts=first/>
            <NameField attribute nth=1 texts=second/>
            <p class="small warnc" role="status">
                {move || missing()}
            </p>
        </div>
    }
}

#[component]
fn NameField(
    attribute: Attribute,
    /// Which of the attribute's two names this is.
    nth: usize,
    texts: FieldTexts,
) -> impl IntoView {
    let section = use_section();
    let help_id = format!("{}-help", texts.id);
    let error = move || match section.is_frozen() {
        true => None,
        false => typing_error(&section.names(attribute), nth),
    };
    view! {
        <div class="field">
            <label for=texts.id>{texts.label}</label>
            <input
                type="text"
                class="in"
                class:bad=move || error().is_some()
                id=texts.id
                placeholder=texts.placeholder
                autocomplete="off"
                spellcheck="false"
                aria-describedby=help_id.clone()
                aria-invalid=move || error().map(|_| "true")
                disabled=move || section.is_frozen()
                prop:value=move || section.shown_names(attribute)[nth].clone()
                on:input=move |input| section.lifecycle.set_name(attribute, nth, event::value(&input))
            />
            <p class="help" class:bad=move || error().is_some() id=help_id>
                {move || error().unwrap_or_else(|| texts.help.to_owned())}
            </p>
        </div>
    }
}
