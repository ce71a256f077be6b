//! What is done with a mapping in the table.

use leptos::prelude::*;
use provisioning::portal::portal_diff;

use crate::browser;
use crate::browser::event::KeyPress;
use crate::pages::mappings::baseline;
use crate::pages::mappings::table_state::row_id;
use crate::state::App;
use provisioning::mapping::{MappingSet, Row};
use provisioning::portal::row_group::RowGroup;
use provisioning::talkdesk::label;

/// Moves a mapping when Alt and an arrow key are pressed.
pub fn shift_by_key(app: App, target: &str, press: &KeyPress) {
    let up = press.key == "ArrowUp";
    if press.alt && (up || press.key == "ArrowDown") {
        press.prevent_default();
        shift_target(app, target, up);
        focus_row(target);
    }
}

/// Moves a custom mapping among the others of its kind, and says where it is.
pub fn shift_target(app: App, target: &str, up: bool) {
    let mut position = None;
    app.edit(|setup| position = shifted(&mut setup.mapping, target, up));
    if let Some(position) = position {
        app.announce(format!(
            "Moved to position {position} of the custom mappings"
        ));
    }
}

/// Moves a custom row past the next one of its kind. Returns its position among
/// them, from 1, or nothing when it stays.
fn shifted(set: &mut MappingSet, target: &str, up: bool) -> Option<usize> {
    let custom = |row: &Row| RowGroup::of(&row.target) == RowGroup::Custom;
    let rows = set.rows.iter().enumerate();
    let positions: Vec<usize> = rows
        .filter(|(_, row)| custom(row))
        .map(|(at, _)| at)
        .collect();
    let at = positions
        .iter()
        .position(|at| set.rows.get(*at).is_some_and(|row| row.target == target))?;
    let to = if up { at.checked_sub(1)? } else { at + 1 };
    set.rows.swap(*positions.get(at)?, *positions.get(to)?);
    Some(to + 1)
}

fn focus_row(target: &str) {
    let id = row_id(target);
    request_animation_frame(move || browser::focus(&id));
}

/// Deletes the mapping of a target.
pub fn delete(app: App, target: &str) {
    app.edit_mapping(format!("{} deleted", label(target)), |mapping| {
        let _ = mapping.remove(target);
    });
}

/// Deletes one of several mappings of a target.
pub fn delete_at(app: App, index: usize, target: &str) {
    app.edit_mapping(format!("{} deleted", label(target)), |mapping| {
        if mapping
            .rows
            .get(index)
            .is_some_and(|row| row.target == target)
        {
            let _ = mapping.rows.remove(index);
        }
    });
    focus_row(target);
}

/// Maps a required attribute as Talkdesk's guide does.
pub fn restore(app: App, target: &str) {
    let Some(row) = MappingSet::default().row(target).cloned() else {
        return;
    };
    app.edit_mapping(format!("{} restored", label(target)), |mapping| {
        mapping.put(row);
    });
    focus_row(target);
}

/// Takes a row of Entra over into the setup, after the one that it follows there.
pub fn keep(app: App, row: Row) {
    let message = format!("{} added", label(&row.target));
    let portal = untrack(|| baseline::table(app)).rows;
    let lines = app
        .setup
        .with_untracked(|setup| portal_diff::row_diffs(&portal, &setup.mapping));
    let before = lines
        .iter()
        .take_while(|line| line.now.as_ref() != Some(&row))
        .filter_map(|line| line.index)
        .last();
    let index = before.map_or(0, |index| index + 1);
    let target = row.target.clone();
    app.edit_mapping(message, |mapping| mapping.insert(index, row));
    focus_row(&target);
}

/// Talkdesk's published mappings; roles and teams stay.
pub fn reset(app: App) {
    let message = "Reset to Talkdesk’s mappings. Roles and teams are kept.";
    app.edit_mapping(message, |mapping| {
        *mapping = portal_diff::talkdesk_set(mapping);
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use provisioning::mapping::Source;

    #[test]
    fn custom_mappings_move_among_themselves() {
        let mut set = MappingSet::default();
        set.insert(0, Row::new("title", Source::None));
        set.put(Row::new("nickName", Source::None));
        let names = |set: &MappingSet| {
            let rows = set.rows.iter().map(|row| row.target.clone());
            rows.collect::<Vec<_>>()
        };
        let before = names(&set);
        assert_eq!(shifted(&mut set, "title", true), None);
        assert_eq!(shifted(&mut set, "nickName", false), None);
        assert_eq!(shifted(&mut set, "userName", false), None);
        assert_eq!(names(&set), before);
        assert_eq!(shifted(&mut set, "nickName", true), Some(1));
        assert_eq!(set.rows[0].target, "nickName");
        assert_eq!(set.rows[1].target, "userName");
        assert_eq!(set.rows[6].target, "title");
    }
}
