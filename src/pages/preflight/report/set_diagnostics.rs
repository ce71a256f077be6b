//! What the run shows about the mapping set as a whole.

use entra_expression::Severity;
use preflight::report::PreflightReport;

use crate::components::element::{El, el, link, several};
use crate::pages::preflight::widgets::section;

/// The section; nothing when there is nothing to say.
pub(crate) fn set(report: &PreflightReport) -> El {
    if report.set.is_empty() {
        return several();
    }
    let shown = report.set.iter().map(|one| {
        let class = match one.severity {
            Severity::Error => "callout bad",
            Severity::Warning => "callout warn",
            Severity::Info => "callout",
        };
        let name = one.short_target();
        el("div")
            .class(class)
            .child(el("b").text(&format!("{name}: {}", one.headline)))
            .text(&one.message)
            .text(" ")
            .child(link(
                "",
                &format!("#/mappings/{name}"),
                &format!("Open the mapping of {name}"),
            ))
    });
    section("stack", "pf-set-title", "Mappings").children(shown)
}
