//! What is wrong about a field, with the buttons that correct it.

use leptos::prelude::*;

use crate::components::icon::{Icon, icons};
use connection_test::token::InputSeverity;

#[derive(Debug, Clone)]
pub(super) struct FieldFinding {
    pub(super) severity: InputSeverity,
    pub(super) text: String,
    pub(super) fix: Option<FieldFix>,
}

/// What corrects a field.
#[derive(Debug, Clone)]
pub(super) struct FieldFix {
    pub(super) label: String,
    pub(super) apply: Callback<()>,
}

/// Whether one of them keeps the test from beginning.
pub(super) fn is_blocked(findings: &[FieldFinding]) -> bool {
    findings
        .iter()
        .any(|finding| finding.severity == InputSeverity::Error)
}

/// A list that is read out when it changes.
#[component]
pub(super) fn FieldFindings(
    /// Identity on the page, for the field's description.
    id: &'static str,
    #[prop(into)] findings: Signal<Vec<FieldFinding>>,
) -> impl IntoView {
    view! {
        <ul class="field-findings" id=id aria-live="polite">
            {move || {
                let findings = findings.get().into_iter();
                findings.map(|finding| view! { <Finding finding/> }.into_any()).collect::<Vec<_>>()
            }}
        </ul>
    }
}

#[component]
fn Finding(finding: FieldFinding) -> impl IntoView {
    let (class, icon) = match finding.severity {
        InputSeverity::Error => ("help bad", icons::BAD),
        InputSeverity::Warning => ("help warn", icons::WARN),
    };
    let fix = finding.fix.map(|fix| {
        view! {
            <button type="button" class="btn small" on:click=move |_| fix.apply.run(())>
                {fix.label}
            </button>
        }
        .into_any()
    });
    view! {
        <li class=class>
            <Icon of=icon class="tinyi"/>
            <span>{finding.text}</span>
            {fix}
        </li>
    }
}
