//! What happens to a user and what was found.

use std::sync::Arc;

use leptos::prelude::*;
use preflight::report::{UserDetail, UserFinding, UserOutcome};
use provisioning::talkdesk as attributes;

use crate::components::icon::{Icon, icons};
use crate::pages::preflight::use_page;
use crate::pages::preflight::widgets::{FixLink, SeverityIcon};

#[component]
pub(crate) fn UserResult(opened: Arc<UserDetail>) -> impl IntoView {
    let row = &opened.row;
    let (class, icon, result) = match row.outcome {
        UserOutcome::Refused => (
            "notice bad",
            icons::BAD,
            "Talkdesk will reject this user".to_owned(),
        ),
        UserOutcome::Unknown => (
            "notice warn",
            icons::WARN,
            "The result is not known".to_owned(),
        ),
        UserOutcome::Created => (
            "notice",
            icons::DONE,
            "This user will be created".to_owned(),
        ),
        UserOutcome::Updated => (
            "notice",
            icons::DONE,
            "This user will be updated".to_owned(),
        ),
        UserOutcome::Unchanged => ("notice", icons::EQ, "This user stays unchanged".to_owned()),
        UserOutcome::Skipped => {
            let why = row
                .skip
                .map_or_else(String::new, |skip| format!(": {}", skip.phrase()));
            ("notice", icons::SKIP, format!("This user is skipped{why}"))
        }
    };
    let upn = row.upn.clone();
    let findings = opened.findings.iter().cloned();
    let items = findings.map(|finding| view! { <FindingItem finding/> }.into_any());
    let items = items.collect::<Vec<_>>();
    let list = (!items.is_empty()).then(|| {
        view! {
            <ul class="pf-found" aria-label="Issues of this user">
                {items}
            </ul>
        }
        .into_any()
    });
    view! {
        <div class=class>
            <Icon of=icon/>
            <div>
                <b>{result}</b>
                <p class="nobr">{upn}</p>
            </div>
        </div>
        {list}
    }
}

#[component]
fn FindingItem(finding: UserFinding) -> impl IntoView {
    let words = finding.kind.text();
    let title = finding.kind.title_for(finding.target.as_deref());
    let about = about(&finding).map(|about| view! { <code class="nobr">{about}</code> }.into_any());
    let fix = finding
        .target
        .as_deref()
        .filter(|_| finding.kind.is_fixed_in_mappings())
        .map(attributes::short)
        .map(|name| view! { <FixLink name=name.to_owned()/> }.into_any());
    let other = finding.other;
    let other = other.map(|user| view! { <OpenOther user/> }.into_any());
    view! {
        <li>
            <h3>
                <SeverityIcon severity=words.severity/>
                " "
                {title}
            </h3>
            {about}
            <p class="muted small">{words.reason} " " {words.remedy}</p>
            {fix}
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
        <button type="button" class="btn small" on:click=move |_| state.open_user(user)>
            "Open the other user"
        </button>
    }
}
