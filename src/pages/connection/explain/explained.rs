//! What a text means, who fixes it, and what to do in which order.

use std::rc::Rc;

use leptos::prelude::*;
use worker_messages::explain::{ExplainedInput, InputFact, InputStep, ResultTone};

use crate::components::copy_button::CopyButton;
use crate::components::icon::{Icon, icons};
use crate::pages::connection::explain::fix_link::FixLink;
use crate::pages::connection::explain::input_panel::original_name;
use crate::pages::connection::explain::other_page::OpenWithButton;
use crate::pages::connection::explain::reference::{MatchList, SourceNote};
use crate::pages::connection::explain::state::{
    ExplainPanel, ExplainState, ExplainStatus, SENTENCE_ID,
};
use crate::pages::connection::explain::top_line::TopLine;
use crate::pages::connection::explain::use_explain;

/// The explanation that is shown.
pub(super) fn explained(state: ExplainState) -> Option<Rc<ExplainedInput>> {
    match state.status() {
        ExplainStatus::Explained(input) => Some(input),
        _ => None,
    }
}

#[component]
pub(super) fn ExplainedText() -> impl IntoView {
    let state = use_explain();
    view! {
        <TopLine
            about=Signal::derive(move || about(state))
            actions=move || view! { <TopActions/> }.into_any()
        />
        <section aria-label="Explanation">
            {move || explained(state).map(|input| view! { <Explained input/> }.into_any())}
        </section>
    }
}

/// What the text is, and how long.
fn about(state: ExplainState) -> String {
    let Some(input) = explained(state) else {
        return String::new();
    };
    let lines = state.text.text.with(|text| text.text().lines().count());
    let length = match lines {
        1 => "1 line".to_owned(),
        lines => format!("{lines} lines"),
    };
    match input.kind.is_empty() {
        true => length,
        false => format!("{}, {length}", input.recognized_as),
    }
}

#[component]
fn TopActions() -> impl IntoView {
    let state = use_explain();
    let is_open = Memo::new(move |_| state.panel() == Some(ExplainPanel::Input));
    view! {
        {move || {
            (!is_open.get())
                .then(|| {
                    view! {
                        <button
                            type="button"
                            class="btn quiet no-print"
                            on:click=move |_| state.show_panel(Some(ExplainPanel::Input))
                        >
                            "Show original"
                        </button>
                    }
                        .into_any()
                })
        }}
        <CopyButton
            label="Copy for a ticket"
            what="Explanation"
            icon=icons::NOTE
            text=move |()| ticket(state)
        />
    }
}

/// The explanation with the redacted text.
pub(super) fn ticket(state: ExplainState) -> String {
    let explained = untrack(|| explained(state));
    explained.map_or_else(String::new, |input| input.ticket.clone())
}

fn tone_icon(tone: ResultTone) -> Option<(&'static str, &'static str)> {
    match tone {
        ResultTone::Bad => Some((icons::BAD, "badc")),
        ResultTone::Warning => Some((icons::WARN, "warnc")),
        ResultTone::Good => Some((icons::DONE, "okc")),
        ResultTone::Plain => None,
    }
}

#[component]
fn Explained(input: Rc<ExplainedInput>) -> impl IntoView {
    let state = use_explain();
    let icon = tone_icon(input.tone).map(|(of, class)| {
        view! {
            <Icon of class/>
            " "
        }
        .into_any()
    });
    let text = |text: &str, class: &'static str| {
        let text = text.to_owned();
        (!text.is_empty()).then(|| view! { <p class=class>{text}</p> }.into_any())
    };
    let uncertain = input.is_uncertain.then(|| {
        let text = format!(
            "This may not be {}. Choose another kind in “{}” if it isn’t.",
            input.recognized_as,
            original_name(state)
        );
        view! {
            <p class="hint">
                <Icon of=icons::Q/>
                <span>{text}</span>
            </p>
        }
        .into_any()
    });
    let notes = input.notes.iter().map(|note| {
        view! {
            <p class="hint explain-note">
                <Icon of=icons::INFO/>
                <span>{note.clone()}</span>
            </p>
        }
        .into_any()
    });
    let notes = notes.collect::<Vec<_>>();
    let other_page = input.open_with.map(|with| {
        view! {
            <p class="section">
                <OpenWithButton with is_primary=true/>
            </p>
        }
        .into_any()
    });
    let reference = (!input.reference.is_empty()).then(|| {
        let matches = input.reference.clone();
        let heading = match input.kind.is_empty() {
            true => "It may be about",
            false => "Codes and messages in it",
        };
        view! {
            <section class="section" aria-labelledby="explain-reference">
                <h2 id="explain-reference">{heading}</h2>
                <MatchList matches/>
            </section>
        }
        .into_any()
    });
    let source = input
        .source
        .clone()
        .map(|source| view! { <SourceNote source/> }.into_any());
    let facts = input.facts.clone();
    let facts = (!facts.is_empty()).then(|| view! { <Facts facts/> }.into_any());
    let steps = input.steps.clone();
    let has_other_page = input.open_with.is_some();
    let steps = (!steps.is_empty())
        .then(|| view! { <Steps steps has_primary=!has_other_page state/> }.into_any());
    view! {
        <h2 class="sentence section" id=SENTENCE_ID tabindex="-1">
            {icon}
            {input.sentence.clone()}
        </h2>
        {text(&input.explanation, "explain-why")}
        {text(&input.consequence, "explain-why muted")}
        {uncertain}
        {facts}
        {other_page}
        {steps}
        {notes}
        {reference}
        {source}
    }
}

#[component]
fn Facts(facts: Vec<InputFact>) -> impl IntoView {
    let facts = facts.into_iter().map(|fact| {
        view! {
            <div>
                <dt>{fact.name}</dt>
                <dd>{fact.value}</dd>
                <dd>{fact.note}</dd>
            </div>
        }
        .into_any()
    });
    view! { <dl class="facts section">{facts.collect::<Vec<_>>()}</dl> }
}

#[component]
fn Steps(
    steps: Vec<InputStep>,
    /// Whether the first step has the page's one primary button.
    has_primary: bool,
    state: ExplainState,
) -> impl IntoView {
    let steps = steps.into_iter().enumerate().map(|(index, step)| {
        let is_primary = has_primary && index == 0;
        view! {
            <li class="cause todo">
                <b class="num">{index + 1}</b>
                <div>
                    <h3>{step.title}</h3>
                    <p>{step.text}</p>
                </div>
                <span class="fix no-print">
                    <FixLink target=step.target is_primary ticket=move |()| ticket(state)/>
                </span>
            </li>
        }
        .into_any()
    });
    view! {
        <section class="section" aria-labelledby="explain-steps">
            <h2 id="explain-steps">"What to do"</h2>
            <ol class="causes">{steps.collect::<Vec<_>>()}</ol>
        </section>
    }
}
