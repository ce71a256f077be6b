//! What is wrong with a mapping or a field, with what fixes it.

use entra_expression::{Fix, Severity};
use leptos::prelude::*;
use provisioning::diagnostics::set_fix::SetFix;
use provisioning::diagnostics::{DiagnosticSubject, MappingDiagnostic};

use crate::browser;
use crate::components::icon::{Icon, icons};
use crate::state::{App, use_app};

/// The most fixes of a text that are offered at once.
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
    let (class, icon) = match diagnostic.severity {
        Severity::Error => ("notice bad", icons::BAD),
        Severity::Warning => ("notice warn", icons::WARN),
        Severity::Info => ("notice", icons::INFO),
    };
    let fix = diagnostic
        .set_fix
        .map(|fix| view! { <FixButton fix/> }.into_any());
    view! {
        <div class=class>
            <Icon of=icon/>
            <div class="grow stack">
                <div>
                    <b>{diagnostic.headline}</b>
                    <p>{diagnostic.message}</p>
                </div>
                {fix}
                {children.map(|children| children())}
            </div>
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
    let (class, icon) = match diagnostic.severity {
        _ if diagnostic.is_unfinished() => ("help", None),
        Severity::Error => ("help bad", Some(icons::BAD)),
        Severity::Warning => ("help warn", Some(icons::WARN)),
        Severity::Info => ("help", None),
    };
    let icon = icon.map(|icon| view! { <Icon of=icon class="tinyi"/> }.into_any());
    let excerpt = excerpt(&diagnostic, &text).map(|part| view! { <code>{part}</code> }.into_any());
    let fixes = diagnostic.fixes.into_iter().take(MAX_FIXES).map(|fix| {
        let label = fix.label.clone();
        view! {
            <button
                type="button"
                class="btn small fix"
                on:click=move |_| on_fix.run(fix.clone())
            >
                {label}
            </button>
        }
        .into_any()
    });
    let fixes = fixes.collect::<Vec<_>>();
    view! {
        <p class=class title=diagnostic.why>
            {icon}
            " "
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
    /// The id of the element that has the focus afterwards, because the button
    /// is gone.
    #[prop(optional)]
    focus: Option<&'static str>,
) -> impl IntoView {
    let app = use_app();
    view! {
        <div>
            <button type="button" class="btn small" on:click=move |_| apply_fix(app, fix, focus)>
                {fix.label()}
            </button>
        </div>
    }
}

fn apply_fix(app: App, fix: SetFix, focus: Option<&'static str>) {
    app.edit_mapping(fix.done(), |mapping| fix.apply(mapping));
    if let Some(id) = focus {
        request_animation_frame(move || browser::focus(id));
    }
}
