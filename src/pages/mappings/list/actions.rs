//! What is done with a row in the list.

use leptos::prelude::*;
use provisioning::portal::portal_diff;

use crate::browser;
use crate::browser::event::KeyPress;
use crate::pages::mappings::baseline;
use crate::state::App;
use provisioning::mapping::Row;
use provisioning::talkdesk::short;

/// Moves a row when Alt and an arrow key are pressed.
pub fn shift_by_key(app: App, index: usize, press: &KeyPress) {
    let up = press.key == "ArrowUp";
    if press.alt && (up || press.key == "ArrowDown") {
        press.prevent_default();
        shift(app, index, up, None);
    }
}

/// Moves a row, says where it is, and keeps the focus on it.
pub fn shift(app: App, index: usize, up: bool, tool: Option<&'static str>) {
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

pub fn delete(app: App, index: usize) {
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

/// Takes a row of the portal over into the setup, behind the row that it
/// follows there.
pub fn keep(app: App, row: Row) {
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
