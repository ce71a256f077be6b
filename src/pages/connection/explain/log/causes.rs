//! The causes by how bad and how frequent they are, each with its fix.

use std::sync::Arc;

use leptos::prelude::*;
use provisioning::format::{counted, grouped};
use worker_messages::explain::{CauseCount, LogOverview, ResultTone};

use crate::browser;
use crate::components::fold::Fold;
use crate::pages::connection::explain::fix_link::FixLink;
use crate::pages::connection::explain::log::users::USERS_ID;
use crate::pages::connection::explain::use_explain;

#[component]
pub(super) fn Causes(summary: Arc<LogOverview>) -> impl IntoView {
    let causes = summary.causes.iter().enumerate();
    let causes = causes.map(|(index, cause)| {
        let (cause, is_first) = (cause.clone(), index == 0);
        view! { <Cause cause is_first/> }.into_any()
    });
    let causes = causes.collect::<Vec<_>>();
    (!causes.is_empty()).then(|| {
        view! {
            <ol class="causes" aria-label="Causes">
                {causes}
            </ol>
        }
        .into_any()
    })
}

/// Skips that need no action, folded away.
#[component]
pub(super) fn SkippedCauses(summary: Arc<LogOverview>) -> impl IntoView {
    let headlines: Vec<_> = summary
        .skipped
        .iter()
        .map(|cause| lowercase_first(&cause.headline))
        .collect();
    let text = format!(
        "{} skipped, no action needed: {}",
        grouped(summary.skipped_users.into()),
        headlines.join(", ")
    );
    let causes = summary.skipped.iter().cloned();
    let causes = causes.map(|cause| view! { <Cause cause is_first=false/> }.into_any());
    let causes = causes.collect::<Vec<_>>();
    (!causes.is_empty()).then(|| {
        view! {
            <Fold summary=move || view! { <span class="grow">{text.clone()}</span> }.into_any()>
                <ol class="causes" aria-label="Skipped, no action needed">
                    {causes}
                </ol>
            </Fold>
        }
        .into_any()
    })
}

/// A headline within a sentence. An attribute or code at its start stays.
fn lowercase_first(headline: &str) -> String {
    let mut letters = headline.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => first
            .to_lowercase()
            .chain([second])
            .chain(letters)
            .collect(),
        _ => headline.to_owned(),
    }
}

#[component]
fn Cause(cause: CauseCount, is_first: bool) -> impl IntoView {
    let state = use_explain();
    let number = cause.cause;
    let is_on = move || state.query().cause == Some(number);
    let fill = match cause.tone {
        ResultTone::Bad => "f-bad",
        ResultTone::Warning => "f-warn",
        ResultTone::Good | ResultTone::Plain => "f-skip",
    };
    let width = format!("{}.{}%", cause.share / 10, cause.share % 10);
    let label = format!(
        "{}: {}",
        counted(cause.users.into(), "user", "users"),
        cause.headline
    );
    let ticket = format!("{label}\n{}\n", cause.text);
    view! {
        <li class="cause" class:on=is_on>
            <b class="num">{grouped(cause.users.into())}</b>
            <div>
                <h3>{cause.headline.clone()}</h3>
                <p>{cause.text.clone()}</p>
            </div>
            <svg class="bar" aria-hidden="true">
                <rect class="f-line" width="100%" height="6"></rect>
                <rect class=fill width=width height="6"></rect>
            </svg>
            <button
                type="button"
                class="btn no-print"
                aria-label=format!("Show users: {label}")
                aria-pressed=move || is_on().to_string()
                on:click=move |_| {
                    state.narrow(|query| query.cause = Some(number));
                    browser::focus(USERS_ID);
                    browser::elements::reveal_nearest(USERS_ID);
                }
            >
                "Show users"
            </button>
            <span class="fix no-print">
                <FixLink target=cause.target is_primary=is_first ticket=move |()| ticket.clone()/>
            </span>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_continues_a_sentence_and_a_name_stays() {
        for (headline, within) in [
            ("Not assigned", "not assigned"),
            ("IsActive is false", "isActive is false"),
            ("SCIM service failed", "SCIM service failed"),
            ("", ""),
        ] {
            assert_eq!(lowercase_first(headline), within);
        }
    }
}
