//! The tab that explains an error: one input for everything that Entra, Graph, a
//! terminal or the portal returns.
//!
//! [`empty`] is the tab before there is anything, [`explained`] the explanation
//! of a text, [`log`] the report on a log. [`state`] outlives the page and talks
//! to the worker, which does the work.

mod empty;
mod explained;
mod fix_link;
mod input_panel;
mod lock;
mod log;
mod other_page;
mod progress;
mod reference;
mod state;
mod top_line;
mod user_panel;

use leptos::prelude::*;

use crate::browser::event::member;
use crate::browser::files::dropped;
use crate::pages::connection::explain::empty::EmptyTab;
use crate::pages::connection::explain::explained::ExplainedText;
use crate::pages::connection::explain::input_panel::InputPanel;
use crate::pages::connection::explain::log::LogReport;
use crate::pages::connection::explain::other_page::{Failure, OtherPage};
use crate::pages::connection::explain::progress::Progress;
use crate::pages::connection::explain::state::{ExplainPanel, ExplainState, ExplainStatus};
use crate::pages::connection::explain::user_panel::UserPanel;
use crate::state::incoming_input::IncomingInput;
use crate::state::route::SidebarPage;
use crate::state::{App, use_app};

/// The state of the tab. Call it while a component is made, not in a handler.
fn use_explain() -> ExplainState {
    expect_context()
}

/// What is shown, without what only changes within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ExplainView {
    Empty,
    Progress,
    Explained,
    Log,
    OtherPage,
    Failed,
}

impl ExplainView {
    fn of(status: &ExplainStatus) -> Self {
        match status {
            ExplainStatus::Empty => Self::Empty,
            ExplainStatus::Opening(_) | ExplainStatus::ReadingLog(_) => Self::Progress,
            ExplainStatus::Explained(_) => Self::Explained,
            ExplainStatus::Log(_) => Self::Log,
            ExplainStatus::OtherPage(..) => Self::OtherPage,
            ExplainStatus::Failed { .. } => Self::Failed,
        }
    }
}

pub fn view() -> AnyView {
    view! { <ExplainTab/> }.into_any()
}

#[component]
fn ExplainTab() -> impl IntoView {
    let app = use_app();
    let state = ExplainState::of(app);
    provide_context(state);
    follow(app, state);
    let shown = Memo::new(move |_| ExplainView::of(&state.status()));
    let is_over = RwSignal::new(false);
    view! {
        <div
            class="split notop explain-split"
            on:dragover=move |drag| {
                drag.prevent_default();
                is_over.set(true);
            }
            on:dragleave=move |drag| {
                // Going from one element to another is no leaving.
                if member(&drag, "relatedTarget").is_falsy() {
                    is_over.set(false);
                }
            }
            on:drop=move |drop| {
                drop.prevent_default();
                is_over.set(false);
                state.open(app, dropped(&drop).into_iter().map(Into::into).collect());
            }
        >
            <div class="body" class:over=move || is_over.get()>
                {move || match shown.get() {
                    ExplainView::Empty => view! { <EmptyTab/> }.into_any(),
                    ExplainView::Progress => view! { <Progress/> }.into_any(),
                    ExplainView::Explained => view! { <ExplainedText/> }.into_any(),
                    ExplainView::Log => view! { <LogReport/> }.into_any(),
                    ExplainView::OtherPage => view! { <OtherPage/> }.into_any(),
                    ExplainView::Failed => view! { <Failure/> }.into_any(),
                }}
            </div>
            <OpenPanel/>
        </div>
    }
}

/// Takes in what was dropped or pasted elsewhere, and explains anew what the
/// setup has changed for.
fn follow(app: App, state: ExplainState) {
    let incoming = IncomingInput::of(app);
    Effect::new(move |_| {
        let (text, files) = incoming.take(SidebarPage::Connection);
        untrack(|| match text {
            Some(text) => state.explain(app, &text),
            None => state.open(app, files.into_iter().map(Into::into).collect()),
        });
    });
    let setup = Memo::new(move |_| {
        app.setup
            .with(|setup| (setup.mapping.clone(), setup.tenant.clone()))
    });
    Effect::new(move |_| {
        setup.track();
        untrack(|| state.refresh(app));
    });
}

#[component]
fn OpenPanel() -> impl IntoView {
    let state = use_explain();
    let panel = Memo::new(move |_| state.panel());
    view! {
        {move || match panel.get() {
            None => ().into_any(),
            Some(ExplainPanel::Input) => view! { <InputPanel/> }.into_any(),
            Some(ExplainPanel::User) => view! { <UserPanel/> }.into_any(),
        }}
    }
}
