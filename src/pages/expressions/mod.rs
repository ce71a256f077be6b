//! The editor of one expression, with its value for a sample user, the trace of
//! the evaluation, and the function reference.
//!
//! [`state`] holds what the parts of the page share, [`evaluation`] requests the
//! value from the worker. [`opening_guard`] keeps a text that stopped the page
//! from being opened again.

mod editor;
mod evaluation;
mod microsoft;
mod opening_guard;
mod reference;
mod sample_user;
mod shared_link;
mod state;
mod suggestions;
mod trace;
mod value;

use std::time::Duration;

use leptos::prelude::*;

use crate::components::bridge::from_element;
use crate::components::copy_value::copy;
use crate::components::element::{El, button, el, keep_running, several};
use crate::components::page_title::page_title;
use crate::pages::expressions::editor::editor;
use crate::pages::expressions::microsoft::microsoft;
use crate::pages::expressions::reference::reference;
use crate::pages::expressions::sample_user::user;
use crate::pages::expressions::shared_link::LinkError;
use crate::pages::expressions::state::{EditorState, EvaluationStatus};
use crate::pages::expressions::trace::{explanation, trace};
use crate::pages::expressions::value::value;
use crate::state::{App, use_app};
use entra_expression::quick_fix;
use provisioning::expression::value_text;

/// Screen readers are told when somebody pauses for so long.
const QUIET: Duration = Duration::from_millis(1_200);

/// Characters of a status at most.
const MAX_ANNOUNCED: usize = 300;

pub fn view() -> AnyView {
    from_element(page(use_app()))
}

/// `#/expressions` and `#/expressions/<link>`
pub fn page(app: App) -> El {
    let state = EditorState::open(app);
    evaluation::follow(state);
    announce(state);
    let page = several()
        .child(page_title("Expressions"))
        .child(el("p").class("lead").text(
            "Write an expression of an attribute mapping, see what is wrong with it, and what it gives for a user. It is evaluated in this browser.",
        ))
        .live(move || state.shared_link.get().map_or_else(several, |link| notice(state, link)))
        .live(move || state.withheld.get().map_or_else(several, |text| withheld(state, text)))
        .child(
            el("div")
                .class("expressions")
                .child(
                    el("div")
                        .class("stack bench")
                        .child(editor(state))
                        .child(
                            el("div").class("halves").child(user(state)).child(
                                el("div")
                                    .class("stack bench")
                                    .child(value(state))
                                    .child(explanation(state)),
                            ),
                        )
                        .child(trace(state))
                        .child(microsoft(state)),
                )
                .child(reference(state)),
        );
    // Both write into the field, so it has to be there.
    keep_running(Box::new(move || state.follow_setup()));
    keep_running(Box::new(move || state.follow_route()));
    page
}

/// What a link brought that did not go into the editor.
fn notice(state: EditorState, shared_link: Result<String, LinkError>) -> El {
    let dismiss = button("small", "Dismiss", move || state.shared_link.set(None));
    let (headline, detail, open) = match shared_link {
        Err(error) => {
            let headline = match error {
                LinkError::Damaged => "This link is damaged",
                LinkError::TooLong | LinkError::NoExpression { .. } => "This link was not opened",
            };
            (headline, error.to_string(), None)
        }
        Ok(text) => {
            let open = button("primary small", "Open it", move || {
                state.shared_link.set(None);
                state.load(&text, "The expression of the link is open");
            });
            let detail = "The link holds an expression, and another one stands in the editor. Undo brings yours back.";
            (
                "Open the expression of the link?",
                detail.to_owned(),
                Some(open),
            )
        }
    };
    el("div")
        .class("notice")
        .attr("role", "alert")
        .child(el("h2").text(headline))
        .child(el("p").text(&detail))
        .child(el("div").class("row").maybe(open).child(dismiss))
}

const WITHHELD_ID: &str = "withheld-expression";

/// A text that the page stopped at the last time.
fn withheld(state: EditorState, text: String) -> El {
    let field = el("textarea")
        .class("mono")
        .attr("id", WITHHELD_ID)
        .attr("rows", "3")
        .attr("readonly", "")
        .text(&text);
    let shown = field.node().clone();
    let copy = button("small", "Copy it", move || {
        let what = "The expression".to_owned();
        copy(state.app, what, text.clone(), shown.clone());
    });
    el("div")
        .class("notice stack")
        .attr("role", "alert")
        .child(el("h2").text("The stored expression was not opened"))
        .child(el("p").text(
            "The page closed or stopped working while it opened this expression, so the page does not open it again automatically. Copy the expression, or open it if the page closed for another reason.",
        ))
        .child(
            el("div")
                .class("field")
                .child(el("label").attr("for", WITHHELD_ID).text("Expression that was not opened"))
                .child(field),
        )
        .child(
            el("div")
                .class("row")
                .child(copy)
                .child(button("small", "Open it", move || state.release(true)))
                .child(button("small", "Remove it", move || state.release(false))),
        )
}

/// Tells screen readers what came of it, once nobody types any more.
fn announce(state: EditorState) {
    let message = Memo::new(move |_| {
        let findings = state.findings.with(|found| quick_fix::brief(found));
        let value = state.shown.with(|shown| match shown {
            EvaluationStatus::Evaluated(_, response) => Some(value_text::brief(&response.outcome)),
            EvaluationStatus::Empty | EvaluationStatus::Unsound | EvaluationStatus::Ended(..) => {
                None
            }
        });
        value_text::status(findings, value, MAX_ANNOUNCED)
    });
    let mut announce_soon = debounce(QUIET, move |message: String| {
        if !message.is_empty() {
            state.app.announce(message);
        }
    });
    // What stood there when the page opened is not announced.
    let mut first = true;
    keep_running(Box::new(move || {
        let message = message.get();
        if !std::mem::take(&mut first) {
            announce_soon(message);
        }
    }));
}
