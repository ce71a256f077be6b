//! All setups of this browser and what can be done with each.

use leptos::prelude::*;

use crate::browser::focus_soon;
use crate::components::when::When;
use crate::pages::setups::NAME_ID;
use crate::state::{App, UNDO_ID, use_app};
use setup::SetupId;
use setup::store::SetupSummary;

#[component]
pub fn SetupList() -> impl IntoView {
    let app = use_app();
    view! {
        <h2 class="list-title" id="all-setups">
            "All set-ups in this browser"
        </h2>
        <ul class="setups panel" aria-labelledby="all-setups">
            // The whole row is its key: what it shows is not in signals.
            <For
                each=move || app.summaries.get()
                key=|summary| {
                    (summary.id.0.clone(), summary.name.clone(), summary.about.clone())
                }
                children=|summary| view! { <SetupRow summary/> }
            />
        </ul>
    }
}

#[component]
fn SetupRow(summary: SetupSummary) -> impl IntoView {
    let app = use_app();
    let SetupSummary {
        id, name, about, ..
    } = summary;
    let label = |action: &str| format!("{action} {name}");
    let (open_label, own_id) = (label("Open"), id.clone());
    let is_open = Signal::derive(move || app.open_id.with(|open| *open == own_id));
    let (to_open, to_export, to_copy, to_delete) = (id.clone(), id.clone(), id.clone(), id);
    view! {
        <li>
            <div>
                <b>{name.clone()}</b>
                <small>{about}</small>
            </div>
            <div class="row">
                <When
                    is=is_open
                    otherwise=move || {
                        view! { <OpenButton id=to_open.clone() label=open_label.clone()/> }
                    }
                >
                    <span class="tag ok">"open"</span>
                </When>
                <button
                    type="button"
                    class="quiet"
                    aria-label=label("Export")
                    on:click=move |_| export(app, &to_export)
                >
                    "Export"
                </button>
                <button
                    type="button"
                    class="quiet"
                    aria-label=label("Duplicate")
                    on:click=move |_| app.duplicate(&to_copy)
                >
                    "Duplicate"
                </button>
                <button
                    type="button"
                    class="quiet"
                    aria-label=label("Delete")
                    on:click=move |_| {
                        app.delete(&to_delete);
                        focus_soon(UNDO_ID);
                    }
                >
                    "Delete"
                </button>
            </div>
        </li>
    }
}

#[component]
fn OpenButton(id: SetupId, label: String) -> impl IntoView {
    let app = use_app();
    let open = move |_| {
        app.switch(&id);
        focus_soon(NAME_ID);
    };
    view! {
        <button type="button" aria-label=label on:click=open>
            "Open"
        </button>
    }
}

fn export(app: App, id: &SetupId) {
    app.announce(match app.export(id) {
        true => "Saved to a file",
        false => "The browser did not save the file",
    });
}
