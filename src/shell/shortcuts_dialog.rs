//! The list of keyboard shortcuts.

use leptos::prelude::*;

use crate::browser::elements;
use crate::components::element::{self, El, button, el};
use crate::shell::shortcuts::SHORTCUTS;
use crate::state::App;

pub fn shortcuts_dialog(app: App) -> El {
    let mut shortcuts_enabled = el("dl").class("keys");
    for shortcut in &SHORTCUTS {
        shortcuts_enabled = shortcuts_enabled
            .child(el("dt").child(el("kbd").text(shortcut.key)))
            .child(el("dd").text(shortcut.description));
    }
    let single_keys = el("label")
        .class("row")
        .child(
            el("input")
                .attr("type", "checkbox")
                .live_checked(move || app.shortcuts_enabled.get())
                .on("change", move |event| {
                    app.set_shortcuts_enabled(element::checked(&event))
                }),
        )
        .text("Single keys act as shortcuts");
    let dialog = el("dialog")
        .attr("aria-labelledby", "help-title")
        .child(el("h2").attr("id", "help-title").text("Keyboard shortcuts"))
        .child(shortcuts_enabled)
        .child(el("p").child(single_keys))
        .child(
            el("p")
                .class("row dialog-end")
                .child(button("primary", "Close", move || {
                    app.shortcuts_open.set(false);
                })),
        )
        .on("close", move |_| app.shortcuts_open.set(false));
    let node = dialog.node().clone();
    element::keep_running(Box::new(move || {
        elements::set_modal_open(&node, app.shortcuts_open.get());
    }));
    dialog
}
