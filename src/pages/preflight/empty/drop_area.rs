//! Where a file is dropped, chosen or pasted.

use leptos::html;
use leptos::prelude::*;
use preflight::input_files::{InputFile, InputStatus};
use preflight::protocol::InputPurpose;

use crate::browser;
use crate::components::icon::{Icon, icons};
use crate::components::when::When;
use crate::pages::preflight::files::chooser::FileChooser;
use crate::pages::preflight::files::paste_box::{PASTE_ID, PasteBox};
use crate::pages::preflight::state::PreflightState;
use crate::pages::preflight::use_page;
use crate::state::use_app;

#[component]
pub(crate) fn DropArea() -> impl IntoView {
    let app = use_app();
    let page = use_page();
    let state = page.state;
    let pasting = RwSignal::new(false);
    let paste_button = NodeRef::<html::Button>::new();
    view! {
        <div class="pf-drop no-print" role="group" aria-label="Users file">
            <Icon of=icons::UP/>
            <h2>"Drop a user export"</h2>
            <DropStatus/>
            <div class="row wrap">
                <FileChooser class="btn primary" label="Choose a file"/>
                <button
                    type="button"
                    class="btn"
                    aria-expanded=move || pasting.get().to_string()
                    node_ref=paste_button
                    on:click=move |_| {
                        pasting.update(|pasting| *pasting = !*pasting);
                        if pasting.get_untracked() {
                            browser::focus_soon(PASTE_ID);
                        }
                    }
                >
                    <Icon of=icons::PASTE/>
                    "Paste"
                </button>
                <button
                    type="button"
                    class="btn quiet"
                    on:click=move |_| state.open_samples(app)
                >
                    "Try sample users"
                </button>
            </div>
            <When is=pasting>
                <PasteBox/>
            </When>
            <OtherFiles/>
        </div>
    }
}

/// What can be dropped, or that a file is being read.
#[component]
fn DropStatus() -> impl IntoView {
    let state = use_page().state;
    let reading = Memo::new(move |_| reading(state));
    view! {
        <p class="muted" role="status">
            {move || match reading.get() {
                Some(name) => view! {
                    <Icon of=icons::SPIN class="spin"/>
                    {format!(" Reading {name}")}
                }
                    .into_any(),
                None => view! {
                    "CSV from Entra or Get-MgUser, or JSON from Microsoft Graph. The check starts at once and takes about a second for 20,000 users."
                }
                    .into_any(),
            }}
        </p>
    }
}

fn reading(state: PreflightState) -> Option<String> {
    state.input_files(|input_files| {
        let mut all = input_files.all().iter();
        let reading =
            all.find(|file| matches!(file.status, InputStatus::New | InputStatus::Looking));
        reading.map(|file| file.name.clone())
    })
}

/// Files that are open and say nothing of which users are to be checked.
#[component]
fn OtherFiles() -> impl IntoView {
    let state = use_page().state;
    let files = Memo::new(move |_| {
        state.input_files(|input_files| {
            let all = input_files.all().iter();
            let usable = all.filter(|file| file.look().is_some());
            usable.map(shown).collect::<Vec<_>>()
        })
    });
    view! {
        {move || {
            let files = files.get().into_iter();
            let files = files
                .map(|(id, name, about)| {
                    let label = format!("Remove {name}");
                    view! {
                        <span class="pf-chip">
                            <Icon of=icons::FILE/>
                            {name}
                            <span class="muted">{about}</span>
                            <button
                                type="button"
                                class="btn icon small plain"
                                aria-label=label
                                on:click=move |_| {
                                    state.edit_input_files(|input_files| input_files.remove(id));
                                    state.settle_scope();
                                    browser::focus("page-title");
                                }
                            >
                                <Icon of=icons::X/>
                            </button>
                        </span>
                    }
                        .into_any()
                });
            files.collect::<Vec<_>>()
        }}
    }
}

fn shown(file: &InputFile) -> (u32, String, String) {
    let about = match file.purpose {
        InputPurpose::Users => "users",
        InputPurpose::Assigned => "assigned users; now add the users",
        InputPurpose::More => "more attributes; now add the users",
        InputPurpose::Talkdesk => "users in Talkdesk; now add the users",
    };
    (file.id, file.name.clone(), about.to_owned())
}
