//! What is pasted outside a field, or dropped where no page takes it, goes to the
//! page that it is for: files on Preflight and Mappings to these, all else to
//! the tab that explains errors.

use leptos::prelude::*;

use crate::browser;
use crate::browser::clipboard::pasted_text;
use crate::browser::elements::{Event, is_in_text_field};
use crate::browser::files::{self, File};
use crate::state::App;
use crate::state::connection::selected_tab::{EXPLAIN, SelectedTab};
use crate::state::incoming_input::IncomingInput;
use crate::state::route::{Route, SidebarPage};

pub(super) fn handle(app: App, event: &Event) {
    if event.default_prevented() {
        return;
    }
    match event.type_().as_str() {
        "paste" => paste(app, event),
        // Without this the browser leaves the page for the file.
        _ if files::are_dragged(event) => {
            event.prevent_default();
            if event.type_() == "drop" {
                open(app, files::dropped(event));
            }
        }
        _ => {}
    }
}

fn paste(app: App, event: &Event) {
    let is_busy = app.palette_open.get_untracked() || app.shortcuts_open.get_untracked();
    if is_busy || is_in_text_field(event) {
        return;
    }
    let pasted = files::pasted(event);
    let text = pasted_text(event).filter(|text| !text.trim().is_empty());
    match (pasted.is_empty(), text) {
        (true, Some(text)) => {
            event.prevent_default();
            IncomingInput::of(app).put_text(SidebarPage::Connection, text);
            show_explanation(app);
        }
        (false, _) => {
            event.prevent_default();
            open(app, pasted);
        }
        (true, None) => {}
    }
}

fn open(app: App, files: Vec<File>) {
    if files.is_empty() {
        return;
    }
    let files = files.into_iter();
    let files = files.map(|file| (file.name(), file.into())).collect();
    let page = match app.route.get_untracked() {
        Route::Preflight => SidebarPage::Preflight,
        Route::Mappings(_) | Route::SchemaFile | Route::Script => SidebarPage::Mappings,
        _ => SidebarPage::Connection,
    };
    IncomingInput::of(app).put_files(page, files);
    match page {
        SidebarPage::Mappings => browser::go("#/mappings/schema"),
        SidebarPage::Connection => show_explanation(app),
        _ => {}
    }
}

fn show_explanation(app: App) {
    SelectedTab::of(app).0.set(EXPLAIN);
    browser::go("#/connection/explain");
}
