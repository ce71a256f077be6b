//! The table of checks, folded away unless one of them found something. Its
//! rows are there from the start, in a fixed order.

use leptos::prelude::*;

use super::check_row::{CheckRow, input, status_of};
use super::context::{ConnectionPage, use_connection_page};
use super::step_view::severity_icon;
use crate::components::fold::Fold;
use crate::components::icon::Icon;
use connection_test::checks::check::CheckId;
use connection_test::diagnosis::messages::VerdictSeverity;
use connection_test::steps::step::StepKind;

/// The counts of the summary, in their order.
const COUNTED: [(VerdictSeverity, &str); 5] = [
    (VerdictSeverity::Good, "passed"),
    (VerdictSeverity::Remark, "with a remark"),
    (VerdictSeverity::Bad, "failed"),
    (VerdictSeverity::Unknown, "not readable"),
    (VerdictSeverity::Skipped, "not run"),
];

/// How many of the wanted checks have each severity, without those that no
/// check has.
fn counts(page: ConnectionPage) -> Vec<(VerdictSeverity, String)> {
    let test = page.connection.test();
    let input = input(page);
    let wanted = CheckId::STEPS
        .iter()
        .filter(|check| check.id.is_wanted(&input));
    let severities: Vec<_> = wanted
        .map(|check| status_of(test.as_deref(), check.id).1)
        .collect();
    let count = |of| {
        severities
            .iter()
            .filter(|severity| **severity == of)
            .count()
    };
    let counts = COUNTED.into_iter().map(|(of, word)| (of, count(of), word));
    counts
        .filter(|(_, count, _)| *count > 0)
        .map(|(of, count, word)| (of, format!("{count} {word}")))
        .collect()
}

/// Whether the last test found something that its checks tell more about.
fn has_findings(page: ConnectionPage) -> bool {
    page.result().is_some_and(|test| {
        let mut verdicts = test.details.verdicts.iter();
        verdicts.any(|verdict| {
            let severity = verdict.code.finding().severity;
            matches!(severity, VerdictSeverity::Bad | VerdictSeverity::Remark)
        })
    })
}

#[component]
pub(super) fn Checks() -> impl IntoView {
    let page = use_connection_page();
    let is_needed = Memo::new(move |_| has_findings(page));
    // What the admin chose, where it is not what the page would do by itself.
    let chosen = RwSignal::new(None::<bool>);
    let toggled = Callback::new(move |open: bool| {
        chosen.set((open != is_needed.get_untracked()).then_some(open));
    });
    let open = Signal::derive(move || chosen.get().unwrap_or(is_needed.get()));
    let rows = CheckId::STEPS.iter().enumerate();
    let rows = rows.map(|(nth, check)| view! { <CheckRow nth check/> }.into_any());
    let rows = rows.collect::<Vec<_>>();
    view! {
        <Fold
            class="section"
            open
            on_toggle=toggled
            summary=|| view! { <Summary/> }.into_any()
        >
            <table class="table blocks checks">
                <caption class="sr">"Checks"</caption>
                <thead>
                    <tr>
                        <th scope="col">"What was checked"</th>
                        <th scope="col">"Request"</th>
                        <th scope="col" class="num">
                            "Time"
                        </th>
                        <th scope="col">"Status"</th>
                    </tr>
                </thead>
                {rows}
            </table>
        </Fold>
    }
}

#[component]
fn Summary() -> impl IntoView {
    let page = use_connection_page();
    view! {
        <b class="grow">"Checks"</b>
        <span class="row wide wrap">
            {move || {
                counts(page)
                    .into_iter()
                    .map(|(severity, text)| {
                        view! {
                            <span class=format!("st {}", severity.class())>
                                <Icon of=severity_icon(severity)/>
                                {text}
                            </span>
                        }
                            .into_any()
                    })
                    .collect::<Vec<_>>()
            }}
        </span>
    }
}
