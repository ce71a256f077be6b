//! The network lock in words, while it holds and in detail.

use leptos::prelude::*;

use crate::browser::csp_lock;
use crate::components::fold::Fold;
use crate::components::icon::{Icon, icons};
use crate::pages::preflight::use_page;

/// What is said of the lock while a file is open.
#[component]
pub(crate) fn LockStatus(class: &'static str) -> impl IntoView {
    view! {
        {move || {
            csp_lock::is_locked()
                .then(|| {
                    view! {
                        <span class=format!("st small {class}")>
                            <Icon of=icons::LOCK/>
                            "Network is off while the file is open"
                        </span>
                    }
                        .into_any()
                })
        }}
    }
}

/// Ends the lock by a reload. The counts of the report stay.
#[component]
pub(crate) fn CloseFile(class: &'static str) -> impl IntoView {
    let state = use_page().state;
    view! {
        <button
            type="button"
            class=format!("btn quiet {class}")
            title="Turns the network back on by reloading the page. The counts of the report stay in this tab; the user list doesn’t."
            on:click=move |_| state.close()
        >
            "Close file"
        </button>
    }
}

/// What exactly the lock does.
#[component]
pub(crate) fn LockHelp() -> impl IntoView {
    view! {
        <Fold summary=|| view! { <b class="grow">"How the network lock works"</b> }.into_any()>
            <div class="stack pf-fold">
                <p>
                    "Before a users file is read, this page adds a security policy, and your browser enforces it until the page is reloaded. It blocks all requests from scripts and workers, including beacons and WebSockets, and it blocks prefetching and loading images, styles, scripts, and frames. It doesn’t block links to other addresses or WebRTC, which scimdesk doesn’t use."
                </p>
                <p>
                    "Only the first 16 bytes are looked at before that. They show whether the file is a workbook or a PDF, which is refused without locking anything."
                </p>
                <p>
                    "Only a reload takes the policy away. The counts of the last report stay in this tab, so closing the file doesn’t lose the result. To see the users again, open the file again."
                </p>
                <p>
                    "Nothing from the file is stored unless you make one user the sample user. After a check, only counts are stored, such as “295 rejected”."
                </p>
            </div>
        </Fold>
    }
}
