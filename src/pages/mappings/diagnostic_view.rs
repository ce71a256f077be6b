//! What is wrong with a row or a field, with what corrects it.

use entra_expression::{Fix, Severity};
use leptos::prelude::*;
use provisioning::diagnostics::set_fix::SetFix;
use provisioning::diagnostics::{DiagnosticSubject, MappingDiagnostic};

use crate::browser;
use crate::components::bridge::into_element;
use crate::components::element::El;
use crate::state::{App, use_app};

/// The most corrections of a text that are offered at once.
const MAX_FIXES: usize = 2;
/// The longest part of an expression, in bytes, that a message repeats.
const MAX_EXCERPT: usize = 60;

/// A diagnostic under its own headline, with the fix of the set.
#[component]
pub fn DiagnosticCallout(
    diagnostic: MappingDiagnostic,
    /// What else can be done about it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let heading = diagnostic.headline.to_string();
    let fix = diagnostic.set_fix.map(|fix| {
        view! {
            <p>
                <FixButton fix class="small"/>
            </p>
        }
        .into_any()
    });
    view! {
        <Callout diagnostic heading>
            {fix}
            {children.map(|children| children())}
        </Callout>
    }
}

/// The diagnostic alone, below a heading.
#[component]
pub fn Callout(
    diagnostic: MappingDiagnostic,
    heading: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let class = match diagnostic.severity {
        Severity::Error => "callout bad",
        Severity::Warning => "callout warn",
        Severity::Info => "callout",
    };
    view! {
        <div class=class>
            <b>{heading}</b>
            {diagnostic.message}
            {children.map(|children| children())}
        </div>
    }
}

/// A line below a field.
#[component]
pub fn FieldMessage(
    diagnostic: MappingDiagnostic,
    /// The text of the field.
    #[prop(into)]
    text: String,
    /// Takes the fix that was chosen.
    #[prop(into)]
    on_fix: UnsyncCallback<Fix>,
) -> impl IntoView {
    let class = match diagnostic.severity {
        _ if diagnostic.is_unfinished() => "hint",
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "hint",
    };
    let excerpt = excerpt(&diagnostic, &text).map(|part| view! { <code>{part}</code> }.into_any());
    let fixes = diagnostic.fixes.into_iter().take(MAX_FIXES).map(|fix| {
        let label = fix.label.clone();
        view! {
            <button type="button" class="quiet small" on:click=move |_| on_fix.run(fix.clone())>
                {label}
            </button>
        }
        .into_any()
    });
    let fixes = fixes.collect::<Vec<_>>();
    view! {
        <p class=class title=diagnostic.why>
            {excerpt}
            " "
            {diagnostic.message}
            " "
            {fixes}
        </p>
    }
}

/// The part of an expression that a diagnostic is about, if it is a short one.
fn excerpt(diagnostic: &MappingDiagnostic, text: &str) -> Option<String> {
    let DiagnosticSubject::Expression(span) = diagnostic.subject else {
        return None;
    };
    let part = span.of(text);
    (!part.is_empty() && part.len() < MAX_EXCERPT).then(|| part.to_owned())
}

/// A button that applies a fix.
#[component]
pub fn FixButton(
    fix: SetFix,
    class: &'static str,
    /// The id of the element that has the focus afterwards, because the button
    /// is gone.
    #[prop(optional)]
    focus: Option<&'static str>,
) -> impl IntoView {
    let app = use_app();
    view! {
        <button type="button" class=class on:click=move |_| apply_fix(app, fix, focus)>
            {fix.label()}
        </button>
    }
}

fn apply_fix(app: App, fix: SetFix, focus: Option<&'static str>) {
    app.edit_mapping(fix.done(), |mapping| fix.apply(mapping));
    if let Some(id) = focus {
        request_animation_frame(move || browser::focus(id));
    }
}

/// [`DiagnosticCallout`] for pages that the element builder makes.
pub fn diagnostic(_: App, what: &MappingDiagnostic) -> El {
    let diagnostic = what.clone();
    into_element(view! { <DiagnosticCallout diagnostic/> }.into_any())
}

/// [`Callout`] for pages that the element builder makes.
pub fn callout(what: &MappingDiagnostic, heading: &str) -> El {
    let (diagnostic, heading) = (what.clone(), heading.to_owned());
    into_element(view! { <Callout diagnostic heading/> }.into_any())
}

/// [`FieldMessage`] for pages that the element builder makes.
pub fn field_message(
    what: &MappingDiagnostic,
    text: &str,
    apply: impl Fn(&Fix) + Clone + 'static,
) -> El {
    let (diagnostic, text) = (what.clone(), text.to_owned());
    let on_fix = move |fix: Fix| apply(&fix);
    into_element(view! { <FieldMessage diagnostic text on_fix/> }.into_any())
}
