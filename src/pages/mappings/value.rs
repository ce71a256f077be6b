//! What a row gives for the sample user, on the page.

use leptos::prelude::*;
use provisioning::preview::PreviewValue;

use crate::pages::mappings::use_preview;
use provisioning::mapping::Row;

/// The value of a row. It follows the answers of the worker.
#[component]
pub fn RowValue(row: Row) -> impl IntoView {
    let preview = use_preview();
    view! {
        <span class="given">
            {move || preview.shown(&row).map(|value| view! { <ShownValue value/> }.into_any())}
        </span>
    }
}

#[component]
fn ShownValue(value: PreviewValue) -> impl IntoView {
    match value {
        PreviewValue::One(text) if text.is_empty() => muted("an empty text"),
        PreviewValue::One(text) => view! { <code>{text}</code> }.into_any(),
        PreviewValue::Many(texts) => {
            let count = format!(" {} values", texts.len());
            view! {
                <code>{texts.join(" · ")}</code>
                <span class="muted">{count}</span>
            }
            .into_any()
        }
        PreviewValue::Null => muted("no value"),
        PreviewValue::Default(text) => view! {
            <code>{text}</code>
            <span class="muted">" default, on creation"</span>
        }
        .into_any(),
        PreviewValue::Ignored => muted("left out"),
        PreviewValue::UserIgnored => muted("the whole user is left out"),
        PreviewValue::Ended => bad("ended: still running after 2 seconds".to_owned()),
        PreviewValue::Failed { message, .. } => bad(message),
    }
}

fn muted(text: &'static str) -> AnyView {
    view! { <span class="muted">{text}</span> }.into_any()
}

fn bad(text: String) -> AnyView {
    view! { <span class="bad">{text}</span> }.into_any()
}
