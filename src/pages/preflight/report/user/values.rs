//! The values that a user's attributes get, and how each came.

use std::sync::Arc;

use leptos::prelude::*;
use preflight::report::{MappedRow, RowTrace, UserDetail};
use provisioning::mapping::Source;
use provisioning::user::SourceUser;

use crate::browser;
use crate::pages::preflight::use_page;
use crate::pages::preflight::widgets::Table;
use crate::state::source_row::open_for;
use crate::state::{App, sample_user, use_app};
use provisioning::talkdesk as attributes;

#[component]
pub(crate) fn Values(opened: Arc<UserDetail>) -> impl IntoView {
    let plan = use_page().state.ran();
    let rows = opened.values.iter().cloned().map(|mapped| {
        let row = plan.as_ref().and_then(|plan| plan.set.row(&mapped.target));
        let expression = row.and_then(|row| match &row.source {
            Source::Expression(text) => Some(text.clone()),
            _ => None,
        });
        view! { <ValueRow opened=opened.clone() mapped expression/> }.into_any()
    });
    let rows = rows.collect::<Vec<_>>();
    view! {
        <h3>"Values"</h3>
        <Table
            caption="Values"
            class="pf-values"
            heads=&["Attribute", "Value", "How it came"]
        >
            {rows}
        </Table>
    }
}

#[component]
fn ValueRow(
    opened: Arc<UserDetail>,
    mapped: MappedRow,
    /// The expression of the mapping, if it has one.
    expression: Option<String>,
) -> impl IntoView {
    let (class, value) = match (&mapped.value, &mapped.error) {
        (_, Some(error)) => ("st bad", error.clone()),
        (Some(value), None) if mapped.by_default => ("mono", format!("{value} (default)")),
        (Some(value), None) => ("mono", value.clone()),
        (None, None) => ("st idle", "nothing is sent".to_owned()),
    };
    let name = attributes::short(&mapped.target).to_owned();
    let how = expression.map(|expression| {
        view! { <HowItCame user=opened.source.clone() mapped expression/> }.into_any()
    });
    view! {
        <tr>
            <th scope="row" data-label="Attribute">
                {name}
            </th>
            <td class=class data-label="Value">
                {value}
            </td>
            <td data-label="How it came">{how}</td>
        </tr>
    }
}

/// The expression with its calls, and the way to try it.
#[component]
fn HowItCame(user: SourceUser, mapped: MappedRow, expression: String) -> impl IntoView {
    let app = use_app();
    let MappedRow { target, calls, .. } = mapped;
    view! {
        <code>{expression.clone()}</code>
        <Calls calls/>
        <p>
            <button
                type="button"
                class="small"
                title="Keeps this user’s attributes as the sample user of the set-up, in this browser"
                on:click=move |_| try_expression(app, &user, &target, &expression)
            >
                "Open in Expressions with this user"
            </button>
        </p>
        <p class="hint">
            "This keeps the user’s attributes with the set-up, as its sample user."
        </p>
    }
}

#[component]
fn Calls(calls: Vec<RowTrace>) -> impl IntoView {
    let calls = calls.into_iter().map(|call| {
        let result = call.result.unwrap_or_else(|| "failed".to_owned());
        view! {
            <li>
                <code>{call.call}</code>
                " gives "
                <code>{result}</code>
            </li>
        }
        .into_any()
    });
    let calls = calls.collect::<Vec<_>>();
    (!calls.is_empty()).then(|| {
        view! {
            <details>
                <summary>"Call by call"</summary>
                <ol class="evidence">{calls}</ol>
            </details>
        }
        .into_any()
    })
}

/// Opens an expression in Expressions, with the user as the sample user.
fn try_expression(app: App, user: &SourceUser, target: &str, expression: &str) {
    app.edit(|setup| {
        setup.edit_page_data(|bench| {
            let _ = sample_user::choose(bench, user.clone());
        });
    });
    open_for(app, target, expression.to_owned());
    browser::go("#/expressions");
}
