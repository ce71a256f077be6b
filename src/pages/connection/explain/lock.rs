//! The network lock in words: before it matters, and while it holds.

use leptos::prelude::*;

use crate::browser::{self, csp_lock};
use crate::components::icon::{Icon, icons};
use crate::pages::connection::explain::use_explain;

/// One line below the drop area.
#[component]
pub(super) fn LockLine() -> impl IntoView {
    view! {
        {move || match csp_lock::is_locked() {
            false => view! {
                <p class="hint">
                    <Icon of=icons::LOCK/>
                    <span>
                        "Nothing is uploaded or stored, and tokens are removed from pasted text. Network access turns off before a file is read, and stays off until you close the file, which reloads the page."
                    </span>
                </p>
            }
                .into_any(),
            true => view! {
                <div class="hint explain-back">
                    <Icon of=icons::LOCK/>
                    <span>"Network access is off until you reload this page."</span>
                    <button type="button" class="btn small" on:click=|_| browser::reload()>
                        "Reload the page"
                    </button>
                </div>
            }
                .into_any(),
        }}
    }
}

/// What is said of the lock while a file is open, and the button that ends it.
#[component]
pub(super) fn CloseFile() -> impl IntoView {
    let state = use_explain();
    view! {
        {move || {
            (csp_lock::is_locked() && state.has_file())
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
