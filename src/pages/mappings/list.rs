//! The list: one line for each row, in the portal's order, with what has to
//! happen to it.

pub mod add_row;
pub mod names;
pub mod portal_steps;

use leptos::prelude::*;
use provisioning::portal::portal_diff::{self, RowChange, RowDiff};

use crate::browser;
use crate::components::element::{El, button, el, link, several};
use crate::pages::mappings::baseline;
use crate::pages::mappings::links;
use crate::pages::mappings::list::add_row::add;
use crate::pages::mappings::unsaved_drafts::UnsavedDrafts;
use crate::pages::mappings::value::value;
use crate::state::App;
use crate::state::preview_client::PreviewState;
use crate::state::schema_file::SchemaFileState;
use provisioning::mapping::{MappingSet, Row};
use provisioning::portal;
use provisioning::set_status;
use provisioning::set_status::row_status::{self, RowStatus};
use provisioning::talkdesk::short;

/// Lines that stand together: one line of the setup, or several to delete.
enum Group {
    One(RowDiff),
    Gone(Vec<RowDiff>),
}

fn groups(lines: Vec<RowDiff>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for line in lines {
        match (groups.last_mut(), line.change) {
            (Some(Group::Gone(gone)), RowChange::Delete) => gone.push(line),
            (_, RowChange::Delete) => groups.push(Group::Gone(vec![line])),
            _ => groups.push(Group::One(line)),
        }
    }
    groups
}

/// The list with the way to add a row.
pub fn list(app: App, preview: PreviewState) -> El {
    let state = Memo::new(move |_| {
        let rows = baseline::table(app).rows;
        let set = app.setup.with(|setup| setup.mapping.clone());
        (portal_diff::row_diffs(&rows, &set), set)
    });
    let items = move || {
        let (lines, set) = state.get();
        let items = groups(lines).into_iter().map(|group| match group {
            Group::One(line) => one(app, preview, &line, &set),
            Group::Gone(lines) => gone(app, &lines, &set),
        });
        untrack(|| el("ol").class("targets panel").children(items))
    };
    el("section")
        .attr("aria-label", "Rows")
        .child(compared(app))
        .live(items)
        .child(add(app))
}

fn compared(app: App) -> El {
    el("p")
        .class("hint compared")
        .live(move || match baseline::table(app).file {
            None => several()
                .text("Compared with the table of an untouched application. If yours was changed, ")
                .child(link("", "#/mappings/schema", "read its schema file"))
                .text("."),
            Some(name) => several()
                .text(&format!("Compared with {name}. "))
                .child(button(
                    "quiet small",
                    "Compare with an untouched application",
                    move || {
                        SchemaFileState::of(app).forget();
                    },
                )),
        })
}

fn verdict_tag(verdict: RowChange) -> El {
    let class = match verdict {
        RowChange::Keep => "tag ok",
        RowChange::Edit | RowChange::Add => "tag do",
        RowChange::Delete => "tag",
        RowChange::Off => "tag",
    };
    el("span").class(class).text(verdict.word())
}

/// One row of the setup, or a target that nobody maps.
fn one(app: App, preview: PreviewState, line: &RowDiff, set: &MappingSet) -> El {
    let row = line.index.and_then(|index| set.rows.get(index));
    let name = short(&line.target);
    let main = link("", &links::of(&line.target), "")
        .class("target")
        .attr("id", &name_id(line))
        .attr("aria-keyshortcuts", "Alt+ArrowUp Alt+ArrowDown")
        .child(el("code").text(name));
    let matching = row
        .and_then(|row| row.matching_precedence)
        .map(|precedence| el("span").class("tag").text(&format!("match {precedence}")));
    let flow = row.map(|row| {
        el("p")
            .class("flow")
            .child(el("code").class("source").text(&portal::source_line(row)))
            .child(
                el("span")
                    .class("arrow")
                    .text("→")
                    .attr("aria-hidden", "true"),
            )
            .child(value(preview, row.clone()))
    });
    let reason = el("small").class("reason").text(&line.reason(set));
    let index = line.index;
    let mut item = el("li")
        .class("target-row")
        .child(
            el("div")
                .class("what")
                .child(
                    el("div")
                        .class("row tight")
                        .child(main)
                        .maybe(matching)
                        .child(reason),
                )
                .maybe(flow),
        )
        .child(
            el("div")
                .class("state")
                .child(verdict_tag(line.change))
                .live({
                    let target = line.target.clone();
                    move || status_tag(app, preview, &target)
                }),
        )
        .child(match index {
            Some(index) => tools(app, index, name, set.rows.len()),
            None => el("div").class("tools"),
        });
    if let Some(index) = index {
        item = item.on_key(move |press| {
            let up = press.key == "ArrowUp";
            if press.alt && (up || press.key == "ArrowDown") {
                press.prevent_default();
                shift(app, index, up, None);
            }
        });
    }
    item
}

fn name_id(line: &RowDiff) -> String {
    match line.index {
        Some(index) => format!("row-{index}"),
        None => format!("off-{}", short(&line.target)),
    }
}

