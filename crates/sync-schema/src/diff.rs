//! The rows of a file beside those of a setup.

use super::read::canonical;
use super::source;
use super::unsupported::Unsupported;
use provisioning::mapping::{MappingSet, Operations, Row, Source};
use provisioning::portal::portal_diff::untouched;

/// A target and what happens to its row when the file gets the setup's rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedRow {
    pub target: String,
    /// Its row in the file.
    pub file: Option<Row>,
    /// Its row in the setup.
    pub set: Option<Row>,
    pub change: ComparedChange,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ComparedChange {
    Added,
    Deleted,
    /// These fields differ.
    Edited(Vec<ComparedField>),
    /// The text and the tree of the file disagree, and both are written.
    Repaired,
    /// The same source, written in another way.
    SameMeaning {
        only_spaces: bool,
    },
    Same,
}

/// A field of a row that can differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ComparedField {
    Source,
    Default,
    Matching,
    Apply,
}

/// The file, what the setup makes of it, and where they agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaComparison {
    /// The file's rows in their order, then those that only the setup has.
    pub rows: Vec<ComparedRow>,
    /// The shared rows are in another order.
    pub is_reordered: bool,
    pub file_operations: Operations,
    pub set_operations: Operations,
}

impl ComparedChange {
    /// Whether the row in the file changes.
    pub fn is_change(&self) -> bool {
        !matches!(self, Self::Same | Self::SameMeaning { .. })
    }
}

impl SchemaComparison {
    /// Whether nothing of the rows and operations changes.
    pub fn is_same(&self) -> bool {
        self.count() == 0
    }

    /// How many things change.
    pub fn count(&self) -> usize {
        let rows = self.rows.iter().filter(|row| row.change.is_change());
        rows.count() + usize::from(self.is_reordered) + usize::from(self.operations_differ())
    }

    pub fn operations_differ(&self) -> bool {
        self.file_operations != self.set_operations
    }

    /// Marks the rows that only a disagreement in the file makes change.
    #[must_use]
    pub fn with_notes(mut self, notes: &[Unsupported]) -> Self {
        for row in self.rows.iter_mut().filter(|row| !row.change.is_change()) {
            let is_own = |note: &Unsupported| matches!(note, Unsupported::TextAndTreeDiffer { target, .. } if *target == row.target);
            if notes.iter().any(is_own) {
                row.change = ComparedChange::Repaired;
            }
        }
        self
    }

    /// The rows that only the file has.
    pub fn deleted(&self) -> Vec<&ComparedRow> {
        let rows = self.rows.iter();
        rows.filter(|row| row.change == ComparedChange::Deleted)
            .collect()
    }

    /// Whether the rows that go are all from the table of a new application.
    pub fn deletes_defaults_only(&self) -> bool {
        let defaults = untouched();
        let is_default = |row: &&ComparedRow| defaults.iter().any(|one| one.target == row.target);
        self.deleted().iter().all(is_default)
    }

    /// Whether Entra will find users in another way.
    pub fn changes_matching(&self) -> bool {
        let is_match = |row: &Option<Row>| {
            let precedence = row
                .as_ref()
                .and_then(|row| canonical(row).matching_precedence);
            precedence.is_some()
        };
        self.rows.iter().any(|row| match &row.change {
            ComparedChange::Edited(fields) => fields.contains(&ComparedField::Matching),
            ComparedChange::Added => is_match(&row.set),
            ComparedChange::Deleted => is_match(&row.file),
            _ => false,
        })
    }
}

pub fn compare(file: &MappingSet, set: &MappingSet) -> SchemaComparison {
    let mut left: Vec<&Row> = set.rows.iter().collect();
    let mut rows = Vec::new();
    let mut common = Vec::new();
    for row in &file.rows {
        let own = left.iter().position(|other| other.target == row.target);
        let own = own.map(|at| left.remove(at));
        if own.is_some() {
            common.push(&row.target);
        }
        rows.push(ComparedRow {
            target: row.target.clone(),
            file: Some(row.clone()),
            set: own.cloned(),
            change: own.map_or(ComparedChange::Deleted, |own| change(row, own)),
        });
    }
    let shared = set.rows.iter().map(|row| &row.target);
    let shared: Vec<_> = shared.filter(|target| common.contains(target)).collect();
    rows.extend(left.into_iter().map(|row| ComparedRow {
        target: row.target.clone(),
        file: None,
        set: Some(row.clone()),
        change: ComparedChange::Added,
    }));
    SchemaComparison {
        rows,
        is_reordered: shared.len() == common.len() && shared != common,
        file_operations: file.operations,
        set_operations: set.operations,
    }
}

