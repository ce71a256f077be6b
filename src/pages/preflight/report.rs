//! The report, or why there is none.

mod findings;
mod required_names;
mod set_diagnostics;
pub mod user;
pub mod users;

use leptos::prelude::*;
use preflight::protocol::ExportFormat;
use preflight::report::{PreflightReport, SkipReason, Totals, UserRow};

use crate::browser;
use crate::components::element::{El, button, el, link, several};
use crate::pages::preflight::PreflightPage;
use crate::pages::preflight::inputs::{INPUTS_ID, head_id};
use crate::pages::preflight::report::findings::findings;
use crate::pages::preflight::report::required_names::needs;
use crate::pages::preflight::report::set_diagnostics::set;
use crate::pages::preflight::report::users::{first_users, orphans, users};
use crate::pages::preflight::state::{RunStatus, VERDICT_ID};
use crate::pages::preflight::widgets::section;
use provisioning::format::{counted, grouped, size, span};
use provisioning::talkdesk as attributes;

/// What the last run came to.
pub(crate) fn report(page: PreflightPage) -> El {
    let state = page.state;
    // Progress is shown elsewhere, and must not build this anew.
    let ended = Memo::new(move |_| !state.is_running());
    let part = move || {
        if !ended.get() {
            return several();
        }
        let run = state.run();
        untrack(|| match &*run {
            RunStatus::Empty | RunStatus::Running(_) => several(),
            RunStatus::Done(report) => done(page, report),
            RunStatus::Cancelled(progress) => several()
                .child(card(
                    "warn",
                    "The run was cancelled",
                    "You ended it, so there is no report.",
                    "Run it again when you like. The files are still open.",
                ))
                .child(first_users(progress.as_deref())),
            RunStatus::Refused { name, words } => card(
                "bad",
                &format!("{name} cannot be used"),
                &words.what,
                words.remedy,
            )
            .child(el("p").child(to_file(page, name))),
            RunStatus::Unsound { target, message } => {
                let short = attributes::target(target).map_or("", |target| target.short);
                card(
                    "bad",
                    &format!("The mapping of {target} cannot be run"),
                    message,
                    "Correct its expression, then run again.",
                )
                .child(el("p").child(link(
                    "button",
                    &format!("#/mappings/{short}"),
                    "Open the mapping",
                )))
            }
            RunStatus::Failed(failure) => card(
                "bad",
                "The run did not come to its end",
                &failure.to_string(),
                "The files are still open. Run again; if it fails again, try with a part of the file.",
            ),
            RunStatus::Lost => card(
                "warn",
                "The report is gone",
                "The part of scimdesk that held it was started anew.",
                "The files are still open. Run again.",
            ),
        })
    };
    el("div").class("pf-report").live(part)
}

/// What is said in place of a report. It takes the focus when it comes, which
/// reads it out.
fn card(class: &str, headline: &str, why: &str, remedy: &str) -> El {
    const TITLE: &str = "pf-verdict-title";
    const TEXT: &str = "pf-verdict-text";
    el("div")
        .class(&format!("verdict {class}"))
        .attr("id", VERDICT_ID)
        .attr("tabindex", "-1")
        .attr("role", "group")
        .attr("aria-labelledby", TITLE)
        .attr("aria-describedby", TEXT)
        .child(el("h2").attr("id", TITLE).text(headline))
        .child(
            el("div")
                .attr("id", TEXT)
                .child(el("p").text(why))
                .child(el("p").text(remedy)),
        )
}

/// Leads to the card of a file, which is folded away since the run.
fn to_file(page: PreflightPage, name: &str) -> El {
    let state = page.state;
    let found = name.to_owned();
    button("", &format!("Show {name}"), move || {
        let id = untrack(|| {
            state.input_files(|input_files| {
                let mut all = input_files.all().iter();
                all.find(|input_file| input_file.name == found)
                    .map(|input_file| input_file.id)
            })
        });
        let inputs = document().get_element_by_id(INPUTS_ID);
        if let (Some(id), Some(inputs)) = (id, inputs) {
            let _ = inputs.set_attribute("open", "");
            browser::reveal(&head_id(id));
            browser::focus(&head_id(id));
        }
    })
}

