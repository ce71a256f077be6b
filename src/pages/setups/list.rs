//! All setups of this browser, found by name and sorted.

use leptos::prelude::*;

use crate::browser::event;
use crate::components::icon::{Icon, icons};
use crate::pages::setups::row::SetupRow;
use crate::state::use_app;
use setup::store::SetupSummary;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SetupOrder {
    Name,
    /// The one that was changed last first.
    LastChange,
}

/// The setups whose name or details have every typed word.
fn found(mut all: Vec<SetupSummary>, typed: &str, order: SetupOrder) -> Vec<SetupSummary> {
    let words: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    all.retain(|summary| {
        let text = format!("{} {}", summary.name, summary.about).to_lowercase();
        words.iter().all(|word| text.contains(word.as_str()))
    });
    match order {
        SetupOrder::Name => all.sort_by_key(|summary| summary.name.to_lowercase()),
        SetupOrder::LastChange => all.sort_by_key(|summary| std::cmp::Reverse(summary.changed)),
    }
    all
}

fn count_text(shown: usize, all: usize) -> String {
    match (shown, all) {
        (1, 1) => "1 setup".to_owned(),
        (shown, all) if shown == all => format!("{all} setups"),
        (shown, all) => format!("{shown} of {all} setups"),
    }
}

#[component]
pub fn SetupTable() -> impl IntoView {
    let app = use_app();
    let typed = RwSignal::new(String::new());
    let order = RwSignal::new(SetupOrder::LastChange);
    let shown = Memo::new(move |_| found(app.summaries(), &typed.read(), order.get()));
    let count = move || count_text(shown.with(Vec::len), app.summaries().len());
    view! {
        <div class="row">
            <div class="search narrow">
                <Icon of=icons::SEARCH/>
                <input
                    type="search"
                    class="in"
                    placeholder="Find a setup"
                    aria-label="Find a setup"
                    autocomplete="off"
                    prop:value=move || typed.get()
                    on:input=move |input| typed.set(event::value(&input))
                />
            </div>
            <span class="grow"></span>
            <span class="muted small" role="status">
                {count}
            </span>
        </div>
        <table class="table inset setups blocks">
            <thead>
                <tr>
                    <SortHead label="Setup" own=SetupOrder::Name order/>
                    <th scope="col" class="opt">
                        "Region"
                    </th>
                    <th scope="col">"Progress"</th>
                    <th scope="col">"Connection"</th>
                    <th scope="col">"Preflight"</th>
                    <SortHead label="Last change" own=SetupOrder::LastChange order/>
                    <th scope="col">
                        <span class="sr">"More"</span>
                    </th>
                </tr>
            </thead>
            <tbody>
                // A row is made anew when what it shows changes.
                <For
                    each=move || shown.get()
                    key=|summary| {
                        (
                            summary.id.0.clone(),
                            summary.name.clone(),
                            summary.about.clone(),
                            summary.changed,
                        )
                    }
                    children=|summary| view! { <SetupRow summary/> }
                />
            </tbody>
        </table>
        {move || {
            shown
                .with(Vec::is_empty)
                .then(|| view! { <p class="muted">"No setup matches."</p> }.into_any())
        }}
    }
}

/// The head of a column by which the table can be sorted.
#[component]
fn SortHead(label: &'static str, own: SetupOrder, order: RwSignal<SetupOrder>) -> impl IntoView {
    let is_on = move || order.get() == own;
    let direction = match own {
        SetupOrder::Name => "ascending",
        SetupOrder::LastChange => "descending",
    };
    view! {
        <th
            scope="col"
            class:opt=own == SetupOrder::LastChange
            aria-sort=move || is_on().then_some(direction)
        >
            <button type="button" class="btn plain" on:click=move |_| order.set(own)>
                {label}
                {move || is_on().then(|| view! { <Icon of=icons::DOWN/> }.into_any())}
            </button>
        </th>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use setup::SetupId;

    fn names(typed: &str, order: SetupOrder) -> Vec<String> {
        let summary = |name: &str, about: &str, changed| SetupSummary {
            id: SetupId(name.to_owned()),
            name: name.to_owned(),
            about: about.to_owned(),
            changed,
        };
        let all = vec![
            summary("Contoso", "Europe · Talkdesk", 1),
            summary("adatum", "Canada · Talkdesk", 3),
            summary("Fabrikam", "Europe · SCIM", 2),
        ];
        let found = found(all, typed, order).into_iter();
        found.map(|summary| summary.name).collect()
    }

    #[test]
    fn setups_are_found_by_every_word_and_sorted() {
        use SetupOrder::{LastChange, Name};
        assert_eq!(names("", LastChange), ["adatum", "Fabrikam", "Contoso"]);
        assert_eq!(names("", Name), ["adatum", "Contoso", "Fabrikam"]);
        assert_eq!(names("europe talk", Name), ["Contoso"]);
        assert_eq!(names("nothing", Name), [""; 0]);
    }

    #[test]
    fn counts_are_written_out() {
        assert_eq!(count_text(1, 1), "1 setup");
        assert_eq!(count_text(3, 3), "3 setups");
        assert_eq!(count_text(1, 3), "1 of 3 setups");
    }
}
