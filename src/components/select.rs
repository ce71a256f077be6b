//! A choice of one among options that change while the page is shown.

use leptos::prelude::*;

use crate::browser::event;

/// A choice of one among options that change while the page is shown. `options`
/// are values with their labels.
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
            {move || {
                options
                    .get()
                    .into_iter()
                    .map(|(name, label)| {
                        let own = name.clone();
                        view! {
                            <option value=name prop:selected=move || value.with(|value| *value == own)>
                                {label}
                            </option>
                        }
                            .into_any()
                    })
                    .collect_view()
            }}
        </select>
    }
}
