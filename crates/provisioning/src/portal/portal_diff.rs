//! From the portal's table to a mapping set: what has to happen to each row,
//! and why.
//!
//! The table is either that of an untouched application
//! ([`crate::portal::default_mappings`]) or one that was read from a file.

use serde::{Deserialize, Serialize};

use crate::mapping::{MappingSet, Row, Source};
use crate::portal;
use crate::portal::default_mappings;
use crate::portal::row_group::RowGroup;
use crate::talkdesk::{ROLES, TARGETS, TEAMS};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowChange {
    Keep,
    Edit,
    Delete,
    /// It is not there yet.
    Add,
    /// Nothing: neither the portal nor the setup has it, and it is one of
    /// Talkdesk's.
    Off,
}

impl RowChange {
    /// What to do in Entra; nothing when neither side has the row.
    pub fn word(self) -> Option<&'static str> {
        match self {
            Self::Keep => Some("Keep"),
            Self::Edit => Some("Edit"),
            Self::Delete => Some("Delete"),
            Self::Add => Some("Add"),
            Self::Off => None,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowDiff {
    pub target: String,
    pub change: RowChange,
    pub now: Option<Row>,
    /// Where the setup's row stands in its set.
    pub index: Option<usize>,
}

/// The fields of an Edit Attribute pane that differ, as label, old and new.
pub type FieldDifference = (&'static str, String, String);

impl RowDiff {
    /// The fields that differ between the portal's row and the setup's.
    pub fn differences(&self, set: &MappingSet) -> Vec<FieldDifference> {
        let wanted = self.index.and_then(|index| set.rows.get(index));
        match (&self.now, wanted) {
            (Some(now), Some(wanted)) => differences(now, wanted),
            _ => Vec::new(),
        }
    }

    /// What to know about the row beside its source. `file` says that the rows
    /// of Entra are those of a schema file.
    pub fn note(&self, set: &MappingSet, file: bool) -> Option<String> {
        match self.change {
            RowChange::Edit => {
                let parts: Vec<String> = self
                    .differences(set)
                    .into_iter()
                    .filter_map(|difference| edit_note(difference, file))
                    .collect();
                (!parts.is_empty()).then(|| parts.join("; "))
            }
            RowChange::Delete if RowGroup::of(&self.target) != RowGroup::Custom => {
                Some(match file {
                    true => "The file maps it".to_owned(),
                    false => "Entra maps it by default".to_owned(),
                })
            }
            RowChange::Keep | RowChange::Add | RowChange::Delete | RowChange::Off => None,
        }
    }
}

/// A field that differs, in a few words. The mapping type says nothing that the
/// source doesn't say.
fn edit_note((label, old, new): FieldDifference, file: bool) -> Option<String> {
    let source = ["Source attribute", "Expression", "Constant Value"];
    match (source.contains(&label), old.is_empty(), new.is_empty()) {
        (true, true, _) => None,
        (true, false, _) if file => Some(format!("The file has {old}")),
        (true, false, _) => Some(format!("Entra’s default is {old}")),
        _ if label == "Mapping type" => None,
        (false, true, _) => Some(format!("{label}: {new}")),
        (false, _, true) => Some(format!("{label}: remove {old}")),
        (false, ..) => Some(format!("{label}: {new}, not {old}")),
    }
}

pub fn differences(now: &Row, wanted: &Row) -> Vec<FieldDifference> {
    let (now, wanted) = (portal::fields(now), portal::fields(wanted));
    let mut labels: Vec<&'static str> = Vec::new();
    for field in now.iter().chain(&wanted) {
        if !labels.contains(&field.label) {
            labels.push(field.label);
        }
    }
    let value = |fields: &[portal::Field], label| {
        let found = fields.iter().find(|field| field.label == label);
        found.map(|field| field.value.clone()).unwrap_or_default()
    };
    labels
        .into_iter()
        .map(|label| (label, value(&now, label), value(&wanted, label)))
        .filter(|(_, now, wanted)| now != wanted)
        .collect()
}

/// Every line, in the portal's order as far as the setup keeps to it: the
/// setup's rows in their order, each row that only the portal has behind the
/// one that it follows there, and at the end Talkdesk's attributes that nobody
/// maps.
pub fn row_diffs(portal: &[Row], set: &MappingSet) -> Vec<RowDiff> {
    diffs(portal, set, same)
}

/// The same, but expressions are compared as they are written, without spaces,
/// and not read: the parser weighs too much for the first view.
pub fn written_diffs(portal: &[Row], set: &MappingSet) -> Vec<RowDiff> {
    diffs(portal, set, same_as_written)
}

fn diffs(portal: &[Row], set: &MappingSet, same: fn(&Row, &Row) -> bool) -> Vec<RowDiff> {
    let mut lines: Vec<RowDiff> = Vec::new();
    let mut taken = vec![false; portal.len()];
    for (index, row) in set.rows.iter().enumerate() {
        let found = portal
            .iter()
            .enumerate()
            .position(|(at, now)| !taken[at] && now.target == row.target);
        let now = found.map(|at| {
            taken[at] = true;
            portal[at].clone()
        });
        let verdict = match &now {
            None => RowChange::Add,
            Some(now) if same(now, row) => RowChange::Keep,
            Some(_) => RowChange::Edit,
        };
        lines.push(RowDiff {
            target: row.target.clone(),
            change: verdict,
            now,
            index: Some(index),
        });
    }
    for (at, row) in portal.iter().enumerate().filter(|(at, _)| !taken[*at]) {
        let line = RowDiff {
            target: row.target.clone(),
            change: RowChange::Delete,
            now: Some(row.clone()),
            index: None,
        };
        let before = at.checked_sub(1).and_then(|before| portal.get(before));
        let behind = before.and_then(|before| {
            let found = lines
                .iter()
                .rposition(|line| line.now.as_ref() == Some(before));
            found.map(|found| found + 1)
        });
        lines.insert(behind.unwrap_or(0), line);
    }
    for target in &TARGETS {
        if !lines.iter().any(|line| line.target == target.name) {
            lines.push(RowDiff {
                target: target.name.to_owned(),
                change: RowChange::Off,
                now: None,
                index: None,
            });
        }
    }
    lines
}

/// Whether the portal need not be touched: an expression may be written with
/// other blanks.
fn same(now: &Row, wanted: &Row) -> bool {
    if now == wanted {
        return true;
    }
    let (Source::Expression(one), Source::Expression(other)) = (&now.source, &wanted.source) else {
        return false;
    };
    let equal = match (
        entra_expression::parse_limited(one).expr(),
        entra_expression::parse_limited(other).expr(),
    ) {
        (Some(one), Some(other)) => one == other,
        _ => false,
    };
    equal
        && *wanted
            == Row {
                source: wanted.source.clone(),
                ..now.clone()
            }
}

fn same_as_written(now: &Row, wanted: &Row) -> bool {
    let compact = |row: &Row| Row {
        source: match &row.source {
            Source::Expression(text) => Source::Expression(without_spaces(text)),
            other => other.clone(),
        },
        ..row.clone()
    };
    now == wanted || compact(now) == compact(wanted)
}

/// An expression without the spaces outside quotation marks and brackets.
fn without_spaces(expression: &str) -> String {
    let mut end = None;
    let unchanged = expression.chars().filter(|c| {
        match (end, *c) {
            (Some(closing), c) if c == closing => end = None,
            (None, '"') => end = Some('"'),
            (None, '[') => end = Some(']'),
            (None, c) => return !c.is_whitespace(),
            (Some(_), _) => {}
        }
        true
    });
    unchanged.collect()
}

/// How many lines have each verdict that means work: edit, add, delete.
pub fn count_changes(lines: &[RowDiff]) -> [usize; 3] {
    [RowChange::Edit, RowChange::Add, RowChange::Delete]
        .map(|verdict| lines.iter().filter(|line| line.change == verdict).count())
}

/// Talkdesk's published set, with what was chosen for roles and teams.
pub fn talkdesk_set(set: &MappingSet) -> MappingSet {
    let mut published = MappingSet::default();
    for target in [ROLES, TEAMS] {
        if let Some(row) = set.row(target) {
            published.put(row.clone());
        }
    }
    published
}

pub fn untouched() -> Vec<Row> {
    default_mappings::user_rows().rows
}

#[cfg(test)]
mod tests;
