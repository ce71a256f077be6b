//! Findings by kind, with how many users have each.

use preflight::report::{FindingCount, PreflightReport};

use crate::browser;
use crate::components::element::{El, button, el};
use crate::pages::preflight::PreflightPage;
use crate::pages::preflight::paging::severity_class;
use crate::pages::preflight::report::users::USERS_ID;
use crate::pages::preflight::widgets::section;
use provisioning::format::{counted, grouped, noun};

pub(crate) fn findings(page: PreflightPage, report: &PreflightReport) -> El {
    let section = section("stack", "pf-findings-title", "Findings");
    if report.findings.is_empty() {
        return section.child(el("p").text(match report.set.is_empty() {
            true => "Nothing was found in any user.",
            false => "Nothing was found in any single user. See the mappings above.",
        }));
    }
    let all = report.totals.users;
    let rows = report.findings.iter();
    section
        .child(el("p").class("hint").text(&format!(
            "One user may have several. A whole bar is all of the file: {}.",
            counted(all.into(), "user", "users")
        )))
        .child(
            el("ul")
                .class("panel pf-findings")
                .children(rows.map(|found| row(page, *found, all))),
        )
}

fn row(page: PreflightPage, found: FindingCount, all: u32) -> El {
    let state = page.state;
    let words = found.kind.text();
    let class = severity_class(words.severity);
    let noun = noun(found.users.into(), "user", "users");
    let label = format!("Show {noun}");
    let show = button("small no-print", &label, move || {
        state.narrow(|query| {
            query.kind = Some(found.kind);
            query.outcome = None;
            query.search.clear();
        });
        browser::focus(USERS_ID);
        browser::reveal(USERS_ID);
    })
    .attr("aria-label", &format!("{label}: {}", words.title));
    let more = el("details")
        .child(
            el("summary")
                .child(
                    el("span")
                        .class(&format!("tag {class}"))
                        .text(words.severity.label()),
                )
                .text(" ")
                .child(el("span").text(words.title)),
        )
        .child(el("p").text(words.reason))
        .child(el("p").text(words.remedy));
    // The number stands beside it, so the bar is only for the eye.
    let bar = el("progress")
        .class(&format!("pf-bar {class}"))
        .attr("aria-hidden", "true")
        .attr("max", &all.to_string())
        .attr("value", &found.users.to_string());
    let count = el("span")
        .class("pf-count")
        .text(&grouped(found.users.into()))
        .child(el("span").class("said").text(&format!(" {noun}")));
    el("li").child(more).child(bar).child(count).child(show)
}
