//! The heading of a page.

use crate::components::element::{El, el};

/// The heading of a page, which takes the focus when the page opens.
pub fn page_title(text: &str) -> El {
    el("h1")
        .attr("id", "page-title")
        .attr("tabindex", "-1")
        .text(text)
}
