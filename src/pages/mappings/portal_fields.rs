//! What the pages of all rows show: the value for the sample user, and the exact
//! fields for the portal, to copy.

use leptos::prelude::*;

use crate::components::copy_value;
use crate::components::element::{El, button, el, link};
use crate::pages::mappings::value::value;
use crate::state::App;
use crate::state::preview_client::PreviewState;
use crate::state::sample_user;
use provisioning::mapping::Row;
use provisioning::portal;
use provisioning::set_status::row_status::held_back;

/// The way back to the list.
pub fn up() -> El {
    el("p")
        .class("up")
        .child(link("", "#/mappings", "Mappings"))
}

pub fn for_the_user(app: App, preview: PreviewState, row: Memo<Option<Row>>) -> El {
    let name = Memo::new(move |_| {
        app.setup
            .with(|setup| sample_user::name(&sample_user::user(setup)))
    });
    let shown = move || match (row.get(), preview.failure()) {
        (None, _) => el("span").class("muted").text("no row"),
        (Some(_), Some(failure)) => el("span").class("bad").text(&failure.to_string()),
        (Some(row), None) => value(preview, row),
    };
    el("p")
        .class("panel one-value")
        .child(
            el("span")
                .class("muted")
                .live_text(move || format!("For {}", name.get())),
        )
        .live(shown)
}

/// A row of any target as the portal's fields.
pub fn row_panel(app: App, preview: PreviewState, target: &str, row: Memo<Option<Row>>) -> El {
    let name = target.to_owned();
    let custom = portal::custom_attribute(target).map(|fields| {
        let fields = fields.map(|field| field_view(app, target, field));
        el("div")
            .class("stack")
            .child(el("h3").text("First, under Edit attribute list"))
            .children(fields)
    });
    let fields = move || {
        if let Some(waits) = waits(app, preview, &name) {
            return waits;
        }
        let fields = row.get().map(|row| portal::fields(&row));
        let fields = fields.unwrap_or_default().into_iter();
        el("div")
            .class("stack")
            .child(el("h3").text("Edit Attribute"))
            .children(fields.map(|field| field_view(app, &name, field)))
    };
    el("section")
        .class("panel result")
        .attr("aria-labelledby", "result-title")
        .child(
            el("div")
                .class("panel-head")
                .child(el("h2").attr("id", "result-title").text("In the portal")),
        )
        .child(el("div").class("body stack").maybe(custom).live(fields))
}

/// In place of a row's fields: that the portal would not take it as it is.
pub fn waits(app: App, preview: PreviewState, target: &str) -> Option<El> {
    let held = app.setup.with(|setup| {
        let evaluation = preview.evaluation(&setup.mapping);
        held_back(&setup.mapping, &evaluation, target)
    })?;
    Some(
        el("p")
            .class("hint")
            .child(el("b").text(&held.headline))
            .text(". The fields come back here, to copy, once that is mended."),
    )
}

/// A field of the portal: to copy when it is typed there.
pub fn field_view(app: App, short: &str, field: portal::Field) -> El {
    let label = field.label;
    if !field.typed {
        return el("p")
            .class("choose")
            .child(el("span").text(label))
            .text(" ")
            .child(el("b").text(&field.value));
    }
    let code = el("code").text(&field.value);
    let shown = code.node().clone();
    let what = format!("{label} of {short}");
    let button_label = format!("Copy {what}");
    let copy = button("small", "Copy", move || {
        copy_value::copy(app, what.clone(), field.value.clone(), shown.clone());
    });
    el("div")
        .child(el("p").class("copy-name").text(label))
        .child(
            el("div")
                .class("copy")
                .child(code)
                .child(copy.attr("aria-label", &button_label)),
        )
}

/// A button that copies text which stands elsewhere on the page. When the
/// browser forbids that, the text appears below it, selected.
pub fn copy_button(app: App, what: &str, label: &str, read: impl Fn() -> String + 'static) -> El {
    let shown = RwSignal::new(String::new());
    let shown_text = el("pre").live_text(move || shown.get());
    let node = shown_text.node().clone();
    let what = what.to_owned();
    let act = button("small", label, move || {
        let text = read();
        shown.set(text.clone());
        copy_value::copy(app, what.clone(), text, node.clone());
    });
    el("div").class("copy-all no-print").child(act).child(
        el("div")
            .class("said")
            .attr("aria-hidden", "true")
            .child(shown_text),
    )
}
