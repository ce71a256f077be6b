//! What the expression gives for the sample user, and where each part of it
//! comes from.

use entra_expression::contested::ContestedInfo;
use leptos::prelude::*;
use provisioning::expression::{
    ExpressionError, ExpressionOutcome, ExpressionResponse, ExpressionValue,
};
use provisioning::mapping::Source;

use crate::browser::worker::handle::WorkerError;
use crate::components::copy_value::copy;
use crate::components::element::{El, button, el, hint, keep_running, several, text};
use crate::components::panel::panel;
use crate::pages::expressions::evaluation::LIMIT_MS;
use crate::pages::expressions::reference::readings;
use crate::pages::expressions::reference::search::changing;
use crate::pages::expressions::state::{EditorState, EvaluationInput, EvaluationStatus};
use provisioning::expression::value_text;

/// Values that are shown at most.
const MAX_SHOWN: usize = 20;

pub fn value(state: EditorState) -> El {
    let busy = move || match state.busy.get() {
        true => el("span").class("tag").text("evaluating"),
        false => several(),
    };
    panel("result", "value-title", text("Value"), several().live(busy)).child(
        el("div")
            .class("body stack")
            .live(move || state.shown.with(|shown| show(state, shown)))
            .live(move || changes(state)),
    )
}

fn show(state: EditorState, shown: &EvaluationStatus) -> El {
    match shown {
        EvaluationStatus::Empty => start(state),
        EvaluationStatus::Unsound => hint(
            "This is no complete expression yet. The findings below the editor say what is missing.",
        ),
        EvaluationStatus::Evaluated(question, response) => outcome(state, question, response),
        EvaluationStatus::Ended(question, failure) => ended(state, question, *failure),
    }
}

/// Nothing is typed yet: ways to begin.
fn start(state: EditorState) -> El {
    let rows = state.app.setup.with(|setup| {
        let rows = setup.mapping.rows.iter();
        let rows = rows.filter_map(|row| match &row.source {
            Source::Expression(text) => Some((row.target.clone(), text.clone())),
            _ => None,
        });
        rows.take(MAX_SHOWN).collect::<Vec<_>>()
    });
    let buttons = rows.into_iter().map(|(target, expression)| {
        let short = target.rsplit(':').next().unwrap_or(&target);
        let message = format!("The expression of {short} is open");
        let label = format!("Open the expression of {short}");
        button("small", &label, move || state.load(&expression, &message))
    });
    several()
        .child(hint(
            "Type an expression, or open an example of the reference or one of your mappings. Its value for the sample user appears here as you type.",
        ))
        .child(el("div").class("row").children(buttons))
}

fn outcome(state: EditorState, question: &EvaluationInput, response: &ExpressionResponse) -> El {
    several()
        .child(result(state, question, response))
        .children(value_text::contested(response).map(contested))
}

/// A value that rests on behavior that Microsoft does not document clearly.
fn contested(info: &ContestedInfo) -> El {
    el("div")
        .class("callout warn stack")
        .child(
            el("b").text("This value rests on behavior that Microsoft does not document clearly"),
        )
        .child(readings(info))
}

fn result(state: EditorState, question: &EvaluationInput, response: &ExpressionResponse) -> El {
    if let ExpressionOutcome::Failed(why) = &response.outcome {
        return failed(state, why);
    }
    if let Some((name, means)) = value_text::meaning(&response.outcome) {
        return several()
            .child(el("p").class("nothing mono").text(name))
            .child(hint(means));
    }
    let (values, more) = response.outcome.values();
    let more = values.len().saturating_sub(MAX_SHOWN) + more;
    let message = RwSignal::new(String::new());
    let single = matches!(response.outcome, ExpressionOutcome::One(_));
    let boxes = values
        .iter()
        .take(MAX_SHOWN)
        .enumerate()
        .map(|(index, value)| {
            let name = match single {
                true => "Value".to_owned(),
                false => format!("Value {}", index + 1),
            };
            one(state, question, value, &name, message)
        });
    let more = (more > 0).then(|| hint(&format!("{more} more values are not shown.")));
    several()
        .children(boxes)
        .maybe(more)
        .child(
            el("p")
                .class("hint origin")
                .attr("aria-live", "polite")
                .live_text(move || match message.with(String::is_empty) {
                    true => "Point at a part of the value, or go through it with the arrow keys, to see where it comes from.".to_owned(),
                    false => message.get(),
                }),
        )
}

