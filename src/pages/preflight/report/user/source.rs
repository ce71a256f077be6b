//! The attributes that a user has in Entra, and keeping them.

use leptos::prelude::*;
use provisioning::user::{SourceUser, UserValue};

use crate::pages::preflight::widgets::Table;
use crate::state::{sample_user, use_app};

#[component]
pub(crate) fn Source(user: SourceUser) -> impl IntoView {
    let rows = user.attributes.iter().map(|(name, value)| {
        let value = match value {
            UserValue::One(text) => text.clone(),
            UserValue::Many(texts) => texts.join("; "),
        };
        view! {
            <tr>
                <th scope="row" data-label="Attribute">
                    {name.clone()}
                </th>
                <td class="mono" data-label="Value">
                    {value}
                </td>
            </tr>
        }
        .into_any()
    });
    let rows = rows.collect::<Vec<_>>();
    view! {
        <details class="history">
            <summary>"Attributes in Entra"</summary>
            <Table caption="Attributes in Entra" heads=&["Attribute", "Value"]>
                {rows}
            </Table>
        </details>
        <p>
            <KeepAsSampleUser user/>
        </p>
    }
}

/// Makes the user the sample user, and leaves the expression alone.
#[component]
fn KeepAsSampleUser(user: SourceUser) -> impl IntoView {
    let app = use_app();
    let own = user.clone();
    let is_kept = Memo::new(move |_| {
        app.setup
            .with(|setup| setup.page_data().sample_user.as_ref() == Some(&own))
    });
    // The message with its undo stands behind the dialog.
    view! {
        <button
            type="button"
            class="small"
            title="Keeps this user’s attributes as the sample user of the set-up, in this browser"
            disabled=move || is_kept.get()
            on:click=move |_| {
                sample_user::take(app, user.clone(), "This user is the sample user now");
            }
        >
            "Use as sample user"
        </button>
        <span class="hint">
            {move || if is_kept.get() { " This user is the sample user." } else { "" }}
        </span>
    }
}
