//! A box of a page with a heading, which also names it.

use crate::components::element::{El, el};

pub fn titled_panel(id: &str, title: &str, content: El) -> El {
    let heading = el("h2").attr("id", id).text(title);
    el("section")
        .class("panel")
        .attr("aria-labelledby", id)
        .child(el("div").class("body stack").child(heading).child(content))
}
