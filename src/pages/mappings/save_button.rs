//! The main button that saves a file, and says so where it is.

use std::time::Duration;

use leptos::prelude::*;

use crate::components::icon::{Icon, icons};
use crate::state::use_app;

/// How long the button says that the file is saved.
const SHOWN: Duration = Duration::from_secs(2);

#[component]
pub fn SaveButton(
    label: &'static str,
    /// The name of the file.
    #[prop(into)]
    name: Signal<String>,
    /// Saves the file; returns whether the browser took it. Nothing while there
    /// is no file.
    #[prop(optional)]
    save: Option<UnsyncCallback<(), bool>>,
) -> impl IntoView {
    let app = use_app();
    let is_saved = RwSignal::new(false);
    let press = move |_| {
        let Some(save) = save else {
            return;
        };
        if !save.run(()) {
            return app.show_error("The browser didn’t save the file");
        }
        app.announce(format!("{} saved", name.get_untracked()));
        is_saved.set(true);
        set_timeout(
            move || {
                // The page may be gone by then.
                let _ = is_saved.try_set(false);
            },
            SHOWN,
        );
    };
    view! {
        <button type="button" class="btn primary save" disabled=save.is_none() on:click=press>
            {move || match is_saved.get() {
                true => view! { <Icon of=icons::CHECK/> }.into_any(),
                false => view! { <Icon of=icons::SAVE/> }.into_any(),
            }}
            {move || if is_saved.get() { "Saved" } else { label }}
        </button>
    }
}
