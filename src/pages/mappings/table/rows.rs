//! The table: Talkdesk's attributes in groups, then the custom ones.

use leptos::prelude::*;
use provisioning::mapping::{MappingSet, Row};
use provisioning::portal::portal_diff::RowDiff;
use provisioning::portal::row_group::RowGroup;

use crate::browser::event;
use crate::components::fields::select::Options;
use crate::components::icon::{Icon, icons};
use crate::pages::mappings::table::row::MappingRow;
use crate::pages::mappings::table_state::use_table;
use crate::state::{sample_user, use_app};

/// The id of the choice of the sample user.
const USER: &str = "table-user";

#[component]
pub fn MappingRows() -> impl IntoView {
    let app = use_app();
    let state = use_table();
    let groups = Memo::new(move |_| {
        let groups = state.table.with(|table| table.groups.clone());
        (groups, app.setup.with(|setup| setup.mapping.clone()))
    });
    view! {
        <table class="table inset blocks maps">
            <thead>
                <tr>
                    <th scope="col">"Talkdesk attribute"</th>
                    <th scope="col">"Comes from"</th>
                    <th scope="col">
                        <UserChoice/>
                    </th>
                    <th scope="col">"In Entra"</th>
                </tr>
            </thead>
            {move || {
                let (groups, set) = groups.get();
                groups
                    .into_iter()
                    .map(|(group, rows)| {
                        let rows = rows.into_iter().map(|line| (row_of(&set, &line), line));
                        view! { <Group group rows=rows.collect()/> }.into_any()
                    })
                    .collect::<Vec<_>>()
            }}
        </table>
    }
}

fn row_of(set: &MappingSet, line: &RowDiff) -> Option<Row> {
    line.index.and_then(|index| set.rows.get(index)).cloned()
}

#[component]
fn Group(group: RowGroup, rows: Vec<(Option<Row>, RowDiff)>) -> impl IntoView {
    let is_custom = group == RowGroup::Custom;
    let rows = rows
        .into_iter()
        .map(|(row, line)| view! { <MappingRow line row is_custom/> }.into_any());
    view! {
        <tbody>
            <tr class="group">
                <th colspan="4" scope="rowgroup">
                    {group.title()}
                </th>
            </tr>
            {rows.collect::<Vec<_>>()}
        </tbody>
    }
}

/// The sample user as words with the choice over them, so that only the name
/// takes room.
#[component]
fn UserChoice() -> impl IntoView {
    let app = use_app();
    let name = sample_user::current_name(app);
    view! {
        <span class="user-choice">
            <label for=USER>"Value for"</label>
            <span class="over">
                <span class="name" aria-hidden="true">
                    {move || name.get()}
                </span>
                <Icon of=icons::DOWN/>
                <select
                    id=USER
                    on:change=move |change| {
                        sample_user::choose_option(app, &event::value(&change));
                    }
                >
                    <Options
                        options=sample_user::options(app)
                        chosen=Memo::new(move |_| sample_user::option_value(app))
                    />
                </select>
            </span>
        </span>
    }
}
