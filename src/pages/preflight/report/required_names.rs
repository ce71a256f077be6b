//! What has to be there before the first cycle, and how long it takes.

use preflight::REQUESTS_ASSUMED;
use preflight::report::{NameStatus, NeededName, PreflightReport, why_none};

use crate::components::element::{El, el, link};
use crate::pages::preflight::PreflightPage;
use crate::pages::preflight::widgets::{cell, row_head, section, table};
use provisioning::format::{counted, grouped, span};
use provisioning::talkdesk::REQUESTS_PER_SECOND;
use provisioning::talkdesk::{self as attributes, ROLES, TEAMS};

pub(crate) fn needs(page: PreflightPage, report: &PreflightReport) -> El {
    let cycle = &report.first_cycle;
    let left_out = (report.names_left_out > 0).then(|| {
        el("p").class("hint").text(&format!(
            "{} not listed.",
            counted(
                report.names_left_out.into(),
                "further name is",
                "further names are"
            )
        ))
    });
    section("stack", "pf-needs-title", "What it takes")
        .child(
            el("ul")
                .class("evidence")
                .child(el("li").text(&format!(
                    "Time: {}, for {} at {REQUESTS_PER_SECOND} requests a second. {REQUESTS_ASSUMED}",
                    span(cycle.seconds.into()),
                    counted(cycle.requests.into(), "request", "requests"),
                )))
                .child(el("li").text(&format!(
                    "Licences: {}, one for each user who becomes active.",
                    grouped(report.licences.into())
                ))),
        )
        .child(
            el("div")
                .class("pf-names")
                .child(names(page, "Roles", ROLES, &report.roles))
                .child(names(page, "Teams", TEAMS, &report.teams)),
        )
        .maybe(left_out)
}

fn names(page: PreflightPage, what: &str, target: &str, needed: &[NeededName]) -> El {
    let block = el("div").child(el("h3").text(&format!("{what} that have to exist")));
    if needed.is_empty() {
        let mapped = page.state.ran().is_some_and(|plan| plan.set.maps(target));
        let short = attributes::target(target).map_or("", |known| known.short);
        return block
            .child(el("p").text(&why_none(target, mapped)))
            .child(el("p").child(link(
                "",
                &format!("#/mappings/{short}"),
                &format!("{short} in Mappings"),
            )));
    }
    let rows = needed.iter().map(|one| {
        let (word, class) = known(one.known);
        [
            row_head(&one.name),
            cell("time", &grouped(one.users.into())),
            cell(&format!("st {class}"), word),
        ]
    });
    let table = table(
        &format!("{what} that have to exist in Talkdesk"),
        "pf-needed",
        ["Name", "Users", "In your list"],
        rows,
    );
    // A long list scrolls in itself, also by keyboard.
    block.child(
        el("div")
            .class("pf-scroll")
            .attr("tabindex", "0")
            .attr("role", "group")
            .attr("aria-label", what)
            .child(table),
    )
}

fn known(known: NameStatus) -> (&'static str, &'static str) {
    match known {
        NameStatus::NoList => ("no list", "idle"),
        NameStatus::Exact => ("yes", "ok"),
        NameStatus::Case | NameStatus::Blanks => ("written differently", "warn"),
        NameStatus::Unknown => ("no", "bad"),
    }
}
