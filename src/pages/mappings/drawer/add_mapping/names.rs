//! Names that are entered by hand: Talkdesk's custom attributes, and directory
//! extensions.

use leptos::prelude::*;
use provisioning::portal::attribute_names::directory_extension;
use provisioning::talkdesk::{ROLES, TEAMS};

use crate::browser::event;
use crate::components::fold::Fold;
use crate::components::value_box::ValueBox;

#[component]
pub fn AttributeNames() -> impl IntoView {
    view! {
        <div>
            <Fold summary=|| {
                view! { <span class="grow">"Talkdesk’s custom attributes, for Edit attribute list"</span> }
            }>
                <div class="stack fold-body">
                    <ValueBox what="Name of the roles attribute" text=ROLES/>
                    <ValueBox what="Name of the teams attribute" text=TEAMS/>
                    <p class="muted small">
                        "Set the type to String. Leave the other boxes of that row empty."
                    </p>
                </div>
            </Fold>
            <Fold summary=|| {
                view! { <span class="grow">"Name of a directory extension, as a source"</span> }
            }>
                <ExtensionName/>
            </Fold>
        </div>
    }
}

/// Makes the name of a directory extension.
#[component]
fn ExtensionName() -> impl IntoView {
    let (id, name) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let made = Memo::new(move |_| directory_extension(&id.get(), &name.get()));
    let error = move || {
        let begun = !id.get().is_empty() && !name.get().is_empty();
        made.get()
            .err()
            .filter(|_| begun)
            .map(|error| error.to_string())
    };
    view! {
        <div class="stack fold-body">
            <div class="field">
                <label for="extension-id">"Application ID"</label>
                <input
                    class="in mono"
                    class:bad=move || error().is_some()
                    type="text"
                    id="extension-id"
                    autocomplete="off"
                    spellcheck="false"
                    placeholder="00000000-0000-0000-0000-000000000000"
                    aria-describedby="extension-id-help extension-error"
                    prop:value=move || id.get()
                    on:input=move |input| id.set(event::value(&input))
                />
                <p class="help" id="extension-id-help">
                    "The application that the extension is registered on."
                </p>
            </div>
            <div class="field">
                <label for="extension-name">"Name of the extension"</label>
                <input
                    class="in mono"
                    type="text"
                    id="extension-name"
                    autocomplete="off"
                    spellcheck="false"
                    placeholder="talkdeskRole"
                    aria-describedby="extension-name-help"
                    prop:value=move || name.get()
                    on:input=move |input| name.set(event::value(&input))
                />
                <p class="help" id="extension-name-help">
                    "Case matters."
                </p>
            </div>
            <div class="field" aria-live="polite" id="extension-error">
                {move || error().map(|text| view! { <p class="help bad">{text}</p> }.into_any())}
                {move || {
                    let text = made.get().ok();
                    text.map(|text| view! { <ValueBox what="Source attribute" text/> }.into_any())
                }}
            </div>
        </div>
    }
}
