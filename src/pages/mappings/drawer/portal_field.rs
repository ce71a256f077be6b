//! The fields of Entra's "Edit Attribute" pane, to copy or to choose.

use leptos::prelude::*;

use crate::components::copy_button::CopyButton;
use provisioning::portal;

/// A field: to copy when it is typed in Entra.
#[component]
pub fn PortalField(
    /// The name of the target.
    #[prop(into)]
    target: String,
    field: portal::Field,
) -> impl IntoView {
    let portal::Field {
        label,
        value,
        typed,
    } = field;
    let copy = typed.then(|| {
        let text = value.clone();
        view! { <CopyButton what=format!("{label} of {target}") text=move |()| text.clone()/> }
            .into_any()
    });
    view! {
        <div class="entra-field">
            <dt>{label}</dt>
            <dd>
                {match typed {
                    true => view! { <code>{value}</code> }.into_any(),
                    false => view! { <span>{value}</span> }.into_any(),
                }}
            </dd>
            {copy.map(|copy| view! { <dd class="copy-cell">{copy}</dd> }.into_any())}
        </div>
    }
}
