//! A part of a page with a heading of its own.

use crate::components::element::{El, el};

/// The part, with what stands `beside` its heading. The heading can be given
/// the focus when what had it is gone.
pub fn panel(class: &str, title_id: &str, title: El, beside: El) -> El {
    el("section")
        .class(format!("panel {class}").trim_end())
        .attr("aria-labelledby", title_id)
        .child(
            el("div")
                .class("panel-head")
                .child(
                    el("h2")
                        .attr("id", title_id)
                        .attr("tabindex", "-1")
                        .child(title),
                )
                .child(beside),
        )
}
