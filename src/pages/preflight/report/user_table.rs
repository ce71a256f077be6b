//! The table of users with what happens to each.

use leptos::prelude::*;
use preflight::report::UserRow;

use crate::components::status::Status;
use crate::pages::preflight::paging::outcome_status;
use crate::pages::preflight::use_page;

/// Identity of the button that opens a user.
pub(crate) fn row_id(user: u32) -> String {
    format!("pf-user-{user}")
}

#[component]
pub(crate) fn UserTable(
    caption: &'static str,
    /// The rows.
    children: Children,
) -> impl IntoView {
    view! {
        <table class="table inset pf-users">
            <caption class="sr">{caption}</caption>
            <thead>
                <tr>
                    <th scope="col">"User"</th>
                    <th scope="col" class="opt">
                        "userPrincipalName"
                    </th>
                    <th scope="col" class="opt">
                        "Result"
                    </th>
                    <th scope="col">"Why"</th>
                </tr>
            </thead>
            <tbody>{children()}</tbody>
        </table>
    }
}

/// The first users with an issue, while the run goes on.
#[component]
pub(crate) fn FirstUsers(rows: Vec<UserRow>) -> impl IntoView {
    let rows = rows.into_iter().map(|row| {
        let name = shown_name(&row);
        view! {
            <tr>
                <UserCells row>
                    <b>{name}</b>
                </UserCells>
            </tr>
        }
        .into_any()
    });
    let rows = rows.collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="pf-first-title">
                <h2 id="pf-first-title">"First users with issues"</h2>
                <UserTable caption="First users with issues">{rows}</UserTable>
            </section>
        }
        .into_any()
    })
}

/// A user of the report, who can be opened.
#[component]
pub(crate) fn OpenableUserRow(row: UserRow) -> impl IntoView {
    let state = use_page().state;
    let user = row.user;
    let name = shown_name(&row);
    let is_open = Memo::new(move |_| state.opened().is_some_and(|open| open.row.user == user));
    view! {
        <tr class:on=move || is_open.get()>
            <UserCells row>
                <button
                    type="button"
                    class="pf-open"
                    id=row_id(user)
                    on:click=move |_| state.open_user(user)
                >
                    {name}
                </button>
            </UserCells>
        </tr>
    }
}

/// The children are the user's name.
#[component]
fn UserCells(row: UserRow, children: Children) -> impl IntoView {
    let (kind, result, why) = (outcome_status(row.outcome), row.result(), row.why());
    let upn = row.upn;
    view! {
        <td>
            {children()}
            <span class="narrow-only small pf-narrow">
                <span class="muted nobr">{upn.clone()}</span>
                <Status kind text=result.clone()/>
            </span>
        </td>
        <td class="opt nobr">{upn}</td>
        <td class="opt">
            <Status kind text=result/>
        </td>
        <td class="muted">{why}</td>
    }
}

/// What a user without a name is called by. Lines say little of JSON, in which
/// many users can be on one.
fn shown_name(row: &UserRow) -> String {
    let mut names = [&row.name, &row.upn].into_iter();
    let name = names.find(|name| !name.is_empty());
    name.map_or_else(|| format!("User {}", row.user + 1), String::clone)
}
