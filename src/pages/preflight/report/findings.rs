//! Findings by kind, with how many users have each.

use std::sync::Arc;

use leptos::prelude::*;
use preflight::report::{FindingCount, PreflightReport};

use crate::browser;
use crate::pages::preflight::paging::severity_class;
use crate::pages::preflight::report::users::USERS_ID;
use crate::pages::preflight::state::PreflightState;
use crate::pages::preflight::use_page;
use crate::pages::preflight::widgets::Section;
use preflight::report::finding_kind::FindingKind;
use provisioning::format::{counted, grouped, noun};

#[component]
pub(crate) fn Findings(report: Arc<PreflightReport>) -> impl IntoView {
    let content = match (report.findings.is_empty(), report.set.is_empty()) {
        (true, true) => view! { <p>"Nothing was found in any user."</p> }.into_any(),
        (true, false) => view! {
            <p>"Nothing was found in any single user. See the mappings above."</p>
        }
        .into_any(),
        (false, _) => view! { <FindingList report/> }.into_any(),
    };
    view! {
        <Section class="stack" id="pf-findings-title" title="Findings">
            {content}
        </Section>
    }
}

#[component]
fn FindingList(report: Arc<PreflightReport>) -> impl IntoView {
    let all = report.totals.users;
    let findings = report.findings.iter();
    let items = findings.map(|found| view! { <FindingItem found=*found all/> }.into_any());
    let items = items.collect::<Vec<_>>();
    view! {
        <p class="hint">
            {format!(
                "One user may have several. A whole bar is all of the file: {}.",
                counted(all.into(), "user", "users"),
            )}
        </p>
        <ul class="panel pf-findings">{items}</ul>
    }
}

#[component]
fn FindingItem(
    found: FindingCount,
    /// How many users the file has.
    all: u32,
) -> impl IntoView {
    let state = use_page().state;
    let words = found.kind.text();
    let class = severity_class(words.severity);
    let noun = noun(found.users.into(), "user", "users");
    let label = format!("Show {noun}");
    // The number stands beside the bar, so the bar is only for the eye.
    view! {
        <li>
            <details>
                <summary>
                    <span class=format!("tag {class}")>{words.severity.label()}</span>
                    " "
                    <span>{words.title}</span>
                </summary>
                <p>{words.reason}</p>
                <p>{words.remedy}</p>
            </details>
            <progress
                class=format!("pf-bar {class}")
                aria-hidden="true"
                max=all.to_string()
                value=found.users.to_string()
            ></progress>
            <span class="pf-count">
                {grouped(found.users.into())}
                <span class="said">{format!(" {noun}")}</span>
            </span>
            <button
                type="button"
                class="small no-print"
                aria-label=format!("{label}: {}", words.title)
                on:click=move |_| show_users(state, found.kind)
            >
                {label.clone()}
            </button>
        </li>
    }
}

/// Lists the users who have a finding.
fn show_users(state: PreflightState, kind: FindingKind) {
    state.narrow(|query| {
        query.kind = Some(kind);
        query.outcome = None;
        query.search.clear();
    });
    browser::focus(USERS_ID);
    browser::reveal(USERS_ID);
}
