//! Leptos' counter, the smallest app there is, to compare the start with.

use leptos::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;

/// Shows the counter.
#[wasm_bindgen]
pub fn start_counter() {
    leptos::mount::mount_to_body(|| view! { <Counter/> });
}

#[component]
fn Counter() -> impl IntoView {
    let (value, set_value) = signal(0);
    view! {
        <div>
            <h1>"Counter"</h1>
            <button on:click=move |_| set_value.set(0)>"Clear"</button>
            <button on:click=move |_| set_value.update(|value| *value -= 1)>"-1"</button>
            <span>"Value: " {value} "!"</span>
            <button on:click=move |_| set_value.update(|value| *value += 1)>"+1"</button>
        </div>
    }
}
