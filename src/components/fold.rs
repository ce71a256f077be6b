//! A part that folds away.

use leptos::prelude::*;

use crate::browser::event;
use crate::components::icon::{Icon, icons};

#[component]
pub fn Fold(
    /// What is shown while it is folded.
    #[prop(into)]
    summary: ViewFn,
    /// Whether it is open: at first, or whenever this changes.
    #[prop(optional, into)]
    open: Signal<bool>,
    /// Gets whether it is open after each change.
    #[prop(optional, into)]
    on_toggle: Option<Callback<bool>>,
    /// Further classes.
    #[prop(optional)]
    class: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <details class=format!("fold {class}").trim_end().to_owned() open=move || open.get()
            on:toggle=move |toggle| {
                if let Some(on_toggle) = on_toggle {
                    on_toggle.run(event::is_open(&toggle));
                }
            }
        >
            <summary>
                <Icon of=icons::RIGHT/>
                {summary.run()}
            </summary>
            {children()}
        </details>
    }
}
