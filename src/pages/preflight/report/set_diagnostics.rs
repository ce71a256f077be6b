//! What the run shows about the mapping set as a whole.

use std::sync::Arc;

use entra_expression::Severity;
use leptos::prelude::*;
use preflight::report::PreflightReport;
use provisioning::diagnostics::MappingDiagnostic;

use crate::pages::preflight::widgets::Section;

/// The section; nothing when there is nothing to say.
#[component]
pub(crate) fn SetDiagnostics(report: Arc<PreflightReport>) -> impl IntoView {
    let diagnostics = report.set.iter().cloned();
    let items = diagnostics
        .map(|diagnostic| view! { <SetDiagnostic diagnostic/> }.into_any())
        .collect::<Vec<_>>();
    (!items.is_empty()).then(|| {
        view! {
            <Section class="stack" id="pf-set-title" title="Mappings">
                {items}
            </Section>
        }
        .into_any()
    })
}

#[component]
fn SetDiagnostic(diagnostic: MappingDiagnostic) -> impl IntoView {
    let class = match diagnostic.severity {
        Severity::Error => "callout bad",
        Severity::Warning => "callout warn",
        Severity::Info => "callout",
    };
    let name = diagnostic.short_target();
    view! {
        <div class=class>
            <b>{format!("{name}: {}", diagnostic.headline)}</b>
            {diagnostic.message.clone()}
            " "
            <a href=format!("#/mappings/{name}")>{format!("Open the mapping of {name}")}</a>
        </div>
    }
}
