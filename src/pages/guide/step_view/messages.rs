//! What comes before the instructions: contradictions, errors, reasons.

use leptos::prelude::*;

use crate::browser;
use crate::components::icon::{Icon, icons};
use crate::components::notice::Notice;
use crate::components::status::StatusKind;
use crate::pages::guide::actions;
use crate::state::mapping_links;
use crate::state::route::Route;
use crate::state::{App, use_app};
use guide::checklist::ChecklistStep;
use guide::content::{self, BlockedStep, StepLink};
use guide::status::{self, LeftOut, StepStatus};
use guide::{marks, step_list};
use provisioning::talkdesk::short;

// These are functions and no components: a component's body tracks no signal,
// and what is said here changes with the setup.

/// The address names a step that does not exist.
pub fn unknown_step(app: App) -> Option<AnyView> {
    let number = app.route.with(|route| match route {
        Route::Guide(Some(number)) => Some(number.clone()),
        _ => None,
    })?;
    let title = format!("The guide has no step “{number}”");
    Some(
        view! {
            <Notice kind=StatusKind::Warning title alert=true>
                <p>"The link may be cut off. Choose a step from the list."</p>
                <p>
                    <a class="btn small" href="#/guide">
                        "Go to the next step"
                    </a>
                </p>
            </Notice>
        }
        .into_any(),
    )
}

/// Another step that was marked as done and is open again.
pub fn contradiction(app: App, step: &'static ChecklistStep) -> Option<AnyView> {
    let (other, number, text) = app.guide(|input| {
        let (other, reason) = step_list::contradiction(step, input)?;
        let number = status::position(other, input)?;
        let title = content::title(other, input);
        Some((
            other,
            number,
            format!("You marked “{title}” as done. {reason}."),
        ))
    })?;
    Some(
        view! {
            <div class="notice warn step-message">
                <Icon of=icons::WARN/>
                <div class="grow">
                    <h3>{format!("Step {number} is open again")}</h3>
                    <p>{text}</p>
                </div>
                <a class="btn small" href=actions::address(other)>
                    {format!("Open step {number}")}
                </a>
            </div>
        }
        .into_any(),
    )
}

/// Why the step needs attention or is left out.
pub fn step_message(app: App, step: &'static ChecklistStep) -> Option<AnyView> {
    let (status, content) =
        app.guide(|input| (status::status(step, input), content::content(step, input)));
    let message = match (status, content.blocked) {
        (StepStatus::NeedsAttention { .. }, Some(blocked)) => {
            view! { <Blocked blocked/> }.into_any()
        }
        (StepStatus::NeedsAttention { reason }, None) => {
            view! { <Attention step reason page=content.page/> }.into_any()
        }
        (StepStatus::LeftOut(why), _) => view! { <Skipped step why/> }.into_any(),
        _ => return None,
    };
    Some(view! { <div class="step-message">{message}</div> }.into_any())
}

#[component]
fn Attention(
    step: &'static ChecklistStep,
    reason: String,
    page: Option<StepLink>,
) -> impl IntoView {
    let app = use_app();
    let is_marked = app
        .setup
        .with(|setup| marks::mark(step, &setup.guide).is_some());
    view! {
        <Notice kind=StatusKind::Warning title=reason>
            {is_marked
                .then(|| {
                    view! {
                        <p>"You marked this step as done before. If it’s right in Entra, mark it again."</p>
                    }
                        .into_any()
                })}
            {page
                .map(|page| {
                    view! {
                        <p>
                            <a class="btn small" href=page.href>
                                {page.text}
                            </a>
                        </p>
                    }
                        .into_any()
                })}
        </Notice>
    }
}

/// Errors in the mappings, each with the page on which it is fixed.
#[component]
fn Blocked(blocked: BlockedStep) -> impl IntoView {
    let errors = blocked.errors.into_iter().map(|error| {
        let name = short(&error.target).to_owned();
        view! {
            <li>
                <a href=mapping_links::of(&error.target)>{name.clone()}</a>
                {format!(": {}", error.headline)}
            </li>
        }
        .into_any()
    });
    let errors = errors.collect::<Vec<_>>();
    view! {
        <Notice kind=StatusKind::Bad title=blocked.message>
            <ul class="bullets">{errors}</ul>
        </Notice>
    }
}

#[component]
fn Skipped(step: &'static ChecklistStep, why: LeftOut) -> impl IntoView {
    let app = use_app();
    let is_marked = matches!(why, LeftOut::Marked(_));
    view! {
        <Notice kind=StatusKind::Plain title="Left out">
            <p>{why.message()}</p>
            <p>
                {match is_marked {
                    true => view! {
                        <button
                            type="button"
                            class="btn small"
                            on:click=move |_| {
                                actions::clear_mark(app, step);
                                browser::focus("open-step");
                            }
                        >
                            "Mark as needed"
                        </button>
                    }
                        .into_any(),
                    false => view! {
                        <a class="btn small" href="#/mappings">
                            "Choose in Mappings"
                        </a>
                    }
                        .into_any(),
                }}
            </p>
        </Notice>
    }
}
