//! What a finished test found: what to do about it, and what was seen.

use std::rc::Rc;

use leptos::prelude::*;

use super::step_view::EvidenceList;
use crate::components::fold::Fold;
use crate::state::connection::Test;
use connection_test::diagnosis::messages::VerdictSeverity;

/// What to do, with the service's own words. Nothing where the buttons say it.
#[component]
pub(super) fn ResultRemedy(test: Rc<Test>) -> impl IntoView {
    let diagnosis = &test.details;
    let finding = diagnosis.finding();
    let fill = |text: &str| {
        let service = test.tenant.service();
        service.fill_about(&diagnosis.attribute, text)
    };
    let is_worth_it = finding.severity != VerdictSeverity::Good && !finding.needs_another_way();
    let telling = diagnosis.evidence.iter().find(|one| one.is_telling());
    let quote = telling.map(|one| view! { <p class="muted quote">{one.message()}</p> }.into_any());
    is_worth_it.then(|| {
        view! {
            <div class="inner">
                {quote}
                <h3>"What to do"</h3>
                <p>{fill(finding.remedy)}</p>
            </div>
        }
        .into_any()
    })
}

/// Everything that was seen, and what the browser cannot know, folded away.
#[component]
pub(super) fn ResultDetails(test: Rc<Test>) -> impl IntoView {
    let diagnosis = &test.details;
    let finding = diagnosis.finding();
    let service = test.tenant.service();
    // The halves of a pass say what it does not test.
    let hidden = match finding.severity {
        VerdictSeverity::Good => String::new(),
        _ => service.fill_about(&diagnosis.attribute, finding.hidden),
    };
    let lines: Vec<String> = diagnosis.evidence.iter().map(|one| one.message()).collect();
    let title = match finding.needs_another_way() {
        true => "Why does this happen?",
        false => "Details",
    };
    let is_empty = lines.is_empty() && hidden.is_empty();
    (!is_empty).then(|| view! { <Details title lines hidden/> }.into_any())
}

#[component]
pub(super) fn Details(
    title: &'static str,
    lines: Vec<String>,
    /// What this leaves unknown, if anything.
    hidden: String,
) -> impl IntoView {
    let seen = (!lines.is_empty()).then(|| view! { <EvidenceList lines/> }.into_any());
    let hidden = (!hidden.is_empty()).then(|| {
        view! {
            <p class="small">
                <b>"What this doesn’t show: "</b>
                {hidden}
            </p>
        }
        .into_any()
    });
    view! {
        <div class="strip">
            <Fold summary=move || view! { <span>{title}</span> }.into_any()>
                <div class="stack">{seen} {hidden}</div>
            </Fold>
        </div>
    }
}
