//! A value to be typed elsewhere, with a button that copies it.

use web_sys::Node;

use super::dom::{El, button, el};
use crate::frame::state::App;
use crate::ui::browser;

/// Copies `text` and says so. When the browser forbids that, selects the node
/// that shows it, so that Ctrl+C does the rest.
pub fn copy(app: App, what: String, text: String, shown: Node) {
    browser::run(Box::pin(async move {
        match browser::copy_text(&text).await {
            Ok(()) => app.say(format!("{what} copied")),
            Err(_) => {
                browser::select_text(&shown);
                app.say(format!(
                    "This browser does not let the page copy. {what} is selected: press Ctrl+C."
                ));
            }
        }
    }));
}

/// A copyable value. `what` names it above the value, in the button's label
/// and in what is said after copying, for example "Tenant URL".
pub fn copy_value(app: App, what: &str, text: &str) -> El {
    let code = el("code").text(text);
    let shown = code.node().clone();
    let (name, value) = (what.to_owned(), text.to_owned());
    let copy_button = button("small", "Copy", move || {
        copy(app, name.clone(), value.clone(), shown.clone());
    })
    .attr("aria-label", &format!("Copy {what}"));
    el("div")
        .child(el("p").class("copy-name").text(what))
        .child(el("div").class("copy").child(code).child(copy_button))
}
