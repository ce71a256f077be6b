//! All steps, open, for paper.

use leptos::prelude::*;

use crate::pages::guide::step_view::article::{Extras, Instructions, StepHead};
use crate::state::use_app;
use guide::checklist::{STEPS, Stage};
use guide::content;
use guide::marks;
use guide::status::{self, StepStatus};

#[component]
pub fn PrintAll() -> impl IntoView {
    let stages = Stage::ALL.into_iter().map(|stage| {
        let steps = STEPS.iter().filter(move |step| step.stage == stage);
        view! {
            <section>
                <h2>{stage.title()}</h2>
                {steps.map(|step| view! { <PrintedStep number=step.number/> }.into_any()).collect::<Vec<_>>()}
            </section>
        }
        .into_any()
    });
    let stages = stages.collect::<Vec<_>>();
    view! { <div class="print-all">{stages}</div> }
}

#[component]
fn PrintedStep(number: &'static str) -> impl IntoView {
    let app = use_app();
    let step = STEPS.iter().find(|step| step.number == number)?;
    let (content, status) =
        app.guide(|input| (content::content(step, input), status::status(step, input)));
    let state = match &status {
        StepStatus::Open | StepStatus::WaitingForInput { .. } => "To do".to_owned(),
        StepStatus::ByHand(when) => format!("Marked as done, {}", when.to_minute()),
        StepStatus::Verified { summary, when, .. } => format!("{summary}, {}", when.to_minute()),
        StepStatus::NeedsAttention { reason } => reason.clone(),
        StepStatus::LeftOut(why) => format!("Left out. {}", why.message()),
    };
    let note = app.setup.with(|setup| marks::note(step, &setup.guide));
    let is_left_out = status.is_left_out();
    Some(view! {
        <article class="step">
            <StepHead step lead=content.lead.clone() id=""/>
            <p class="muted small">{state}</p>
            {(!note.is_empty()).then(|| view! { <p>{format!("Note: {note}")}</p> }.into_any())}
            {(!is_left_out)
                .then(move || {
                    view! {
                        <Instructions step content=content.clone()/>
                        <Extras content open=true/>
                    }
                        .into_any()
                })}
        </article>
    })
}
