//! Rows whose expression can't be written into the file for certain.

use leptos::prelude::*;
use provisioning::talkdesk::label;
use sync_schema::export::RefusedRow;
use sync_schema::message;

use crate::browser::event;
use crate::components::links::OutsideLink;
use crate::components::notice::Notice;
use crate::components::status::StatusKind;
use crate::components::value_box::ValueBox;
use crate::pages::mappings::schema_file::page_state::use_schema_page;
use crate::state::mapping_links as links;
use provisioning::entra::links::GRAPH_EXPLORER;

#[component]
pub fn Refusals(refused: Vec<RefusedRow>) -> impl IntoView {
    let rows = refused
        .into_iter()
        .map(|refusal| match refusal.parser_may_help() {
            true => view! { <ParsedRow refusal/> }.into_any(),
            false => view! { <FaultyRow refusal/> }.into_any(),
        })
        .collect::<Vec<_>>();
    view! {
        <Notice
            kind=StatusKind::Warning
            title="These expressions can’t be written to the file yet"
            alert=true
        >
            {rows}
        </Notice>
    }
}

/// One row whose expression has to be fixed first.
#[component]
fn FaultyRow(refusal: RefusedRow) -> impl IntoView {
    view! {
        <div class="stack refusal">
            <h3>{label(&refusal.target).to_owned()}</h3>
            <p>{message::refusal(&refusal)}</p>
            <p>
                <a href=links::of(&refusal.target)>{message::correct(&refusal)}</a>
            </p>
        </div>
    }
}

/// One row that Microsoft's own parser can write.
#[component]
fn ParsedRow(refusal: RefusedRow) -> impl IntoView {
    let address = format!("{}/parseExpression", use_schema_page().graph_address());
    let body = serde_json::json!({ "expression": refusal.expression }).to_string();
    view! {
        <div class="stack refusal">
            <h3>{label(&refusal.target).to_owned()}</h3>
            <p>{message::refusal(&refusal)}</p>
            <p>
                "Let Microsoft’s own parser write the expression: send this request, then paste the response. Or choose another source for the mapping."
            </p>
            <ValueBox what="POST" text=address named=true/>
            <ValueBox what="Body" text=body named=true/>
            <p class="small muted">
                "Replace OBJECT-ID with the object ID of the enterprise application (Overview, Object ID). Sign in as Application Administrator and consent to Synchronization.ReadWrite.All. "
                <OutsideLink href=GRAPH_EXPLORER label="Open Graph Explorer"/>
            </p>
            <TreeField target=refusal.target/>
        </div>
    }
}

/// The field for the response of Microsoft's parser.
#[component]
fn TreeField(target: String) -> impl IntoView {
    let page = use_schema_page();
    let id = tree_id(&target);
    let label = format!("Response of parseExpression for {}", label(&target));
    let before = page.file.pasted(&target);
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <textarea
                class="in"
                id=id
                rows="3"
                spellcheck="false"
                prop:value=before
                on:change=move |change| {
                    page.file.paste_tree(&target, event::value(&change));
                    page.find_changes();
                }
            ></textarea>
        </div>
    }
}

fn tree_id(target: &str) -> String {
    let name = target.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    format!("tree-{name}")
}
