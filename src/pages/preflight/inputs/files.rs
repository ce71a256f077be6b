//! The files that are open: what each was taken for, and what to know of it.

use leptos::prelude::*;
use preflight::users_file::{Format, SniffedFile, UsersFileErrorText};

use crate::browser;
use crate::browser::event;
use crate::components::when::When;
use crate::pages::preflight::inputs::columns::Columns;
use crate::pages::preflight::inputs::head_id;
use crate::pages::preflight::state::PreflightState;
use crate::pages::preflight::use_page;
use crate::pages::preflight::widgets::Options;
use crate::state::{App, use_app};
use preflight::input_files::{InputFile, InputFiles, InputStatus};
use preflight::protocol::InputPurpose;
use provisioning::format::{counted, grouped, size};

/// What the card of a file is made anew for, so that its fields do not lose the
/// cursor for anything else.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct CardKey {
    id: u32,
    name: String,
    stage: Stage,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Stage {
    Looking,
    Looked,
    Refused,
}

fn card_keys(input_files: &InputFiles) -> Vec<CardKey> {
    let keys = input_files.all().iter().map(|input_file| CardKey {
        id: input_file.id,
        name: input_file.name.clone(),
        stage: match input_file.status {
            InputStatus::New | InputStatus::Looking => Stage::Looking,
            InputStatus::Looked(_) => Stage::Looked,
            InputStatus::Refused(_) => Stage::Refused,
        },
    });
    keys.collect()
}

#[component]
pub(crate) fn FileList() -> impl IntoView {
    let state = use_page().state;
    let keys = Memo::new(move |_| state.input_files(card_keys));
    let card = move |key: CardKey| {
        untrack(|| {
            let input_file = state.input_files(|input_files| input_files.find(key.id).cloned());
            input_file.map(|input_file| view! { <FileCard input_file/> }.into_any())
        })
    };
    view! {
        <div>
            <When is=Signal::derive(move || keys.with(|keys| !keys.is_empty()))>
                <ul class="pf-files" aria-label="Open files">
                    <For each=move || keys.get() key=CardKey::clone children=card/>
                </ul>
            </When>
        </div>
    }
}

#[component]
fn FileCard(input_file: InputFile) -> impl IntoView {
    let state = use_page().state;
    let InputFile {
        id,
        name,
        file,
        status,
        ..
    } = input_file;
    let details = match status {
        InputStatus::New | InputStatus::Looking => {
            view! { <p class="hint">"Looking at it"</p> }.into_any()
        }
        InputStatus::Refused(words) => view! { <Unusable words/> }.into_any(),
        InputStatus::Looked(look) => {
            view! { <Usable id name=name.clone() bytes=file.bytes look=*look/> }.into_any()
        }
    };
    view! {
        <li class="panel">
            <div class="pf-file-head">
                <h3 id=head_id(id) tabindex="-1">
                    {name.clone()}
                </h3>
                <button
                    type="button"
                    class="small"
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
    browser::focus("page-title");
}

/// Why a file cannot be used.
#[component]
fn Unusable(words: UsersFileErrorText) -> impl IntoView {
    view! {
        <p class="callout bad">
            <b>{words.what}</b>
            {words.remedy}
        </p>
    }
}

/// What is known of a file that can be used.
#[component]
fn Usable(id: u32, name: String, bytes: f64, look: SniffedFile) -> impl IntoView {
    let recognized = recognized(&look, bytes);
    let notes = look.notes.iter().map(ToString::to_string).collect();
    view! {
        <p class="hint">{recognized}</p>
        <Purpose id name=name.clone()/>
        <Rival id/>
        <Notes notes/>
        <Nameless id/>
        <Columns id name columns=look.columns/>
    }
}

fn recognized(look: &SniffedFile, bytes: f64) -> String {
    let format = match look.format {
        Format::Csv { delimiter: '\t' } => "CSV with tabs".to_owned(),
        Format::Csv { delimiter } => format!("CSV with “{delimiter}”"),
        Format::Json => "JSON".to_owned(),
    };
    let rows = if look.whole {
        counted(look.rows, "row", "rows")
    } else {
        format!("more than {} rows", grouped(look.rows))
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
        purpose.map_or("", InputPurpose::label)
    });
    let options = InputPurpose::ALL.map(|purpose| (purpose.label(), purpose.label().to_owned()));
    view! {
        <div class="field pf-use">
            <label for=field.clone()>
                "What it holds"
                <span class="said">{format!(", {name}")}</span>
            </label>
            <select
                id=field
                disabled=move || state.is_running()
                on:change=move |change| choose_purpose(state, id, &event::value(&change))
            >
                <Options options=options.into() chosen/>
            </select>
        </div>
    }
}

fn choose_purpose(state: PreflightState, id: u32, label: &str) {
    let mut all = InputPurpose::ALL.into_iter();
    if let Some(purpose) = all.find(|purpose| purpose.label() == label) {
        state.edit_input_files(|input_files| input_files.choose(id, purpose));
        state.settle_scope();
    }
}

/// What a second file of users does, and the way to treat it in place of the
/// first one.
#[component]
fn Rival(id: u32) -> impl IntoView {
    let state = use_page().state;
    let names = Memo::new(move |_| {
        state.input_files(|input_files| {
            let rival = input_files.rival(id)?.name.clone();
            Some((input_files.name(id), rival))
        })
    });
    view! {
        <div>
            {move || {
                names.get().map(|(name, rival)| view! { <RivalNotice id name rival/> }.into_any())
            }}
        </div>
    }
}

#[component]
fn RivalNotice(
    id: u32,
    name: String,
    /// The name of the file whose users are judged.
    rival: String,
) -> impl IntoView {
    let app = use_app();
    let state = use_page().state;
    view! {
        <div class="callout warn stack">
            <p>
                {format!(
                    "The users of {rival} are judged. This file seems to hold users as well, but it only adds attributes to those of {rival}: whoever is in this file alone is not judged.",
                )}
            </p>
            <p>
                <button
                    type="button"
                    class="small"
                    disabled=move || state.is_running()
                    on:click=move |_| judge_instead(app, state, id, &name, &rival)
                >
                    "Judge this one instead"
                </button>
            </p>
        </div>
    }
}

fn judge_instead(app: App, state: PreflightState, id: u32, name: &str, rival: &str) {
    state.edit_input_files(|input_files| input_files.choose(id, InputPurpose::Users));
    app.announce(format!(
        "The users of {name} are judged now, and {rival} adds to them"
    ));
    browser::focus(&head_id(id));
}

#[component]
fn Notes(notes: Vec<String>) -> impl IntoView {
    let notes = notes.into_iter();
    let items = notes.map(|note| view! { <li>{note}</li> }.into_any());
    let items = items.collect::<Vec<_>>();
    (!items.is_empty()).then(|| view! { <ul class="evidence">{items}</ul> }.into_any())
}

/// What to do with a file in which nobody can be told from another.
#[component]
fn Nameless(id: u32) -> impl IntoView {
    let state = use_page().state;
    view! {
        <div>
            <When is=Signal::derive(move || state.is_nameless(id))>
                <p class="callout bad">
                    <b>"No column says which user a row is about"</b>
                    "Say below which column holds userPrincipalName or objectId, or export again with userPrincipalName."
                </p>
            </When>
        </div>
    }
}
