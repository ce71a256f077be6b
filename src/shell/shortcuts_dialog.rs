//! The list of keyboard shortcuts.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use crate::components::element::{self, El, button, el};
use crate::shell::shortcuts::SHORTCUTS;
use crate::state::App;

/// The `?` dialog.
pub fn help(app: App) -> El {
    let mut keys = el("dl").class("keys");
    for shortcut in &SHORTCUTS {
        keys = keys
            .child(el("dt").child(el("kbd").text(shortcut.key)))
            .child(el("dd").text(shortcut.says));
    }
    let single_keys = el("label")
        .class("row")
        .child(
            el("input")
                .attr("type", "checkbox")
                .live_checked(move || app.keys.get())
                .on("change", move |event| {
                    app.set_keys(element::checked(&event))
                }),
        )
        .text("Single keys act as shortcuts");
    let dialog = el("dialog")
        .attr("aria-labelledby", "help-title")
        .child(el("h2").attr("id", "help-title").text("Keyboard shortcuts"))
        .child(keys)
        .child(el("p").child(single_keys))
        .child(
            el("p")
                .class("row dialog-end")
                .child(button("primary", "Close", move || {
                    app.help.set(false);
                })),
        )
        .on("close", move |_| app.help.set(false));
    let element: HtmlDialogElement = dialog.node().clone().unchecked_into();
    element::keep_running(Box::new(move || match (app.help.get(), element.open()) {
        (true, false) => {
            let _ = element.show_modal();
        }
        (false, true) => element.close(),
        _ => {}
    }));
    dialog
}
