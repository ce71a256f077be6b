//! The list of users, a hundred at a time.

use leptos::prelude::*;
use preflight::report::issue::IssueCount;
use preflight::users_file::UsersFileErrorText;

use crate::browser;
use crate::components::icon::{Icon, icons};
use crate::pages::preflight::paging::ListPosition;
use crate::pages::preflight::report::user_filters::UserFilters;
use crate::pages::preflight::report::user_table::{OpenableUserRow, UserTable};
use crate::pages::preflight::state::PreflightState;
use crate::pages::preflight::use_page;
use crate::pages::preflight::widgets::{FreshAlert, Pager};

/// Identity of the heading of the list.
pub(crate) const USERS_ID: &str = "pf-users-title";

/// The section with filters and list.
#[component]
pub(crate) fn Users(
    /// The issues of the report.
    issues: Vec<IssueCount>,
) -> impl IntoView {
    let state = use_page().state;
    let unopened = move || {
        let unopened = state.unopened();
        unopened.map(|words| view! { <Unopened words/> }.into_any())
    };
    view! {
        <section class="section no-print" aria-labelledby=USERS_ID>
            <div class="row wrap pf-users-head">
                <h2 id=USERS_ID class="grow" tabindex="-1">
                    "Users"
                </h2>
                <UserFilters issues/>
            </div>
            <FreshAlert alert=unopened/>
            <p class="muted small" role="status">
                {move || {
                    position(state).map_or_else(String::new, |spot| spot.text("user", "users"))
                }}
            </p>
            <UserList/>
            {move || {
                let spot = position(state).filter(|spot| spot.shown < spot.total);
                spot.map(|position| view! { <UserPager position/> }.into_any())
            }}
        </section>
    }
}

/// Which part of the list is shown, once it is here.
fn position(state: PreflightState) -> Option<ListPosition> {
    state.window().map(|window| ListPosition::of(&window))
}

/// Why a user could not be opened.
#[component]
fn Unopened(words: UsersFileErrorText) -> impl IntoView {
    view! {
        <div class="notice bad" role="alert">
            <Icon of=icons::BAD/>
            <p>
                <b>{words.what}</b>
                " "
                {words.remedy}
            </p>
        </div>
    }
}

/// The users of the page of the list that is shown. A user who stays on it
/// keeps the row, and the focus in it.
#[component]
fn UserList() -> impl IntoView {
    let state = use_page().state;
    let is_empty = Memo::new(move |_| state.window().map(|window| window.rows.is_empty()));
    let rows = move || {
        let window = state.window();
        window.map_or_else(Vec::new, |window| window.rows.clone())
    };
    view! {
        {move || match is_empty.get() {
            None => view! { <p class="muted">"Loading"</p> }.into_any(),
            Some(true) => view! {
                <p class="muted">"No users match. Clear the search or the filters."</p>
            }
                .into_any(),
            Some(false) => view! {
                <UserTable caption="Users">
                    <For each=rows key=|row| row.user let:row>
                        <OpenableUserRow row/>
                    </For>
                </UserTable>
            }
                .into_any(),
        }}
    }
}

#[component]
fn UserPager(position: ListPosition) -> impl IntoView {
    let state = use_page().state;
    let go = move |start| {
        state.show_from(start);
        browser::focus(USERS_ID);
    };
    view! { <Pager label="Pages of the user list" position on_go=go/> }
}
