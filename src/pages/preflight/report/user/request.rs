//! What Entra sends for a user, and what that changes.

use leptos::html;
use leptos::prelude::*;
use preflight::report::ValueChange;

use crate::browser::announcer::use_announcer;
use crate::components::copy_value::copy;
use crate::pages::preflight::widgets::Table;
use provisioning::talkdesk as attributes;

/// What an update changes; nothing if there is none.
#[component]
pub(crate) fn Changes(changes: Vec<ValueChange>) -> impl IntoView {
    let changes = changes.into_iter();
    let rows = changes.map(|change| view! { <ChangeRow change/> }.into_any());
    let rows = rows.collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        view! {
            <h3>"What the update changes"</h3>
            <Table caption="What the update changes" heads=&["Attribute", "From", "To"]>
                {rows}
            </Table>
        }
        .into_any()
    })
}

#[component]
fn ChangeRow(change: ValueChange) -> impl IntoView {
    view! {
        <tr>
            <th scope="row" data-label="Attribute">
                {attributes::short(&change.target).to_owned()}
            </th>
            <td class="mono" data-label="From">
                {change.from.unwrap_or_else(|| "nothing".to_owned())}
            </td>
            <td class="mono" data-label="To">
                {change.to}
            </td>
        </tr>
    }
}

/// The request as a line and a body; nothing if none is sent.
#[component]
pub(crate) fn UserRequest(request: Option<(String, String)>) -> impl IntoView {
    request.map(|(line, body)| view! { <RequestText text=format!("{line}\n\n{body}")/> }.into_any())
}

#[component]
fn RequestText(text: String) -> impl IntoView {
    let announcer = use_announcer();
    let shown = NodeRef::<html::Pre>::new();
    let request = text.clone();
    let copy_it = move |_| {
        if let Some(shown) = shown.get_untracked() {
            copy(
                announcer,
                "The request".to_owned(),
                request.clone(),
                shown.into(),
            );
        }
    };
    view! {
        <h3>"What Entra sends"</h3>
        <pre tabindex="0" aria-label="Request" node_ref=shown>
            {text}
        </pre>
        <p>
            <button type="button" class="small" on:click=copy_it>
                "Copy the request"
            </button>
        </p>
    }
}
