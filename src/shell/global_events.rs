//! Connects the browser's events to the state.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement};

use crate::browser;
use crate::browser::event::{KeyPress, always, member};
use crate::pages::guide;
use crate::shell::shortcuts::{self, ShortcutCommand};
use crate::state::App;
use crate::state::route::Route;

/// Listens for as long as the page lives.
pub fn install(app: App) {
    always(
        "hashchange",
        Box::new(move |_| {
            app.set_route(Route::parse(&browser::location::fragment()));
        }),
    );
    always(
        "storage",
        Box::new(move |event| {
            let key = member(&event, "key");
            // Only an event without this member is none of the browser's.
            if !key.is_undefined() {
                app.sync_from_storage(key.as_string(), member(&event, "newValue").as_string());
            }
        }),
    );
    always(
        "beforeunload",
        Box::new(move |event| {
            app.save();
            if app.has_unsaved_work() {
                event.prevent_default();
                // Browsers from before 2024 ask only then.
                let _ = js_sys::Reflect::set(&event, &"returnValue".into(), &true.into());
            }
        }),
    );
    for pause in [
        "click",
        "change",
        "focusout",
        "visibilitychange",
        "pagehide",
    ] {
        always(pause, Box::new(move |_| app.save()));
    }
    always(
        "keydown",
        Box::new(move |event| {
            let Some(press) = KeyPress::of(event) else {
                return;
            };
            if !app.shortcuts_enabled.get_untracked()
                || app.shortcuts_open.get_untracked()
                || press.is_composing()
            {
                return;
            }
            let modified = press.control() || press.alt();
            if let Some(command) = shortcuts::command(press.key(), is_typing(&press), modified) {
                press.prevent_default();
                run_command(app, command);
            }
        }),
    );
}

fn is_typing(event: &Event) -> bool {
    let Some(element) = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlElement>().ok())
    else {
        return false;
    };
    let toggles = element
        .get_attribute("type")
        .is_some_and(|kind| kind == "checkbox" || kind == "radio");
    !toggles && matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
}

fn run_command(app: App, command: ShortcutCommand) {
    match command {
        ShortcutCommand::Go(page) => browser::go(page.href()),
        ShortcutCommand::Setups => browser::go("#/setups"),
        ShortcutCommand::Help => app.shortcuts_open.set(true),
        ShortcutCommand::Continue => guide::go_on(app),
        ShortcutCommand::DoneNext => guide::done_next(app),
    }
}
