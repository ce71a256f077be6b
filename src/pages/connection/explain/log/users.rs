//! The users of a log, a hundred at a time.

use std::sync::Arc;

use leptos::prelude::*;
use provisioning::format::grouped;
use provisioning_log::report::UserOrder;
use worker_messages::explain::{ListedUser, LogOutcome, LogOverview};

use crate::browser;
use crate::browser::elements::Event;
use crate::browser::event::{self, KeyPress};
use crate::components::icon::{Icon, icons};
use crate::components::status::{Status, StatusKind};
use crate::components::when::When;
use crate::pages::connection::explain::state::{ExplainState, USERS_PER_PAGE};
use crate::pages::connection::explain::use_explain;
use crate::state::use_app;

/// Identity of the heading of the list.
pub(in crate::pages::connection::explain) const USERS_ID: &str = "log-users-title";

/// Identity of the button that opens a user.
pub(in crate::pages::connection::explain) fn row_id(user: u32) -> String {
    format!("log-user-{user}")
}

const ORDERS: [(UserOrder, &str); 4] = [
    (UserOrder::Severity, "Most severe first"),
    (UserOrder::Time, "Last tried first"),
    (UserOrder::Name, "Name"),
    (UserOrder::Log, "Order in the log"),
];

#[component]
pub(super) fn Users(summary: Arc<LogOverview>) -> impl IntoView {
    let state = use_explain();
    let shown = Memo::new(move |_| {
        let cause = state.query().cause;
        let mut all = summary.causes.iter().chain(&summary.skipped);
        let shown = all.find(|known| Some(known.cause) == cause);
        shown.map_or_else(
            || ("All users".to_owned(), String::new()),
            |known| (known.list_title.clone(), known.explanation.clone()),
        )
    });
    view! {
        <section class="section no-print" aria-labelledby=USERS_ID>
            <div class="row wrap">
                <h2 id=USERS_ID class="grow" tabindex="-1">
                    {move || shown.get().0}
                </h2>
                <Filters/>
            </div>
            <p class="explain-why">{move || shown.get().1}</p>
            <p class="muted small" role="status">
                {move || position(state)}
            </p>
            <UserList/>
            <Pager/>
        </section>
    }
}

/// Search, order, and the way back to all users.
#[component]
fn Filters() -> impl IntoView {
    let state = use_explain();
    let has_cause = Signal::derive(move || state.query().cause.is_some());
    let order = move || state.query().order;
    let options = ORDERS.map(|(own, label)| {
        view! {
            <option value=label prop:selected=move || order() == own>
                {label}
            </option>
        }
        .into_any()
    });
    view! {
        <When is=has_cause>
            <button
                type="button"
                class="btn quiet"
                on:click=move |_| state.narrow(|query| query.cause = None)
            >
                "Show all users"
            </button>
        </When>
        <div class="search log-search">
            <Icon of=icons::SEARCH/>
            <input
                class="in"
                type="search"
                id="log-search"
                placeholder="Find a user"
                aria-label="Find a user by name, address or ID"
                autocomplete="off"
                spellcheck="false"
                prop:value=move || state.query().search
                on:input=move |input| {
                    let search = event::value(&input);
                    state.narrow(|query| query.search = search);
                }
            />
        </div>
        <select
            class="in log-order"
            aria-label="Order of the users"
            on:change=move |change| {
                let value = event::value(&change);
                let found = ORDERS.iter().find(|(_, label)| *label == value);
                let order = found.map_or_else(Default::default, |(order, _)| *order);
                state.narrow(|query| query.order = order);
            }
        >
            {Vec::from(options)}
        </select>
    }
}

/// Which part of the list is shown.
fn position(state: ExplainState) -> String {
    let Some(window) = state.window() else {
        return String::new();
    };
    let (first, last) = (window.start + 1, window.start + window.rows.len());
    match window.total {
        0 => "No users".to_owned(),
        1 => "1 user".to_owned(),
        total if window.rows.len() == total => format!("{} users", grouped(total as u64)),
        total => format!(
            "{} to {} of {} users",
            grouped(first as u64),
            grouped(last as u64),
            grouped(total as u64)
        ),
    }
}

