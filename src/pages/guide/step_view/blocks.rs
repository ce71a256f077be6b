//! The pieces of an open step.

use leptos::prelude::*;

use crate::components::copy_value::CopyValue;
use crate::components::links::OutsideLink;
use crate::components::region_field::RegionField;
use crate::components::when::When;
use crate::pages::guide::pane_view::Marker;
use crate::state::use_app;
use guide::fill;
use guide::step::{GuideValue, SourceDispute, StepAction, StepBlock};

#[component]
pub fn Block(block: &'static StepBlock) -> impl IntoView {
    let app = use_app();
    match block {
        StepBlock::Text(text) => view! {
            <p>
                <GuideText text/>
            </p>
        }
        .into_any(),
        StepBlock::Do(actions) => view! { <Actions actions/> }.into_any(),
        StepBlock::Copy(value) => view! { <SetupValue value=*value/> }.into_any(),
        StepBlock::Published { target, what, text } => {
            view! { <PublishedValue target what text/> }.into_any()
        }
        StepBlock::Note(text) => view! { <Callout class="callout" head="Note" text/> }.into_any(),
        StepBlock::Added { text, source } => view! {
            <Callout class="callout added" head="Added to the published guide" text>
                <small>{format!("Source: {source}.")}</small>
            </Callout>
        }
        .into_any(),
        StepBlock::Disputed(dispute) => view! { <Disputed dispute=*dispute/> }.into_any(),
        StepBlock::Link(text, href) => view! {
            <p>
                <OutsideLink href=*href label=*text/>
            </p>
        }
        .into_any(),
        StepBlock::RegionField => view! {
            <RegionField id="step-region" tenant=app.tenant() set_tenant=app.set_tenant()/>
        }
        .into_any(),
    }
}

/// A text of the guide with the setup's values, code marked as code.
#[component]
fn GuideText(text: &'static str) -> impl IntoView {
    let app = use_app();
    let pieces = move || fill::pieces(&app.setup.with(|setup| fill::text(text, setup)));
    view! {
        {move || {
            pieces()
                .into_iter()
                .map(|(piece, is_code)| match is_code {
                    true => view! { <code>{piece}</code> }.into_any(),
                    false => piece.into_any(),
                })
                .collect::<Vec<_>>()
        }}
    }
}

#[component]
fn Actions(actions: &'static [StepAction]) -> impl IntoView {
    let rows = actions.iter().map(|action| {
        view! {
            <li>
                {action.marker.map(|number| view! { <Marker number/> }.into_any())}
                <span>
                    <GuideText text=action.text/>
                </span>
            </li>
        }
        .into_any()
    });
    let rows = rows.collect::<Vec<_>>();
    view! { <ol class="actions">{rows}</ol> }
}

/// A value of the setup to copy, or what is missing for it.
#[component]
fn SetupValue(value: GuideValue) -> impl IntoView {
    let app = use_app();
    view! {
        {move || {
            let filled = app.setup.with(|setup| fill::value(value, setup));
            match filled.text {
                Ok(text) => view! { <CopyValue what=filled.what text/> }.into_any(),
                Err(missing) => view! { <p class="missing">{missing}</p> }.into_any(),
            }
        }}
    }
}

/// What the published guide has for a target that the setup fills otherwise.
#[component]
fn PublishedValue(
    /// Full name of the target.
    target: &'static str,
    /// What the value is, for the copy button.
    what: &'static str,
    text: &'static str,
) -> impl IntoView {
    let app = use_app();
    let differs = Signal::derive(move || {
        app.setup.with(|setup| {
            let row = setup.mapping.row(target);
            row.is_none_or(|row| row.source.text() != text)
        })
    });
    view! {
        <When is=differs>
            <p>"This set-up differs from the published guide, which has:"</p>
            <CopyValue what text/>
        </When>
    }
}

#[component]
fn Callout(
    class: &'static str,
    head: &'static str,
    text: &'static str,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class=class>
            <b>{head}</b>
            <GuideText text/>
            {children.map(|children| children())}
        </div>
    }
}

#[component]
fn Disputed(dispute: SourceDispute) -> impl IntoView {
    view! {
        <div class="callout warn">
            <b>{format!("{} Sources differ.", dispute.about)}</b>
            <ul class="sides">
                <li>{dispute.one}</li>
                <li>{dispute.other}</li>
            </ul>
            <p>{dispute.resolution}</p>
        </div>
    }
}
