//! What is wrong with a row, with what corrects it.

use leptos::prelude::*;
use provisioning::set_diagnostics::SetFix;

use crate::browser;
use crate::components::element::{El, button, el};
use crate::state::App;
use provisioning::diagnostics::code::MappingCode;
use provisioning::recipe::diagnostics::Severity;

pub fn diagnostic(app: App, what: &MappingCode) -> El {
    let class = match what.severity() {
        Severity::Error => "callout bad",
        Severity::Warning => "callout warn",
        Severity::Info => "callout",
    };
    let fix = what
        .fix()
        .map(|fix| el("p").child(fix_button(app, fix, "small", None)));
    el("div")
        .class(class)
        .child(el("b").text(what.headline()))
        .text(&what.detail())
        .maybe(fix)
}

/// A button that applies a fix. Afterwards the focus is on the element of this
/// identity, because the button is gone.
pub fn fix_button(app: App, fix: SetFix, class: &str, focus: Option<&'static str>) -> El {
    button(class, fix.label(), move || {
        app.edit_mapping(fix.done(), |mapping| fix.apply(mapping));
        if let Some(id) = focus {
            request_animation_frame(move || browser::focus(id));
        }
    })
}
