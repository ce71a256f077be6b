//! The short message at the lower edge, with its undo button.

use leptos::prelude::*;

use crate::browser;
use crate::state::{Toast, UNDO_ID, use_app};

#[component]
pub fn ToastMessage() -> impl IntoView {
    let app = use_app();
    view! { {move || app.toast.get().map(|toast| view! { <ToastBox toast/> }.into_any())} }
}

#[component]
fn ToastBox(toast: Toast) -> impl IntoView {
    let app = use_app();
    view! {
        <div class="toast" role="region" aria-label="Message">
            <span>{toast.text}</span>
            <span class="row">
                <button
                    type="button"
                    class="small"
                    id=UNDO_ID
                    on:click=move |_| {
                        app.undo();
                        browser::focus("page-title");
                    }
                >
                    "Undo"
                </button>
                <button
                    type="button"
                    class="small"
                    on:click=move |_| {
                        app.toast.set(None);
                        browser::focus("page-title");
                    }
                >
                    "Close"
                </button>
            </span>
        </div>
    }
}
