//! Rows that are left out until they are fixed, with the ways to them.

use crate::components::element::{El, el, link};
use crate::pages::mappings::links;
use provisioning::diagnostics::code::MappingCode;
use provisioning::talkdesk::short;

pub fn waiting_list(rows: &[(String, MappingCode)]) -> El {
    let items = rows.iter().map(|(target, what)| {
        let name = short(target);
        el("li")
            .child(el("b").text(&format!("{name}: {}", what.headline())))
            .text(&format!(". {} ", what.detail()))
            .child(link(
                "",
                &links::of(target),
                &format!("Mend the row of {name}"),
            ))
    });
    el("div")
        .attr("role", "alert")
        .child(el("ul").class("plain").children(items))
}
