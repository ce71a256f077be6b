//! What narrows the list of users down, and its order.

use leptos::prelude::*;
use preflight::protocol::Query;
use preflight::report::UserOutcome;
use preflight::report::issue::IssueCount;
use provisioning::format::grouped;

use crate::browser::event;
use crate::components::fields::select::Options;
use crate::components::icon::{Icon, icons};
use crate::pages::preflight::paging::{ORDERS, issue_of, issue_value, order_of, outcome_of};
use crate::pages::preflight::use_page;

type ChoiceOptions = Vec<(String, String)>;

/// `issues` are those of the report.
#[component]
pub(crate) fn UserFilters(issues: Vec<IssueCount>) -> impl IntoView {
    let state = use_page().state;
    let outcome = Signal::derive(move || {
        let outcome = state.query().outcome;
        outcome.map_or("", UserOutcome::label).to_owned()
    });
    let issue = Signal::derive(move || issue_value(&state.query()));
    let order = Signal::derive(move || order_label(&state.query()).to_owned());
    view! {
        <div class="row wrap pf-filters" role="search" aria-label="Find users">
            <SearchField/>
            <FilterField
                label="Filter by result"
                options=outcome_options()
                chosen=outcome
                on_choose=move |value: String| {
                    state.narrow(|query| query.outcome = outcome_of(&value));
                }
            />
            <FilterField
                label="Filter by issue"
                options=issue_options(&issues)
                chosen=issue
                on_choose=move |value: String| {
                    state.narrow(|query| (query.kind, query.target) = issue_of(&value));
                }
            />
            <FilterField
                id="pf-order"
                label="Sort by"
                options=ORDERS.map(|(_, label)| (label.to_owned(), label.to_owned())).into()
                chosen=order
                on_choose=move |value: String| {
                    state.narrow(|query| query.sort = order_of(&value));
                }
            />
            <button
                type="button"
                class="btn icon"
                aria-label="Reverse order"
                title="Reverse order"
                aria-pressed=move || state.query().descending.to_string()
                on:click=move |_| state.narrow(|query| query.descending = !query.descending)
            >
                <span class="pf-turn" class:turned=move || state.query().descending>
                    <Icon of=icons::DOWN/>
                </span>
            </button>
        </div>
    }
}

fn issue_options(issues: &[IssueCount]) -> ChoiceOptions {
    let issues = issues.iter().map(|issue| {
        let label = format!("{}, {}", issue.title(), grouped(issue.users.into()));
        (issue.key(), label)
    });
    std::iter::once((String::new(), "All issues".to_owned()))
        .chain(issues)
        .collect()
}

fn outcome_options() -> ChoiceOptions {
    let outcomes = UserOutcome::ALL.map(|outcome| {
        let label = outcome.label().to_owned();
        (label.clone(), label)
    });
    std::iter::once((String::new(), "All results".to_owned()))
        .chain(outcomes)
        .collect()
}

fn order_label(query: &Query) -> &'static str {
    let order = ORDERS.iter().find(|(sort, _)| *sort == query.sort);
    order.map_or("", |(_, label)| label)
}

#[component]
fn SearchField() -> impl IntoView {
    let state = use_page().state;
    view! {
        <div class="search pf-search">
            <Icon of=icons::SEARCH/>
            <input
                type="search"
                class="in"
                id="pf-search"
                autocomplete="off"
                spellcheck="false"
                placeholder="Find a user"
                aria-label="Find a user by name, address or ID"
                prop:value=move || state.query().search
                on:input=move |input| state.narrow(|query| query.search = event::value(&input))
            />
        </div>
    }
}

/// A choice of one among options, which are values with their labels.
#[component]
fn FilterField(
    #[prop(optional)] id: Option<&'static str>,
    label: &'static str,
    options: ChoiceOptions,
    chosen: Signal<String>,
    #[prop(into)] on_choose: Callback<String>,
) -> impl IntoView {
    view! {
        <select
            class="in pf-select"
            id=id
            aria-label=label
            on:change=move |change| on_choose.run(event::value(&change))
        >
            <Options options chosen/>
        </select>
    }
}
