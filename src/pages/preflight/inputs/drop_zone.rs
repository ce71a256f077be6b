//! Where files are dropped, chosen or pasted, and what the page promises.

use leptos::html;
use leptos::prelude::*;

use crate::browser::files::File;
use crate::browser::{csp_lock, elements};
use crate::components::file_input::FileInput;
use crate::pages::preflight::inputs::paste_box::PasteBox;
use crate::pages::preflight::state::{DroppedFile, OpenError, PreflightState};
use crate::pages::preflight::use_page;
use crate::pages::preflight::widgets::FreshAlert;
use crate::state::use_app;

/// Files with their names, as the browser gives them.
pub(crate) fn named(files: Vec<File>) -> Vec<DroppedFile> {
    let files = files.into_iter();
    files.map(|file| (file.name(), file.into())).collect()
}

/// The zone, with what the page promises below it.
#[component]
pub(crate) fn DropZone() -> impl IntoView {
    let page = use_page();
    let state = page.state;
    let open_error = move || {
        let open_error = state.open_error();
        open_error.map(|open_error| view! { <NotOpened open_error/> }.into_any())
    };
    view! {
        <section
            class="panel pf-drop"
            class:over=move || page.dragged.get()
            aria-labelledby="pf-files-title"
        >
            <h2 id="pf-files-title">"Users file"</h2>
            <p class="row">
                <span>"Drop files anywhere on this page, or"</span>
                <FileChooser/>
            </p>
            <p class="hint">
                "A CSV export of Entra, Microsoft 365, PowerShell, Active Directory, Okta, or Google, or JSON from Microsoft Graph. Further files can say who is assigned, add attributes, or list the users that Talkdesk has."
            </p>
            <PasteBox/>
            <LockPromise/>
            <FreshAlert alert=open_error/>
            {move || {
                state.put_away().map(|words| view! { <p class="callout">{words}</p> }.into_any())
            }}
        </section>
    }
}

/// The button that opens files, with the field that it clicks.
#[component]
fn FileChooser() -> impl IntoView {
    let app = use_app();
    let page = use_page();
    let state = page.state;
    let field = NodeRef::<html::Input>::new();
    view! {
        <button
            type="button"
            class:primary=move || has_no_usable_file(state)
            disabled=move || state.is_running()
            on:click=move |_| {
                if let Some(field) = field.get_untracked() {
                    elements::click(&field);
                }
            }
        >
            "Choose files"
        </button>
        <FileInput
            label="Files to open"
            accept=".csv,.json,.jsonl,.ndjson,.txt,.tsv,text/csv,application/json"
            multiple=true
            node=field
            on_files=move |files| {
                state.open(app, page.connection, named(files));
            }
        />
    }
}

fn has_no_usable_file(state: PreflightState) -> bool {
    state.input_files(|input_files| {
        let mut all = input_files.all().iter();
        all.all(|input_file| input_file.look().is_none())
    })
}

/// Why files were not taken in.
#[component]
fn NotOpened(open_error: OpenError) -> impl IntoView {
    let words = open_error.to_string();
    match open_error.is_harmless() {
        true => view! { <p class="callout warn">{words}</p> }.into_any(),
        false => view! {
            <p class="callout bad" role="alert">
                {words}
            </p>
        }
        .into_any(),
    }
}

/// What becomes of a file, and who sees to it.
#[component]
fn LockPromise() -> impl IntoView {
    view! {
        <p class="callout">
            {move || match csp_lock::is_locked() {
                true => view! {
                    <b>"Requests are locked"</b>
                    "Before it read the first file, this page added a security policy. Your browser enforces it until you reload the page, whether a file is still open or not. The policy blocks all requests from scripts and workers, including beacons and WebSockets, and blocks prefetching and loading images, styles, scripts, and frames. It does not block links to other addresses or WebRTC, which scimdesk does not use. The page stores nothing from a file unless you keep one user as the sample user. To use the connection test again, reload the page."
                }
                    .into_any(),
                false => view! {
                    <b>
                        "Nothing of a file leaves this browser, and nothing of it is stored unless you keep one user as the sample user"
                    </b>
                    "Before it reads a file, the page adds a security policy that blocks all requests from its scripts and workers, prefetching, and loading images, styles, scripts, and frames. Your browser enforces it until you reload the page. It does not block links. To compare the file with Talkdesk’s current users, fetch their list first; the button is below."
                }
                    .into_any(),
            }}
        </p>
    }
}
