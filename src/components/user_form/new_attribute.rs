//! The field that adds an attribute by its name.

use leptos::prelude::*;

use crate::browser::event::{self, KeyPress};
use crate::components::user_form::{EditedUser, rows};
use provisioning::entra::is_password;

const NAMES_ID: &str = "known-attributes";
const NEW_ID: &str = "new-attribute";

#[component]
pub fn NewAttribute(edited: EditedUser) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let wrong = move || {
        let name = name.get();
        edited.user.with(|user| rows::wrong_name(name.trim(), user))
    };
    let add = move || {
        let typed = name.get_untracked().trim().to_owned();
        if !typed.is_empty() && untrack(wrong).is_none() {
            name.set(String::new());
            edited.add(&typed);
        }
    };
    view! {
        <div class="field">
            <label for=NEW_ID>"Another attribute"</label>
            <div class="beside-button">
                <input
                    type="text"
                    class="in mono"
                    id=NEW_ID
                    list=NAMES_ID
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    aria-describedby="new-attribute-wrong"
                    prop:value=move || name.get()
                    on:input=move |input| name.set(event::value(&input))
                    on:keydown=move |key| {
                        if let Some(press) = enter(key.into()) {
                            press.prevent_default();
                            add();
                        }
                    }
                />
                <button type="button" class="btn" on:click=move |_| add()>
                    "Add"
                </button>
            </div>
            <p class="help bad" id="new-attribute-wrong">
                {move || wrong().unwrap_or_default()}
            </p>
        </div>
    }
}

fn enter(key: web_sys::Event) -> Option<KeyPress> {
    KeyPress::of(key).filter(|press| press.key == "Enter")
}

/// The names that the field offers.
#[component]
pub fn KnownNames(names: Memo<Vec<String>>) -> impl IntoView {
    view! {
        <datalist id=NAMES_ID>
            {move || {
                names
                    .get()
                    .into_iter()
                    .filter(|name| !is_password(name))
                    .map(|name| view! { <option value=name></option> }.into_any())
                    .collect::<Vec<_>>()
            }}
        </datalist>
    }
}
