//! Rows that keep the changed file back.

use leptos::prelude::*;
use sync_schema::export::RefusedRow;
use sync_schema::message;

use crate::browser::event;
use crate::components::copy_value::CopyValue;
use crate::components::links::OutsideLink;
use crate::pages::mappings::blocked_rows::BlockedRows;
use crate::pages::mappings::links;
use crate::state::schema_file::SchemaFileState;
use crate::state::use_app;
use provisioning::diagnostics::MappingDiagnostic;
use provisioning::entra::links::GRAPH_EXPLORER;

/// Rows of the setup that are wrong as such, and those that are not written.
#[component]
pub fn WaitingRows(rows: Vec<MappingDiagnostic>, refusals: Vec<RefusedRow>) -> impl IntoView {
    let faulty = refusals
        .into_iter()
        .map(|refusal| view! { <FaultyRow refusal/> }.into_any());
    view! {
        <p>"The file cannot be written yet, because of these rows of the set-up."</p>
        <BlockedRows rows/>
        {faulty.collect::<Vec<_>>()}
    }
}

#[component]
pub fn Refusals(
    refusals: Vec<RefusedRow>,
    /// The job of the file, where it has one.
    job_id: Option<String>,
    /// Compares the file anew.
    compare: UnsyncCallback<()>,
) -> impl IntoView {
    let job_id = job_id.unwrap_or_else(|| "JOB-ID".to_owned());
    let rows = refusals
        .into_iter()
        .map(|refusal| match refusal.parser_may_help() {
            true => view! { <ParsedRow refusal job_id=job_id.clone() compare/> }.into_any(),
            false => view! { <FaultyRow refusal/> }.into_any(),
        });
    view! {
        <p role="alert">"The file cannot be written yet, because of the rows below."</p>
        {rows.collect::<Vec<_>>()}
    }
}

/// One row whose expression has to be corrected first.
#[component]
fn FaultyRow(refusal: RefusedRow) -> impl IntoView {
    view! {
        <div class="stack refusal">
            <h3>{refusal.target.clone()}</h3>
            <p>{message::refusal(&refusal)}</p>
            <p>
                <a href=links::of(&refusal.target)>{message::correct(&refusal)}</a>
            </p>
        </div>
    }
}

/// One row that cannot be written, and the way through Microsoft's parser.
#[component]
fn ParsedRow(refusal: RefusedRow, job_id: String, compare: UnsyncCallback<()>) -> impl IntoView {
    let address = format!(
        "https://graph.microsoft.com/v1.0/servicePrincipals/OBJECT-ID/synchronization/jobs/{job_id}/schema/parseExpression"
    );
    let body = serde_json::json!({ "expression": refusal.expression }).to_string();
    view! {
        <div class="stack refusal">
            <h3>{refusal.target.clone()}</h3>
            <p>{message::refusal(&refusal)}</p>
            <p>
                "So how Microsoft Graph stores this expression is not certain. Let Microsoft’s own parser write it and paste its answer, or choose another source for the row."
            </p>
            <CopyValue what="Address, POST" text=address/>
            <CopyValue what="Request body" text=body/>
            <p class="hint">
                "OBJECT-ID is the Object ID of the enterprise application. In the portal: the application, Overview, Object ID. Sign in as Application Administrator and consent to Synchronization.ReadWrite.All. "
                <OutsideLink href=GRAPH_EXPLORER label="Open Graph Explorer"/>
            </p>
            <TreeField target=refusal.target compare/>
        </div>
    }
}

/// The field for the answer of Microsoft's parser.
#[component]
fn TreeField(target: String, compare: UnsyncCallback<()>) -> impl IntoView {
    let file = SchemaFileState::of(use_app());
    let id = tree_id(&target);
    let label = format!("Answer of parseExpression for {target}");
    let before = file.pasted(&target);
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <textarea
                class="mono"
                id=id
                rows="3"
                spellcheck="false"
                prop:value=before
                on:change=move |change| {
                    file.paste_tree(&target, event::value(&change));
                    compare.run(());
                }
            ></textarea>
        </div>
    }
}

fn tree_id(target: &str) -> String {
    let name = target.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    format!("tree-{name}")
}
