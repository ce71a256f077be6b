//! Issues that keep the mappings from leaving the app, with the ways to fix
//! them.

use leptos::prelude::*;

use crate::components::notice::Notice;
use crate::components::status::StatusKind;
use crate::pages::mappings::links;
use crate::state::use_app;
use provisioning::diagnostics::MappingDiagnostic;
use provisioning::diagnostics::set_fix::SetFix;
use provisioning::mapping::MappingSet;
use provisioning::set_status::findings;
use provisioning::set_status::set_evaluation::SetEvaluation;

/// The first error of each attribute that has one. While there is any, there
/// is neither a file nor a script.
pub fn blocking(set: &MappingSet, evaluation: &SetEvaluation) -> Vec<MappingDiagnostic> {
    let mut first: Vec<MappingDiagnostic> = Vec::new();
    for one in findings(set, evaluation) {
        if one.is_error() && !first.iter().any(|other| other.target == one.target) {
            first.push(one);
        }
    }
    first
}

fn fix_label(count: usize) -> String {
    match count {
        1 => "Fix 1 issue first".to_owned(),
        count => format!("Fix {count} issues first"),
    }
}

/// The main button in place of Save: it leads to the first issue.
#[component]
pub fn FixFirst(issues: Vec<MappingDiagnostic>) -> impl IntoView {
    let label = fix_label(issues.len());
    let href = issues.first().map(|first| links::of(&first.target));
    view! {
        <a class="btn primary" href=href>
            {label}
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
            <ul class="issues">{items.collect::<Vec<_>>()}</ul>
            {hint}
        </Notice>
    }
}

#[component]
fn BlockedRow(issue: MappingDiagnostic) -> impl IntoView {
    let name = issue.short_target().to_owned();
    let fix = issue
        .set_fix
        .map(|fix| view! { <ApplyFix fix/> }.into_any());
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

#[component]
fn ApplyFix(fix: SetFix) -> impl IntoView {
    let app = use_app();
    let apply = move |_| app.edit_mapping(fix.done(), |mapping| fix.apply(mapping));
    view! {
        <button type="button" class="btn small" on:click=apply>
            {fix.label()}
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use provisioning::mapping::{Row, Source};

    #[test]
    fn each_attribute_is_one_issue() {
        let mut set = MappingSet::default();
        let issues = |set: &MappingSet| blocking(set, &SetEvaluation::of(set));
        assert_eq!(issues(&set), []);
        set.operations.update = false;
        set.rows.retain(|row| row.target != "userName");
        let faulty = Source::Expression("tolower([surname])".to_owned());
        set.put(Row::new("name.familyName", faulty));
        let targets: Vec<_> = issues(&set).into_iter().map(|one| one.target).collect();
        assert_eq!(targets, ["userName", "name.familyName", "active"]);
        assert_eq!(fix_label(1), "Fix 1 issue first");
        assert_eq!(fix_label(targets.len()), "Fix 3 issues first");
    }
}
