//! What is said in place of a report.

use std::rc::Rc;

use leptos::prelude::*;
use preflight::protocol::PreflightProgress;
use preflight::users_file::UsersFileErrorText;
use provisioning::talkdesk as attributes;

use crate::browser;
use crate::components::icon::{Icon, icons};
use crate::pages::preflight::files::head_id;
use crate::pages::preflight::report::user_table::FirstUsers;
use crate::pages::preflight::state::{NO_REPORT_ID, Panel, PreflightState, RunStatus};
use crate::pages::preflight::use_page;
use crate::pages::preflight::widgets::FixLink;

const TITLE_ID: &str = "pf-no-report-title";
const TEXT_ID: &str = "pf-no-report-text";

#[component]
pub(crate) fn NoReport(run: Rc<RunStatus>) -> impl IntoView {
    match &*run {
        RunStatus::Empty | RunStatus::Running(_) | RunStatus::Done(_) => ().into_any(),
        RunStatus::Cancelled(progress) => {
            view! { <Cancelled progress=progress.as_deref().cloned()/> }.into_any()
        }
        RunStatus::Refused { name, words } => {
            view! { <RefusedFile name=name.clone() words=words.clone()/> }.into_any()
        }
        RunStatus::Unsound { target, message } => {
            view! { <InvalidMapping target=target.clone() message=message.clone()/> }.into_any()
        }
        RunStatus::Failed(failure) => view! {
            <Message
                class="notice bad"
                title="The check didn’t finish"
                why=failure.to_string()
                remedy="The files are still open. Run again. If it fails again, try a part of the file."
            />
        }
        .into_any(),
        RunStatus::Lost => view! {
            <Message
                class="notice warn"
                title="The report is gone"
                why="Preflight restarted."
                remedy="The files are still open. Run again."
            />
        }
        .into_any(),
    }
}

/// It takes the focus when it comes, which reads it out.
#[component]
fn Message(
    class: &'static str,
    #[prop(into)] title: String,
    #[prop(into)] why: String,
    remedy: &'static str,
    /// What can be done about it here.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div
            class=format!("{class} section")
            id=NO_REPORT_ID
            tabindex="-1"
            role="group"
            aria-labelledby=TITLE_ID
            aria-describedby=TEXT_ID
        >
            <Icon of=icons::WARN/>
            <div class="stack">
                <h2 class="h3" id=TITLE_ID>
                    {title}
                </h2>
                <p id=TEXT_ID>{why} " " {remedy}</p>
                {children.map(|children| children())}
            </div>
        </div>
    }
}

#[component]
fn Cancelled(progress: Option<PreflightProgress>) -> impl IntoView {
    let rows = progress.map(|progress| progress.first).unwrap_or_default();
    view! {
        <Message
            class="notice"
            title="Check canceled"
            why="There is no report."
            remedy="The files are still open. Run again at any time."
        />
        <FirstUsers rows/>
    }
}

/// A file that cannot be used, with the way to its card.
#[component]
fn RefusedFile(name: String, words: UsersFileErrorText) -> impl IntoView {
    let state = use_page().state;
    let label = format!("Show {name}");
    view! {
        <Message
            class="notice bad"
            title=format!("{name} can’t be used")
            why=words.what
            remedy=words.remedy
        >
            <p>
                <button type="button" class="btn small" on:click=move |_| show_card(state, &name)>
                    {label}
                </button>
            </p>
        </Message>
    }
}

/// Opens the drawer with the files, and goes to the card of one.
fn show_card(state: PreflightState, name: &str) {
    let id = untrack(|| {
        state.input_files(|input_files| {
            let mut all = input_files.all().iter();
            let found = all.find(|input_file| input_file.name == name);
            found.map(|input_file| input_file.id)
        })
    });
    state.show_panel(Some(Panel::Files));
    if let Some(id) = id {
        // After the drawer has taken the focus.
        request_animation_frame(move || {
            request_animation_frame(move || {
                browser::reveal(&head_id(id));
                browser::focus(&head_id(id));
            });
        });
    }
}

/// A mapping whose expression cannot be run.
#[component]
fn InvalidMapping(
    /// The full name of the target.
    target: String,
    message: String,
) -> impl IntoView {
    let name = attributes::short(&target).to_owned();
    view! {
        <Message
            class="notice bad"
            title=format!("The mapping of {target} can’t be run")
            why=message
            remedy="Correct its expression, then run again."
        >
            <p>
                <FixLink name class="btn primary"/>
            </p>
        </Message>
    }
}
