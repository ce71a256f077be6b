//! The fields for the names of roles and teams that the test writes. They are
//! there when the setup maps the attribute.

use leptos::prelude::*;

use super::context::use_section;
use crate::components::text_field::TextInput;
use crate::components::when::When;
use connection_test::lifecycle::extension::{ATTRIBUTES, Attribute, typing_error};

#[component]
pub(super) fn NameFields() -> impl IntoView {
    let section = use_section();
    let fields = ATTRIBUTES.into_iter().map(|attribute| {
        let is_mapped = move || {
            section
                .needs
                .with(|needs| needs.attribute(attribute).mapped)
        };
        view! {
            <When is=Signal::derive(is_mapped)>
                <AttributeNames attribute/>
            </When>
        }
        .into_any()
    });
    let fields = fields.collect::<Vec<_>>();
    view! { {fields} }
}

/// The texts of a field for a name.
struct FieldTexts {
    id: &'static str,
    label: &'static str,
    placeholder: &'static str,
    hint: &'static str,
}

fn field_texts(attribute: Attribute) -> [FieldTexts; 2] {
    match attribute {
        Attribute::Roles => [
            FieldTexts {
                id: "lifecycle-role",
                label: "Role for the user",
                placeholder: "Supervisor",
                hint: "The name of a role that exists in Talkdesk. A new user gets the role Agent by default, so another one shows more.",
            },
            FieldTexts {
                id: "lifecycle-role-2",
                label: "Second role, for the update (optional)",
                placeholder: "Agent",
                hint: "With a second name the test can see that an update changes the role.",
            },
        ],
        Attribute::Teams => [
            FieldTexts {
                id: "lifecycle-team",
                label: "Team for the user",
                placeholder: "Sales",
                hint: "The name of a team that exists in Talkdesk.",
            },
            FieldTexts {
                id: "lifecycle-team-2",
                label: "Second team, for the update (optional)",
                placeholder: "Support",
                hint: "With a second name the test can see that an update changes the team.",
            },
        ],
    }
}

/// The two fields of an attribute, and what is missed without a name.
#[component]
fn AttributeNames(attribute: Attribute) -> impl IntoView {
    let section = use_section();
    let [first, second] = field_texts(attribute);
    let is_missing = move || {
        section
            .needs
            .with(|needs| needs.attribute(attribute).names.is_none())
    };
    let missing = move || match is_missing() {
        true => format!(
            "Without a name, {} is not tested, and the result cannot be an all-clear.",
            attribute.short()
        ),
        false => String::new(),
    };
    view! {
        <NameField attribute nth=0 texts=first/>
        <NameField attribute nth=1 texts=second/>
        <p role="status">{move || missing()}</p>
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
    view! {
        <TextInput
            id=texts.id
            label=texts.label
            placeholder=texts.placeholder
            hint=texts.hint
            value=Signal::derive(move || section.names(attribute)[nth].clone())
            on_input=move |name| section.lifecycle.set_name(attribute, nth, name)
            error=Signal::derive(move || typing_error(&section.names(attribute), nth))
        />
    }
}
