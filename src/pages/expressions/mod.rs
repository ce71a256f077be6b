//! The editor of one expression, with its value for a sample user, the trace of
//! the evaluation, and the function reference.
//!
//! [`state`] holds what the parts of the page share, [`evaluation`] requests the
//! value from the worker. [`opening_guard`] keeps a text that stopped the page
//! from being opened again.

mod announcements;
mod editor;
mod evaluation;
mod head;
mod notices;
mod opening_guard;
mod reference;
mod result_line;
mod sample_user;
mod shared_link;
mod start;
mod state;
mod tabs;

use leptos::prelude::*;

use crate::components::page_head::PageHead;
use crate::pages::expressions::editor::Editor;
use crate::pages::expressions::head::{Actions, Tools};
use crate::pages::expressions::notices::link_notice::LinkNotice;
use crate::pages::expressions::notices::withheld_notice::WithheldNotice;
use crate::pages::expressions::reference::Reference;
use crate::pages::expressions::result_line::ResultLine;
use crate::pages::expressions::sample_user::SampleUserPanel;
use crate::pages::expressions::state::EditorState;
use crate::pages::expressions::tabs::About;
use crate::state::use_app;

/// The address that opens an expression in the editor; none if it is too long
/// for a link.
pub fn link_to(expression: &str) -> Option<String> {
    Some(format!(
        "#/expressions/{}",
        shared_link::encode(expression)?
    ))
}

/// `#/expressions` and `#/expressions/<link>`
pub fn view() -> AnyView {
    view! { <ExpressionsPage/> }.into_any()
}

#[component]
fn ExpressionsPage() -> impl IntoView {
    let state = EditorState::open(use_app());
    provide_context(state);
    evaluation::follow(state);
    announcements::follow(state);
    state.follow_typing();
    Effect::new(move |_| state.follow_setup());
    Effect::new(move |_| state.follow_route());
    Effect::new(move |_| state.follow_incoming());
    view! {
        <PageHead
            title="Expressions"
            lead=|| {
                "Paste a mapping expression. See errors and the result for a sample user as you type."
            }
            actions=|| view! { <Actions/> }
        />
        <LinkNotice/>
        <WithheldNotice/>
        <div class="bench">
            <div class="work">
                <Editor/>
                <ResultLine/>
                <div class="row narrow-only narrow-tools">
                    <Tools/>
                </div>
                <About/>
            </div>
            <div class="beside">
                <SampleUserPanel/>
                <Reference/>
            </div>
        </div>
    }
}