/// What is wrong with a target, if anything, and whether its form was left.
fn status_tag(app: App, preview: PreviewState, target: &str) -> El {
    app.setup.with(|setup| {
        let evaluation = preview.evaluation(&setup.mapping);
        let unfinished = UnsavedDrafts::of(app)
            .is_unfinished(&setup.id, target)
            .then(|| el("span").class("tag warn").text("unfinished changes"));
        let status = row_status::row_status(&setup.mapping, &evaluation, target);
        let class = match status {
            RowStatus::Fix => "tag bad",
            RowStatus::Check => "tag warn",
            RowStatus::NotChecked => {
                let tag = el("span").class("tag warn").text(status.word());
                return several().maybe(unfinished).child(tag);
            }
            RowStatus::Ready | RowStatus::Off | RowStatus::Checking => {
                return several().maybe(unfinished);
            }
        };
        let found = set_status::of_target(&setup.mapping, &evaluation, target);
        let worst = found.iter().max_by_key(|what| what.severity);
        several()
            .maybe(unfinished)
            .children(worst.map(|what| el("span").class(class).text(&what.headline)))
    })
}

fn tools(app: App, index: usize, name: &str, count: usize) -> El {
    let act = |id: String, sign: &str, label: String, on: bool, act: Box<dyn FnMut()>| {
        button("quiet small", sign, act)
            .attr("id", &id)
            .attr("aria-label", &label)
            .attr("title", &label)
            .live_flag("disabled", move || !on)
    };
    el("div")
        .class("tools no-print")
        .child(act(
            format!("up-{index}"),
            "↑",
            format!("Move {name} up"),
            index > 0,
            Box::new(move || shift(app, index, true, Some("up"))),
        ))
        .child(act(
            format!("down-{index}"),
            "↓",
            format!("Move {name} down"),
            index + 1 < count,
            Box::new(move || shift(app, index, false, Some("down"))),
        ))
        .child(act(
            format!("delete-{index}"),
            "×",
            format!("Delete the row of {name}"),
            true,
            Box::new(move || delete(app, index)),
        ))
}

/// Moves a row, says where it is, and keeps the focus on it.
fn shift(app: App, index: usize, up: bool, tool: Option<&'static str>) {
    let mut to = None;
    app.edit(|setup| to = setup.mapping.shift(index, up));
    let Some(to) = to else {
        return;
    };
    app.announce(format!("Moved to row {}", to + 1));
    request_animation_frame(move || {
        browser::focus(&format!("row-{to}"));
        // A button at the end of the list cannot be pressed again, and keeps
        // no focus.
        if let Some(tool) = tool {
            browser::focus(&format!("{tool}-{to}"));
        }
    });
}

fn delete(app: App, index: usize) {
    let target = app.setup.with_untracked(|setup| {
        let row = setup.mapping.rows.get(index);
        row.map(|row| row.target.clone())
    });
    let Some(target) = target else {
        return;
    };
    app.edit_mapping(format!("Row of {} deleted", short(&target)), |mapping| {
        if index < mapping.rows.len() {
            let _ = mapping.rows.remove(index);
        }
    });
    let next = index.saturating_sub(1);
    request_animation_frame(move || browser::focus(&format!("row-{next}")));
}

/// Rows that only the portal has.
fn gone(app: App, lines: &[RowDiff], set: &MappingSet) -> El {
    let names: Vec<&str> = lines.iter().map(|line| short(&line.target)).collect();
    let count = match lines.len() {
        1 => "1 row".to_owned(),
        count => format!("{count} rows"),
    };
    let summary = el("summary")
        .child(
            el("span")
                .class("what muted")
                .child(el("b").text(&count))
                .text(" ")
                .child(el("span").class("each").text(&names.join(", "))),
        )
        .child(verdict_tag(RowChange::Delete));
    // What holds for all of them is said once.
    let reason = |line: &RowDiff| el("small").class("reason").text(&line.reason(set));
    let common = lines
        .first()
        .filter(|first| {
            lines
                .iter()
                .all(|line| line.reason(set) == first.reason(set))
        })
        .map(reason);
    let single = common.is_none();
    let rows = lines.iter().map(|line| {
        let source = line.now.as_ref().map(portal::source_line);
        let name = short(&line.target).to_owned();
        let now = line.now.clone();
        let label = format!("Keep {name}");
        let keep = button("quiet small", "Keep", move || {
            if let Some(row) = now.clone() {
                keep(app, row);
            }
        });
        el("li")
            .class("gone-row")
            .child(
                el("div")
                    .class("what")
                    .child(el("code").class("target").text(&name))
                    .child(el("code").class("source").text(&source.unwrap_or_default()))
                    .maybe(single.then(|| reason(line))),
            )
            .child(
                keep.attr("aria-label", &label)
                    .class("quiet small no-print"),
            )
    });
    el("li").class("gone").child(
        el("details")
            .child(summary)
            .maybe(common)
            .child(el("ul").children(rows)),
    )
}

/// Takes a row of the portal over into the setup, behind the row that it
/// follows there.
fn keep(app: App, row: Row) {
    let message = format!("Row of {} kept", short(&row.target));
    let portal = untrack(|| baseline::table(app)).rows;
    let lines = app
        .setup
        .with_untracked(|setup| portal_diff::row_diffs(&portal, &setup.mapping));
    let behind = lines
        .iter()
        .take_while(|line| line.now.as_ref() != Some(&row))
        .filter_map(|line| line.index)
        .last();
    let index = behind.map_or(0, |index| index + 1);
    app.edit_mapping(message, |mapping| mapping.insert(index, row));
    request_animation_frame(move || browser::focus(&format!("row-{index}")));
}
