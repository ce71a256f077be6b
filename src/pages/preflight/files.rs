//! The drawer with the open files: what each holds, and its columns.

mod card;
pub(crate) mod chooser;
mod columns;
mod meaning;
pub(crate) mod paste_box;

use leptos::prelude::*;
use preflight::input_files::{InputFiles, InputStatus};

use crate::browser;
use crate::components::drawer::Drawer;
use crate::components::fold::Fold;
use crate::pages::preflight::chips::{CHANGE_ID, RunButton};
use crate::pages::preflight::files::card::FileCard;
use crate::pages::preflight::files::chooser::FileChooser;
use crate::pages::preflight::files::columns::KnownAttributes;
use crate::pages::preflight::files::paste_box::PasteBox;
use crate::pages::preflight::use_page;

/// Identity of the heading of a file.
pub(crate) fn head_id(id: u32) -> String {
    format!("pf-file-{id}")
}

#[component]
pub(crate) fn FilesDrawer() -> impl IntoView {
    let state = use_page().state;
    let close = move |()| {
        state.show_panel(None);
        browser::focus(CHANGE_ID);
    };
    view! {
        <Drawer
            title="Files"
            on_close=close
            footer=|| {
                view! {
                    <span class="grow"></span>
                    <RunButton/>
                }
            }
        >
            <FileList/>
            <KnownAttributes/>
            <div class="row wrap">
                <FileChooser class="btn" label="Add a file"/>
            </div>
            <p class="muted small">
                "Drop a newer export to replace a file of the same name. A second file can list assigned users, add attributes, or list the users in Talkdesk."
            </p>
            <Fold summary=|| view! { <b class="grow">"Paste CSV or JSON"</b> }.into_any()>
                <div class="pf-fold">
                    <PasteBox/>
                </div>
            </Fold>
        </Drawer>
    }
}

/// A card is made anew when one of these changes and stays otherwise, because
/// its fields would lose the cursor.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct CardKey {
    id: u32,
    name: String,
    is_read: bool,
}

fn card_keys(input_files: &InputFiles) -> Vec<CardKey> {
    let all = input_files.all().iter();
    // Files that cannot be used are named in the page.
    let shown = all.filter(|file| !matches!(file.status, InputStatus::Refused(_)));
    let keys = shown.map(|file| CardKey {
        id: file.id,
        name: file.name.clone(),
        is_read: file.look().is_some(),
    });
    keys.collect()
}

#[component]
fn FileList() -> impl IntoView {
    let state = use_page().state;
    let keys = Memo::new(move |_| state.input_files(card_keys));
    let card = move |key: CardKey| {
        untrack(|| {
            let input_file = state.input_files(|input_files| input_files.find(key.id).cloned());
            input_file.map(|input_file| view! { <FileCard input_file/> }.into_any())
        })
    };
    view! {
        <ul class="pf-files" aria-label="Open files">
            <For each=move || keys.get() key=CardKey::clone children=card/>
        </ul>
    }
}
