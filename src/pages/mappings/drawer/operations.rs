//! What Entra may do with users in Talkdesk.

use leptos::prelude::*;
use provisioning::mapping::Operations;
use provisioning::set_status;
use provisioning::talkdesk::ACTIVE;

use crate::browser::event;
use crate::components::drawer::Drawer;
use crate::pages::mappings::diagnostic_view::DiagnosticCallout;
use crate::pages::mappings::drawer::close;
use crate::pages::mappings::use_preview;
use crate::state::use_app;
use provisioning::diagnostics::set_fix::SetFix;

struct Operation {
    name: &'static str,
    about: &'static str,
    flag: fn(&mut Operations) -> &mut bool,
}

static OPERATIONS: [Operation; 3] = [
    Operation {
        name: "Create",
        about: "Entra creates users who are in scope and not in Talkdesk yet.",
        flag: |operations| &mut operations.create,
    },
    Operation {
        name: "Update",
        about: "Entra sends changes, and deactivates leavers.",
        flag: |operations| &mut operations.update,
    },
    Operation {
        name: "Delete",
        about: "Entra sends a delete request 30 days after a user is deleted in Entra. Talkdesk doesn’t document whether it then deletes or deactivates the user.",
        flag: |operations| &mut operations.delete,
    },
];

#[component]
pub fn OperationsDrawer() -> impl IntoView {
    let boxes = OPERATIONS
        .iter()
        .map(|operation| view! { <OperationBox operation/> }.into_any());
    view! {
        <Drawer
            title="Create, update, delete"
            subtitle=|| view! { <span class="muted tiny">"Target Object Actions in Entra"</span> }
            on_close=|()| close()
        >
            <UpdateIssue/>
            <fieldset class="stack">
                <legend class="sr">"Target Object Actions"</legend>
                {boxes.collect::<Vec<_>>()}
            </fieldset>
        </Drawer>
    }
}

#[component]
fn OperationBox(operation: &'static Operation) -> impl IntoView {
    let app = use_app();
    let Operation { name, about, flag } = operation;
    let is_on = move || {
        let mut operations = app.setup.with(|setup| setup.mapping.operations);
        *flag(&mut operations)
    };
    view! {
        <label class="choice">
            <input
                type="checkbox"
                aria-labelledby=format!("operation-{name}")
                aria-describedby=format!("about-{name}")
                prop:checked=is_on
                on:change=move |change| {
                    let on = event::is_checked(&change);
                    app.edit(|setup| *flag(&mut setup.mapping.operations) = on);
                }
            />
            <span>
                <b id=format!("operation-{name}")>{*name}</b>
                <span id=format!("about-{name}")>{*about}</span>
            </span>
        </label>
    }
}

/// What follows from Update being off.
#[component]
fn UpdateIssue() -> impl IntoView {
    let app = use_app();
    let preview = use_preview();
    let issue = Memo::new(move |_| {
        app.setup.with(|setup| {
            let evaluation = preview.evaluation(&setup.mapping);
            let found = set_status::of_target(&setup.mapping, &evaluation, ACTIVE);
            found
                .into_iter()
                .find(|one| one.set_fix == Some(SetFix::UpdateOn))
        })
    });
    view! {
        <div aria-live="polite">
            {move || {
                issue.get().map(|diagnostic| view! { <DiagnosticCallout diagnostic/> }.into_any())
            }}
        </div>
    }
}
