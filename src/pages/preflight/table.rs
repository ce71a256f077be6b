//! Tables as the places have them, and the way through long ones.

use crate::components::element::{El, button, el};
use crate::pages::preflight::paging::ListPosition;

/// A table with a caption for screen readers. `class` is its own.
pub(crate) fn table(
    caption: &str,
    class: &str,
    heads: &[&str],
    rows: impl Iterator<Item = El>,
) -> El {
    let heads = heads
        .iter()
        .map(|name| el("th").attr("scope", "col").text(name));
    el("table")
        .class(&format!("checks pf-table {class}"))
        .child(el("caption").class("said").text(caption))
        .child(el("thead").child(el("tr").children(heads)))
        .child(el("tbody").children(rows))
}

/// A cell, with the label that it has on a narrow screen.
pub(crate) fn cell(label: &str, class: &str, content: &str) -> El {
    el("td")
        .class(class)
        .attr("data-label", label)
        .text(content)
}

/// The buttons that lead through a long list; `go` is told where a page
/// begins.
pub(crate) fn pager(what: &str, spot: ListPosition, go: impl Fn(usize) + Copy + 'static) -> El {
    let last = spot.last();
    let to = |label: &str, start: Option<usize>| {
        let button = button("small", label, move || go(start.unwrap_or_default()));
        match start {
            Some(_) => button,
            None => button.attr("disabled", ""),
        }
    };
    el("nav")
        .class("row")
        .attr("aria-label", what)
        .child(to("First", (spot.start > 0).then_some(0)))
        .child(to("Previous", spot.before()))
        .child(to("Next", spot.after()))
        .child(to("Last", (spot.start < last).then_some(last)))
}
