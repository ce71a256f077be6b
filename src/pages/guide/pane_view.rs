//! The drawn portal pane. It is built from text, so it follows light and dark,
//! prints, and can be read aloud.

use crate::components::element::{El, el};
use guide::fill::{self, DrawnItem, DrawnKind};
use guide::step::PortalPane;
use setup::Setup;

/// A marker, as the published guide numbers what to click or type.
pub fn marker(number: u8) -> El {
    el("span")
        .class("mark")
        .child(el("span").class("said").text("marker "))
        .text(&number.to_string())
}

pub fn pane_view(pane: &PortalPane, setup: &Setup) -> El {
    let filled = |template: &&str| fill::text(template, setup);
    let crumbs: Vec<String> = pane.crumbs.iter().map(filled).collect();
    let menu = pane.menu.iter().map(|label| {
        let current = *label == pane.current;
        el("li")
            .class(if current { "on" } else { "" })
            .text(&filled(label))
            .maybe(pane.marker.filter(|_| current).map(marker))
    });
    el("figure")
        .class("portal")
        .attr("aria-label", "The portal at this step")
        .child(el("div").class("crumb").text(&crumbs.join(" › ")))
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
                        .child(el("b").text(&filled(&pane.title)))
                        .children(fill::items(pane, setup).into_iter().map(item)),
                ),
        )
}

fn item(item: DrawnItem) -> El {
    let label = item.label.as_str();
    let mark = item.marker.map(marker);
    match item.kind {
        DrawnKind::Button { primary } => el("div").child(
            el("span")
                .class(if primary { "pbtn p" } else { "pbtn" })
                .text(label)
                .maybe(mark),
        ),
        DrawnKind::Link => el("div")
            .class("row")
            .child(el("span").class("plink").text(label))
            .maybe(mark),
        DrawnKind::Field(value) => el("div")
            .class("pfield")
            .child(el("span").class("plabel").text(label))
            .child(
                el("span")
                    .class("pin")
                    .child(match &value {
                        Ok(text) => el("span").text(text),
                        Err(missing) => el("span").class("missing").text(missing),
                    })
                    .maybe(mark),
            ),
        DrawnKind::Tick(on) => {
            let (class, status) = match on {
                true => ("pbox on", ", ticked"),
                false => ("pbox", ", not ticked"),
            };
            el("div")
                .class("ptick")
                .child(el("span").class(class).attr("aria-hidden", "true"))
                .child(
                    el("span")
                        .text(label)
                        .child(el("span").class("said").text(status)),
                )
                .maybe(mark)
        }
        DrawnKind::Table { head, rows } => el("div").class("ptable").maybe(mark).child(table(
            &head,
            rows.iter().map(|row| row.iter().map(String::as_str)),
        )),
        DrawnKind::Text => el("div").class("ptext").text(label),
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
