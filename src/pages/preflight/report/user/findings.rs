//! What was found about a user.

use leptos::prelude::*;
use preflight::report::UserFinding;

use crate::pages::preflight::paging::severity_class;
use crate::pages::preflight::use_page;
use provisioning::talkdesk as attributes;

#[component]
pub(crate) fn UserFindings(findings: Vec<UserFinding>) -> impl IntoView {
    let findings = findings.into_iter();
    let items = findings.map(|finding| view! { <UserFindingItem finding/> }.into_any());
    let items = items.collect::<Vec<_>>();
    let content = match items.is_empty() {
        true => view! { <p>"None."</p> }.into_any(),
        false => view! { <ul class="pf-found">{items}</ul> }.into_any(),
    };
    view! {
        <h3>"Findings"</h3>
        {content}
    }
}

#[component]
fn UserFindingItem(finding: UserFinding) -> impl IntoView {
    let words = finding.kind.text();
    let about = about(&finding).map(|about| view! { <p class="mono">{about}</p> }.into_any());
    let other = finding.other;
    let other = other.map(|user| view! { <OpenOther user/> }.into_any());
    view! {
        <li>
            <span class=format!("tag {}", severity_class(words.severity))>
                {words.severity.label()}
            </span>
            " "
            <b>{words.title}</b>
            {about}
            <p>{words.reason}</p>
            <p>{words.remedy}</p>
            {other}
        </li>
    }
}

/// The attribute and the value that a finding is about, as far as it names
/// them.
fn about(finding: &UserFinding) -> Option<String> {
    let target = finding.target.as_deref().map(attributes::short);
    let about: Vec<&str> = target
        .into_iter()
        .chain(finding.detail.as_deref())
        .collect();
    (!about.is_empty()).then(|| about.join(": "))
}

#[component]
fn OpenOther(user: u32) -> impl IntoView {
    let state = use_page().state;
    view! {
        <button type="button" class="small" on:click=move |_| state.open_user(user)>
            "Open the other user"
        </button>
    }
}
