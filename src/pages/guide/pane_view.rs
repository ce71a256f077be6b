//! The drawn portal pane. It is built from text, so it follows light and dark,
//! prints, and can be read aloud.

use crate::components::element::{El, el};
use guide::fill::{DrawnItem, DrawnPane};

/// A marker, as the published guide numbers what to click or type.
pub fn marker(number: u8) -> El {
    el("span")
        .class("mark")
        .child(el("span").class("said").text("marker "))
        .text(&number.to_string())
}

pub fn pane_view(pane: DrawnPane) -> El {
    let menu = pane.menu.into_iter().map(|(label, number, current)| {
        el("li")
            .class(if current { "on" } else { "" })
            .text(&label)
            .maybe(number.map(marker))
    });
    el("figure")
        .class("portal")
        .attr("aria-label", "The portal at this step")
        .child(el("div").class("crumb").text(&pane.crumbs.join(" › ")))
        .child(
            el("div")
                .class("portal-body")
                .child(
                    el("ul")
                        .class("side")
                        .attr("aria-label", "Menu of the portal")
                        .children(menu),
                )
                .child(
                    el("div")
                        .class("portal-form")
                        .child(el("b").text(&pane.title))
                        .children(pane.items.into_iter().map(item)),
                ),
        )
}

fn item(item: DrawnItem) -> El {
    match item {
        DrawnItem::Button {
            label,
            primary,
            marker: number,
        } => el("div").child(
            el("span")
                .class(if primary { "pbtn p" } else { "pbtn" })
                .text(&label)
                .maybe(number.map(marker)),
        ),
        DrawnItem::Link {
            label,
            marker: number,
        } => el("div")
            .class("row")
            .child(el("span").class("plink").text(&label))
            .maybe(number.map(marker)),
        DrawnItem::Field {
            label,
            value,
            marker: number,
        } => el("div")
            .class("pfield")
            .child(el("span").class("plabel").text(&label))
            .child(
                el("span")
                    .class("pin")
                    .child(match &value {
                        Ok(text) => el("span").text(text),
                        Err(missing) => el("span").class("missing").text(missing),
                    })
                    .maybe(number.map(marker)),
            ),
        DrawnItem::Tick {
            label,
            on,
            marker: number,
        } => el("div")
            .class("ptick")
            .child(
                el("span")
                    .class(if on { "pbox on" } else { "pbox" })
                    .attr("aria-hidden", "true"),
            )
            .child(
                el("span")
                    .text(&label)
                    .child(el("span").class("said").text(if on {
                        ", ticked"
                    } else {
                        ", not ticked"
                    })),
            )
            .maybe(number.map(marker)),
        DrawnItem::Table {
            head,
            rows,
            marker: number,
        } => el("div").class("ptable").child(marker(number)).child(table(
            &head,
            rows.iter().map(|row| row.iter().map(String::as_str)),
        )),
        DrawnItem::Text(text) => el("div").class("ptext").text(&text),
    }
}

pub fn table<'a, Row>(head: &[&str], rows: impl Iterator<Item = Row>) -> El
where
    Row: Iterator<Item = &'a str>,
{
    let head = head
        .iter()
        .map(|text| el("th").attr("scope", "col").text(text));
    let rows = rows.map(|row| el("tr").children(row.map(|text| el("td").text(text))));
    el("table")
        .child(el("thead").child(el("tr").children(head)))
        .child(el("tbody").children(rows))
}
