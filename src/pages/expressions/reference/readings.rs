//! Behavior that Microsoft does not document clearly.

use entra_expression::contested::{ContestedInfo, ContestedReading};
use leptos::prelude::*;

/// Both readings of a contested behavior, and how to tell them apart.
#[component]
pub fn Readings(info: &'static ContestedInfo) -> impl IntoView {
    view! {
        <div class="stack">
            <p>{info.question}</p>
            <ul class="readings">
                <Reading label="Used here:" reading=&info.ours/>
                <Reading label="Other reading:" reading=&info.other/>
            </ul>
            <p>
                "To find out, try this in the portal’s expression builder: "
                <code>{info.distinguishing}</code>
            </p>
        </div>
    }
}

#[component]
fn Reading(label: &'static str, reading: &'static ContestedReading) -> impl IntoView {
    view! {
        <li>
            <b>{label}</b>
            {format!(" {} The expression below gives {}.", reading.text, reading.gives)}
            <span class="muted">{format!(" Source: {}.", reading.source)}</span>
        </li>
    }
}
