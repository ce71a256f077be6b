//! What Entra sends for a user, and what that changes.

use leptos::prelude::*;
use preflight::report::ValueChange;
use provisioning::talkdesk as attributes;

/// What an update changes; nothing if there is none.
#[component]
pub(crate) fn Changes(changes: Vec<ValueChange>) -> impl IntoView {
    let changes = changes.into_iter();
    let rows = changes.map(|change| view! { <ChangeRow change/> }.into_any());
    let rows = rows.collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        view! {
            <table class="pf-diff">
                <caption class="sr">"Changes in Talkdesk"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Changed attribute"</th>
                        <th scope="col">"In Talkdesk"</th>
                        <th scope="col">"New value"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    })
}

#[component]
fn ChangeRow(change: ValueChange) -> impl IntoView {
    let from = match change.from {
        Some(text) => view! { <code>{text}</code> }.into_any(),
        None => view! { <span class="muted">"Empty"</span> }.into_any(),
    };
    view! {
        <tr class="chg">
            <td>{attributes::short(&change.target).to_owned()}</td>
            <td>{from}</td>
            <td>
                <code>{change.to}</code>
            </td>
        </tr>
    }
}

/// A line and a body.
pub(crate) fn request_text((line, body): &(String, String)) -> String {
    format!("{line}\n\n{body}")
}

#[component]
pub(crate) fn UserRequest(request: Option<(String, String)>) -> impl IntoView {
    match request {
        Some(request) => view! {
            <pre class="code" tabindex="0" role="group" aria-label="Request">
                {request_text(&request)}
            </pre>
        }
        .into_any(),
        None => view! { <p class="muted">"Entra sends no request for this user."</p> }.into_any(),
    }
}
