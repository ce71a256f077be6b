//! Behavior that Microsoft does not document clearly.

use entra_expression::contested::{ContestedInfo, ContestedReading};
use leptos::prelude::*;

/// Both readings of a contested behavior, and how to tell them apart.
#[component]
pub fn Readings(info: &'static ContestedInfo) -> impl IntoView {
    view! {
        <div class="stack">
            <p>{info.question}</p>
            <ul>
                <Reading label="As evaluated here:" reading=&info.ours/>
                <Reading label="Other reading:" reading=&info.other/>
            </ul>
            <p>
                "To tell them apart, try this in the portal’s expression builder: "
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
            <small>{format!(" Source: {}.", reading.source)}</small>
        </li>
    }
}
