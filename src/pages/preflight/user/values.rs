//! The values that a user's attributes get, and where each comes from.

use std::sync::Arc;

use leptos::prelude::*;
use preflight::report::finding_kind::FindingSeverity;
use preflight::report::{MappedRow, UserDetail};
use provisioning::mapping::{MappingSet, Source};
use provisioning::talkdesk as attributes;

use crate::components::icon::{Icon, icons};
use crate::pages::preflight::use_page;

#[component]
pub(crate) fn Values(opened: Arc<UserDetail>) -> impl IntoView {
    let plan = use_page().state.ran();
    let rows = opened.values.iter().map(|mapped| {
        let from = plan
            .as_ref()
            .map_or_else(String::new, |plan| from(&plan.set, mapped));
        let is_wrong = mapped.error.is_some() || is_refused(&opened, &mapped.target);
        view! { <ValueRow mapped=mapped.clone() from is_wrong/> }.into_any()
    });
    let rows = rows.collect::<Vec<_>>();
    view! {
        <table class="pf-diff">
            <caption class="sr">"Values"</caption>
            <thead>
                <tr>
                    <th scope="col">"Talkdesk attribute"</th>
                    <th scope="col">"Value"</th>
                    <th scope="col">"From"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// Whether the user is rejected because of this target.
fn is_refused(opened: &UserDetail, target: &str) -> bool {
    let mut findings = opened.findings.iter();
    findings.any(|finding| {
        finding.target.as_deref() == Some(target)
            && finding.kind.severity() == FindingSeverity::Refused
    })
}

/// Where a value comes from, in a word.
fn from(set: &MappingSet, mapped: &MappedRow) -> String {
    if mapped.by_default {
        return "Default".to_owned();
    }
    let row = set.row(&mapped.target);
    match row.map(|row| &row.source) {
        Some(Source::Direct(attribute)) => attribute.clone(),
        Some(source) => source.kind().to_owned(),
        None => String::new(),
    }
}

#[component]
fn ValueRow(mapped: MappedRow, from: String, is_wrong: bool) -> impl IntoView {
    let icon = is_wrong.then(|| view! { <Icon of=icons::BAD class="badc tinyi"/> }.into_any());
    let value = match (mapped.value, mapped.error) {
        (_, Some(error)) => view! { <span>{error}</span> }.into_any(),
        (Some(value), None) => view! { <code>{value}</code> }.into_any(),
        (None, None) => view! { <span>"Empty"</span> }.into_any(),
    };
    view! {
        <tr class:err=is_wrong>
            <td>{attributes::short(&mapped.target).to_owned()}</td>
            <td>{icon} " " {value}</td>
            <td class="muted">{from}</td>
        </tr>
    }
}