fn change(file: &Row, set: &Row) -> ComparedChange {
    use ComparedField::{Apply, Default, Matching, Source};
    let (one, other) = (canonical(file), canonical(set));
    let fields = [
        (Source, one.source == other.source),
        (Default, one.default_value == other.default_value),
        (
            Matching,
            one.matching_precedence == other.matching_precedence,
        ),
        (Apply, one.apply == other.apply),
    ];
    let fields = fields.into_iter().filter(|(_, same)| !same);
    let fields: Vec<_> = fields.map(|(field, _)| field).collect();
    if !fields.is_empty() {
        ComparedChange::Edited(fields)
    } else if file.source == set.source {
        ComparedChange::Same
    } else {
        ComparedChange::SameMeaning {
            only_spaces: file.source.kind() == set.source.kind()
                && without_spaces(&file.source) == without_spaces(&set.source),
        }
    }
}

fn without_spaces(source: &Source) -> String {
    let text = source::text(source);
    text.split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(rows: &[Row]) -> MappingSet {
        MappingSet {
            rows: rows.to_vec(),
            ..MappingSet::default()
        }
    }

    fn direct(target: &str, attribute: &str) -> Row {
        Row::new(target, Source::Direct(attribute.to_owned()))
    }

    #[test]
    fn each_row_is_compared_once() {
        let file = [
            direct("userName", "mail"),
            direct("externalId", "mailNickname"),
            direct("title", "jobTitle"),
        ];
        let wanted = [
            direct("externalId", "objectId"),
            direct("userName", "mail"),
            direct("active", "x"),
        ];
        let compared = compare(&set(&file), &set(&wanted));
        let changes = compared.rows.iter();
        let changes: Vec<_> = changes
            .map(|row| (row.target.as_str(), row.change.clone()))
            .collect();
        let edited = ComparedChange::Edited(vec![ComparedField::Source]);
        assert_eq!(
            changes,
            [
                ("userName", ComparedChange::Same),
                ("externalId", edited),
                ("title", ComparedChange::Deleted),
                ("active", ComparedChange::Added),
            ]
        );
        assert!(compared.is_reordered && !compared.operations_differ());
        assert_eq!(compared.count(), 4);
        assert!(compared.deletes_defaults_only() && !compared.changes_matching());
        let own = compare(&set(&[direct("shoeSize", "mail")]), &set(&[]));
        assert!(!own.deletes_defaults_only());
    }

    #[test]
    fn what_means_the_same_is_no_change() {
        let expression = |target, text: &str| Row::new(target, Source::Expression(text.to_owned()));
        let mut empty = direct("b", "mail");
        empty.default_value = Some(String::new());
        empty.matching_precedence = Some(0);
        let file = [expression("a", "Join(\" \", [a], [b])"), empty];
        let wanted = [
            expression("a", "Join( \" \",[a],[b] )"),
            expression("b", "[mail]"),
        ];
        let compared = compare(&set(&file), &set(&wanted));
        let only_spaces = |at: usize| match compared.rows[at].change {
            ComparedChange::SameMeaning { only_spaces } => Some(only_spaces),
            _ => None,
        };
        assert_eq!((only_spaces(0), only_spaces(1)), (Some(true), Some(false)));
        assert!(compared.is_same());
    }

    #[test]
    fn a_disagreement_within_the_file_is_a_change() {
        let rows = [direct("a", "mail")];
        let note = Unsupported::TextAndTreeDiffer {
            target: "a".to_owned(),
            tree: "[x]".to_owned(),
        };
        let compared = compare(&set(&rows), &set(&rows));
        assert_eq!(compared.clone().with_notes(&[]), compared);
        let compared = compared.with_notes(&[note]);
        assert_eq!(compared.rows[0].change, ComparedChange::Repaired);
    }

    #[test]
    fn operations_and_matching_are_compared() {
        let mut other = MappingSet::default();
        other.operations.delete = false;
        let compared = compare(&MappingSet::default(), &other);
        assert!(compared.operations_differ() && !compared.changes_matching());
        assert_eq!(compared.count(), 1);
        let mut matching = direct("userName", "mail");
        matching.matching_precedence = Some(1);
        let plain = direct("userName", "mail");
        assert!(compare(&set(&[matching.clone()]), &set(&[plain])).changes_matching());
        assert!(compare(&set(&[matching]), &set(&[])).changes_matching());
    }
}
