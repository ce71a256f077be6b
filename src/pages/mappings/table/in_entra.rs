//! What to do with a row in Entra, or first in the setup.

use leptos::prelude::*;
use provisioning::portal::portal_diff::{RowChange, RowDiff};
use provisioning::portal::row_group::RowGroup;
use provisioning::talkdesk::label;

use crate::components::icon::{Icon, icons};
use crate::pages::mappings::row_actions;
use crate::pages::mappings::table::row::RowIssue;
use crate::state::mapping_links as links;
use crate::state::use_app;

#[component]
pub fn InEntra(line: RowDiff, issue: Memo<Option<RowIssue>>) -> impl IntoView {
    let change = line.change;
    let line = StoredValue::new(line);
    // What there is to do about an error; the status while there is none.
    let act = Memo::new(move |_| {
        issue.with(|issue| {
            let issue = issue.as_ref().filter(|issue| issue.is_error())?;
            line.with_value(|line| Some(Act::of(line, issue.code())))
        })
    });
    view! {
        {move || match act.get() {
            Some(act) => line.with_value(|line| view! { <ActButton act line=line.clone()/> }.into_any()),
            None => view! { <Change change/> }.into_any(),
        }}
    }
}

/// What fixes a row from the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    /// Maps a required attribute again.
    Restore,
    /// Deletes the second mapping of an attribute.
    Delete,
    Open,
}

impl Act {
    fn of(line: &RowDiff, code: &str) -> Self {
        let required = RowGroup::of(&line.target) == RowGroup::Required;
        match line.index {
            None if required => Self::Restore,
            Some(_) if code == "two-rows" && line.change == RowChange::Add => Self::Delete,
            _ => Self::Open,
        }
    }
}

#[component]
fn ActButton(act: Act, line: RowDiff) -> impl IntoView {
    let app = use_app();
    let name = label(&line.target).to_owned();
    let target = line.target;
    match act {
        Act::Restore => view! {
            <button
                type="button"
                class="btn small"
                aria-label=format!("Restore {name}")
                on:click=move |_| row_actions::restore(app, &target)
            >
                <Icon of=icons::UNDO/>
                "Restore"
            </button>
        }
        .into_any(),
        Act::Delete => {
            let index = line.index.unwrap_or_default();
            view! {
                <button
                    type="button"
                    class="btn small"
                    aria-label=format!("Delete the second mapping of {name}")
                    on:click=move |_| row_actions::delete_at(app, index, &target)
                >
                    <Icon of=icons::TRASH/>
                    "Delete"
                </button>
            }
            .into_any()
        }
        Act::Open => view! {
            <a class="btn small" href=links::of(&target) aria-label=format!("Open {name}")>
                "Open"
            </a>
        }
        .into_any(),
    }
}

#[component]
fn Change(change: RowChange) -> impl IntoView {
    let icon = match change {
        RowChange::Keep => icons::EQ,
        RowChange::Edit => icons::EDIT,
        RowChange::Add => icons::PLUS,
        RowChange::Delete => icons::TRASH,
        RowChange::Off => "",
    };
    match change.word() {
        Some(word) => view! {
            <span class="st">
                <Icon of=icon/>
                {word}
            </span>
        }
        .into_any(),
        None => view! { <span class="none">"—"</span> }.into_any(),
    }
}
