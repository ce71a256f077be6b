//! A value to be typed elsewhere, with a button that copies it.

use leptos::html;
use leptos::prelude::*;
use web_sys::Node;

use crate::browser;
use crate::browser::announcer::{Announcer, use_announcer};
use crate::components::element::{El, button, el};

/// The field of a text that the browser did not let the page copy.
const FIELD_ID: &str = "to-copy";

/// Copies `text` and says so. When the browser forbids that, selects the node
/// that shows it, so that Ctrl+C does the rest.
pub fn copy(announcer: impl Into<Announcer>, what: String, text: String, shown: Node) {
    begin(announcer.into(), what, text, Some(shown));
}

/// The same for a text that the page does not show: it is shown then.
pub fn copy_or_show(announcer: impl Into<Announcer>, what: String, text: String) {
    begin(announcer.into(), what, text, None);
}

fn begin(announcer: Announcer, what: String, text: String, shown: Option<Node>) {
    // Not every browser moves the focus to a button that is clicked.
    let pressed = document()
        .active_element()
        .filter(|element| element.tag_name() != "BODY");
    browser::run(Box::pin(async move {
        if browser::copy_text(&text).await.is_ok() {
            return announcer.announce(format!("{what} copied"));
        }
        if !shown.is_some_and(|node| browser::select_text(&node, &text)) {
            let field = el("textarea")
                .class("mono")
                .attr("id", FIELD_ID)
                .attr("rows", "3")
                .attr("readonly", "")
                .attr("aria-label", &what)
                .text(&text);
            if let Some(before) = document().get_element_by_id(FIELD_ID) {
                before.remove();
            }
            // Beside what was pressed, so that it goes with that part of the page.
            if let Some(pressed) = pressed {
                let _ = pressed.after_with_node_1(field.node());
            } else if let Ok(Some(main)) = document().query_selector("main") {
                let _ = main.prepend_with_node_1(field.node());
            }
            if !browser::select_text(field.node(), &text) {
                return announcer
                    .announce(format!("This browser does not let the page copy {what}."));
            }
        }
        announcer.announce(format!(
            "This browser does not let the page copy. {what} is selected: press Ctrl+C."
        ));
    }));
}

/// A value to be typed elsewhere, with a button that copies it.
#[component]
pub fn CopyValue(
    /// Names the value: above it, in the button's label and in what is said
    /// after copying, for example "Tenant URL".
    #[prop(into)]
    what: String,
    #[prop(into)] text: String,
) -> impl IntoView {
    let announcer = use_announcer();
    let shown = NodeRef::<html::Code>::new();
    let label = format!("Copy {what}");
    let (name, value) = (what.clone(), text.clone());
    let copy_it = move |_| {
        if let Some(shown) = shown.get_untracked() {
            copy(announcer, name.clone(), value.clone(), shown.into());
        }
    };
    view! {
        <div>
            <p class="copy-name">{what}</p>
            <div class="copy">
                <code node_ref=shown>{text}</code>
                <button type="button" class="small" aria-label=label on:click=copy_it>
                    "Copy"
                </button>
            </div>
        </div>
    }
}

/// A copyable value. `what` names it above the value, in the button's label
/// and in what is said after copying, for example "Tenant URL".
pub fn copy_value(announcer: impl Into<Announcer>, what: &str, text: &str) -> El {
    let announcer = announcer.into();
    let code = el("code").text(text);
    let shown = code.node().clone();
    let (name, value) = (what.to_owned(), text.to_owned());
    let copy_button = button("small", "Copy", move || {
        copy(announcer, name.clone(), value.clone(), shown.clone());
    })
    .attr("aria-label", &format!("Copy {what}"));
    el("div")
        .child(el("p").class("copy-name").text(what))
        .child(el("div").class("copy").child(code).child(copy_button))
}
