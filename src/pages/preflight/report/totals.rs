//! The figures of a report, and what is to know of them.

use std::sync::Arc;

use leptos::prelude::*;
use preflight::report::{PreflightReport, SkipReason, Totals};

use crate::pages::preflight::use_page;
use provisioning::format::{counted, grouped, span};

#[component]
pub(crate) fn ReportTotals(
    totals: Totals,
    /// Whether there was a list of Talkdesk's users.
    compared: bool,
) -> impl IntoView {
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
        view! {
            <div>
                <dt>{name}</dt>
                <dd class=format!("st {class}")>{grouped(number.into())}</dd>
            </div>
        }
        .into_any()
    });
    let figures = figures.collect::<Vec<_>>();
    view! { <dl class="pf-totals">{figures}</dl> }
}

#[component]
pub(crate) fn RunNotes(report: Arc<PreflightReport>) -> impl IntoView {
    let lines = run_notes(&report, &use_page().state.ran_names());
    let lines = lines
        .into_iter()
        .map(|line| view! { <li>{line}</li> }.into_any());
    let lines = lines.collect::<Vec<_>>();
    view! { <ul class="evidence">{lines}</ul> }
}

/// What is to know of a run. `names` are the files, in the order of its plan.
fn run_notes(report: &PreflightReport, names: &[String]) -> Vec<String> {
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
    for (notes, name) in report.notes.iter().zip(names.iter()) {
        for note in notes {
            let words = note.to_string();
            lines.push(match names.len() {
                1 => words,
                _ => format!("{name}: {words}"),
            });
        }
    }
    lines
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
