//! A text that the page stopped at the last time.

use leptos::prelude::*;

use crate::components::copy_button::CopyButton;
use crate::components::notice::Notice;
use crate::components::status::StatusKind;
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
    let copied = text.clone();
    view! {
        <div class="page-notice">
            <Notice kind=StatusKind::Warning title="Your last expression wasn’t opened" alert=true>
                <p>
                    "The page closed or stopped while it opened this expression. Copy it, or open it if the page closed for another reason."
                </p>
                <div class="field">
                    <label for=FIELD_ID>"Expression that wasn’t opened"</label>
                    <textarea class="in" id=FIELD_ID rows="3" readonly prop:value=text></textarea>
                </div>
                <div class="row">
                    <CopyButton
                        what="Expression that wasn’t opened"
                        label="Copy it"
                        shown_in=FIELD_ID
                        text=move |()| copied.clone()
                    />
                    <button
                        type="button"
                        class="btn small"
                        on:click=move |_| state.release(true)
                    >
                        "Open it"
                    </button>
                    <button
                        type="button"
                        class="btn small"
                        on:click=move |_| state.release(false)
                    >
                        "Remove it"
                    </button>
                </div>
            </Notice>
        </div>
    }
}
