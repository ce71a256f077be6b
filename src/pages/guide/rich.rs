//! Texts of the guide on the page.

use leptos::prelude::*;

use guide::rich_text::{RichText, TextPart};
use guide::screen::StepMarker;

/// Labels of the portal in bold, code as code.
pub fn rich(text: RichText) -> Vec<AnyView> {
    let parts = text.0.into_iter().map(|part| match part {
        TextPart::Plain(text) => text.into_any(),
        TextPart::Label(text) => view! { <b>{text}</b> }.into_any(),
        TextPart::Code(text) => view! { <code>{text}</code> }.into_any(),
    });
    parts.collect()
}

/// The number of a click, as Talkdesk's guide marks it.
pub fn marker(marker: StepMarker) -> AnyView {
    let spoken = match marker.is_conditional {
        true => "if needed, marker ",
        false => "marker ",
    };
    view! {
        <span class="mark" class:if=marker.is_conditional>
            <span class="said">{spoken}</span>
            {marker.number.to_string()}
        </span>
    }
    .into_any()
}
