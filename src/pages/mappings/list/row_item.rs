//! One row of the setup in the list, or a target that nobody maps.

use leptos::prelude::*;
use provisioning::portal::portal_diff::RowDiff;

use crate::browser::event::KeyPress;
use crate::pages::mappings::list::actions;
use crate::pages::mappings::list::rows::ChangeTag;
use crate::pages::mappings::unsaved_drafts::UnsavedDrafts;
use crate::pages::mappings::value::RowValue;
use crate::pages::mappings::{links, use_preview};
use crate::state::preview_client::PreviewState;
use crate::state::{App, use_app};
use provisioning::mapping::Row;
use provisioning::portal;
use provisioning::set_status;
use provisioning::set_status::row_status::{self, RowStatus};
use provisioning::talkdesk::short;

#[component]
pub fn RowItem(
    line: RowDiff,
    /// The setup's row, if it has one.
    row: Option<Row>,
    reason: String,
    /// How many rows the setup has.
    count: usize,
) -> impl IntoView {
    let app = use_app();
    let index = line.index;
    let name = short(&line.target).to_owned();
    let id = match index {
        Some(index) => format!("row-{index}"),
        None => format!("off-{name}"),
    };
    let precedence = row.as_ref().and_then(|row| row.matching_precedence);
    let matching = precedence.map(|precedence| format!("match {precedence}"));
    view! {
        <li
            class="target-row"
            on:keydown=move |press| {
                if let (Some(index), Some(press)) = (index, KeyPress::of(press.into())) {
                    actions::shift_by_key(app, index, &press);
                }
            }
        >
            <div class="what">
                <div class="row tight">
                    <a
                        class="target"
                        href=links::of(&line.target)
                        id=id
                        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
                    >
                        <code>{name.clone()}</code>
                    </a>
                    {matching.map(|word| view! { <span class="tag">{word}</span> }.into_any())}
                    <small class="reason">{reason}</small>
                </div>
                {row.map(|row| view! { <RowFlow row/> }.into_any())}
            </div>
            <div class="state">
                <ChangeTag change=line.change/>
                <StatusTags target=line.target/>
            </div>
            {match index {
                Some(index) => view! { <RowTools index name count/> }.into_any(),
                None => view! { <div class="tools"></div> }.into_any(),
            }}
        </li>
    }
}

/// What a row reads, and what that gives for the sample user.
#[component]
fn RowFlow(row: Row) -> impl IntoView {
    view! {
        <p class="flow">
            <code class="source">{portal::source_line(&row)}</code>
            <span class="arrow" aria-hidden="true">
                "→"
            </span>
            <RowValue row/>
        </p>
    }
}

/// What is wrong with a target, if anything, and whether its form was left.
#[component]
fn StatusTags(target: String) -> impl IntoView {
    let app = use_app();
    let preview = use_preview();
    view! {
        {move || {
            status_tags(app, preview, &target)
                .into_iter()
                .map(|(class, word)| view! { <span class=class>{word}</span> }.into_any())
                .collect::<Vec<_>>()
        }}
    }
}

/// The classes and words of a target's tags.
fn status_tags(app: App, preview: PreviewState, target: &str) -> Vec<(&'static str, String)> {
    app.setup.with(|setup| {
        let evaluation = preview.evaluation(&setup.mapping);
        let is_unfinished = UnsavedDrafts::of(app).is_unfinished(&setup.id, target);
        let unfinished = is_unfinished.then(|| ("tag warn", "unfinished changes".to_owned()));
        let worst = || {
            let found = set_status::of_target(&setup.mapping, &evaluation, target);
            let worst = found.iter().max_by_key(|what| what.severity);
            worst.map(|what| what.headline.to_string())
        };
        let status = row_status::row_status(&setup.mapping, &evaluation, target);
        let status = match status {
            RowStatus::Fix => worst().map(|headline| ("tag bad", headline)),
            RowStatus::Check => worst().map(|headline| ("tag warn", headline)),
            RowStatus::NotChecked => Some(("tag warn", status.word().to_owned())),
            RowStatus::Ready | RowStatus::Off | RowStatus::Checking => None,
        };
        unfinished.into_iter().chain(status).collect()
    })
}

/// The buttons that move and delete a row.
#[component]
fn RowTools(index: usize, name: String, count: usize) -> impl IntoView {
    let app = use_app();
    view! {
        <div class="tools no-print">
            <ToolButton
                id=format!("up-{index}")
                sign="↑"
                label=format!("Move {name} up")
                disabled={index == 0}
                on_press=move || actions::shift(app, index, true, Some("up"))
            />
            <ToolButton
                id=format!("down-{index}")
                sign="↓"
                label=format!("Move {name} down")
                disabled={index + 1 >= count}
                on_press=move || actions::shift(app, index, false, Some("down"))
            />
            <ToolButton
                id=format!("delete-{index}")
                sign="×"
                label=format!("Delete the row of {name}")
                on_press=move || actions::delete(app, index)
            />
        </div>
    }
}

#[component]
fn ToolButton(
    id: String,
    sign: &'static str,
    label: String,
    #[prop(optional)] disabled: bool,
    #[prop(into)] on_press: UnsyncCallback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="quiet small"
            id=id
            aria-label=label.clone()
            title=label
            disabled=disabled
            on:click=move |_| on_press.run(())
        >
            {sign}
        </button>
    }
}
