//! A set-up as leaves, each with the time of its latest edit, so that copies of
//! it in several tabs merge to the same record in any order.
//!
//! A leaf is what two tabs can edit independently: a member, a mark or a note
//! of one step, the row of one target, the order of the rows. Of two edits of
//! one leaf the later wins. [`Replica::merge`] is commutative, associative and
//! idempotent, so nothing depends on when or how often a tab sees a write of
//! another one.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// The member of a stored record that holds the times of the edits. Older
/// versions carry it along unread; a file does not have it.
pub const EDITS: &str = "edits";

/// A moment in milliseconds since 1970, later than all moments seen before.
pub type Moment = u64;

/// One leaf. Without a value it was removed.
#[derive(Debug, Clone, PartialEq, Default)]
struct Leaf {
    edited: Moment,
    value: Option<Value>,
}

impl Leaf {
    fn wins_over(&self, other: &Self) -> bool {
        let text = |leaf: &Self| leaf.value.as_ref().map(Value::to_string);
        match self.edited.cmp(&other.edited) {
            std::cmp::Ordering::Greater => true,
            std::cmp::Ordering::Less => false,
            // Every tab has to decide the same way.
            std::cmp::Ordering::Equal => {
                self.value != other.value
                    && text(self).unwrap_or_default() > text(other).unwrap_or_default()
            }
        }
    }

    fn size(&self) -> usize {
        self.value
            .as_ref()
            .map_or(0, |value| value.to_string().len())
    }
}

/// One edited leaf, and what it was before.
#[derive(Debug, Clone)]
pub struct Edit {
    /// Its path.
    pub path: String,
    before: Option<Leaf>,
}

/// The leaves of a set-up by their paths.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Replica {
    leaves: BTreeMap<String, Leaf>,
}

impl Replica {
    /// The leaves of a record. Edits that claim to be later than `newest`
    /// would win forever, so they count as never edited.
    pub fn of(mut record: Map<String, Value>, newest: Moment) -> Self {
        let edits = record.remove(EDITS).unwrap_or_default();
        let mut leaves: BTreeMap<String, Leaf> = flatten(record)
            .into_iter()
            .map(|(path, value)| {
                (
                    path,
                    Leaf {
                        edited: 0,
                        value: Some(value),
                    },
                )
            })
            .collect();
        if let (Some(order), Some(leaf)) = (edits.get(ROW_LIST), leaves.get_mut(ROW_ORDER_PATH))
            && order.is_array()
        {
            leaf.value = Some(order.clone());
        }
        for (path, edited) in edits.as_object().into_iter().flatten() {
            match edited.as_u64() {
                Some(edited) if (1..=newest).contains(&edited) => {
                    leaves.entry(path.clone()).or_default().edited = edited;
                }
                _ => {}
            }
        }
        Self { leaves }
    }

    /// The record of these leaves, with the times of the edits.
    pub fn record(&self) -> Map<String, Value> {
        let values = self.leaves.iter();
        let mut record =
            unflatten(values.filter_map(|(path, leaf)| Some((path, leaf.value.clone()?))));
        let mut edits: Map<String, Value> = self
            .leaves
            .iter()
            .filter(|(_, leaf)| leaf.edited > 0)
            .map(|(path, leaf)| (path.clone(), leaf.edited.into()))
            .collect();
        // Rows that two tabs added are both there, and the order names only one
        // of them. It has to come back as it is, or the tabs would not agree.
        if let Some(order) = self
            .row_order()
            .filter(|order| **order != self.shown_row_order())
        {
            let _ = edits.insert(ROW_LIST.to_owned(), order.clone());
        }
        if !edits.is_empty() {
            let _ = record.insert(EDITS.to_owned(), edits.into());
        }
        record
    }

    /// Takes over the leaves of an edited record that differ.
    pub fn edit(&mut self, record: Map<String, Value>, now: Moment) -> Vec<Edit> {
        let mut after = flatten(record);
        if after.get(ROW_ORDER_PATH) == Some(&self.shown_row_order())
            && let Some(order) = self.row_order()
        {
            let _ = after.insert(ROW_ORDER_PATH.to_owned(), order.clone());
        }
        let mut edits = Vec::new();
        let mut put = |path: &str, leaf: &mut Leaf, value: Option<Value>| {
            let before = std::mem::replace(leaf, Leaf { edited: now, value });
            edits.push(Edit {
                path: path.to_owned(),
                before: Some(before),
            });
        };
        for (path, leaf) in &mut self.leaves {
            let value = after.remove(path);
            if leaf.value != value {
                put(path, leaf, value);
            }
        }
        for (path, value) in after {
            edits.push(Edit {
                path: path.clone(),
                before: None,
            });
            let _ = self.leaves.insert(
                path,
                Leaf {
                    edited: now,
                    value: Some(value),
                },
            );
        }
        edits
    }

