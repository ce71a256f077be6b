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
            title=Signal::derive(move || original_name(state).to_owned())
            subtitle=move || {
                view! { <span class="muted small">{move || subtitle()}</span> }.into_any()
            }
            on_close=close
            takes_focus=false
            footer=move || {
                view! {
                    <CopyButton
                        what="Redacted original"
                        text=move |()| original(state)
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

/// What the drawer with the original is called.
pub(super) fn original_name(state: ExplainState) -> &'static str {
    match state.has_file() {
        true => "What you opened",
        false => "What you pasted",
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
                {move || explained(state).map(|input| marked(&input.original))}
            </pre>
        </section>
    }
}

/// The redacted original as text.
fn original(state: ExplainState) -> String {
    let input = untrack(|| explained(state));
    let parts = input.iter().flat_map(|input| &input.original);
    parts.map(|(part, _)| part.as_str()).collect()
}

fn redacted_count(state: ExplainState) -> Option<String> {
    match explained(state)?.redacted {
        0 => None,
        1 => Some("1 value redacted".to_owned()),
        count => Some(format!("{count} values redacted")),
    }
}

/// The text with the marks of removed values set off.
fn marked(parts: &[(String, bool)]) -> Vec<AnyView> {
    let parts = parts.iter().map(|(part, is_mark)| match is_mark {
        true => view! { <span class="hid">{part.clone()}</span> }.into_any(),
        false => part.clone().into_any(),
    });
    parts.collect()
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
