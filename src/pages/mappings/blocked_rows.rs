//! Rows that are left out until they are fixed, with the ways to them.

use crate::components::element::{El, el, link};
use crate::pages::mappings::links;
use provisioning::diagnostics::MappingDiagnostic;

pub fn waiting_list(rows: &[MappingDiagnostic]) -> El {
    let items = rows.iter().map(|what| {
        let name = what.short_target();
        el("li")
            .child(el("b").text(&format!("{name}: {}", what.headline)))
            .text(&format!(". {} ", what.message))
            .child(link(
                "",
                &links::of(&what.target),
                &format!("Mend the row of {name}"),
            ))
    });
    el("div")
        .attr("role", "alert")
        .child(el("ul").class("plain").children(items))
}
