//! A choice of one among options that change while the page is shown.

use leptos::prelude::*;

use crate::browser::event;
use crate::components::element::{self, El, el, several};

/// The field. `options` are values with their labels, `value` is the chosen
/// one, and `choose` gets another one.
pub fn select(
    id: &str,
    options: Memo<Vec<(String, String)>>,
    value: impl Fn() -> String + 'static,
    choose: impl Fn(&str) + 'static,
) -> El {
    let value = move || {
        // The options are made anew with these, and lose what was selected.
        options.track();
        value()
    };
    let options = move || {
        let options = options.get().into_iter();
        several()
            .children(options.map(|(value, label)| el("option").attr("value", &value).text(&label)))
    };
    el("select")
        .attr("id", id)
        .live(options)
        .live_value(value)
        .on("change", move |event| choose(&element::value(&event)))
}

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
