//! Users of Talkdesk that no user in scope matches.

use leptos::prelude::*;
use preflight::protocol::{Orphan, Window};

use crate::components::fold::Fold;
use crate::pages::preflight::paging::ListPosition;
use crate::pages::preflight::use_page;
use crate::pages::preflight::widgets::Pager;
use provisioning::format::counted;

#[component]
pub(crate) fn Orphans(orphans: u32) -> impl IntoView {
    let state = use_page().state;
    view! {
        <Fold
            class="no-print"
            summary=move || {
                let count = counted(orphans.into(), "user", "users");
                view! { <b class="grow">{format!("{count} only in Talkdesk")}</b> }.into_any()
            }
        >
            <div class="stack pf-fold">
                <p class="muted">
                    "Entra doesn’t change users that it never provisioned. People who left keep their license until someone deactivates them in Talkdesk."
                </p>
                {move || match state.orphans() {
                    None => view! { <p class="muted">"Loading"</p> }.into_any(),
                    Some(window) => view! { <OrphanList window=(*window).clone()/> }.into_any(),
                }}
            </div>
        </Fold>
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
        <p class="muted">{position.text("user", "users")}</p>
        <table class="table">
            <caption class="sr">"Only in Talkdesk"</caption>
            <thead>
                <tr>
                    <th scope="col">"userName"</th>
                    <th scope="col" class="opt">
                        "Name"
                    </th>
                    <th scope="col">"Active"</th>
                    <th scope="col">"In the users file"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {pager}
    }
}

#[component]
fn OrphanRow(orphan: Orphan) -> impl IntoView {
    let active = match orphan.active {
        Some(true) => "Yes",
        Some(false) => "No",
        None => "Not known",
    };
    let in_file = if orphan.in_file { "Yes" } else { "No" };
    view! {
        <tr>
            <td class="nobr">{orphan.user_name}</td>
            <td class="opt">{orphan.name}</td>
            <td>{active}</td>
            <td>{in_file}</td>
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
