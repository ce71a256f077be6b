//! What changes in the file, in a sentence and as a table: changes first.

use leptos::prelude::*;
use sync_schema::diff::{ComparedChange, ComparedRow, SchemaComparison};
use sync_schema::message;

use crate::components::icon::{Icon, icons};
use crate::components::notice::Notice;
use crate::components::status::StatusKind;
use crate::components::when::When;
use crate::pages::mappings::schema_file::RESULT_ID;
use crate::pages::mappings::schema_file::page_state::use_schema_page;
use crate::pages::mappings::schema_file::rows::{
    DeletedRows, GroupRow, MappingRow, OperationsRow, OrderRow,
};

#[component]
pub fn ComparisonSection() -> impl IntoView {
    let page = use_schema_page();
    let changes_matching = move || {
        page.comparison.with(|compared| {
            compared
                .as_ref()
                .is_some_and(SchemaComparison::changes_matching)
        })
    };
    view! {
        <section class="section" aria-labelledby=RESULT_ID>
            <Summary/>
            <When is=Signal::derive(changes_matching)>
                <div class="sch-notices">
                    <Notice
                        kind=StatusKind::Warning
                        title="Entra will find users in a different way"
                    >
                        <p>{message::MATCHING_CONSEQUENCE}</p>
                    </Notice>
                </div>
            </When>
            <ComparisonTable/>
        </section>
    }
}

#[component]
fn Summary() -> impl IntoView {
    let page = use_schema_page();
    let text = move |of: fn(&SchemaComparison, bool) -> String| {
        let groups_off = page.disables_groups();
        page.comparison
            .with(|compared| compared.as_ref().map(|compared| of(compared, groups_off)))
    };
    let is_same = move || {
        let is_same = page
            .comparison
            .with(|compared| compared.as_ref().is_some_and(SchemaComparison::is_same));
        is_same && !page.disables_groups()
    };
    view! {
        <h2 class="sentence" id=RESULT_ID tabindex="-1">
            {move || is_same().then(|| view! { <Icon of=icons::DONE class="okc"/> " " }.into_any())}
            {move || text(message::headline)}
        </h2>
        <p class="muted">{move || text(message::details)}</p>
    }
}

#[component]
fn ComparisonTable() -> impl IntoView {
    let has_groups =
        untrack(|| use_schema_page().reading()).is_some_and(|reading| !reading.groups.is_empty());
    view! {
        <table class="table inset blocks sch">
            <thead>
                <tr>
                    <th scope="col">"Talkdesk attribute"</th>
                    <th scope="col">"In Entra now"</th>
                    <th scope="col">"In this setup"</th>
                    <th scope="col">"Change"</th>
                </tr>
            </thead>
            <Changes has_groups/>
            <NoChanges has_groups/>
        </table>
    }
}

/// The rows that change. That of the groups has a checkbox, so it stays here
/// whatever is chosen.
#[component]
fn Changes(has_groups: bool) -> impl IntoView {
    let page = use_schema_page();
    let is_empty = move || {
        page.comparison
            .with(|compared| compared.as_ref().is_none_or(SchemaComparison::is_same))
    };
    view! {
        <tbody hidden=move || is_empty() && !has_groups>
            <tr class="group">
                <th colspan="4" scope="rowgroup">
                    "Changes"
                </th>
            </tr>
            {move || page.comparison.get().map(|compared| changed_rows(&compared))}
            {has_groups.then(|| view! { <GroupRow/> }.into_any())}
            {move || page.comparison.get().map(|compared| deleted_rows(&compared))}
        </tbody>
    }
}

#[component]
fn NoChanges(has_groups: bool) -> impl IntoView {
    let page = use_schema_page();
    view! {
        <tbody>
            <tr class="group">
                <th colspan="4" scope="rowgroup">
                    "No change"
                </th>
            </tr>
            {move || page.comparison.get().map(|compared| same_rows(&compared))}
            {(!has_groups).then(|| view! { <GroupRow/> }.into_any())}
        </tbody>
    }
}

fn row(row: &ComparedRow) -> AnyView {
    view! { <MappingRow row=row.clone()/> }.into_any()
}

fn changed_rows(compared: &SchemaComparison) -> Vec<AnyView> {
    let is_changed =
        |row: &&ComparedRow| row.change.is_change() && row.change != ComparedChange::Deleted;
    let mut rows: Vec<AnyView> = compared.rows.iter().filter(is_changed).map(row).collect();
    if compared.operations_differ() {
        let (file, set) = (compared.file_operations, compared.set_operations);
        rows.push(view! { <OperationsRow file set/> }.into_any());
    }
    if compared.is_reordered {
        rows.push(view! { <OrderRow/> }.into_any());
    }
    rows
}

/// Several rows that go are one line, because all of them go the same way.
fn deleted_rows(compared: &SchemaComparison) -> AnyView {
    let deleted = compared.deleted();
    match deleted.as_slice() {
        [] => ().into_any(),
        [one] => row(one),
        many => {
            let defaults = compared.deletes_defaults_only();
            let rows = many.iter().map(|row| (*row).clone()).collect::<Vec<_>>();
            view! { <DeletedRows rows defaults/> }.into_any()
        }
    }
}

fn same_rows(compared: &SchemaComparison) -> Vec<AnyView> {
    let is_same = |row: &&ComparedRow| !row.change.is_change();
    let mut rows: Vec<AnyView> = compared.rows.iter().filter(is_same).map(row).collect();
    if !compared.operations_differ() {
        let (file, set) = (compared.file_operations, compared.set_operations);
        rows.push(view! { <OperationsRow file set/> }.into_any());
    }
    rows
}
