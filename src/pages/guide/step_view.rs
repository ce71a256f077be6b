//! One open step: what to do, values to copy, notes, the drawn portal.

mod blocks;
mod buttons;
mod note;

use leptos::prelude::*;

use crate::pages::guide::pane_view::PaneView;
use crate::pages::guide::step_view::blocks::Block;
use crate::pages::guide::step_view::buttons::StepButtons;
use crate::pages::guide::step_view::note::Note;
use crate::state::use_app;
use guide::progress::{self, StepState};
use guide::step::{GuideStep, ProofLink};
use provisioning::entra::labels::PortalLabel;

/// The step whose test Connection runs too.
const TEST_STEP: &str = "2.5";

#[component]
pub fn StepBody(step: &'static GuideStep) -> impl IntoView {
    let blocks = step.blocks.iter();
    view! {
        <div class="step-body">
            <div class="step-text stack">
                {step
                    .is_added
                    .then(|| view! { <p class="tag">"added to the published guide"</p> }.into_any())}
                <WhyGreyed step/>
                {blocks.map(|block| view! { <Block block/> }.into_any()).collect::<Vec<_>>()}
                {(step.number == TEST_STEP).then(|| view! { <TestPassed/> }.into_any())}
                {step.proof.map(|proof| view! { <Proof proof/> }.into_any())}
                {(!step.labels.is_empty())
                    .then(|| view! { <OtherLabels labels=step.labels/> }.into_any())}
                <Note number=step.number/>
                <StepButtons step/>
            </div>
            {step.pane.as_ref().map(|pane| view! { <PaneView pane/> }.into_any())}
        </div>
    }
}

#[component]
fn WhyGreyed(step: &'static GuideStep) -> impl IntoView {
    let app = use_app();
    view! {
        {move || match app.setup.with(|setup| progress::state(step, setup)) {
            StepState::NotApplicable(why) => Some(view! { <NotApplicable why/> }.into_any()),
            _ => None,
        }}
    }
}

#[component]
fn NotApplicable(why: &'static str) -> impl IntoView {
    view! {
        <p class="callout warn">
            <b>"Not needed now"</b>
            {why}
            " "
            <a href="#/mappings">"Choose in Mappings"</a>
        </p>
    }
}

/// The word that the same test passed in Connection.
#[component]
fn TestPassed() -> impl IntoView {
    let app = use_app();
    let passed = move || {
        app.setup
            .with(|setup| setup.passed().map(|when| when.to_minute()))
    };
    view! {
        {move || {
            passed()
                .map(|when| {
                    view! {
                        <p class="callout">
                            <b>"The same test passed here"</b>
                            {format!("On {when}. If the portal says so too, tick this step.")}
                        </p>
                    }
                        .into_any()
                })
        }}
    }
}

/// A link to the page that verifies or prepares the step.
#[component]
fn Proof(proof: ProofLink) -> impl IntoView {
    view! {
        <p>
            <a class="button" href=proof.href>
                {proof.text}
            </a>
        </p>
    }
}

/// What portals show in place of the published labels.
#[component]
fn OtherLabels(labels: &'static [&'static PortalLabel]) -> impl IntoView {
    let labels = labels.iter();
    view! {
        <details class="labels">
            <summary>"I see something else"</summary>
            {labels.map(|label| view! { <OtherTexts label/> }.into_any()).collect::<Vec<_>>()}
        </details>
    }
}

#[component]
fn OtherTexts(label: &'static PortalLabel) -> impl IntoView {
    let texts = label.other_texts.iter().copied();
    view! {
        <p>{format!("In place of “{}” other portals show:", label.published)}</p>
        <ul>{texts.map(|text| view! { <li>{text}</li> }.into_any()).collect::<Vec<_>>()}</ul>
    }
}
