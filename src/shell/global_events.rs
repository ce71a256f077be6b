//! Connects the browser's events to the state.

use leptos::prelude::*;

use crate::browser;
use crate::browser::elements::is_in_text_field;
use crate::browser::event::{KeyPress, always, confirm_unload, member};
use crate::pages::guide;
use crate::shell::input_events;
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
                confirm_unload(&event);
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
    for event in ["paste", "dragover", "drop"] {
        always(
            event,
            Box::new(move |given| input_events::handle(app, &given)),
        );
    }
    always(
        "keydown",
        Box::new(move |event| {
            let Some(press) = KeyPress::of(event) else {
                return;
            };
            if press.control && !press.alt && !press.shift && press.key.eq_ignore_ascii_case("k") {
                press.prevent_default();
                return app.palette_open.update(|open| *open = !*open);
            }
            if !app.shortcuts_enabled.get_untracked()
                || app.shortcuts_open.get_untracked()
                || app.palette_open.get_untracked()
                || press.is_composing
            {
                return;
            }
            let modified = press.control || press.alt;
            if let Some(command) =
                shortcuts::command(&press.key, is_in_text_field(&press), modified, press.shift)
            {
                press.prevent_default();
                run_command(app, command);
            }
        }),
    );
}

fn run_command(app: App, command: ShortcutCommand) {
    match command {
        ShortcutCommand::Go(page) => browser::go(page.href()),
        ShortcutCommand::Setups => browser::go("#/setups"),
        ShortcutCommand::Help => app.shortcuts_open.set(true),
        ShortcutCommand::Continue => guide::go_on(app),
        ShortcutCommand::DoneNext => guide::done_next(app),
        ShortcutCommand::Palette => app.palette_open.set(true),
    }
}
