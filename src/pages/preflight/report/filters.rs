//! What narrows the list of users down, and its order.

use leptos::prelude::*;
use preflight::protocol::Query;
use preflight::report::{FindingCount, UserOutcome};

use crate::browser::event;
use crate::pages::preflight::paging::{ORDERS, kind_of, order_of, outcome_of};
use crate::pages::preflight::use_page;
use crate::pages::preflight::widgets::{Options, Tick};
use provisioning::format::grouped;

type ChoiceOptions = Vec<(&'static str, String)>;

/// `findings` are those of the report.
#[component]
pub(crate) fn Filters(findings: Vec<FindingCount>) -> impl IntoView {
    let state = use_page().state;
    let chosen =
        move |read: fn(&Query) -> &'static str| Signal::derive(move || read(&state.query()));
    view! {
        <div class="pf-filters" role="search" aria-label="Users of the report">
            <SearchField/>
            <FilterField
                id="pf-kind"
                label="Finding"
                options=kind_options(&findings)
                chosen=chosen(|query| query.kind.map_or("", |kind| kind.text().code))
                on_choose=move |value: String| {
                    state.narrow(|query| query.kind = kind_of(&value));
                }
            />
            <FilterField
                id="pf-outcome"
                label="What happens"
                options=outcome_options()
                chosen=chosen(|query| query.outcome.map_or("", UserOutcome::label))
                on_choose=move |value: String| {
                    state.narrow(|query| query.outcome = outcome_of(&value));
                }
            />
            <FilterField
                id="pf-order"
                label="Order"
                options=ORDERS.map(|(_, label)| (label, label.to_owned())).into()
                chosen=chosen(order_label)
                on_choose=move |value: String| {
                    state.narrow(|query| query.sort = order_of(&value));
                }
            />
            <Tick
                is_on=Signal::derive(move || state.query().descending)
                on_change=move |on| state.narrow(|query| query.descending = on)
            >
                "Reverse order"
            </Tick>
        </div>
    }
}

fn all() -> (&'static str, String) {
    ("", "All".to_owned())
}

fn kind_options(findings: &[FindingCount]) -> ChoiceOptions {
    let kinds = findings.iter().map(|found| {
        let words = found.kind.text();
        let label = format!("{} ({})", words.title, grouped(found.users.into()));
        (words.code, label)
    });
    std::iter::once(all()).chain(kinds).collect()
}

fn outcome_options() -> ChoiceOptions {
    let outcomes = UserOutcome::ALL.map(|outcome| (outcome.label(), outcome.label().to_owned()));
    std::iter::once(all()).chain(outcomes).collect()
}

fn order_label(query: &Query) -> &'static str {
    let order = ORDERS.iter().find(|(sort, _)| *sort == query.sort);
    order.map_or("", |(_, label)| label)
}

#[component]
fn SearchField() -> impl IntoView {
    let state = use_page().state;
    view! {
        <div class="field">
            <label for="pf-search">"Search"</label>
            <input
                type="text"
                id="pf-search"
                autocomplete="off"
                spellcheck="false"
                placeholder="name, address or id"
                prop:value=move || state.query().search
                on:input=move |input| state.narrow(|query| query.search = event::value(&input))
            />
        </div>
    }
}

/// A choice of one among options, which are values with their labels.
#[component]
fn FilterField(
    id: &'static str,
    label: &'static str,
    options: ChoiceOptions,
    chosen: Signal<&'static str>,
    #[prop(into)] on_choose: Callback<String>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <select id=id on:change=move |change| on_choose.run(event::value(&change))>
                <Options options chosen/>
            </select>
        </div>
    }
}
