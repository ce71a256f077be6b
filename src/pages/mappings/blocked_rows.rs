//! Issues that keep the mappings from leaving the app, with the ways to fix
//! them.

use leptos::prelude::*;

use crate::components::notice::Notice;
use crate::components::status::StatusKind;
use crate::pages::mappings::diagnostic_view::FixButton;
use crate::state::mapping_links as links;
use provisioning::diagnostics::MappingDiagnostic;
use provisioning::set_status::readiness::Readiness;
use provisioning::talkdesk::label;

/// The main button in place of Save: it leads to the first issue.
#[component]
pub fn FixFirst(issues: Vec<MappingDiagnostic>) -> impl IntoView {
    let href = issues.first().map(|first| links::of(&first.target));
    view! {
        <a class="btn primary" href=href>
            {Readiness::Blocked(issues).fix_first()}
        </a>
    }
}

/// The issues, each with its fix.
#[component]
pub fn BlockedRows(
    issues: Vec<MappingDiagnostic>,
    /// What there is not until they are fixed.
    title: &'static str,
    /// What else can be done.
    #[prop(optional)]
    hint: &'static str,
) -> impl IntoView {
    let items = issues
        .into_iter()
        .map(|issue| view! { <BlockedRow issue/> }.into_any());
    let hint = (!hint.is_empty()).then(|| view! { <p>{hint}</p> }.into_any());
    view! {
        <Notice kind=StatusKind::Bad title=title alert=true>
            <ul class="sch-issues">{items.collect::<Vec<_>>()}</ul>
            {hint}
        </Notice>
    }
}

#[component]
fn BlockedRow(issue: MappingDiagnostic) -> impl IntoView {
    let name = label(&issue.target).to_owned();
    let fix = issue
        .set_fix
        .map(|fix| view! { <FixButton fix/> }.into_any());
    view! {
        <li>
            <p>
                <b>{format!("{name}: {}. ", issue.headline)}</b>
                {issue.message}
            </p>
            <div class="row wrap">
                {fix}
                <a class="btn small" href=links::of(&issue.target)>
                    {format!("Open {name}")}
                </a>
            </div>
        </li>
    }
}
