//! What a row gives for the sample user, on the page.

use provisioning::preview::PreviewValue;

use crate::components::element::{El, el, several};
use crate::state::preview_client::PreviewState;
use provisioning::mapping::Row;

/// The value of a row. It follows the answers of the worker.
pub fn value(preview: PreviewState, row: Row) -> El {
    el("span")
        .class("given")
        .live(move || match preview.shown(&row) {
            None => several(),
            Some(shown) => shown_value(&shown),
        })
}

fn shown_value(shown: &PreviewValue) -> El {
    let word = |text: &str| el("span").class("muted").text(text);
    match shown {
        PreviewValue::One(text) if text.is_empty() => word("an empty text"),
        PreviewValue::One(text) => el("code").text(text),
        PreviewValue::Many(texts) => several()
            .child(el("code").text(&texts.join(" · ")))
            .child(word(&format!(" {} values", texts.len()))),
        PreviewValue::Null => word("no value"),
        PreviewValue::Default(text) => several()
            .child(el("code").text(text))
            .child(word(" default, on creation")),
        PreviewValue::Ignored => word("left out"),
        PreviewValue::UserIgnored => word("the whole user is left out"),
        PreviewValue::Ended => el("span")
            .class("bad")
            .text("ended: still running after 2 seconds"),
        PreviewValue::Failed { message, .. } => el("span").class("bad").text(message),
    }
}
