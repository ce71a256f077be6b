//! What is wrong with a row or a field, with what corrects it.

use entra_expression::{Fix, Severity};
use leptos::prelude::*;
use provisioning::diagnostics::set_fix::SetFix;
use provisioning::diagnostics::{DiagnosticSubject, MappingDiagnostic};

use crate::browser;
use crate::components::element::{El, button, el};
use crate::state::App;

/// The most corrections of a text that are offered at once.
const MAX_FIXES: usize = 2;

pub fn diagnostic(app: App, what: &MappingDiagnostic) -> El {
    let fix = what
        .set_fix
        .map(|fix| el("p").child(fix_button(app, fix, "small", None)));
    callout(what, &what.headline).maybe(fix)
}

/// The diagnostic alone, below a heading.
pub fn callout(what: &MappingDiagnostic, heading: &str) -> El {
    let class = match what.severity {
        Severity::Error => "callout bad",
        Severity::Warning => "callout warn",
        Severity::Info => "callout",
    };
    el("div")
        .class(class)
        .child(el("b").text(heading))
        .text(&what.message)
}

/// A line below a field whose text is `text`. `apply` takes the chosen fix.
pub fn field_message(
    what: &MappingDiagnostic,
    text: &str,
    apply: impl Fn(&Fix) + Clone + 'static,
) -> El {
    let class = match what.severity {
        _ if what.is_unfinished() => "hint",
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "hint",
    };
    let fixes = what.fixes.iter().take(MAX_FIXES).map(|fix| {
        let (fix, apply) = (fix.clone(), apply.clone());
        button("quiet small", &fix.label.clone(), move || apply(&fix))
    });
    let excerpt = match what.subject {
        DiagnosticSubject::Expression(span) => span.of(text),
        _ => "",
    };
    let excerpt = (!excerpt.is_empty() && excerpt.len() < 60).then(|| el("code").text(excerpt));
    el("p")
        .class(class)
        .attr("title", &what.why)
        .maybe(excerpt)
        .text(" ")
        .text(&what.message)
        .text(" ")
        .children(fixes)
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
