//! Names of custom attributes: Talkdesk's to copy, any other to check or make.

use leptos::prelude::*;
use provisioning::portal::attribute_names::{check_urn, directory_extension};

use crate::components::copy_value::CopyValue;
use crate::components::text_field::TextInput;
use provisioning::talkdesk::{ROLES, TEAMS};

#[component]
pub fn AttributeNames() -> impl IntoView {
    view! {
        <section class="panel" aria-labelledby="names-title">
            <div class="panel-head">
                <h2 id="names-title">"Custom attribute names"</h2>
            </div>
            <div class="body stack">
                <h3>"Talkdesk’s two, for Edit attribute list"</h3>
                <CopyValue what="Name of the roles attribute" text=ROLES/>
                <CopyValue what="Name of the teams attribute" text=TEAMS/>
                <p class="hint">"Type String. Leave Multi-Value? and Required? unticked."</p>
                <h3>"Check another name"</h3>
                <CheckedName/>
                <h3>"A directory extension as a source"</h3>
                <ExtensionName/>
            </div>
        </section>
    }
}

/// Checks the name of an extension attribute letter by letter.
#[component]
fn CheckedName() -> impl IntoView {
    let name = RwSignal::new(String::new());
    view! {
        <div>
            <TextInput
                id="check-urn"
                label="Name of a SCIM extension attribute"
                placeholder="urn:ietf:params:scim:schemas:extension:Name:2.0:User:attribute"
                value=name
                on_input=move |text| name.set(text)
                error=Signal::derive(move || name.with(|name| form_error(name)))
            />
            <div aria-live="polite">
                {move || {
                    let praise = name.with(|name| praise(name));
                    praise.map(|text| view! { <p class="good">{text}</p> }.into_any())
                }}
            </div>
        </div>
    }
}

fn form_error(name: &str) -> Option<String> {
    let error = check_urn(name).err()?;
    (!name.is_empty()).then(|| error.to_string())
}

/// What is said about a name whose form is right.
fn praise(name: &str) -> Option<&'static str> {
    check_urn(name).ok()?;
    Some(match [ROLES, TEAMS].contains(&name) {
        true => "The form is right, and it is Talkdesk’s.",
        false => "The form is right. Talkdesk’s own schema has only rolesString and teamsString.",
    })
}

/// Makes the name of a directory extension.
#[component]
fn ExtensionName() -> impl IntoView {
    let (id, name) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let made = Memo::new(move |_| directory_extension(&id.get(), &name.get()));
    let error = Signal::derive(move || {
        let begun = !id.get().is_empty() && !name.get().is_empty();
        made.get()
            .err()
            .filter(|_| begun)
            .map(|error| error.to_string())
    });
    view! {
        <div class="form">
            <TextInput
                id="extension-id"
                label="Application id"
                placeholder="00000000-0000-0000-0000-000000000000"
                hint="Of the application that the extension was registered on."
                value=id
                on_input=move |text| id.set(text)
                error
            />
            <TextInput
                id="extension-name"
                label="Name of the extension"
                placeholder="talkdeskRole"
                hint="Capitals count."
                value=name
                on_input=move |text| name.set(text)
            />
        </div>
        <div aria-live="polite">
            {move || {
                let text = made.get().ok();
                text.map(|text| view! { <CopyValue what="Source attribute" text/> }.into_any())
            }}
        </div>
    }
}
