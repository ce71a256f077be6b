//! What was pasted: what was read from it, and the redacted original.

use std::rc::Rc;

use leptos::prelude::*;
use worker_messages::explain::{ExplainedInput, InputFact};

use crate::browser;
use crate::components::copy_button::CopyButton;
use crate::components::drawer::Drawer;
use crate::components::icon::{Icon, icons};
use crate::components::menu::Menu;
use crate::pages::connection::explain::explained::explained;
use crate::pages::connection::explain::state::{ExplainState, SENTENCE_ID};
use crate::pages::connection::explain::use_explain;
use crate::state::use_app;
use connection_test::redact::MARK;

/// Characters of the original that are shown.
const MAX_SHOWN: usize = 20_000;

#[component]
pub(super) fn InputPanel() -> impl IntoView {
    let state = use_explain();
    let subtitle = move || {
        explained(state).map_or_else(String::new, |input| match input.kind.is_empty() {
            true => "Not recognized".to_owned(),
            false => format!("Recognized as {}", input.recognized_as),
        })
    };
    let close = move |()| {
        state.show_panel(None);
        browser::focus(SENTENCE_ID);
    };
    view! {
        <Drawer
            title=Signal::stored("What you pasted".to_owned())
            subtitle=move || {
                view! { <span class="muted small">{move || subtitle()}</span> }.into_any()
            }
            on_close=close
            takes_focus=false
            footer=move || {
                view! {
                    <CopyButton
                        what="Redacted original"
                        text=move |()| state.text.text.with_untracked(|text| text.text().to_owned())
                    />
                    <span class="grow"></span>
                    {move || explained(state).map(|input| view! { <OtherKinds input/> }.into_any())}
                }
            }
        >
            {move || {
                let read = explained(state).map(|input| input.read.clone());
                let read = read.filter(|read| !read.is_empty());
                read.map(|read| view! { <ReadFacts read/> }.into_any())
            }}
            <Original/>
        </Drawer>
    }
}

#[component]
fn ReadFacts(read: Vec<InputFact>) -> impl IntoView {
    let rows = read.into_iter().map(|fact| {
        let icon = fact.is_bad.then(|| {
            view! {
                <Icon of=icons::BAD class="badc tinyi"/>
                " "
            }
            .into_any()
        });
        view! {
            <tr class:err=fact.is_bad>
                <td>{fact.name}</td>
                <td>
                    {icon}
                    {fact.value}
                </td>
            </tr>
        }
        .into_any()
    });
    view! {
        <table class="diff">
            <caption class="sr">"What was read from it"</caption>
            <thead>
                <tr>
                    <th scope="col">"Read from it"</th>
                    <th scope="col">"Value"</th>
                </tr>
            </thead>
            <tbody>{rows.collect::<Vec<_>>()}</tbody>
        </table>
    }
}

#[component]
fn Original() -> impl IntoView {
    let state = use_explain();
    view! {
        <section class="stack" aria-labelledby="explain-original">
            <div class="row">
                <h3 class="grow" id="explain-original">
                    "Original"
                </h3>
                {move || {
                    redacted_count(state)
                        .map(|text| {
                            view! {
                                <span class="st small">
                                    <Icon of=icons::LOCK/>
                                    {text}
                                </span>
                            }
                                .into_any()
                        })
                }}
            </div>
            <pre
                class="code tight explain-original"
                tabindex="0"
                role="group"
                aria-label="Original, redacted"
            >
                {move || state.text.text.with(|text| marked(text.text()))}
            </pre>
        </section>
    }
}

fn redacted_count(state: ExplainState) -> Option<String> {
    match state
        .text
        .text
        .with(|text| text.text().matches(MARK).count())
    {
        0 => None,
        1 => Some("1 value redacted".to_owned()),
        count => Some(format!("{count} values redacted")),
    }
}

/// The text with what replaced a secret set off.
fn marked(text: &str) -> Vec<AnyView> {
    let end = text.floor_char_boundary(MAX_SHOWN);
    let (shown, rest) = text.split_at(end);
    let mut parts = Vec::new();
    for (index, part) in shown.split(MARK).enumerate() {
        if index > 0 {
            parts.push(view! { <span class="hid">{MARK}</span> }.into_any());
        }
        parts.push(part.to_owned().into_any());
    }
    if !rest.is_empty() {
        parts.push("\n…".into_any());
    }
    parts
}

/// The other kinds that the text may be.
#[component]
fn OtherKinds(input: Rc<ExplainedInput>) -> impl IntoView {
    let app = use_app();
    let state = use_explain();
    let candidates = StoredValue::new(input.candidates.clone());
    let text = match input.kind.is_empty() {
        true => "It is something else".to_owned(),
        false => format!("This isn’t {}", input.recognized_as),
    };
    (!input.candidates.is_empty()).then(|| {
        view! {
            <Menu label="Another kind" class="quiet" icon=icons::Q text=Signal::stored(text)>
                {candidates
                    .get_value()
                    .into_iter()
                    .map(|candidate| {
                        view! {
                            <button
                                type="button"
                                on:click=move |_| state.explain_as(app, candidate.kind.clone())
                            >
                                {format!("It is {}", candidate.label)}
                            </button>
                        }
                            .into_any()
                    })
                    .collect::<Vec<_>>()}
            </Menu>
        }
        .into_any()
    })
}
