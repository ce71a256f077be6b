//! A value to be typed elsewhere, with its name and a button that copies it.

use leptos::prelude::*;

use crate::components::copy_button::CopyButton;

#[component]
pub fn ValueBox(
    /// Names the value, for example "Tenant URL".
    #[prop(into)]
    what: String,
    #[prop(into)] text: String,
    /// Whether the name is shown before the value.
    #[prop(optional)]
    named: bool,
) -> impl IntoView {
    let copied = text.clone();
    view! {
        <div class="value">
            {named.then(|| view! { <span class="name">{what.clone()}</span> }.into_any())}
            <code>{text}</code>
            <CopyButton what=what.clone() text=move |()| copied.clone()/>
        </div>
    }
}