/// One value: a list of its parts, of which one can be chosen.
fn one(
    state: EditorState,
    question: &EvaluationInput,
    value: &ExpressionValue,
    name: &str,
    message: RwSignal<String>,
) -> El {
    let pieces = value_text::pieces(value);
    let count = pieces.len();
    let chosen = RwSignal::new(None::<usize>);
    let entry = {
        let name = name.replace(' ', "-");
        move |index: usize| format!("{name}-part-{index}")
    };
    let options = pieces.iter().enumerate().map(|(index, (text, _))| {
        el("span")
            .attr("role", "option")
            .attr("id", &entry(index))
            .live_attr("aria-selected", move || {
                Some((chosen.get() == Some(index)).to_string())
            })
            .text(text)
            .on("mouseenter", move |_| chosen.set(Some(index)))
            .on("click", move |_| chosen.set(Some(index)))
    });
    let options: Vec<El> = options.collect();
    let list = el("div")
        .class("value mono")
        .attr("role", "listbox")
        .attr("tabindex", "0")
        .attr("aria-label", &format!("{name}, part by part"))
        .live_attr("aria-activedescendant", move || chosen.get().map(&entry))
        .on("focus", move |_| {
            if chosen.get_untracked().is_none() {
                chosen.set(Some(0));
            }
        })
        .on("blur", move |_| chosen.set(None))
        .on("mouseleave", move |_| chosen.set(None))
        .on_key(move |press| {
            let now = chosen.get_untracked().unwrap_or(0);
            let to = match press.key.as_str() {
                "ArrowRight" | "ArrowDown" => (now + 1).min(count.saturating_sub(1)),
                "ArrowLeft" | "ArrowUp" => now.saturating_sub(1),
                "Home" => 0,
                "End" => count.saturating_sub(1),
                _ => return,
            };
            press.prevent_default();
            chosen.set(Some(to));
        })
        .children(options);
    let question = question.clone();
    let mut active = false;
    keep_running(Box::new(move || {
        let piece = chosen.get().and_then(|index| pieces.get(index));
        let Some((text, part)) = piece else {
            if active {
                active = false;
                state.source.set(None);
                message.set(String::new());
            }
            return;
        };
        active = true;
        message.set(value_text::origin(
            text,
            part.as_ref(),
            &question.expression,
            &question.user,
        ));
        let same = state.text.with_untracked(|now| *now == question.expression);
        let origin = part.as_ref().filter(|_| same);
        state.source.set(origin.map(|part| part.from.span()));
    }));
    let node = list.node().clone();
    let (what, text) = (name.to_owned(), value.text.clone());
    let copy = button("small", "Copy", move || {
        copy(state.app, what.clone(), text.clone(), node.clone());
    });
    let cut = (!value.is_whole()).then(|| {
        hint(&format!(
            "The first {} kB of {} kB.",
            value.text.len() / 1000,
            value.bytes / 1000
        ))
    });
    several()
        .child(
            el("div")
                .class("copy")
                .child(list)
                .child(copy.attr("aria-label", &format!("Copy {name}"))),
        )
        .maybe(cut)
}

fn failed(state: EditorState, why: &ExpressionError) -> El {
    let span = why.span;
    let excerpt = state.text.with_untracked(|text| {
        let shown: String = span.of(text).chars().take(120).collect();
        shown
    });
    let remedy = value_text::remedy(why);
    el("div")
        .class("callout bad stack")
        .child(el("b").text("No value"))
        .child(el("p").text(&why.message))
        .child(el("p").child(el("code").text(&excerpt)))
        .maybe((!remedy.is_empty()).then(|| el("p").text(remedy)))
        .child(
            el("p").child(button("small", "Show it in the expression", move || {
                state.select(span)
            })),
        )
}

/// The evaluation was ended, or could not begin.
fn ended(state: EditorState, question: &EvaluationInput, failure: WorkerError) -> El {
    let shown: String = question.expression.chars().take(200).collect();
    let (title, what, todo) = match failure {
        WorkerError::TookTooLong { .. } => (
            "Ended after 2 seconds".to_owned(),
            format!(
                "The evaluation of this expression was still running after {} seconds and was ended, so that the page stays quick:",
                LIMIT_MS / 1000
            ),
            "Use shorter texts, fewer repetitions of the same long part, or a simpler pattern. Entra evaluates every expression for every user.",
        ),
        other => (
            "No answer".to_owned(),
            other.to_string(),
            "What you typed is kept.",
        ),
    };
    el("div")
        .class("callout bad stack")
        .attr("role", "alert")
        .child(el("b").text(&title))
        .child(el("p").text(&what))
        .child(el("p").child(el("code").text(&shown)))
        .child(el("p").text(todo))
        .child(el("p").child(button("small", "Evaluate again", move || {
            state.again.notify();
        })))
}

/// A remark about functions that give another value each time.
fn changes(state: EditorState) -> El {
    let names = state.parse.with(changing);
    if names.is_empty() {
        return several();
    }
    let (verb, calls) = match names.len() {
        1 => ("gives", names[0].to_owned()),
        _ => ("give", names.join(" and ")),
    };
    el("p")
        .class("callout warn")
        .text(&format!(
            "{calls} {verb} another value each time. Times are in UTC, by this computer’s clock. "
        ))
        .child(button("small", "Evaluate again", move || {
            state.again.notify();
        }))
}
