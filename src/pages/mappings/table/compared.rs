//! The rows of Entra that the table is compared with.

use leptos::prelude::*;

use crate::pages::mappings::baseline;
use crate::state::schema_file::SchemaFileState;
use crate::state::use_app;

#[component]
pub fn ComparedWith() -> impl IntoView {
    let app = use_app();
    view! {
        <p class="muted small compared">
            {move || match baseline::table(app).file {
                None => {
                    view! {
                        "Compared with a new application. If you’ve changed yours, "
                        <a href="#/mappings/schema">"open its schema file"</a>
                        "."
                    }
                        .into_any()
                }
                Some(name) => {
                    view! {
                        {format!("Compared with {name}. ")}
                        <button
                            type="button"
                            class="btn small"
                            on:click=move |_| SchemaFileState::of(app).forget()
                        >
                            "Compare with a new application"
                        </button>
                    }
                        .into_any()
                }
            }}
        </p>
    }
}
