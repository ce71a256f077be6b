//! Connects the browser's events to the state.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, HtmlElement, KeyboardEvent, StorageEvent};

use super::route::Route;
use super::shortcuts::{self, Command};
use super::state::App;
use crate::guide;
use crate::ui::browser;

/// The fragment of the address.
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// Listens for as long as the page lives.
pub fn listen(app: App) {
    always(
        "hashchange",
        Box::new(move |_| {
            app.set_route(Route::parse(&fragment()));
        }),
    );
    always(
        "storage",
        Box::new(move |event| {
            let event: StorageEvent = event.unchecked_into();
            app.absorb(event.key(), event.new_value());
        }),
    );
    always(
        "beforeunload",
        Box::new(move |event| {
            if app.has_unsaved_work() {
                event.prevent_default();
                // Browsers from before 2024 ask only then.
                let _ = js_sys::Reflect::set(&event, &"returnValue".into(), &true.into());
            }
        }),
    );
    always(
        "keydown",
        Box::new(move |event| {
            let event: KeyboardEvent = event.unchecked_into();
            if !app.keys.get_untracked() || app.help.get_untracked() || event.is_composing() {
                return;
            }
            let modified = event.ctrl_key() || event.alt_key() || event.meta_key();
            if let Some(command) = shortcuts::command(&event.key(), is_typing(&event), modified) {
                event.prevent_default();
                obey(app, command);
            }
        }),
    );
}

/// Listens to one kind of event for as long as the page lives.
pub fn always(kind: &str, call: Box<dyn FnMut(Event)>) {
    let listener = Closure::wrap(call).into_js_value();
    let _ = window().add_event_listener_with_callback(kind, listener.unchecked_ref());
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

fn obey(app: App, command: Command) {
    match command {
        Command::Go(place) => browser::go(place.href()),
        Command::Setups => browser::go("#/setups"),
        Command::Help => app.help.set(true),
        Command::Continue => guide::page::go_on(app),
        Command::DoneNext => guide::page::done_next(app),
    }
}
