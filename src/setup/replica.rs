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
mod tests {
    use super::*;

    fn record(value: Value) -> Map<String, Value> {
        match value {
            Value::Object(record) => record,
            _ => Map::new(),
        }
    }

    /// With everything that a path has to cope with.
    fn sample() -> Map<String, Value> {
        record(json!({
            "name": "Contoso",
            "a/b~c": {"kept": ["whole"]},
            "tenant": {"region": "eu"},
            "guide": {"steps": [
                {"number": "1.1", "mark": {"done": "2026"}, "note": "x"},
                {"number": "2/1", "mark": null, "note": ""},
            ]},
            "mapping": {
                "rows": [
                    {"target": "z", "source": {"direct": "mail"}},
                    {"target": "a/~1", "source": "none"},
                    {"target": "z", "source": "none"},
                    {"target": "", "source": "none"},
                ],
                "operations": {"create": true, "update": false, "delete": true},
            },
            "workbench": {"expression": "[mail]", "x/y": 1},
        }))
    }

    #[test]
    fn leaves_give_the_record_back() {
        assert_eq!(Replica::of(sample(), 0).record(), sample());
        let mut edited = Replica::of(Map::new(), 9);
        let _ = edited.edit(sample(), 7);
        let mut written = edited.record();
        assert_eq!(Replica::of(written.clone(), 9), edited);
        assert!(written.remove(EDITS).is_some());
        assert_eq!(written, sample());
    }

    #[test]
    fn what_is_valid_only_as_a_whole_is_one_leaf() {
        let replica = Replica::of(sample(), 0);
        let paths: Vec<&str> = replica.leaves.keys().map(String::as_str).collect();
        for path in [
            "tenant",
            "guide/steps/1.1/mark",
            "guide/steps/2~11/note",
            "mapping/rows/z",
            "mapping/rowOrder",
            "mapping/operations/create",
            "workbench/x~1y",
            "a~1b~0c",
        ] {
            assert!(paths.contains(&path), "{path} in {paths:?}");
        }
    }

    #[test]
    fn edits_are_found_and_taken_back() {
        let mut replica = Replica::of(sample(), 0);
        let before = replica.clone();
        let mut changed = sample();
        changed["name"] = "Fabrikam".into();
        changed["mapping"]["rows"] = json!([]);
        let _ = changed.remove("tenant");
        let edits = replica.edit(changed.clone(), 5);
        assert_eq!(replica.latest(), 5);
        assert_eq!(edits.len(), 1 + 4 + 1 + 1);
        let mut written = replica.record();
        let _ = written.remove(EDITS);
        assert_eq!(written, changed);
        for edit in edits {
            let _ = replica.revert(edit);
        }
        assert_eq!(replica, before);
    }

    #[test]
    fn edits_that_claim_to_be_of_the_future_do_not_win_forever() {
        let mut hostile = sample();
        let _ = hostile.insert(
            EDITS.to_owned(),
            json!({"name": u64::MAX, "tenant": 50, "workbench": "x"}),
        );
        assert_eq!(Replica::of(hostile, 100).latest(), 50);
    }

    #[test]
    fn rows_that_two_tabs_add_are_both_there_and_moving_one_is_an_edit_of_the_order_only() {
        let with = |targets: &[&str]| {
            let rows = targets.iter().map(|target| json!({ "target": target }));
            record(json!({"mapping": {"rows": rows.collect::<Vec<_>>()}}))
        };
        let mut one = Replica::of(with(&["b", "a"]), 0);
        let mut other = one.clone();
        let _ = one.edit(with(&["b", "a", "d"]), 1);
        let _ = other.edit(with(&["c", "b", "a"]), 2);
        let _ = one.merge(&other);
        let mut merged = one.record();
        let _ = merged.remove(EDITS);
        assert_eq!(merged, with(&["c", "b", "a", "d"]));
        assert_eq!(Replica::of(one.record(), 9), one);
        assert!(one.edit(merged, 3).is_empty());
        let edits = one.edit(with(&["d", "c", "b", "a"]), 4);
        let paths: Vec<&str> = edits.iter().map(|edit| edit.path.as_str()).collect();
        assert_eq!(paths, [ROW_ORDER_PATH]);
    }

    #[test]
    fn merging_does_not_depend_on_order_or_number() {
        let mut seed = 1_u64;
        let mut below = move |limit: u64| {
            seed = seed
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            (seed >> 33) % limit
        };
        for _ in 0..300 {
            let copies: Vec<Replica> = (0..3)
                .map(|_| {
                    let mut copy = Replica::of(sample(), 0);
                    for _ in 0..below(5) {
                        let mut record = copy.record();
                        let _ = record.remove(EDITS);
                        match below(4) {
                            0 => record["name"] = below(3).into(),
                            1 => {
                                record["mapping"]["rows"] =
                                    json!([{"target": below(3).to_string()}])
                            }
                            2 => {
                                record["guide"]["steps"] =
                                    json!([{"number": below(3).to_string(), "note": below(2)}])
                            }
                            _ => drop(record.remove("tenant")),
                        }
                        let _ = copy.edit(record, 1 + below(4));
                    }
                    copy
                })
                .collect();
            let merged = |order: &[usize]| {
                let mut all = Replica::default();
                for index in order {
                    let _ = all.merge(&copies[*index]);
                }
                all
            };
            let all = merged(&[0, 1, 2]);
            for order in [&[2, 1, 0][..], &[1, 0, 1, 2, 0], &[2, 0, 2, 1]] {
                assert_eq!(merged(order), all);
            }
            let mut again = all.clone();
            assert!(!again.merge(&all));
            assert_eq!(Replica::of(all.record(), 9), all);
        }
    }
}
