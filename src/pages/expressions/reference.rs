//! The function reference beside the editor.

mod entry;
pub mod readings;
pub mod search;

use entra_expression::functions;
use leptos::prelude::*;

use crate::browser::event;
use crate::components::links::OutsideLink;
use crate::components::panel::Panel;
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
    view! {
        <Panel
            class="reference"
            title_id="reference-title"
            title=|| "Functions"
            beside=|| {
                view! { <OutsideLink href=EXPRESSION_REFERENCE label="Microsoft’s reference"/> }
            }
        >
            <div class="body field" role="search">
                <label for="function-search">"Find a function"</label>
                <input
                    type="text"
                    id="function-search"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    placeholder="Name, or what it does"
                    on:input=move |input| query.set(event::value(&input))
                />
                <p class="hint" role="status">
                    {move || {
                        let is_empty = query.with(|query| query.trim().is_empty());
                        count_text(found.with(Vec::len), is_empty)
                    }}
                </p>
            </div>
            <ul class="functions">
                {move || entries(&found.get(), &query.read_untracked())}
            </ul>
        </Panel>
    }
}

/// How many functions were found. `all` is whether nothing was looked for.
fn count_text(count: usize, all: bool) -> String {
    match count {
        count if all => format!("{count} functions; names of other dialects are found by search."),
        0 => "No function fits. Try one word of what it should do, such as date, role or space."
            .to_owned(),
        1 => "1 function".to_owned(),
        count => format!("{count} functions"),
    }
}

/// The functions of these names. The only one and the one of the name that was
/// looked for are open.
fn entries(names: &[&str], query: &str) -> Vec<AnyView> {
    let is_only = names.len() == 1;
    let found = names.iter().filter_map(|name| functions::find(name));
    let entries = found.map(|info| {
        let is_open = is_only || query.trim().eq_ignore_ascii_case(info.name);
        view! { <Entry info is_open/> }.into_any()
    });
    entries.collect()
}
