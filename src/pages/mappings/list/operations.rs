//! What Entra may do with users in Talkdesk.

use leptos::prelude::*;

use crate::browser::event;
use crate::state::use_app;
use provisioning::mapping::Operations;

/// One of the operations.
type Flag = fn(&mut Operations) -> &mut bool;

const FLAGS: [(&str, Flag); 3] = [
    ("Create", |operations| &mut operations.create),
    ("Update", |operations| &mut operations.update),
    ("Delete", |operations| &mut operations.delete),
];

#[component]
pub fn OperationsField() -> impl IntoView {
    let boxes = FLAGS.map(|(name, flag)| view! { <OperationBox name flag/> }.into_any());
    view! {
        <fieldset class="operations">
            <legend>"Target Object Actions"</legend>
            <div class="row">{boxes.into_iter().collect::<Vec<_>>()}</div>
            <p class="hint">
                "Leavers are deactivated by an update. Delete acts 30 days after somebody was deleted in Entra; whether Talkdesk then deletes or deactivates the user is not documented."
            </p>
        </fieldset>
    }
}

#[component]
fn OperationBox(name: &'static str, flag: Flag) -> impl IntoView {
    let app = use_app();
    let is_on = move || {
        let mut operations = app.setup.with(|setup| setup.mapping.operations);
        *flag(&mut operations)
    };
    view! {
        <label>
            <input
                type="checkbox"
                prop:checked=is_on
                on:change=move |change| {
                    let on = event::is_checked(&change);
                    app.edit(|setup| *flag(&mut setup.mapping.operations) = on);
                }
            />
            {name}
        </label>
    }
}
