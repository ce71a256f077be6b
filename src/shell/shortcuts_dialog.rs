//! The list of keyboard shortcuts.

use leptos::html;
use leptos::prelude::*;

use crate::browser::{elements, event};
use crate::shell::shortcuts::SHORTCUTS;
use crate::state::use_app;

pub fn view() -> AnyView {
    view! { <ShortcutsDialog/> }.into_any()
}

#[component]
fn ShortcutsDialog() -> impl IntoView {
    let app = use_app();
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let open = app.shortcuts_open.get();
        if let Some(dialog) = dialog.get() {
            elements::set_modal_open(&dialog, open);
        }
    });
    let keys = SHORTCUTS.iter().map(|shortcut| {
        view! {
            <dt>
                <kbd>{shortcut.keys()}</kbd>
            </dt>
            <dd>{shortcut.description}</dd>
        }
        .into_any()
    });
    let keys = keys.collect::<Vec<_>>();
    view! {
        <dialog
            aria-labelledby="help-title"
            node_ref=dialog
            on:close=move |_| app.shortcuts_open.set(false)
        >
            <h2 id="help-title">"Keyboard shortcuts"</h2>
            <dl class="keys">{keys}</dl>
            <p>
                <label class="row">
                    <input
                        type="checkbox"
                        prop:checked=move || app.shortcuts_enabled.get()
                        on:change=move |change| {
                            app.set_shortcuts_enabled(event::is_checked(&change));
                        }
                    />
                    "Use keyboard shortcuts"
                </label>
            </p>
            <p class="row dialog-end">
                <button
                    type="button"
                    class="btn primary"
                    on:click=move |_| app.shortcuts_open.set(false)
                >
                    "Close"
                </button>
            </p>
        </dialog>
    }
}
