//! A box for text instead of a file.

use leptos::html;
use leptos::prelude::*;

use crate::browser::files;
use crate::pages::preflight::state::PreflightState;
use crate::pages::preflight::use_page;
use crate::state::use_app;

pub(crate) const PASTE_ID: &str = "pf-pasted";

#[component]
pub(crate) fn PasteBox() -> impl IntoView {
    let app = use_app();
    let page = use_page();
    let state = page.state;
    let field = NodeRef::<html::Textarea>::new();
    let pasted = RwSignal::new(None::<u32>);
    // What was pasted stays until it turns out to be of use, so that it can be
    // fixed where it is.
    Effect::new(move |_| {
        if let (true, Some(field)) = (is_usable(state, pasted.get()), field.get_untracked()) {
            field.set_value("");
            pasted.set(None);
        }
    });
    let open = move |_| {
        let text = field.get_untracked().map(|field| field.value());
        let text = text.filter(|text| !text.trim().is_empty());
        if let Some(Ok(blob)) = text.map(|text| files::text_blob(&text, "")) {
            let text_file = ("Pasted text".to_owned(), blob);
            let ids = state.open(app, page.connection, vec![text_file]);
            pasted.set(ids.first().copied());
        }
    };
    view! {
        <div class="field pf-paste">
            <label for=PASTE_ID>"CSV or JSON text"</label>
            <textarea
                class="in"
                id=PASTE_ID
                rows="6"
                autocomplete="off"
                spellcheck="false"
                node_ref=field
            ></textarea>
            <p>
                <button type="button" class="btn" on:click=open>
                    "Check this text"
                </button>
            </p>
        </div>
    }
}

fn is_usable(state: PreflightState, pasted: Option<u32>) -> bool {
    state.input_files(|input_files| {
        let input_file = pasted.and_then(|id| input_files.find(id));
        input_file.is_some_and(|input_file| input_file.look().is_some())
    })
}
