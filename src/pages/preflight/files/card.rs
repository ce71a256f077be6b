//! One open file: what it is taken for, and what to know of it.

use leptos::prelude::*;
use preflight::input_files::{InputFile, InputStatus};
use preflight::protocol::InputPurpose;
use preflight::users_file::{Format, SniffedFile};
use provisioning::format::{counted, grouped, size};

use crate::browser;
use crate::browser::event;
use crate::components::fields::select::Options;
use crate::components::icon::{Icon, icons};
use crate::components::when::When;
use crate::pages::preflight::files::columns::Columns;
use crate::pages::preflight::files::head_id;
use crate::pages::preflight::state::PreflightState;
use crate::pages::preflight::use_page;
use crate::state::{App, use_app};

#[component]
pub(crate) fn FileCard(input_file: InputFile) -> impl IntoView {
    let state = use_page().state;
    let InputFile {
        id,
        name,
        file,
        status,
        ..
    } = input_file;
    let details = match status {
        InputStatus::Looked(look) => {
            view! { <Usable id name=name.clone() bytes=file.bytes look=*look/> }.into_any()
        }
        _ => view! { <p class="muted">"Reading"</p> }.into_any(),
    };
    view! {
        <li>
            <div class="row">
                <h3 class="grow" id=head_id(id) tabindex="-1">
                    {name.clone()}
                </h3>
                <button
                    type="button"
                    class="btn small quiet"
                    aria-label=format!("Remove {name}")
                    disabled=move || state.is_running()
                    on:click=move |_| remove(state, id)
                >
                    "Remove"
                </button>
            </div>
            {details}
        </li>
    }
}

fn remove(state: PreflightState, id: u32) {
    state.edit_input_files(|input_files| input_files.remove(id));
    state.settle_scope();
    browser::focus("drawer-title");
}

/// What is known of a file that can be used.
#[component]
fn Usable(id: u32, name: String, bytes: f64, look: SniffedFile) -> impl IntoView {
    let recognized = recognized(&look, bytes);
    let notes = look.notes.iter();
    let notes = notes.map(|note| view! { <FileNote text=note.to_string()/> }.into_any());
    let notes = notes.collect::<Vec<_>>();
    view! {
        <p class="muted small">{recognized}</p>
        <Purpose id name=name.clone()/>
        <Rival id/>
        {notes}
        <Unidentified id/>
        <Columns id name columns=look.columns/>
    }
}

#[component]
fn FileNote(text: String) -> impl IntoView {
    view! {
        <p class="hint">
            <Icon of=icons::INFO/>
            <span>{text}</span>
        </p>
    }
}

fn recognized(look: &SniffedFile, bytes: f64) -> String {
    let format = match look.format {
        Format::Csv { delimiter: '\t' } => "CSV with tabs".to_owned(),
        Format::Csv { delimiter } => format!("CSV with “{delimiter}”"),
        Format::Json => "JSON".to_owned(),
    };
    let rows = match look.whole {
        true => counted(look.rows, "row", "rows"),
        false => format!("more than {} rows", grouped(look.rows)),
    };
    format!(
        "{}. {format}, {}, {rows}, {}, {}.",
        look.origin.label(),
        look.encoding.name(),
        counted(look.columns.len() as u64, "column", "columns"),
        size(bytes)
    )
}

/// The choice of what a file holds.
#[component]
fn Purpose(id: u32, name: String) -> impl IntoView {
    let state = use_page().state;
    let field = format!("pf-use-{id}");
    let chosen = Signal::derive(move || {
        let purpose = state.input_files(|input_files| Some(input_files.find(id)?.purpose));
        purpose.map_or("", InputPurpose::label).to_owned()
    });
    let effect = move || {
        let purpose = state.input_files(|input_files| Some(input_files.find(id)?.purpose));
        purpose.map_or("", effect)
    };
    let options = InputPurpose::ALL.map(|purpose| {
        let label = purpose.label().to_owned();
        (label.clone(), label)
    });
    view! {
        <div class="field">
            <label for=field.clone()>
                "What it holds"
                <span class="sr">{format!(", {name}")}</span>
            </label>
            <select
                class="in"
                id=field
                disabled=move || state.is_running()
                on:change=move |change| choose_purpose(state, id, &event::value(&change))
            >
                <Options options=Vec::from(options) chosen/>
            </select>
            <span class="help">{move || effect()}</span>
        </div>
    }
}

/// What a file does by what it holds.
fn effect(purpose: InputPurpose) -> &'static str {
    match purpose {
        InputPurpose::Users => "The users in this file are checked.",
        InputPurpose::Assigned => {
            "Only users in this file are in scope, if Options limits the check to assigned users."
        }
        InputPurpose::More => "Adds its columns to the users. It doesn’t limit who is checked.",
        InputPurpose::Talkdesk => "Shows who is new, changed or unmanaged.",
    }
}

fn choose_purpose(state: PreflightState, id: u32, label: &str) {
    let mut all = InputPurpose::ALL.into_iter();
    if let Some(purpose) = all.find(|purpose| purpose.label() == label) {
        state.edit_input_files(|input_files| input_files.choose(id, purpose));
        state.settle_scope();
    }
}

/// What a second file of users does, and the way to check it instead of the
/// first one.
#[component]
pub(crate) fn Rival(id: u32) -> impl IntoView {
    let state = use_page().state;
    let names = Memo::new(move |_| {
        state.input_files(|input_files| {
            let rival = input_files.rival(id)?.name.clone();
            Some((input_files.name(id), rival))
        })
    });
    view! {
        {move || {
            names.get().map(|(name, rival)| view! { <RivalNotice id name rival/> }.into_any())
        }}
    }
}

#[component]
fn RivalNotice(
    id: u32,
    name: String,
    /// The name of the file whose users are checked.
    rival: String,
) -> impl IntoView {
    let app = use_app();
    let state = use_page().state;
    view! {
        <div class="notice warn">
            <Icon of=icons::WARN/>
            <div class="stack">
                <p>
                    {format!(
                        "The users in {rival} are checked. {name} only adds attributes to them. Users who are only in {name} aren’t checked.",
                    )}
                </p>
                <p>
                    <button
                        type="button"
                        class="btn small"
                        disabled=move || state.is_running()
                        on:click=move |_| check_instead(app, state, id, &name, &rival)
                    >
                        "Check this file instead"
                    </button>
                </p>
            </div>
        </div>
    }
}

fn check_instead(app: App, state: PreflightState, id: u32, name: &str, rival: &str) {
    state.edit_input_files(|input_files| input_files.choose(id, InputPurpose::Users));
    app.announce(format!(
        "The users in {name} are checked, and {rival} adds attributes to them"
    ));
    browser::focus(&head_id(id));
}

/// What to do with a file in which no column identifies the user.
#[component]
fn Unidentified(id: u32) -> impl IntoView {
    let state = use_page().state;
    view! {
        <When is=Signal::derive(move || state.is_nameless(id))>
            <div class="notice bad">
                <Icon of=icons::BAD/>
                <div>
                    <b>"No column identifies the user"</b>
                    <p>
                        "Choose below which column holds userPrincipalName or objectId, or export the file again with userPrincipalName."
                    </p>
                </div>
            </div>
        </When>
    }
}
