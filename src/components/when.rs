//! Shows its children while a condition holds.

use leptos::prelude::*;

/// Like `<Show>`, but compiled once for the whole program. The children are
/// made anew only when the condition changes.
#[component]
pub fn When(
    #[prop(into)] is: Signal<bool>,
    children: ChildrenFn,
    /// What is shown while the condition does not hold.
    #[prop(optional, into)]
    otherwise: Option<ViewFn>,
) -> impl IntoView {
    let is = Memo::new(move |_| is.get());
    view! {
        {move || match is.get() {
            true => Some(children()),
            false => otherwise.as_ref().map(ViewFn::run),
        }}
    }
}
