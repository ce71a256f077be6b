//! The function reference beside the editor.

mod entry;
pub mod readings;
pub mod search;

use entra_expression::{FunctionInfo, functions};
use leptos::prelude::*;

use crate::browser::event;
use crate::components::fold::Fold;
use crate::components::icon::{Icon, icons};
use crate::components::links::OutsideLink;
use crate::pages::expressions::reference::entry::Entry;
use crate::pages::expressions::reference::search::search;
use provisioning::entra::links::EXPRESSION_REFERENCE;

#[component]
pub fn Reference() -> impl IntoView {
    let query = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let found = query.with(|query| search(query));
        found.into_iter().map(|info| info.name).collect::<Vec<_>>()
    });
    let is_searching = Memo::new(move |_| query.with(|query| !query.trim().is_empty()));
    view! {
        <section class="fns" aria-labelledby="functions-title">
            <div class="row">
                <h2 class="grow" id="functions-title">
                    "Functions"
                </h2>
                <span class="muted small" role="status">
                    {move || count_text(found.with(Vec::len), is_searching.get())}
                </span>
            </div>
            <div class="search" role="search">
                <Icon of=icons::SEARCH/>
                <input
                    type="text"
                    class="in"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    aria-label="Search functions"
                    placeholder="Name or what it does, such as CONCAT"
                    on:input=move |input| query.set(event::value(&input))
                />
            </div>
            {move || match is_searching.get() {
                false => view! { <Groups/> }.into_any(),
                true => {
                    view! { {move || found_entries(&found.get(), &query.read_untracked())} }
                        .into_any()
                }
            }}
            <p class="small outside">
                <OutsideLink href=EXPRESSION_REFERENCE label="Microsoft’s reference"/>
            </p>
        </section>
    }
}

/// How many functions there are, or were found.
fn count_text(count: usize, is_searching: bool) -> String {
    match (is_searching, count) {
        (false, count) => count.to_string(),
        (true, 1) => "1 function".to_owned(),
        (true, count) => format!("{count} functions"),
    }
}

/// The functions by what they are for.
#[component]
fn Groups() -> impl IntoView {
    let groups = functions::groups().into_iter().enumerate();
    let groups = groups.map(|(index, (name, found))| {
        let count = found.len();
        view! {
            <Fold
                open=index == 0
                summary=move || {
                    view! {
                        <b class="grow">{name}</b>
                        <span class="muted small">{count}</span>
                    }
                }
            >
                <ul>{entries(found.into_iter(), "")}</ul>
            </Fold>
        }
        .into_any()
    });
    groups.collect::<Vec<_>>()
}

/// The functions of these names.
fn found_entries(names: &[&str], query: &str) -> AnyView {
    if names.is_empty() {
        return view! {
            <p class="muted small none">
                "No function matches. Try one word for what it does, such as date, role or space."
            </p>
        }
        .into_any();
    }
    let found = names.iter().filter_map(|name| functions::find(name));
    view! { <ul>{entries(found, query)}</ul> }.into_any()
}

/// The only function and the one of the name that was looked for are open.
fn entries(found: impl Iterator<Item = &'static FunctionInfo>, query: &str) -> Vec<AnyView> {
    let found: Vec<_> = found.collect();
    let is_only = found.len() == 1 && !query.is_empty();
    let entries = found.into_iter().map(|info| {
        let is_open = is_only || query.trim().eq_ignore_ascii_case(info.name);
        view! { <Entry info is_open/> }.into_any()
    });
    entries.collect()
}
