//! The editor of one expression, with its value for a sample user, the trace of
//! the evaluation, and the function reference.
//!
//! [`state`] holds what the parts of the page share, [`evaluation`] requests the
//! value from the worker. [`opening_guard`] keeps a text that stopped the page
//! from being opened again.

mod announcements;
mod editor;
mod evaluation;
mod link_notice;
mod microsoft;
mod opening_guard;
mod reference;
mod sample_user;
mod shared_link;
mod state;
mod suggestions;
mod trace;
mod value;
mod withheld_notice;

use leptos::prelude::*;

use crate::components::bridge::from_element;
use crate::components::page_title::PageTitle;
use crate::pages::expressions::editor::Editor;
use crate::pages::expressions::link_notice::LinkNotice;
use crate::pages::expressions::microsoft::MicrosoftCheck;
use crate::pages::expressions::reference::Reference;
use crate::pages::expressions::sample_user::user;
use crate::pages::expressions::state::EditorState;
use crate::pages::expressions::trace::{Explanation, Trace};
use crate::pages::expressions::value::ValuePanel;
use crate::pages::expressions::withheld_notice::WithheldNotice;
use crate::state::use_app;

/// `#/expressions` and `#/expressions/<link>`
/// The address that opens an expression in the editor; none if it is too long
/// for a link.
pub fn link_to(expression: &str) -> Option<String> {
    Some(format!(
        "#/expressions/{}",
        shared_link::encode(expression)?
    ))
}

pub fn view() -> AnyView {
    view! { <ExpressionsPage/> }.into_any()
}

#[component]
fn ExpressionsPage() -> impl IntoView {
    let state = EditorState::open(use_app());
    provide_context(state);
    evaluation::follow(state);
    announcements::follow(state);
    Effect::new(move |_| state.follow_setup());
    Effect::new(move |_| state.follow_route());
    view! {
        <PageTitle text="Expressions"/>
        <p class="lead">
            "Write an expression of an attribute mapping, see what is wrong with it, and what it gives for a user. It is evaluated in this browser."
        </p>
        <LinkNotice/>
        <WithheldNotice/>
        <div class="expressions">
            <div class="stack bench">
                <Editor/>
                <div class="halves">
                    {from_element(user(state))}
                    <div class="stack bench">
                        <ValuePanel/>
                        <Explanation/>
                    </div>
                </div>
                <Trace/>
                <MicrosoftCheck/>
            </div>
            <Reference/>
        </div>
    }
}
