//! How each expression came to its value, and the way to try it.

use std::sync::Arc;

use leptos::prelude::*;
use preflight::report::{MappedRow, RowTrace, UserDetail};
use provisioning::mapping::{MappingSet, Source};
use provisioning::talkdesk as attributes;
use provisioning::user::SourceUser;

use crate::browser;
use crate::pages::preflight::use_page;
use crate::state::source_row::open_for;
use crate::state::{App, sample_user, use_app};

#[component]
pub(crate) fn Steps(opened: Arc<UserDetail>) -> impl IntoView {
    let plan = use_page().state.ran();
    let items = opened.values.iter().filter_map(|mapped| {
        let expression = expression(&plan.as_ref()?.set, &mapped.target)?;
        let (opened, mapped) = (opened.clone(), mapped.clone());
        Some(view! { <StepsOfRow opened mapped expression/> }.into_any())
    });
    let items = items.collect::<Vec<_>>();
    match items.is_empty() {
        true => view! { <p class="muted">"These mappings have no expressions."</p> }.into_any(),
        false => items.into_any(),
    }
}

/// The expression of a mapping, if it has one.
fn expression(set: &MappingSet, target: &str) -> Option<String> {
    match &set.row(target)?.source {
        Source::Expression(text) => Some(text.clone()),
        _ => None,
    }
}

#[component]
fn StepsOfRow(opened: Arc<UserDetail>, mapped: MappedRow, expression: String) -> impl IntoView {
    let target = mapped.target.clone();
    let name = attributes::short(&target).to_owned();
    view! {
        <section class="stack pf-steps" aria-label=format!("Steps of {name}")>
            <div class="row">
                <h3 class="grow">{name.clone()}</h3>
                <OpenInExpressions opened target=Some(target)/>
            </div>
            <code class="nobr">{expression}</code>
            <Calls calls=mapped.calls/>
        </section>
    }
}

#[component]
fn Calls(calls: Vec<RowTrace>) -> impl IntoView {
    let calls = calls.into_iter().map(|call| {
        let result = match call.result {
            Some(result) => view! { <code>{format!("“{result}”")}</code> }.into_any(),
            None => view! { <span class="badc">"fails"</span> }.into_any(),
        };
        view! {
            <li>
                <code class="nobr">{call.call}</code>
                " returns "
                {result}
            </li>
        }
        .into_any()
    });
    let calls = calls.collect::<Vec<_>>();
    (!calls.is_empty()).then(|| view! { <ol class="pf-num small">{calls}</ol> }.into_any())
}

/// Opens the expression of a target in Expressions, with the user as the sample
/// user. Without a target: the one that an issue of the user is about, or the
/// first one.
#[component]
pub(crate) fn OpenInExpressions(opened: Arc<UserDetail>, target: Option<String>) -> impl IntoView {
    let app = use_app();
    let plan = use_page().state.ran();
    let found = plan.and_then(|plan| {
        let own = target.into_iter();
        let about = opened
            .findings
            .iter()
            .filter_map(|finding| finding.target.clone());
        let all = opened.values.iter().map(|mapped| mapped.target.clone());
        let mut targets = own.chain(about).chain(all);
        targets.find_map(|target| {
            let expression = expression(&plan.set, &target)?;
            Some((target, expression))
        })
    });
    found.map(|(target, expression)| {
        let user = opened.source.clone();
        let name = attributes::short(&target).to_owned();
        view! {
            <button
                type="button"
                class="btn quiet"
                title="Stores this user’s attributes with the setup as its sample user, in this browser"
                aria-label=format!("Open in Expressions: {name}")
                on:click=move |_| try_expression(app, &user, &target, &expression)
            >
                "Open in Expressions"
            </button>
        }
        .into_any()
    })
}

fn try_expression(app: App, user: &SourceUser, target: &str, expression: &str) {
    sample_user::take(app, user.clone(), "This user is the sample user now");
    open_for(app, target, expression.to_owned());
    browser::go("#/expressions");
}
