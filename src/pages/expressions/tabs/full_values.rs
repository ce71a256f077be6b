//! Values that don't fit into the result line, in full.

use leptos::prelude::*;
use provisioning::expression::{ExpressionOutcome, ExpressionValue};
use provisioning::format;

use crate::components::value_box::ValueBox;

/// Values that are shown at most.
const MAX_SHOWN: usize = 20;
/// Characters that the result line shows well.
const SHORT: usize = 60;

/// Whether the result line can't show all of it.
pub fn is_long(outcome: &ExpressionOutcome) -> bool {
    let (values, _) = outcome.values();
    values.len() > 1
        || values
            .iter()
            .any(|value| value.text.chars().count() > SHORT)
}

#[component]
pub fn FullValues(outcome: ExpressionOutcome) -> impl IntoView {
    if !is_long(&outcome) {
        return ().into_any();
    }
    let is_single = matches!(outcome, ExpressionOutcome::One(_));
    let (values, more) = outcome.values();
    let more = values.len().saturating_sub(MAX_SHOWN) + more;
    let values = values.iter().take(MAX_SHOWN).cloned().enumerate();
    let values = values.map(|(index, value)| {
        let what = match is_single {
            true => "Value".to_owned(),
            false => format!("Value {}", index + 1),
        };
        view! { <FullValue what value/> }.into_any()
    });
    let values = values.collect::<Vec<_>>();
    view! {
        <div class="stack full" role="group" aria-label="Values in full">
            {values}
            {(more > 0)
                .then(|| {
                    view! { <p class="muted small">{format!("{more} more values aren't shown.")}</p> }
                        .into_any()
                })}
        </div>
    }
    .into_any()
}

#[component]
fn FullValue(what: String, value: ExpressionValue) -> impl IntoView {
    let cut = (!value.is_whole()).then(|| {
        let size = |bytes: usize| format::size(bytes as f64);
        let (shown, all) = (size(value.text.len()), size(value.bytes));
        view! { <p class="muted small">{format!("The first {shown} of {all}.")}</p> }.into_any()
    });
    view! {
        <ValueBox what text=value.text/>
        {cut}
    }
}
