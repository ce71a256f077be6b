//! Copying a text that stands on the page.

use leptos::prelude::*;

use crate::components::copy_value;
use crate::components::element::{El, button, el};
use crate::state::App;

/// A button that copies text which stands elsewhere on the page. When the
/// browser forbids that, the text appears below it, selected.
pub fn copy_button(app: App, what: &str, label: &str, read: impl Fn() -> String + 'static) -> El {
    let shown = RwSignal::new(String::new());
    let shown_text = el("pre").live_text(move || shown.get());
    let node = shown_text.node().clone();
    let what = what.to_owned();
    let act = button("small", label, move || {
        let text = read();
        shown.set(text.clone());
        copy_value::copy(app, what.clone(), text, node.clone());
    });
    el("div").class("copy-all no-print").child(act).child(
        el("div")
            .class("said")
            .attr("aria-hidden", "true")
            .child(shown_text),
    )
}
