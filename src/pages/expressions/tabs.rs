//! What there is to know about the expression, below its result.

mod explanation;
pub mod full_values;
pub mod issues;
mod microsoft;
mod steps;

use leptos::prelude::*;

use crate::components::tabs::{Tab, Tabs};
use crate::pages::expressions::start::Start;
use crate::pages::expressions::state::issues::{EXPLANATION, ISSUES, MICROSOFT, STEPS};
use crate::pages::expressions::state::use_editor;
use crate::pages::expressions::tabs::explanation::Explanation;
use crate::pages::expressions::tabs::issues::{IssueCount, Issues};
use crate::pages::expressions::tabs::microsoft::MicrosoftCheck;
use crate::pages::expressions::tabs::steps::Steps;

#[component]
pub fn About() -> impl IntoView {
    let tabs = vec![
        Tab::new(ISSUES, "Issues", || view! { <Issues/> }).with_badge(|| view! { <IssueCount/> }),
        Tab::new(EXPLANATION, "Explanation", || view! { <Explanation/> }),
        Tab::new(STEPS, "Steps", || view! { <Steps/> }),
        Tab::new(MICROSOFT, "Check with Microsoft", || {
            view! { <MicrosoftCheck/> }
        }),
    ];
    let state = use_editor();
    view! {
        <div class="pane">
            <Tabs id="about" label="About the expression" tabs selected=state.tab/>
            {move || {
                let is_start = state.is_empty() && state.tab.get() != MICROSOFT;
                is_start.then(|| view! { <Start/> }.into_any())
            }}
        </div>
    }
}
