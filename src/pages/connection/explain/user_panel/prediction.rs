//! What Preflight predicted for the open user, while its report is open.

use leptos::prelude::*;

use crate::components::icon::{Icon, icons};
use crate::pages::connection::explain::use_explain;
use crate::state::preflight_report::PreflightReportAccess;
use crate::state::use_app;

/// Nothing without a report, or when it does not have the user.
#[component]
pub(super) fn Prediction() -> impl IntoView {
    let app = use_app();
    let state = use_explain();
    let access = PreflightReportAccess::of(app);
    let predicted = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        predicted.set(None);
        let Some(user) = state.user() else {
            return;
        };
        let (id, actual) = (user.user, user.outcome.clone());
        access.find(user.keys.clone(), move |found| {
            let is_open = untrack(|| state.user()).is_some_and(|open| open.user == id);
            if is_open {
                let text = format!(
                    "Preflight predicted “{}” on {}. The log says: {actual}.",
                    found.result,
                    found.when.to_minute()
                );
                predicted.try_set(Some(text));
            }
        });
    });
    view! {
        {move || {
            predicted
                .get()
                .map(|text| {
                    view! {
                        <p class="hint">
                            <Icon of=icons::PRE/>
                            <span>{text}</span>
                        </p>
                    }
                        .into_any()
                })
        }}
    }
}
