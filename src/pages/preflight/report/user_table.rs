//! The table of users with what happens to each.

use leptos::prelude::*;
use preflight::report::UserRow;
use preflight::report::finding_kind::FindingKind;

use crate::pages::preflight::paging::{outcome_class, severity_class};
use crate::pages::preflight::report::happens;
use crate::pages::preflight::use_page;
use crate::pages::preflight::widgets::Table;

const HEADS: [&str; 4] = ["User", "userPrincipalName", "What happens", "Findings"];

#[component]
pub(crate) fn UserTable(
    caption: &'static str,
    /// The rows.
    children: Children,
) -> impl IntoView {
    view! {
        <Table caption class="pf-users" heads=&HEADS>
            {children()}
        </Table>
    }
}

/// The first users with something to tell, while the run goes on.
#[component]
pub(crate) fn FirstUsers(rows: Vec<UserRow>) -> impl IntoView {
    let rows = rows.into_iter().map(|row| {
        let name = shown_name(&row);
        view! { <UserTableRow row>{name}</UserTableRow> }.into_any()
    });
    let rows = rows.collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        view! { <UserTable caption="First users with findings">{rows}</UserTable> }.into_any()
    })
}

/// A user of the report, who can be opened.
#[component]
pub(crate) fn OpenableUserRow(row: UserRow) -> impl IntoView {
    let state = use_page().state;
    let user = row.user;
    let name = shown_name(&row);
    view! {
        <UserTableRow row>
            <button type="button" class="pf-open" on:click=move |_| state.open_user(user)>
                {name}
            </button>
        </UserTableRow>
    }
}

/// The children are the user's name.
#[component]
fn UserTableRow(row: UserRow, children: Children) -> impl IntoView {
    let happens = happens(&row);
    let findings = row.kinds.into_iter();
    let findings = findings.map(|kind| view! { <FindingTag kind/> }.into_any());
    let findings = findings.collect::<Vec<_>>();
    view! {
        <tr>
            <th scope="row" data-label="User">
                {children()}
            </th>
            <td class="mono" data-label="userPrincipalName">
                {row.upn}
            </td>
            <td class=format!("st {}", outcome_class(row.outcome)) data-label="What happens">
                {happens}
            </td>
            <td class="pf-tags" data-label="Findings">
                {findings}
            </td>
        </tr>
    }
}

#[component]
fn FindingTag(kind: FindingKind) -> impl IntoView {
    let words = kind.text();
    view! {
        <span class=format!("tag {}", severity_class(words.severity))>{words.title}</span>
    }
}

/// What a user without a name is called by. Lines say little of JSON, in which
/// many users can stand in one.
fn shown_name(row: &UserRow) -> String {
    let mut names = [&row.name, &row.upn].into_iter();
    let name = names.find(|name| !name.is_empty());
    name.map_or_else(|| format!("User {}", row.user + 1), String::clone)
}
