//! Those whom Talkdesk has and who are not in scope.

use leptos::prelude::*;
use preflight::protocol::{Orphan, Window};

use crate::pages::preflight::paging::ListPosition;
use crate::pages::preflight::use_page;
use crate::pages::preflight::widgets::{Pager, Table};

#[component]
pub(crate) fn Orphans() -> impl IntoView {
    let state = use_page().state;
    view! {
        <details class="history no-print">
            <summary>"Users of Talkdesk whom nobody in scope matches"</summary>
            <p class="hint">
                "Entra does not touch users whom it never provisioned. Those who left keep their licence until somebody deactivates them."
            </p>
            <div class="stack">
                {move || match state.orphans() {
                    None => view! { <p class="hint">"Loading"</p> }.into_any(),
                    Some(window) => view! { <OrphanList window=(*window).clone()/> }.into_any(),
                }}
            </div>
        </details>
    }
}

#[component]
fn OrphanList(window: Window<Orphan>) -> impl IntoView {
    let position = ListPosition::of(&window);
    let rows = window.rows.into_iter();
    let rows = rows.map(|orphan| view! { <OrphanRow orphan/> }.into_any());
    let rows = rows.collect::<Vec<_>>();
    let pager =
        (position.shown < position.total).then(|| view! { <OrphanPager position/> }.into_any());
    view! {
        <p class="hint">{position.text("user", "users")}</p>
        <Table
            caption="Unmatched in Talkdesk"
            heads=&["userName", "Name", "Active", "In the users file"]
        >
            {rows}
        </Table>
        {pager}
    }
}

#[component]
fn OrphanRow(orphan: Orphan) -> impl IntoView {
    let active = match orphan.active {
        Some(true) => "yes",
        Some(false) => "no",
        None => "not known",
    };
    let in_file = if orphan.in_file { "yes" } else { "no" };
    view! {
        <tr>
            <th scope="row" data-label="userName">
                {orphan.user_name}
            </th>
            <td data-label="Name">{orphan.name}</td>
            <td data-label="Active">{active}</td>
            <td data-label="In the users file">{in_file}</td>
        </tr>
    }
}

#[component]
fn OrphanPager(position: ListPosition) -> impl IntoView {
    let state = use_page().state;
    view! {
        <Pager
            label="Pages of the list of Talkdesk’s users"
            position
            on_go=move |start| state.request_orphans(start)
        />
    }
}
