//! A setup as leaves, each with the time of its latest edit, so that copies of
//! it in several tabs merge to the same record in any order.
//!
//! A leaf is what two tabs can edit independently: a member, a mark or a note
//! of one step, the row of one target, the order of the rows. Of two edits of
//! one leaf the later wins. [`Replica::merge`] is commutative, associative and
//! idempotent, so nothing depends on when or how often a tab sees a write of
//! another one.

use serde_json::{Map, Value};

use self::leaves::{ROW, ROW_LIST, ROW_ORDER_PATH, in_order, put, unflatten};
use super::record;

pub(crate) use self::leaves::flatten;
pub use self::leaves::{leaf_label, overlay, size};

mod leaves;

/// The member of a stored record that holds the times of the edits. Older
/// versions carry it along unread; a file does not have it.
pub const EDITS: &str = "edits";

/// A moment in milliseconds since 1970, later than all moments seen before.
pub type EditTime = u64;

/// One edited leaf, and what it was before.
#[derive(Debug, Clone)]
pub struct LeafEdit {
    pub path: String,
    value: Option<Value>,
    edited: Option<Value>,
    edit_time: EditTime,
}

/// The leaves of a setup by their paths.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Replica {
    values: Map<String, Value>,
    /// The moments of the edits, as they are written. A leaf that has one and
    /// no value was removed.
    edited: Map<String, Value>,
}

impl Replica {
    /// The leaves of a record. Edits that claim to be later than `newest`
    /// would win forever, so they count as never edited.
    pub fn of(mut record: Map<String, Value>, newest: EditTime) -> Self {
        let edits = record.remove(EDITS).unwrap_or_default();
        let mut values = flatten(record);
        if let (Some(order), Some(value)) = (edits.get(ROW_LIST), values.get_mut(ROW_ORDER_PATH))
            && order.is_array()
        {
            *value = order.clone();
        }
        let mut edited = match edits {
            Value::Object(edits) => edits,
            _ => Map::new(),
        };
        edited.retain(|_, edited| (1..=newest).contains(&edit_time(Some(edited))));
        Self { values, edited }
    }

    /// The record of these leaves, with the times of the edits.
    pub fn record(&self) -> Map<String, Value> {
        let mut record = unflatten(&self.values);
        let mut edits = self.edited.clone();
        // Rows that two tabs added are both there, and the order names only one
        // of them. It has to come back as it is, or the tabs would not agree.
        if let Some(order) = self.row_order()
            && *order != self.shown_row_order()
        {
            let _ = edits.insert(ROW_LIST.to_owned(), order.clone());
        }
        if !edits.is_empty() {
            let _ = record.insert(EDITS.to_owned(), edits.into());
        }
        record
    }

    /// Takes over the leaves of an edited record that differ.
    pub fn edit(&mut self, record: Map<String, Value>, now: EditTime) -> Vec<LeafEdit> {
        let mut after = flatten(record);
        if after.get(ROW_ORDER_PATH) == Some(&self.shown_row_order())
            && let Some(order) = self.row_order()
        {
            let _ = after.insert(ROW_ORDER_PATH.to_owned(), order.clone());
        }
        let mut edits = Vec::new();
        let before = std::mem::replace(&mut self.values, after);
        let mut note = |path: &String, value: Option<&Value>| {
            edits.push(LeafEdit {
                path: path.clone(),
                value: value.cloned(),
                edited: self.edited.insert(path.clone(), now.into()),
                edit_time: now,
            });
        };
        for (path, value) in &before {
            if self.values.get(path) != Some(value) {
                note(path, Some(value));
            }
        }
        for path in self.values.keys() {
            if !before.contains_key(path) {
                note(path, None);
            }
        }
        edits
    }

    /// The order of the rows as somebody set it.
    fn row_order(&self) -> Option<&Value> {
        self.values.get(ROW_ORDER_PATH)
    }

    /// The order in which the rows are: rows that it does not name come last.
    fn shown_row_order(&self) -> Value {
        let mut names = Map::new();
        for path in self.values.keys() {
            if let Some(name) = path.strip_prefix(ROW) {
                let _ = names.insert(name.to_owned(), name.into());
            }
        }
        in_order(names, self.row_order().unwrap_or(&Value::Null))
    }

    /// Marks a leaf as edited at a moment.
    pub fn touch(&mut self, path: &str, now: EditTime) {
        let _ = self.edited.insert(path.to_owned(), now.into());
    }

    /// Whether an edit is the latest one of its leaf.
    pub fn has(&self, edit: &LeafEdit) -> bool {
        edit_time(self.edited.get(&edit.path)) == edit.edit_time
    }

    /// Takes an edit back, and hands out the value that it had.
    pub fn revert(&mut self, edit: LeafEdit) -> (String, Option<Value>) {
        let _ = put(&mut self.edited, &edit.path, edit.edited);
        let value = put(&mut self.values, &edit.path, edit.value);
        (edit.path, value)
    }

    /// Takes over every leaf that is newer in another copy. Returns whether
    /// there was any.
    pub fn merge(&mut self, other: &Self) -> bool {
        let mut changed = false;
        for leaves in [&other.values, &other.edited] {
            for path in leaves.keys() {
                if other.wins(self, path) {
                    let _ = put(&mut self.values, path, other.values.get(path).cloned());
                    let _ = put(&mut self.edited, path, other.edited.get(path).cloned());
                    changed = true;
                }
            }
        }
        changed
    }

    /// Whether a leaf here is the newer one.
    fn wins(&self, over: &Self, path: &str) -> bool {
        let (here, there) = (self.values.get(path), over.values.get(path));
        match edit_time(self.edited.get(path)).cmp(&edit_time(over.edited.get(path))) {
            std::cmp::Ordering::Greater => true,
            std::cmp::Ordering::Less => false,
            // Every tab has to decide the same way.
            std::cmp::Ordering::Equal => here != there && text(here) > text(there),
        }
    }

    pub fn latest(&self) -> EditTime {
        let edits = self.edited.values();
        edits
            .map(|edited| edit_time(Some(edited)))
            .max()
            .unwrap_or(0)
    }

    /// How much text a leaf takes.
    pub fn size(&self, path: &str) -> usize {
        size(self.values.get(path))
    }

    /// The path of the leaf that takes the most text.
    pub fn largest(&self) -> &str {
        let largest = self
            .values
            .iter()
            .max_by_key(|(_, value)| size(Some(value)));
        largest.map_or("", |(path, _)| path)
    }
}

/// When a leaf was edited: never is before all moments.
fn edit_time(edited: Option<&Value>) -> EditTime {
    edited.and_then(Value::as_u64).unwrap_or_default()
}

fn text(value: Option<&Value>) -> String {
    value.map(record::text).unwrap_or_default()
}

#[cfg(test)]
mod tests;
