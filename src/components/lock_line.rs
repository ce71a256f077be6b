//! What is said of the network lock where a file is chosen.

use leptos::prelude::*;

use crate::browser::{self, csp_lock};
use crate::components::icon::{Icon, icons};

#[component]
pub fn LockLine(
    /// What is said while the page can still send requests.
    before: &'static str,
) -> impl IntoView {
    view! {
        {move || match csp_lock::is_locked() {
            false => view! {
                <p class="hint lockline">
                    <Icon of=icons::LOCK/>
                    <span>{before}</span>
                </p>
            }
                .into_any(),
            true => view! {
                <div class="hint lockline locked">
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