/// A user who stays on the page keeps the row, and the focus in it.
#[component]
fn UserList() -> impl IntoView {
    let state = use_explain();
    let is_empty = Memo::new(move |_| state.window().map(|window| window.rows.is_empty()));
    let rows = move || {
        let window = state.window();
        window.map_or_else(Vec::new, |window| window.rows.clone())
    };
    view! {
        {move || match is_empty.get() {
            None => view! { <p class="muted">"Loading"</p> }.into_any(),
            Some(true) => view! {
                <p class="muted">"No users match. Clear the search or show all users."</p>
            }
                .into_any(),
            Some(false) => view! {
                <table class="table inset log-users" on:keydown=move |event| walk(state, event.into())>
                    <caption class="sr">"Users"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"User"</th>
                            <th scope="col" class="opt">
                                "Action"
                            </th>
                            <th scope="col">"Result"</th>
                            <th scope="col" class="opt">
                                "Last tried"
                            </th>
                            <th scope="col" class="opt">
                                "Next try"
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=rows key=|row| row.user let:row>
                            <UserRowView row/>
                        </For>
                    </tbody>
                </table>
            }
                .into_any(),
        }}
    }
}

/// Goes up or down from user to user.
fn walk(state: ExplainState, event: Event) {
    let Some(press) = KeyPress::of(event) else {
        return;
    };
    let step = match press.key.as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        _ => return,
    };
    let Some(window) = untrack(|| state.window()) else {
        return;
    };
    let focused = document().active_element().map(|element| element.id());
    let at = window
        .rows
        .iter()
        .position(|row| Some(row_id(row.user)) == focused);
    let next = at.and_then(|at| at.checked_add_signed(step));
    if let Some(row) = next.and_then(|next| window.rows.get(next)) {
        press.prevent_default();
        browser::focus(&row_id(row.user));
    }
}

#[component]
fn UserRowView(row: ListedUser) -> impl IntoView {
    let app = use_app();
    let state = use_explain();
    let user = row.user;
    let is_open = Memo::new(move |_| state.user().is_some_and(|open| open.user == user));
    let kind = match row.outcome {
        LogOutcome::Failed => StatusKind::Bad,
        LogOutcome::Warned | LogOutcome::Unknown => StatusKind::Warning,
        LogOutcome::Succeeded => StatusKind::Ok,
        LogOutcome::Skipped => StatusKind::Plain,
    };
    let next_try = match row.next_try.is_empty() {
        true => "–".to_owned(),
        false => row.next_try,
    };
    view! {
        <tr class:on=move || is_open.get()>
            <td>
                <button
                    type="button"
                    class="open-user"
                    id=row_id(user)
                    on:click=move |_| state.open_user(app, user)
                >
                    {row.name}
                </button>
            </td>
            <td class="opt">{row.action}</td>
            <td>
                <Status kind text=row.result/>
            </td>
            <td class="opt nowrap">{row.last_tried}</td>
            <td class="opt nowrap">{next_try}</td>
        </tr>
    }
}

#[component]
fn Pager() -> impl IntoView {
    let state = use_explain();
    let go = move |start: usize| {
        state.show_from(start);
        browser::focus(USERS_ID);
    };
    let button = move |label: &'static str, start: Option<usize>| {
        view! {
            <button
                type="button"
                class="btn small"
                disabled=start.is_none()
                on:click=move |_| go(start.unwrap_or_default())
            >
                {label}
            </button>
        }
        .into_any()
    };
    view! {
        {move || {
            let window = state.window().filter(|window| window.rows.len() < window.total);
            window
                .map(|window| {
                    let before = window.start.checked_sub(USERS_PER_PAGE);
                    let before = (window.start > 0).then(|| before.unwrap_or(0));
                    let after = window.start + window.rows.len();
                    let after = (after < window.total).then_some(after);
                    view! {
                        <nav class="row wrap section" aria-label="Pages of the user list">
                            {button("Previous", before)}
                            {button("Next", after)}
                        </nav>
                    }
                        .into_any()
                })
        }}
    }
}
