//! A part that folds away.

use leptos::prelude::*;

use crate::components::icon::{Icon, icons};

#[component]
pub fn Fold(
    /// What is shown while it is folded.
    #[prop(into)]
    summary: ViewFn,
    /// Whether it is open at first.
    #[prop(optional)]
    open: bool,
    /// Further classes.
    #[prop(optional)]
    class: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <details class=format!("fold {class}").trim_end().to_owned() open=open>
            <summary>
                <Icon of=icons::RIGHT/>
                {summary.run()}
            </summary>
            {children()}
        </details>
    }
}
