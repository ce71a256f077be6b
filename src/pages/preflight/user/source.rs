//! The attributes that a user has in Entra, and keeping them.

use leptos::prelude::*;
use provisioning::user::{SourceUser, UserValue};

use crate::state::{sample_user, use_app};

#[component]
pub(crate) fn SourceRow(user: SourceUser) -> impl IntoView {
    let rows = user.attributes.iter().map(|(name, value)| {
        let value = match value {
            UserValue::One(text) => text.clone(),
            UserValue::Many(texts) => texts.join("; "),
        };
        view! {
            <tr>
                <td>{name.clone()}</td>
                <td>
                    <code>{value}</code>
                </td>
            </tr>
        }
        .into_any()
    });
    let rows = rows.collect::<Vec<_>>();
    view! {
        <table class="pf-diff">
            <caption class="sr">"Attributes in Entra"</caption>
            <thead>
                <tr>
                    <th scope="col">"Entra attribute"</th>
                    <th scope="col">"Value"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        <KeepAsSampleUser user/>
    }
}

/// Makes the user the sample user, and leaves the expression alone.
#[component]
fn KeepAsSampleUser(user: SourceUser) -> impl IntoView {
    let app = use_app();
    let own = user.clone();
    let is_stored = Memo::new(move |_| {
        app.setup
            .with(|setup| setup.page_data().sample_user.as_ref() == Some(&own))
    });
    view! {
        <p class="row wrap pf-keep">
            <button
                type="button"
                class="btn small"
                disabled=move || is_stored.get()
                on:click=move |_| {
                    sample_user::take(app, user.clone(), "This user is the sample user now");
                }
            >
                "Use as sample user"
            </button>
            <span class="muted small">
                {move || match is_stored.get() {
                    true => "This user is the sample user.",
                    false => "Stores this user’s attributes with the setup, in this browser.",
                }}
            </span>
        </p>
    }
}
