//! What several parts of the page are built of: sections, boxes to tick, fields
//! to choose in, tables and the way through long ones.

use crate::components::element::{self, El, button, el};
use crate::pages::preflight::paging::ListPosition;

/// A section with its heading.
pub(crate) fn section(class: &str, id: &str, title: &str) -> El {
    el("section")
        .class(class)
        .attr("aria-labelledby", id)
        .child(el("h2").attr("id", id).text(title))
}

/// A box to tick; the text of its label is added to it.
pub(crate) fn tick(is_on: impl FnMut() -> bool + 'static, set: impl Fn(bool) + 'static) -> El {
    let input = el("input")
        .attr("type", "checkbox")
        .live_checked(is_on)
        .on("change", move |event| set(element::checked(&event)));
    el("label").class("pf-tick").child(input)
}

/// A field to choose one of the options in, which are values with their labels.
pub(crate) fn select<V: AsRef<str>, L: AsRef<str>>(
    id: &str,
    options: impl IntoIterator<Item = (V, L)>,
    value: impl FnMut() -> String + 'static,
    choose: impl Fn(&str) + 'static,
) -> El {
    let options = options.into_iter().map(|(value, label)| {
        el("option")
            .attr("value", value.as_ref())
            .text(label.as_ref())
    });
    el("select")
        .attr("id", id)
        .children(options)
        .live_value(value)
        .on("change", move |event| choose(&element::value(&event)))
}

/// A table with a caption for screen readers. `class` is its own. The cells of
/// a row begin with a [`row_head`]; on a narrow screen the head of its column
/// labels each [`cell`].
pub(crate) fn table<const N: usize>(
    caption: &str,
    class: &str,
    heads: [&str; N],
    rows: impl Iterator<Item = [El; N]>,
) -> El {
    let row = |cells: [El; N]| {
        let cells = cells.into_iter().zip(heads);
        el("tr").children(cells.map(|(cell, head)| cell.attr("data-label", head)))
    };
    let columns = heads.map(|name| el("th").attr("scope", "col").text(name));
    el("table")
        .class(&format!("checks pf-table {class}"))
        .child(el("caption").class("said").text(caption))
        .child(el("thead").child(el("tr").children(columns)))
        .child(el("tbody").children(rows.map(row)))
}

pub(crate) fn row_head(text: &str) -> El {
    el("th").attr("scope", "row").text(text)
}

pub(crate) fn cell(class: &str, content: &str) -> El {
    el("td").class(class).text(content)
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
