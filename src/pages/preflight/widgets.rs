//! What several parts of the page are built of: boxes to check, links to a
//! mapping, and the way through long lists.

use leptos::prelude::*;

use crate::browser::event;
use crate::components::icon::LabeledIcon;
use crate::components::icon::icons;
use crate::pages::preflight::paging::ListPosition;
use crate::state::mapping_links;
use preflight::report::finding_kind::FindingSeverity;

/// A box to check. The children are its label.
#[component]
pub(crate) fn Checkbox(
    #[prop(into)] is_on: Signal<bool>,
    #[prop(into)] on_change: Callback<bool>,
    children: Children,
) -> impl IntoView {
    view! {
        <label class="pf-check">
            <input
                type="checkbox"
                prop:checked=move || is_on.get()
                on:change=move |change| on_change.run(event::is_checked(&change))
            />
            <span>{children()}</span>
        </label>
    }
}

/// How far something is.
#[component]
pub(crate) fn ProgressBar(
    label: &'static str,
    #[prop(into)] percent: Signal<u32>,
) -> impl IntoView {
    view! {
        <svg
            class="pf-bar"
            role="progressbar"
            aria-label=label
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuenow=move || percent.get().to_string()
        >
            <rect class="f-line" width="100%" height="12"></rect>
            <rect class="f-ok" width=move || format!("{}%", percent.get()) height="12"></rect>
        </svg>
    }
}

/// Leads to the mapping of an attribute.
#[component]
pub(crate) fn FixLink(
    /// The short name of the attribute.
    name: String,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    view! {
        <a class=class href=mapping_links::of(&name) aria-label=format!("Fix in Mappings: {name}")>
            "Fix in Mappings"
        </a>
    }
}

#[component]
pub(crate) fn SeverityIcon(severity: FindingSeverity) -> impl IntoView {
    let (icon, class) = match severity {
        FindingSeverity::Refused => (icons::BAD, "badc"),
        FindingSeverity::Warning => (icons::WARN, "warnc"),
        FindingSeverity::Hint => (icons::INFO, "muted"),
    };
    view! { <LabeledIcon of=icon label=severity.label() class=class/> }
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
        <nav class="row wrap pf-pager" aria-label=label>
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
            class="btn small"
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
    let revision = StoredValue::new(0_u32);
    let next = move || {
        let number = revision.get_value().wrapping_add(1);
        revision.set_value(number);
        [(number, alert.run())]
    };
    view! { <For each=next key=|(number, _)| *number children=|(_, alert)| alert/> }
}
