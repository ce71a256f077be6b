//! One line for each row, in the portal's order, with what has to happen to it.

use leptos::prelude::*;
use provisioning::portal::portal_diff::{self, RowChange, RowDiff};

use crate::pages::mappings::baseline;
use crate::pages::mappings::list::add_row::AddRow;
use crate::pages::mappings::list::gone_rows::GoneRows;
use crate::pages::mappings::list::row_item::RowItem;
use crate::state::schema_file::SchemaFileState;
use crate::state::use_app;
use provisioning::mapping::MappingSet;

/// Lines that stand together: one line of the setup, or several to delete.
enum Group {
    One(RowDiff),
    Gone(Vec<RowDiff>),
}

fn groups(lines: Vec<RowDiff>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for line in lines {
        match (groups.last_mut(), line.change) {
            (Some(Group::Gone(gone)), RowChange::Delete) => gone.push(line),
            (_, RowChange::Delete) => groups.push(Group::Gone(vec![line])),
            _ => groups.push(Group::One(line)),
        }
    }
    groups
}

/// The list with the way to add a row.
#[component]
pub fn RowList() -> impl IntoView {
    let app = use_app();
    let state = Memo::new(move |_| {
        let rows = baseline::table(app).rows;
        let set = app.setup.with(|setup| setup.mapping.clone());
        (portal_diff::row_diffs(&rows, &set), set)
    });
    view! {
        <section aria-label="Rows">
            <ComparedWith/>
            <ol class="targets panel">
                {move || {
                    let (lines, set) = state.get();
                    let groups = groups(lines).into_iter();
                    groups.map(|group| group_view(group, &set)).collect::<Vec<_>>()
                }}
            </ol>
            <AddRow/>
        </section>
    }
}

fn group_view(group: Group, set: &MappingSet) -> AnyView {
    match group {
        Group::One(line) => {
            let row = line.index.and_then(|index| set.rows.get(index)).cloned();
            let (reason, count) = (line.reason(set), set.rows.len());
            view! { <RowItem line row reason count/> }.into_any()
        }
        Group::Gone(lines) => {
            let reasons = lines.iter().map(|line| line.reason(set)).collect();
            view! { <GoneRows lines reasons/> }.into_any()
        }
    }
}

/// The table that the list is compared with.
#[component]
fn ComparedWith() -> impl IntoView {
    let app = use_app();
    view! {
        <p class="hint compared">
            {move || match baseline::table(app).file {
                None => {
                    view! {
                        "Compared with the table of an untouched application. If yours was changed, "
                        <a href="#/mappings/schema">"read its schema file"</a>
                        "."
                    }
                        .into_any()
                }
                Some(name) => {
                    view! {
                        {format!("Compared with {name}. ")}
                        <button
                            type="button"
                            class="quiet small"
                            on:click=move |_| SchemaFileState::of(app).forget()
                        >
                            "Compare with an untouched application"
                        </button>
                    }
                        .into_any()
                }
            }}
        </p>
    }
}

/// What has to happen to a row.
#[component]
pub fn ChangeTag(change: RowChange) -> impl IntoView {
    let class = match change {
        RowChange::Keep => "tag ok",
        RowChange::Edit | RowChange::Add => "tag do",
        RowChange::Delete | RowChange::Off => "tag",
    };
    view! { <span class=class>{change.word()}</span> }
}
