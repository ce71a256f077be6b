//! What a mapping gives for the sample user, on the page.

use leptos::prelude::*;
use provisioning::preview::PreviewValue;

use crate::pages::mappings::use_preview;
use provisioning::mapping::Row;

/// The value of a row. It follows the responses of the worker.
#[component]
pub fn RowValue(row: Row) -> impl IntoView {
    let preview = use_preview();
    view! {
        {move || match preview.failure() {
            Some(failure) => Some(bad(failure.to_string())),
            None => preview.shown(&row).map(shown),
        }}
    }
}

fn shown(value: PreviewValue) -> AnyView {
    match value {
        PreviewValue::One(text) if text.is_empty() => muted("Empty value"),
        PreviewValue::One(text) => {
            let title = text.clone();
            view! { <code title=title>{text}</code> }.into_any()
        }
        PreviewValue::Many(texts) => {
            let text = texts.join(" · ");
            let title = text.clone();
            view! {
                <code title=title>{text}</code>
                <span class="given">{format!(" {} values", texts.len())}</span>
            }
            .into_any()
        }
        PreviewValue::Null => muted("No value"),
        PreviewValue::Default(text) => view! {
            <code>{text}</code>
            <span class="given">" default, on creation"</span>
        }
        .into_any(),
        PreviewValue::Ignored => muted("Skipped"),
        PreviewValue::UserIgnored => muted("The whole user is skipped"),
        PreviewValue::Ended => bad("Stopped after 2 seconds".to_owned()),
        PreviewValue::Failed { message, .. } => bad(message),
    }
}

fn muted(text: &'static str) -> AnyView {
    view! { <span class="given">{text}</span> }.into_any()
}

fn bad(text: String) -> AnyView {
    view! { <span class="given bad">{text}</span> }.into_any()
}
