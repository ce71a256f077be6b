//! A choice of one among a few options, all of them shown.

use leptos::prelude::*;

#[component]
pub fn Segmented(
    /// Identity on the page.
    name: &'static str,
    label: &'static str,
    options: Vec<&'static str>,
    /// The place of the chosen option.
    chosen: RwSignal<usize>,
) -> impl IntoView {
    let options = options.into_iter().enumerate();
    let options = options.map(|(at, text)| {
        view! {
            <label>
                <input
                    type="radio"
                    name=name
                    prop:checked=move || chosen.get() == at
                    on:change=move |_| chosen.set(at)
                />
                {text}
            </label>
        }
        .into_any()
    });
    view! {
        <div class="seg" role="radiogroup" aria-label=label>
            {options.collect::<Vec<_>>()}
        </div>
    }
}
