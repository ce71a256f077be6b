//! The buttons of a step, always in the same place.

use leptos::prelude::*;

use crate::browser;
use crate::components::icon::{Icon, icons};
use crate::pages::guide::actions::{self, MainAction};
use crate::pages::guide::step_view::NoteOpen;
use crate::pages::guide::step_view::note::NOTE_ID;
use crate::pages::guide::use_open_step;
use crate::state::{App, use_app};
use guide::checklist::ChecklistStep;
use guide::content;
use guide::marks;
use guide::status::{self, StepStatus};

#[component]
pub fn ActionBar() -> impl IntoView {
    let app = use_app();
    let open = use_open_step();
    let NoteOpen(opened) = expect_context();
    let back = move || {
        let before = open
            .step()
            .and_then(|step| app.guide(|input| status::previous(step, input)));
        before.map_or_else(|| "#/guide/start".to_owned(), actions::address)
    };
    view! {
        <footer class="actionbar no-print">
            <a class="btn" href=back>
                <Icon of=icons::LEFT/>
                "Back"
            </a>
            {move || open.step().map(|step| note_button(app, step, opened))}
            <span class="grow"></span>
            <span class="muted small wide-only next-title">
                {move || open.step().map(|step| next_text(app, step)).unwrap_or_default()}
            </span>
            {move || open.step().map(|step| main_button(app, step))}
        </footer>
    }
}

fn note_button(app: App, step: &'static ChecklistStep, opened: RwSignal<&'static str>) -> AnyView {
    let has_note = app
        .setup
        .with(|setup| !marks::note(step, &setup.guide).is_empty());
    let add = move |_| {
        opened.set(step.number);
        browser::focus_soon(NOTE_ID);
    };
    view! {
        <button type="button" class="btn quiet" on:click=add>
            <Icon of=icons::NOTE/>
            {if has_note { "Edit note" } else { "Add note" }}
        </button>
    }
    .into_any()
}

/// What comes next, or which answer is missing.
fn next_text(app: App, step: &'static ChecklistStep) -> String {
    app.guide(|input| match status::status(step, input) {
        StepStatus::WaitingForInput { question } => format!("{question} first"),
        _ => match actions::next_step(step, input) {
            Some(next) => format!("Next: {}", content::title(next, input)),
            None => "Next: What happens now".to_owned(),
        },
    })
}

fn main_button(app: App, step: &'static ChecklistStep) -> AnyView {
    let (action, next, is_waiting) = app.guide(|input| {
        let status = status::status(step, input);
        (
            actions::main_action(step, input),
            actions::next_address(step, input),
            matches!(status, StepStatus::WaitingForInput { .. }),
        )
    });
    match action {
        MainAction::Done => view! {
            <button
                type="button"
                class="btn primary"
                aria-keyshortcuts="Shift+D"
                on:click=move |_| actions::done_next(app)
            >
                "Done, next"
            </button>
        }
        .into_any(),
        MainAction::Next => view! {
            <a class="btn" class:primary=!is_waiting href=next>
                "Next"
            </a>
        }
        .into_any(),
        MainAction::FixMappings => view! {
            <a class="btn" href=next>
                "Next"
            </a>
            <a class="btn primary" href="#/mappings">
                "Fix the mappings"
            </a>
        }
        .into_any(),
    }
}