    /// The order of the rows as somebody set it.
    fn row_order(&self) -> Option<&Value> {
        self.leaves.get(ROW_ORDER_PATH)?.value.as_ref()
    }

    /// The order in which the rows are: rows that it does not name come last.
    fn shown_row_order(&self) -> Value {
        let rows = self.leaves.iter().filter(|(_, leaf)| leaf.value.is_some());
        let names: Map<String, Value> = rows
            .filter_map(|(path, _)| path.strip_prefix(ROW_LIST)?.strip_prefix('/'))
            .map(|name| (name.to_owned(), name.into()))
            .collect();
        in_order(names.into(), self.row_order().unwrap_or(&Value::Null))
    }

    /// Marks a leaf as edited at a moment.
    pub fn touch(&mut self, path: &str, now: Moment) {
        self.leaves.entry(path.to_owned()).or_default().edited = now;
    }

    /// Takes an edit back, and hands out the value that it had.
    pub fn revert(&mut self, edit: Edit) -> (String, Option<Value>) {
        let leaf = match edit.before {
            Some(before) => self.leaves.insert(edit.path.clone(), before),
            None => self.leaves.remove(&edit.path),
        };
        (edit.path, leaf.and_then(|leaf| leaf.value))
    }

    /// Takes over every leaf that is newer in another copy. Returns whether
    /// there was any.
    pub fn merge(&mut self, other: &Self) -> bool {
        let mut changed = false;
        for (path, theirs) in &other.leaves {
            match self.leaves.get_mut(path) {
                Some(mine) if theirs.wins_over(mine) => *mine = theirs.clone(),
                Some(_) => continue,
                None => {
                    let _ = self.leaves.insert(path.clone(), theirs.clone());
                }
            }
            changed = true;
        }
        changed
    }

    /// The moment of the latest edit.
    pub fn latest(&self) -> Moment {
        self.leaves
            .values()
            .map(|leaf| leaf.edited)
            .max()
            .unwrap_or(0)
    }

    /// How much text a leaf takes.
    pub fn size(&self, path: &str) -> usize {
        self.leaves.get(path).map_or(0, Leaf::size)
    }

    /// The path of the leaf that takes the most text.
    pub fn largest(&self) -> String {
        let largest = self.leaves.iter().max_by_key(|(_, leaf)| leaf.size());
        largest.map(|(path, _)| path.clone()).unwrap_or_default()
    }
}

/// Puts values in the place of those of a record.
pub fn overlay(
    record: Map<String, Value>,
    values: &BTreeMap<String, Option<Value>>,
) -> Map<String, Value> {
    if values.is_empty() {
        return record;
    }
    let mut leaves = flatten(record);
    for (path, value) in values {
        let _ = match value {
            Some(value) => leaves.insert(path.clone(), value.clone()),
            None => leaves.remove(path),
        };
    }
    unflatten(leaves.iter().map(|(path, value)| (path, value.clone())))
}

/// What a leaf is called on the page.
pub fn field_name(path: &str) -> String {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["guide", "steps", number, "note"] => format!("the note on step {number}"),
        ["mapping", "rows", target] => format!("the mapping of {}", unescape(target)),
        ["workbench", "expression"] => "the text in the expression editor".to_owned(),
        ["workbench", "talkdeskRoles"] => "the list of roles".to_owned(),
        ["workbench", "talkdeskTeams"] => "the list of teams".to_owned(),
        ["workbench", ..] => "the sample user".to_owned(),
        ["name"] => "the name".to_owned(),
        ["applicationName"] => "the name of the application".to_owned(),
        ["tenant"] => "the Tenant URL".to_owned(),
        _ => format!("“{path}”"),
    }
}

// Paths are those of JSON pointers (RFC 6901), in which lists are objects by
// the key of their elements.

const STEPS: [&str; 3] = ["guide", "steps", "number"];
const ROWS: [&str; 3] = ["mapping", "rows", "target"];
const ROW_LIST: &str = "mapping/rows";
/// Stands beside the rows and holds their order.
const ROW_ORDER: &str = "rowOrder";
const ROW_ORDER_PATH: &str = "mapping/rowOrder";

fn escape(part: &str) -> String {
    part.replace('~', "~0").replace('/', "~1")
}

fn unescape(part: &str) -> String {
    part.replace("~1", "/").replace("~0", "~")
}

