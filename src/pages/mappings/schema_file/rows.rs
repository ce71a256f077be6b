//! The lines of the comparison.

use leptos::prelude::*;
use provisioning::mapping::{Operations, Row, Source};
use provisioning::talkdesk::label;
use sync_schema::diff::{ComparedChange, ComparedRow};
use sync_schema::message;

use crate::browser::event;
use crate::components::expression_code::ExpressionCode;
use crate::components::icon::{Icon, icons};
use crate::pages::mappings::schema_file::page_state::{SchemaPage, use_schema_page};
use crate::state::mapping_links as links;
use crate::state::schema_file::SchemaChanges;

/// Names of rows that one line lists before it only counts.
const MAX_NAMED: usize = 3;
/// A longer expression scrolls in its cell.
const MAX_OPEN: usize = 400;

#[component]
pub fn MappingRow(row: ComparedRow) -> impl IntoView {
    let page = use_schema_page();
    let name = label(&row.target).to_owned();
    let title = match row.set {
        Some(_) => view! {
            <a class="cell" href=links::of(&row.target)>
                {name}
            </a>
        }
        .into_any(),
        None => view! { <b>{name}</b> }.into_any(),
    };
    let (icon, text) = (icon(&row.change), message::label(&row.change));
    let remark = message::remark(&row.change);
    let target = row.target.clone();
    let is_added = row.change == ComparedChange::Added;
    view! {
        <tr>
            <td>{title}</td>
            <td>
                <Side name="In Entra" row=row.file change=row.change.clone()/>
            </td>
            <td>
                <Side name="Setup" row=row.set change=row.change/>
            </td>
            <td>
                <Change icon label=text/>
                <p class="tiny muted">
                    {move || remark.or_else(|| list_remark(page, &target).filter(|_| is_added))}
                </p>
            </td>
        </tr>
    }
}

/// What happens to the attribute list of the target for a new row.
fn list_remark(page: SchemaPage, target: &str) -> Option<&'static str> {
    page.file.changes.with(|changes| {
        let SchemaChanges::Known(export) = changes else {
            return None;
        };
        let has = |names: &[String]| names.iter().any(|name| name == target);
        if has(&export.added) {
            Some("Also to the attribute list")
        } else if has(&export.unlisted) {
            Some("Not in the attribute list")
        } else {
            None
        }
    })
}

fn icon(change: &ComparedChange) -> &'static str {
    match change {
        ComparedChange::Added => icons::PLUS,
        ComparedChange::Deleted => icons::TRASH,
        ComparedChange::Edited(_) | ComparedChange::Repaired => icons::EDIT,
        ComparedChange::SameMeaning { .. } | ComparedChange::Same => icons::EQ,
    }
}

#[component]
fn Change(icon: &'static str, #[prop(into)] label: String) -> impl IntoView {
    view! {
        <span class="st">
            <Icon of=icon/>
            {label}
        </span>
    }
}

/// The row on one side, with the fields that differ.
#[component]
fn Side(
    /// Names the side where the table has no columns.
    name: &'static str,
    row: Option<Row>,
    change: ComparedChange,
) -> impl IntoView {
    let content = match row {
        None => view! { <span class="muted">"Not mapped"</span> }.into_any(),
        Some(row) => {
            let values = message::values(&change, &row).into_iter();
            let values = values.map(|text| view! { <p class="tiny muted">{text}</p> }.into_any());
            let values = values.collect::<Vec<_>>();
            view! {
                <SourceCode source=row.source/>
                {values}
            }
            .into_any()
        }
    };
    view! {
        <span class="lab">{name} " "</span>
        {content}
    }
}

#[component]
fn SourceCode(source: Source) -> impl IntoView {
    let text = message::source_text(&source);
    if source == Source::None {
        return view! { <span class="muted">{text}</span> }.into_any();
    }
    match text.len() > MAX_OPEN {
        true => view! {
            <div class="long" role="group" aria-label="Expression" tabindex="0">
                <ExpressionCode text/>
            </div>
        }
        .into_any(),
        false => view! { <ExpressionCode text/> }.into_any(),
    }
}

#[component]
pub fn OperationsRow(file: Operations, set: Operations) -> impl IntoView {
    let (icon, label) = match file == set {
        true => (icons::EQ, "Same"),
        false => (icons::EDIT, "Edited"),
    };
    view! {
        <tr>
            <td>
                <b>"Operations"</b>
            </td>
            <td>
                <span class="lab">"In Entra "</span>
                {message::operations(file)}
            </td>
            <td>
                <span class="lab">"Setup "</span>
                {message::operations(set)}
            </td>
            <td>
                <Change icon label/>
            </td>
        </tr>
    }
}

