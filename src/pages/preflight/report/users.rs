//! The list of users, a hundred at a time.

use leptos::prelude::*;
use preflight::report::FindingCount;
use preflight::users_file::UsersFileErrorText;

use crate::browser;
use crate::pages::preflight::paging::ListPosition;
use crate::pages::preflight::report::filters::Filters;
use crate::pages::preflight::report::user_table::{OpenableUserRow, UserTable};
use crate::pages::preflight::state::PreflightState;
use crate::pages::preflight::use_page;
use crate::pages::preflight::widgets::{FreshAlert, Pager};

/// Identity of the heading of the list.
pub(crate) const USERS_ID: &str = "pf-users-title";

/// The section with filters and list. `findings` are those of the report.
#[component]
pub(crate) fn Users(findings: Vec<FindingCount>) -> impl IntoView {
    let state = use_page().state;
    let unopened = move || {
        let unopened = state.unopened();
        unopened.map(|words| view! { <Unopened words/> }.into_any())
    };
    view! {
        <section class="stack no-print" aria-labelledby=USERS_ID>
            <h2 id=USERS_ID tabindex="-1">
                "Users"
            </h2>
            <Filters findings/>
            <FreshAlert alert=unopened/>
            <p class="hint" role="status">
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
        <p class="callout bad" role="alert">
            <b>{words.what}</b>
            {words.remedy}
        </p>
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
            None => view! { <p class="hint">"Loading"</p> }.into_any(),
            Some(true) => {
                view! { <p>"No user fits. Choose less, or clear the search."</p> }.into_any()
            }
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
    view! { <Pager label="Pages of the list of users" position on_go=go/> }
}