fn done(page: PreflightPage, report: &PreflightReport) -> El {
    let (app, state) = (page.app, page.state);
    let outdated = Memo::new(move |_| state.is_outdated(app));
    let stale = move || {
        several().maybe(outdated.get().then(|| {
            el("p").class("callout warn").text(
                "Files, choices or mappings have changed since this run. Run again to see what they change.",
            )
        }))
    };
    section("stack", "pf-report-title", "What the first cycle does")
        .live(stale)
        .child(totals(report))
        .child(asides(page, report))
        .child(set(report))
        .child(findings(page, report))
        .child(needs(page, report))
        .child(downloads(page))
        .child(users(page, report))
        .maybe((report.totals.orphans > 0).then(|| orphans(page)))
}

fn totals(report: &PreflightReport) -> El {
    let totals = &report.totals;
    let compared = report.compared;
    let figures = [
        (true, "Refused", totals.refused, "bad"),
        (totals.unknown > 0, "Not known", totals.unknown, "warn"),
        (true, "Created", totals.created, "ok"),
        (compared, "Updated", totals.updated, "ok"),
        (compared, "Unchanged", totals.unchanged, ""),
        (true, "With a warning", totals.warned, "warn"),
        (true, "Skipped", totals.skipped, ""),
        (compared, "Unmatched in Talkdesk", totals.orphans, ""),
    ];
    let figures = figures.into_iter().filter(|(shown, ..)| *shown);
    let figures = figures.map(|(_, name, number, class)| {
        let class = if number == 0 { "" } else { class };
        el("div").child(el("dt").text(name)).child(
            el("dd")
                .class(&format!("st {class}"))
                .text(&grouped(number.into())),
        )
    });
    el("dl").class("pf-totals").children(figures)
}

fn asides(page: PreflightPage, report: &PreflightReport) -> El {
    let mut lines = vec![format!(
        "{} in the file, judged in {}.",
        counted(report.totals.users.into(), "user", "users"),
        span((report.milliseconds / 1_000.0).round() as u64)
    )];
    lines.extend(skipped(&report.totals));
    if !report.compared {
        lines.push(
            "Whoever exists in Talkdesk already counts as created, because no list of Talkdesk’s users was compared."
                .to_owned(),
        );
    }
    let names = page.state.ran_names();
    for (notes, name) in report.notes.iter().zip(names.iter()) {
        for note in notes {
            let words = note.to_string();
            lines.push(match names.len() {
                1 => words,
                _ => format!("{name}: {words}"),
            });
        }
    }
    el("ul")
        .class("evidence")
        .children(lines.iter().map(|line| el("li").text(line)))
}

/// What happens to a user, and why the user is skipped if so.
fn happens(row: &UserRow) -> String {
    match row.skip {
        Some(skip) => format!("{}: {}", row.outcome.label(), skip.label()),
        None => row.outcome.label().to_owned(),
    }
}

fn skipped(totals: &Totals) -> Option<String> {
    let reasons: Vec<String> = SkipReason::ALL
        .iter()
        .zip(totals.skips)
        .filter(|(_, count)| *count > 0)
        .map(|(skip, count)| format!("{} ({})", skip.label(), grouped(count.into())))
        .collect();
    (!reasons.is_empty()).then(|| format!("Skipped: {}.", reasons.join("; ")))
}

const FILES: [(ExportFormat, &str); 4] = [
    (ExportFormat::FindingsCsv, "Findings as CSV"),
    (ExportFormat::UsersCsv, "Users as CSV"),
    (ExportFormat::Json, "Everything as JSON"),
    (ExportFormat::Markdown, "Summary as Markdown"),
];

const COPIES: [(ExportFormat, &str, &str); 3] = [
    (ExportFormat::Markdown, "Copy the summary", "The summary"),
    (
        ExportFormat::PowerShell,
        "Copy refused ids for PowerShell",
        "The list for PowerShell",
    ),
    (
        ExportFormat::Graph,
        "Copy refused ids for Graph",
        "The list for Graph",
    ),
];

fn downloads(page: PreflightPage) -> El {
    let (app, state) = (page.app, page.state);
    let files = FILES.map(|(form, label)| button("", label, move || state.save(app, form)));
    let copies =
        COPIES.map(|(form, label, what)| button("", label, move || state.copy(app, form, what)));
    let ready = move || match state.saved() {
        None => several(),
        Some(saved) => el("p")
            .child(
                link("", &saved.url, &format!("Save {}", saved.name)).attr("download", &saved.name),
            )
            .text(&format!(", {}", size(saved.bytes.into()))),
    };
    section("stack no-print", "pf-save-title", "Take the report along")
        .child(el("div").class("row").children(files))
        .child(el("div").class("row").children(copies))
        .live(ready)
}
