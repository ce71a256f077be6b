//! What the mappings that are in Entra now do to users.

use entra_expression::Severity;
use leptos::prelude::*;
use provisioning::talkdesk::label;

use crate::components::notice::Notice;
use crate::components::status::StatusKind;
use crate::pages::mappings::schema_file::page_state::use_schema_page;

#[component]
pub fn EntraIssues() -> impl IntoView {
    let reading = untrack(|| use_schema_page().reading())?;
    let all = reading.diagnostics.iter();
    let issues = all.filter(|one| one.severity != Severity::Info).map(|one| {
        let kind = match one.severity {
            Severity::Error => StatusKind::Bad,
            _ => StatusKind::Warning,
        };
        let title = format!("{}: {}", label(&one.target), one.headline);
        let message = one.message.clone();
        view! {
            <Notice kind title>
                <p>{message}</p>
            </Notice>
        }
        .into_any()
    });
    let issues = issues.collect::<Vec<_>>();
    if issues.is_empty() {
        return None;
    }
    let section = view! {
        <section class="section stack" aria-labelledby="schema-issues">
            <h2 class="h3" id="schema-issues">
                "Issues in Entra now"
            </h2>
            {issues}
        </section>
    };
    Some(section.into_any())
}
