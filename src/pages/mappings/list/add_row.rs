//! The field that a row is added with.

use leptos::prelude::*;
use provisioning::portal::default_mappings::PORTAL_TARGETS;

use crate::browser;
use crate::browser::event::{self, KeyPress};
use crate::pages::mappings::links;
use crate::state::{App, use_app};
use provisioning::mapping::{Row, Source};
use provisioning::portal::new_target::{TargetNote, about};
use provisioning::talkdesk::{TARGETS, TargetAttribute};

/// The portal's "Add New Mapping", for any target.
#[component]
pub fn AddRow() -> impl IntoView {
    let app = use_app();
    let name = RwSignal::new(String::new());
    let add = move || create(app, &name.get_untracked());
    view! {
        <div class="add-row no-print">
            <div class="field">
                <label for="add-target">"Add New Mapping: target attribute"</label>
                <input
                    class="mono"
                    type="text"
                    id="add-target"
                    list="add-targets"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    aria-describedby="add-said"
                    prop:value=move || name.get()
                    on:input=move |input| name.set(event::value(&input))
                    on:keydown=move |press| {
                        if KeyPress::of(press.into()).is_some_and(|press| press.key == "Enter") {
                            add();
                        }
                    }
                />
                <p class="warning" id="add-said" aria-live="polite">
                    {move || {
                        let note = about(name.get().trim());
                        view! { <Note note/> }.into_any()
                    }}
                </p>
                <KnownTargets/>
            </div>
            <button type="button" on:click=move |_| add()>
                "Add"
            </button>
        </div>
    }
}

/// What is to be said about the name that is typed.
#[component]
fn Note(note: TargetNote) -> impl IntoView {
    let near = match note {
        TargetNote::Near(target) => Some(view! { <MapNear target/> }.into_any()),
        _ => None,
    };
    view! {
        <span>{note.message()}</span>
        {near}
    }
}

#[component]
fn MapNear(target: &'static TargetAttribute) -> impl IntoView {
    let app = use_app();
    view! {
        <button type="button" class="quiet small" on:click=move |_| create(app, target.name)>
            {format!("Map {}", target.short)}
        </button>
    }
}

#[component]
fn KnownTargets() -> impl IntoView {
    let names = PORTAL_TARGETS
        .iter()
        .map(|target| target.name)
        .chain(TARGETS.iter().map(|target| target.name));
    let options = names.map(|name| view! { <option value=name></option> }.into_any());
    view! { <datalist id="add-targets">{options.collect::<Vec<_>>()}</datalist> }
}

fn create(app: App, name: &str) {
    let name = name.trim();
    if name.is_empty() {
        return browser::focus("add-target");
    }
    let mut target = links::target(&name.replace('%', "%25"));
    if let TargetNote::Near(near) = about(&target) {
        near.name.clone_into(&mut target);
        app.announce(TargetNote::Near(near).message());
    }
    let known = TARGETS.iter().any(|known| known.name == target);
    let exists = app
        .setup
        .with_untracked(|setup| setup.mapping.row(&target).is_some());
    if !known && !exists {
        app.edit(|setup| setup.mapping.put(Row::new(&target, Source::None)));
        app.announce(format!("Row of {target} added"));
    }
    browser::go(&links::of(&target));
}
