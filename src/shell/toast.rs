//! The short message in the corner: eight seconds, longer while the pointer or
//! the focus is on it.

use leptos::prelude::*;

use crate::browser;
use crate::components::icon::{Icon, icons};
use crate::state::{Toast, UNDO_ID, use_app};

pub fn view() -> AnyView {
    view! { <ToastMessage/> }.into_any()
}

#[component]
fn ToastMessage() -> impl IntoView {
    let app = use_app();
    view! { {move || app.toast.get().map(|toast| view! { <ToastBox toast/> }.into_any())} }
}

#[component]
fn ToastBox(toast: Toast) -> impl IntoView {
    let app = use_app();
    // The style sheet's animation is the clock: it stops while the toast is
    // pointed at or has the focus.
    let end = move |_| {
        if app.toast.with_untracked(Option::is_some) {
            app.toast.set(None);
        }
    };
    view! {
        <div class="toast" class:bad=toast.is_error role="region" aria-label="Message">
            <span>{toast.text}</span>
            <button
                type="button"
                class="btn icon small"
                aria-label="Close"
                on:click=move |_| {
                    app.toast.set(None);
                    browser::focus("page-title");
                }
            >
                <Icon of=icons::X/>
            </button>
            {toast
                .undo
                .is_some()
                .then(|| {
                    view! {
                        <button
                            type="button"
                            class="btn small"
                            id=UNDO_ID
                            on:click=move |_| {
                                app.undo();
                                browser::focus("page-title");
                            }
                        >
                            "Undo"
                        </button>
                    }
                        .into_any()
                })}
            <svg class="time" aria-hidden="true" on:animationend=end>
                <rect width="100%" height="2"></rect>
            </svg>
        </div>
    }
}
