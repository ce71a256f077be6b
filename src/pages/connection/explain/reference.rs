//! The reference of codes, quarantine reasons, skip reasons and messages.

use leptos::prelude::*;
use worker_messages::explain::{ReferenceText, ResultTone};

use crate::browser::event;
use crate::components::icon::{Icon, icons};
use crate::components::links::OutsideLink;
use crate::components::status::{Status, StatusKind};
use crate::pages::connection::explain::use_explain;
use provisioning::format::counted;

pub(super) fn status_kind(tone: ResultTone) -> StatusKind {
    match tone {
        ResultTone::Bad => StatusKind::Bad,
        ResultTone::Warning => StatusKind::Warning,
        ResultTone::Good => StatusKind::Ok,
        ResultTone::Plain => StatusKind::Plain,
    }
}

/// A field that searches the reference, and what fits.
#[component]
pub(super) fn ReferenceSearch() -> impl IntoView {
    let state = use_explain();
    let status = move || {
        let count = state.matches().len() as u64;
        match (state.searched().trim().is_empty(), count) {
            (true, _) => String::new(),
            (false, 0) => "No code, reason or message fits.".to_owned(),
            (false, count) => counted(count, "match", "matches"),
        }
    };
    view! {
        <section class="stack" aria-labelledby="reference-title">
            <h2 id="reference-title">"Look up an error code"</h2>
            <div class="search explain-search">
                <Icon of=icons::SEARCH/>
                <input
                    class="in"
                    type="search"
                    id="reference-search"
                    aria-label="Search error codes, reasons and messages"
                    placeholder="EntryConflict, quarantine, license"
                    autocomplete="off"
                    spellcheck="false"
                    prop:value=move || state.searched()
                    on:input=move |input| state.search(event::value(&input))
                />
            </div>
            <p class="muted small" role="status">
                {move || status()}
            </p>
            {move || {
                let matches = state.matches().to_vec();
                (!matches.is_empty()).then(|| view! { <MatchList matches/> }.into_any())
            }}
        </section>
    }
}

#[component]
pub(super) fn MatchList(matches: Vec<ReferenceText>) -> impl IntoView {
    let items = matches
        .into_iter()
        .map(|entry| view! { <MatchItem entry/> }.into_any());
    view! {
        <ul class="explain-matches" aria-label="Error codes">
            {items.collect::<Vec<_>>()}
        </ul>
    }
}

#[component]
fn MatchItem(entry: ReferenceText) -> impl IntoView {
    let names = (!entry.names.is_empty())
        .then(|| view! { <code class="muted">{entry.names}</code> }.into_any());
    let source = entry
        .source
        .map(|source| view! { <SourceNote source/> }.into_any());
    view! {
        <li>
            <div class="row wide wrap">
                <h3>{entry.headline}</h3>
                <Status kind=status_kind(entry.tone) text=entry.owner/>
            </div>
            {names}
            <p>{entry.explanation}</p>
            <p>{entry.next_action}</p>
            {source}
        </li>
    }
}

/// Who documents it.
#[component]
pub(super) fn SourceNote(source: (String, Option<String>)) -> impl IntoView {
    let (title, url) = source;
    view! {
        <p class="muted small">
            "Source: "
            {match url {
                Some(href) => view! { <OutsideLink href label=title/> }.into_any(),
                None => title.into_any(),
            }}
        </p>
    }
}