/// Whether the members of an object are leaves of their own. All others are
/// only valid as a whole, such as the way a step is marked.
fn is_split(path: &str) -> bool {
    matches!(
        path,
        "guide" | "guide/steps" | "mapping" | "mapping/rows" | "mapping/operations" | "workbench"
    ) || path.starts_with("guide/steps/") && path.split('/').count() == 3
}

fn flatten(record: Map<String, Value>) -> BTreeMap<String, Value> {
    let mut record = Value::Object(record);
    let _ = by_key(&mut record, STEPS);
    let order = by_key(&mut record, ROWS);
    if let (Some(order), Some(Value::Object(mapping))) = (order, record.get_mut(ROWS[0])) {
        let _ = mapping.insert(ROW_ORDER.to_owned(), order);
    }
    let mut leaves = BTreeMap::new();
    collect("", record, &mut leaves);
    leaves
}

fn collect(path: &str, value: Value, leaves: &mut BTreeMap<String, Value>) {
    match value {
        Value::Object(members) if path.is_empty() || is_split(path) => {
            for (name, value) in members {
                // The keys of lists are escaped already.
                let name = if matches!(path, "guide/steps" | "mapping/rows") {
                    name
                } else {
                    escape(&name)
                };
                let path = if path.is_empty() {
                    name
                } else {
                    format!("{path}/{name}")
                };
                collect(&path, value, leaves);
            }
        }
        value => {
            let _ = leaves.insert(path.to_owned(), value);
        }
    }
}

/// Makes an object of a list, and returns the order of its keys.
fn by_key(record: &mut Value, [place, list, key]: [&str; 3]) -> Option<Value> {
    let slot = record.get_mut(place)?.get_mut(list)?;
    let Value::Array(elements) = slot.take() else {
        return None;
    };
    let mut members = Map::new();
    let mut order = Vec::new();
    for mut element in elements {
        let own = escape(element.get(key).and_then(Value::as_str).unwrap_or_default());
        let mut name = own.clone();
        // A list may hold a key twice, and no escaped key has this in it.
        while members.contains_key(&name) {
            name = format!("{own}~~{}", members.len());
        }
        // A row stays whole; the members of a step are leaves.
        if let (true, Value::Object(step)) = (place == STEPS[0], &mut element) {
            let _ = step.remove(key);
        }
        order.push(Value::String(name.clone()));
        let _ = members.insert(name, element);
    }
    *slot = Value::Object(members);
    Some(Value::Array(order))
}

fn unflatten<'a>(leaves: impl Iterator<Item = (&'a String, Value)>) -> Map<String, Value> {
    let mut record = Value::Object(Map::new());
    for (path, value) in leaves {
        let mut at = &mut record;
        let in_list = path.starts_with("guide/steps/") || path.starts_with("mapping/rows/");
        for (depth, part) in path.split('/').enumerate() {
            if !at.is_object() {
                *at = json!({});
            }
            let part = if in_list && depth == 2 {
                part.to_owned()
            } else {
                unescape(part)
            };
            at = &mut at[part];
        }
        *at = value;
    }
    if let Some(steps) = record
        .get_mut(STEPS[0])
        .and_then(|guide| guide.get_mut(STEPS[1]))
    {
        let members = steps
            .as_object_mut()
            .map(std::mem::take)
            .unwrap_or_default();
        let elements = members.into_iter().map(|(name, mut step)| {
            let number = name.split("~~").next().unwrap_or_default();
            if let Value::Object(step) = &mut step {
                let _ = step.insert(STEPS[2].to_owned(), unescape(number).into());
            }
            step
        });
        *steps = elements.collect();
    }
    if let Some(Value::Object(mapping)) = record.get_mut(ROWS[0]) {
        let order = mapping.remove(ROW_ORDER).unwrap_or_default();
        let rows = mapping.remove(ROWS[1]).unwrap_or_default();
        let _ = mapping.insert(ROWS[1].to_owned(), in_order(rows, &order));
    }
    match record {
        Value::Object(record) => record,
        _ => Map::new(),
    }
}

/// The rows in their order; those that it does not name come last.
fn in_order(rows: Value, order: &Value) -> Value {
    let Value::Object(mut rows) = rows else {
        return Value::Array(Vec::new());
    };
    let names = order
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str);
    let mut list: Vec<Value> = names.filter_map(|name| rows.remove(name)).collect();
    list.extend(rows.into_iter().map(|(_, row)| row));
    Value::Array(list)
}

#[cfg(test)]
#[path = "replica_tests.rs"]
mod tests;
