//! One line in place of the drop area: what is open, and what can be done with it.

use leptos::prelude::*;

use crate::components::icon::{Icon, icons};
use crate::components::when::When;
use crate::pages::connection::explain::lock::CloseFile;
use crate::pages::connection::explain::use_explain;

#[component]
pub(super) fn TopLine(
    /// What the open text or file is, in a few words.
    #[prop(into)]
    about: Signal<String>,
    /// Buttons at the right.
    #[prop(optional, into)]
    actions: ViewFn,
) -> impl IntoView {
    let state = use_explain();
    let icon = move || match state.has_file() {
        true => view! { <Icon of=icons::FILE/> }.into_any(),
        false => view! { <Icon of=icons::PASTE/> }.into_any(),
    };
    view! {
        <div class="chips topline" role="group" aria-label="What is open">
            <span class="chip">
                {move || icon()}
                <span class="chip-name">{move || state.title()}</span>
                <span class="muted">{move || about.get()}</span>
            </span>
            <button type="button" class="btn quiet no-print" on:click=move |_| state.open_another()>
                "Open or paste another"
            </button>
            <When is=Signal::derive(move || state.open_log().is_some())>
                <button type="button" class="btn quiet no-print" on:click=move |_| state.show_open_log()>
                    "Back to the log"
                </button>
            </When>
            <CloseFile/>
            <span class="grow"></span>
            {actions.run()}
        </div>
    }
}
