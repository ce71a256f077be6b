//! The drawer that adds a mapping, with the checks of its name.

mod names;

use leptos::prelude::*;
use provisioning::mapping::{Row, Source};
use provisioning::portal::default_mappings::PORTAL_TARGETS;
use provisioning::portal::new_target::{TargetNote, about};
use provisioning::talkdesk::{TARGETS, TargetAttribute};

use crate::browser;
use crate::browser::event::{self, KeyPress};
use crate::components::drawer::Drawer;
use crate::components::icon::{Icon, icons};
use crate::components::when::When;
use crate::pages::mappings::drawer::add_mapping::names::AttributeNames;
use crate::pages::mappings::drawer::close;
use crate::state::mapping_links as links;
use crate::state::{App, use_app};

const FIELD: &str = "add-target";
/// The id of what is said about the name.
const NOTE: &str = "add-note";

#[component]
pub fn AddMapping() -> impl IntoView {
    view! {
        <Drawer title="Add a mapping" on_close=|()| close()>
            <Suggestions/>
            <NameField/>
            <AttributeNames/>
        </Drawer>
    }
}

/// Talkdesk's attributes that aren't mapped.
#[component]
fn Suggestions() -> impl IntoView {
    let app = use_app();
    let unmapped = Memo::new(move |_| {
        let is_unmapped = |target: &&TargetAttribute| {
            app.setup
                .with(|setup| setup.mapping.row(target.name).is_none())
        };
        let names = TARGETS.iter().filter(is_unmapped);
        names.map(|target| target.short).collect::<Vec<_>>()
    });
    view! {
        <When is=Signal::derive(move || unmapped.with(|names| !names.is_empty()))>
            <div class="stack">
                <h3>"Supported by Talkdesk, not mapped yet"</h3>
                <div class="row wrap">
                    {move || {
                        unmapped
                            .get()
                            .into_iter()
                            .map(|short| {
                                view! {
                                    <a class="btn" href=format!("{}/{short}", links::TABLE)>
                                        <Icon of=icons::PLUS/>
                                        {short}
                                    </a>
                                }
                                    .into_any()
                            })
                            .collect::<Vec<_>>()
                    }}
                </div>
            </div>
        </When>
    }
}

#[component]
fn NameField() -> impl IntoView {
    let app = use_app();
    let name = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    let note = Memo::new(move |_| {
        name.with(|name| {
            let name = name.trim();
            (!name.is_empty() || tried.get()).then(|| about(name))
        })
    });
    let is_invalid = move || note.with(|note| note.is_some_and(|note| !note.is_valid()));
    let add = move || {
        tried.set(true);
        if !add(app, name.get_untracked().trim()) {
            browser::focus(FIELD);
        }
    };
    view! {
        <div class="field">
            <label for=FIELD>"Target attribute"</label>
            <div class="beside-button">
                <input
                    class="in mono"
                    class:bad=is_invalid
                    type="text"
                    id=FIELD
                    list="add-targets"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    aria-describedby=NOTE
                    aria-invalid=move || is_invalid().then_some("true")
                    prop:value=move || name.get()
                    on:input=move |input| name.set(event::value(&input))
                    on:keydown=move |press| {
                        if KeyPress::of(press.into()).is_some_and(|press| press.key == "Enter") {
                            add();
                        }
                    }
                />
                <button type="button" class="btn" on:click=move |_| add()>
                    "Add"
                </button>
            </div>
            <div id=NOTE aria-live="polite">
                {move || match note.get() {
                    Some(note) => view! { <Note note/> }.into_any(),
                    None => {
                        view! {
                            <p class="help">
                                "Choose one that Entra offers, or enter the full name of a custom attribute."
                            </p>
                        }
                            .into_any()
                    }
                }}
            </div>
            <KnownTargets/>
        </div>
    }
}

#[component]
fn Note(note: TargetNote) -> impl IntoView {
    let (class, icon) = match note {
        TargetNote::Invalid(_) => ("help bad", Some(icons::BAD)),
        TargetNote::Offered | TargetNote::Custom => ("help warn", Some(icons::WARN)),
        TargetNote::Known(_) => ("help ok", Some(icons::CHECK)),
        TargetNote::Near(_) => ("help", None),
    };
    let icon = icon.map(|icon| view! { <Icon of=icon class="tinyi"/> }.into_any());
    view! {
        <p class=class>
            {icon}
            " "
            {note.message()}
        </p>
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

/// Opens the mapping of a name, which is made if there is none. Returns false
/// when no attribute can have the name.
fn add(app: App, name: &str) -> bool {
    let target = match about(name) {
        TargetNote::Invalid(error) => {
            app.announce(error.to_string());
            return false;
        }
        TargetNote::Known(target) | TargetNote::Near(target) => target.name,
        TargetNote::Offered | TargetNote::Custom => name,
    };
    let is_known = TARGETS.iter().any(|known| known.name == target);
    let exists = app
        .setup
        .with_untracked(|setup| setup.mapping.row(target).is_some());
    if !is_known && !exists {
        app.edit(|setup| setup.mapping.put(Row::new(target, Source::None)));
        app.announce(format!("{target} added"));
    }
    browser::go(&links::of(target));
    true
}
