//! The network lock in words, while it holds.

use leptos::prelude::*;

use crate::browser::csp_lock;
use crate::components::icon::{Icon, icons};
use crate::pages::connection::explain::use_explain;

/// What is said of the lock while a file is open, and the button that ends it. A
/// log that is open behind another file is closed from its own report only.
#[component]
pub(super) fn CloseFile() -> impl IntoView {
    let state = use_explain();
    view! {
        {move || {
            (csp_lock::is_locked() && state.has_file() && state.open_log().is_none())
                .then(|| {
                    view! {
                        <span class="st small no-print">
                            <Icon of=icons::LOCK/>
                            "Network is off while the file is open"
                        </span>
                        <button
                            type="button"
                            class="btn quiet no-print"
                            title="Turns the network back on by reloading the page. The counts stay in this tab; the user list doesn’t."
                            on:click=move |_| state.close()
                        >
                            "Close file"
                        </button>
                    }
                        .into_any()
                })
        }}
    }
}
