//! What several parts of the page are built of: sections, boxes to tick,
//! options, tables and the way through long ones.

use leptos::prelude::*;

use crate::browser::event;
use crate::pages::preflight::paging::ListPosition;

/// A section with its heading.
#[component]
pub(crate) fn Section(
    class: &'static str,
    /// The id of the heading.
    id: &'static str,
    title: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <section class=class aria-labelledby=id>
            <h2 id=id>{title}</h2>
            {children()}
        </section>
    }
}

/// A box to tick. The children are its label.
#[component]
pub(crate) fn Tick(
    #[prop(into)] is_on: Signal<bool>,
    #[prop(into)] on_change: Callback<bool>,
    children: Children,
) -> impl IntoView {
    view! {
        <label class="pf-tick">
            <input
                type="checkbox"
                prop:checked=move || is_on.get()
                on:change=move |change| on_change.run(event::is_checked(&change))
            />
            {children()}
        </label>
    }
}

/// The options of a `select`, which are values with their labels.
#[component]
pub(crate) fn Options(
    options: Vec<(&'static str, String)>,
    /// The value of the chosen option.
    #[prop(into)]
    chosen: Signal<&'static str>,
) -> impl IntoView {
    let options = options.into_iter().map(|(value, label)| {
        view! {
            <option value=value prop:selected=move || chosen.get() == value>
                {label}
            </option>
        }
        .into_any()
    });
    options.collect::<Vec<_>>()
}

/// A table with a caption for screen readers. The cells of a row begin with a
/// `th`. On a narrow screen each cell is labelled by its `data-label`, which
/// repeats the head of its column.
#[component]
pub(crate) fn Table(
    #[prop(into)] caption: String,
    /// Its own class, besides the one of all tables.
    #[prop(optional)]
    class: &'static str,
    heads: &'static [&'static str],
    /// The rows.
    children: Children,
) -> impl IntoView {
    let heads = heads
        .iter()
        .map(|name| view! { <th scope="col">{*name}</th> }.into_any());
    let heads = heads.collect::<Vec<_>>();
    view! {
        <table class=format!("checks pf-table {class}")>
            <caption class="said">{caption}</caption>
            <thead>
                <tr>{heads}</tr>
            </thead>
            <tbody>{children()}</tbody>
        </table>
    }
}

/// The buttons that lead through a long list.
#[component]
pub(crate) fn Pager(
    label: &'static str,
    position: ListPosition,
    /// Is told where a page begins.
    #[prop(into)]
    on_go: Callback<usize>,
) -> impl IntoView {
    let last = position.last();
    view! {
        <nav class="row" aria-label=label>
            <PagerButton label="First" start=(position.start > 0).then_some(0) on_go/>
            <PagerButton label="Previous" start=position.before() on_go/>
            <PagerButton label="Next" start=position.after() on_go/>
            <PagerButton label="Last" start=(position.start < last).then_some(last) on_go/>
        </nav>
    }
}

#[component]
fn PagerButton(
    label: &'static str,
    /// Where the page begins, if there is one in this direction.
    start: Option<usize>,
    on_go: Callback<usize>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="small"
            disabled=start.is_none()
            on:click=move |_| on_go.run(start.unwrap_or_default())
        >
            {label}
        </button>
    }
}

/// Makes an alert anew whenever a signal that it reads was set, even to what it
/// was before: only a new element is read out again.
#[component]
pub(crate) fn FreshAlert(#[prop(into)] alert: ViewFn) -> impl IntoView {
    let turn = StoredValue::new(0_u32);
    let next = move || {
        let number = turn.get_value().wrapping_add(1);
        turn.set_value(number);
        [(number, alert.run())]
    };
    view! { <For each=next key=|(number, _)| *number children=|(_, alert)| alert/> }
}
