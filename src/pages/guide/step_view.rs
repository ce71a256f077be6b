//! The open step. Its parts scroll, and its buttons stay where they are.

mod action_bar;
pub mod article;
mod clicks;
mod messages;
mod note;
mod portal;

use leptos::html;
use leptos::prelude::*;

use crate::components::region_field::RegionField;
use crate::components::when::When;
use crate::pages::guide::step_view::action_bar::ActionBar;
use crate::pages::guide::step_view::article::{Extras, Instructions, StepHead};
use crate::pages::guide::step_view::messages::{contradiction, step_message, unknown_step};
use crate::pages::guide::step_view::note::NoteField;
use crate::pages::guide::{VerifyPart, use_open_step};
use crate::state::use_app;
use guide::checklist::ChecklistStep;
use guide::content::{self, StepContent};
use setup::tenant_evidence::EvidenceKind;

/// The number of the step for which the field of its note was opened; empty
/// without one.
#[derive(Debug, Clone, Copy)]
struct NoteOpen(RwSignal<&'static str>);

#[component]
pub fn StepSection() -> impl IntoView {
    let app = use_app();
    let open = use_open_step();
    provide_context(NoteOpen(RwSignal::new("")));
    let body = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        // Each step starts at its top.
        let _ = open.0.get();
        if let Some(body) = body.get_untracked() {
            body.set_scroll_top(0);
        }
    });
    // What is opened or focused in the step stays as it is until its content
    // changes.
    let content = Memo::new(move |_| {
        let step = open.step()?;
        Some((step, app.guide(|input| content::content(step, input))))
    });
    // Where the region is missing, its field stays until the step is left.
    let needs_region = Memo::new(move |_| {
        let _ = app.open_id.get();
        match open.0.get() {
            "0.1" => true,
            "2.3" => app
                .setup
                .with_untracked(|setup| setup.tenant.url().is_none()),
            _ => false,
        }
    });
    let verify: VerifyPart = expect_context();
    let can_verify = Signal::derive(move || {
        let number = open.0.get();
        let mut kinds = EvidenceKind::ALL.into_iter();
        kinds.any(|kind| kind.concerns(number))
    });
    view! {
        <section class="step" aria-labelledby="open-step">
            <div class="step-body" node_ref=body>
                {move || match content.get() {
                    Some((step, content)) => {
                        view! { <StepHead step lead=content.lead id="open-step"/> }.into_any()
                    }
                    None => unknown_step(app).into_any(),
                }}
                {move || open.step().and_then(|step| contradiction(app, step))}
                {move || open.step().and_then(|step| step_message(app, step))}
                <When is=needs_region>
                    <div class="region-choice">
                        <RegionField
                            id="step-region"
                            tenant=app.tenant()
                            set_tenant=app.set_tenant()
                        />
                    </div>
                </When>
                {move || content.get().map(|(step, content)| parts(step, content))}
                <div class="verify-slot" hidden=move || !can_verify.get()>
                    {(verify.0)(can_verify)}
                </div>
                {move || content.get().map(|(_, content)| view! { <Extras content open=false/> }.into_any())}
            </div>
            <NoteField/>
            <ActionBar/>
        </section>
    }
}

fn parts(step: &'static ChecklistStep, content: StepContent) -> AnyView {
    view! { <Instructions step content/> }.into_any()
}
