//! A text that the page stopped at the last time.

use leptos::html;
use leptos::prelude::*;

use crate::components::copy_value::copy;
use crate::pages::expressions::state::use_editor;

const FIELD_ID: &str = "withheld-expression";

#[component]
pub fn WithheldNotice() -> impl IntoView {
    let state = use_editor();
    view! { {move || state.withheld.get().map(|text| view! { <Withheld text/> }.into_any())} }
}

#[component]
fn Withheld(text: String) -> impl IntoView {
    let state = use_editor();
    let field = NodeRef::<html::Textarea>::new();
    let shown = text.clone();
    let copy_it = move |_| {
        if let Some(field) = field.get_untracked() {
            let what = "The expression".to_owned();
            copy(state.app, what, text.clone(), field.into());
        }
    };
    view! {
        <div class="notice stack" role="alert">
            <h2>"The stored expression was not opened"</h2>
            <p>
                "The page closed or stopped working while it opened this expression, so the page does not open it again automatically. Copy the expression, or open it if the page closed for another reason."
            </p>
            <div class="field">
                <label for=FIELD_ID>"Expression that was not opened"</label>
                <textarea class="mono" id=FIELD_ID rows="3" readonly node_ref=field>
                    {shown}
                </textarea>
            </div>
            <div class="row">
                <button type="button" class="small" on:click=copy_it>
                    "Copy it"
                </button>
                <button type="button" class="small" on:click=move |_| state.release(true)>
                    "Open it"
                </button>
                <button type="button" class="small" on:click=move |_| state.release(false)>
                    "Remove it"
                </button>
            </div>
        </div>
    }
}
