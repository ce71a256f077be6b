//! A choice of one among options.

use leptos::prelude::*;

use crate::browser::event;

/// A choice of one among options, which are values with their labels.
#[component]
pub fn Select(
    id: &'static str,
    #[prop(into)] options: Signal<Vec<(String, String)>>,
    /// The value of the chosen option.
    #[prop(into)]
    value: Signal<String>,
    #[prop(into)] on_change: Callback<String>,
) -> impl IntoView {
    view! {
        <select class="in" id=id on:change=move |change| on_change.run(event::value(&change))>
            <Options options chosen=value/>
        </select>
    }
}

/// The options of a `select`, which may change while it is shown.
#[component]
pub fn Options(
    #[prop(into)] options: Signal<Vec<(String, String)>>,
    /// The value of the chosen option.
    #[prop(into)]
    chosen: Signal<String>,
) -> impl IntoView {
    view! {
        {move || {
            options
                .get()
                .into_iter()
                .map(|(value, label)| {
                    let own = value.clone();
                    view! {
                        <option value=value prop:selected=move || chosen.with(|chosen| *chosen == own)>
                            {label}
                        </option>
                    }
                        .into_any()
                })
                .collect::<Vec<_>>()
        }}
    }
}
