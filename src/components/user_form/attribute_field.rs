//! An attribute that a user has, as a field.

use leptos::prelude::*;

use crate::browser::event;
use crate::components::icon::{Icon, icons};
use crate::components::user_form::{EditedUser, field_id, rows};

/// The most lines of a field; more than these scroll.
const MAX_LINES: usize = 6;

#[component]
pub fn AttributeField(edited: EditedUser, name: String, several: bool) -> impl IntoView {
    let own = name.clone();
    let is_on = move || edited.about.with(|about| about.as_ref() == Some(&own));
    let hint =
        several.then(|| view! { <span class="muted tiny">" one per line"</span> }.into_any());
    view! {
        <li class:on=is_on>
            <div class="attr-name">
                <label for=field_id(&name)>
                    <code>{name.clone()}</code>
                    {hint}
                </label>
                <AttributeTools edited name=name.clone() several/>
            </div>
            <ValueField edited name several/>
        </li>
    }
}

#[component]
fn AttributeTools(edited: EditedUser, name: String, several: bool) -> impl IntoView {
    let convert = if several {
        "One value"
    } else {
        "Several values"
    };
    let convert_label = format!("{convert} for {name}");
    let remove_label = format!("Remove {name}");
    let removed = name.clone();
    view! {
        <span class="tools">
            <button
                type="button"
                class="btn small quiet"
                aria-label=convert_label
                on:click=move |_| edited.convert(&name, several)
            >
                {convert}
            </button>
            <button
                type="button"
                class="btn icon small plain"
                aria-label=remove_label
                on:click=move |_| edited.remove(&removed)
            >
                <Icon of=icons::X/>
            </button>
        </span>
    }
}

/// The field of a value. What is typed stays as it is while it says the same.
#[component]
fn ValueField(edited: EditedUser, name: String, several: bool) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let own = name.clone();
    let shown = Memo::new(move |before: Option<&String>| {
        let typed = typed.get();
        match edited.value(&own) {
            Some(value) if rows::value(&typed, several) == value => typed,
            Some(value) => rows::text(&value),
            // The field is about to go.
            None => before.cloned().unwrap_or_default(),
        }
    });
    let id = field_id(&name);
    let on_input = move |text: String| {
        let value = rows::value(&text, several);
        typed.set(text);
        edited.set(&name, value);
    };
    view! {
        <textarea
            class="in mono"
            id=id
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            rows=move || shown.with(|text| lines(text, several)).to_string()
            prop:value=move || shown.get()
            on:input=move |input| on_input(event::value(&input))
        ></textarea>
    }
}

/// The lines that a field shows for a text.
fn lines(text: &str, several: bool) -> usize {
    let least = if several { 2 } else { 1 };
    text.split('\n').count().clamp(least, MAX_LINES)
}