#[component]
pub fn OrderRow() -> impl IntoView {
    view! {
        <tr>
            <td>
                <b>"Mapping order"</b>
            </td>
            <td>
                <span class="lab">"In Entra "</span>
                "As in the file"
            </td>
            <td>
                <span class="lab">"Setup "</span>
                "As in the setup"
            </td>
            <td>
                <Change icon=icons::EDIT label="Reordered"/>
                <p class="tiny muted">"No effect on users"</p>
            </td>
        </tr>
    }
}

/// The mapping of groups, which no setup has, and Talkdesk doesn't accept.
#[component]
pub fn GroupRow() -> impl IntoView {
    let page = use_schema_page();
    let groups = untrack(|| page.reading()).map(|reading| reading.groups.clone());
    let is_on = groups.is_some_and(|groups| !groups.is_empty());
    let (now, choice) = match is_on {
        false => ("Off", view! { "Off" }.into_any()),
        true => (
            "On",
            view! {
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || page.file.groups_off.get()
                        on:change=move |change| page.file.groups_off.set(event::is_checked(&change))
                    />
                    "Turn off group mapping"
                </label>
            }
            .into_any(),
        ),
    };
    let change = move || match (is_on, page.file.groups_off.get()) {
        (false, _) => view! { <Change icon=icons::EQ label="Same"/> }.into_any(),
        (true, true) => view! { <Change icon=icons::SKIP label="Turned off"/> }.into_any(),
        (true, false) => view! {
            <Change icon=icons::EQ label="Stays on"/>
            <p class="tiny muted">"Talkdesk rejects every group"</p>
        }
        .into_any(),
    };
    view! {
        <tr>
            <td>
                <b>"Group mapping"</b>
            </td>
            <td>
                <span class="lab">"In Entra "</span>
                {now}
            </td>
            <td>
                <span class="lab">"Setup "</span>
                {choice}
            </td>
            <td>{move || change()}</td>
        </tr>
    }
}

/// Several rows that go, in one line that opens.
#[component]
pub fn DeletedRows(
    rows: Vec<ComparedRow>,
    /// Whether a new application has all of them.
    defaults: bool,
) -> impl IntoView {
    let name = match defaults {
        true => format!("{} default mappings", rows.len()),
        false => format!("{} other mappings", rows.len()),
    };
    let summary = summary(&rows);
    let items = rows.into_iter().map(|row| {
        let source = row.file.map(|row| row.source).unwrap_or(Source::None);
        view! {
            <li>
                <b>{row.target}</b>
                " "
                <SourceCode source/>
            </li>
        }
        .into_any()
    });
    view! {
        <tr>
            <td>
                <b>{name}</b>
            </td>
            <td>
                <span class="lab">"In Entra "</span>
                <details class="gone">
                    <summary>{summary}</summary>
                    <ul>{items.collect::<Vec<_>>()}</ul>
                </details>
            </td>
            <td>
                <span class="lab">"Setup "</span>
                <span class="muted">"Not mapped"</span>
            </td>
            <td>
                <Change icon=icons::TRASH label="Deleted"/>
            </td>
        </tr>
    }
}

/// The first names, and how many more there are.
fn summary(rows: &[ComparedRow]) -> String {
    let names = rows.iter().take(MAX_NAMED).map(|row| brief(&row.target));
    let names: Vec<&str> = names.collect();
    match rows.len().saturating_sub(MAX_NAMED) {
        0 => names.join(", "),
        more => format!("{} and {more} more", names.join(", ")),
    }
}

/// A name without the filter of its list: `emails` for the email at work.
fn brief(target: &str) -> &str {
    let name = label(target);
    name.split_once('[').map_or(name, |(list, _)| list)
}

#[cfg(test)]
mod tests {
    use super::*;
    use provisioning::mapping::MappingSet;
    use sync_schema::diff::compare;

    #[test]
    fn deleted_rows_are_named_and_counted() {
        let targets = [
            "displayName",
            "title",
            "emails[type eq \"work\"].value",
            "x",
        ];
        let set = MappingSet {
            rows: targets
                .iter()
                .map(|target| Row::new(target, Source::None))
                .collect(),
            ..MappingSet::default()
        };
        let rows = compare(
            &set,
            &MappingSet {
                rows: Vec::new(),
                ..set.clone()
            },
        )
        .rows;
        assert_eq!(summary(&rows), "displayName, title, emails and 1 more");
        assert_eq!(summary(&rows[..2]), "displayName, title");
    }
}
