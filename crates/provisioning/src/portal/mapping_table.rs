//! The mappings as a table: Talkdesk's attributes in groups and in their order,
//! then the others, and apart from them the rows that only have to be deleted
//! in Entra.

use crate::mapping::{MappingSet, Row};
use crate::portal::portal_diff::{RowChange, RowDiff, count_changes, row_diffs};
use crate::portal::row_group::RowGroup;
use crate::talkdesk::{ACTIVE, ROLES, TARGETS, TEAMS};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingTable {
    /// The groups that have rows, in order.
    pub groups: Vec<(RowGroup, Vec<RowDiff>)>,
    /// Rows that only Entra has and that Talkdesk doesn't support.
    pub removals: Vec<RowDiff>,
    /// How many rows to edit, add and delete.
    pub changes: [usize; 3],
}

/// The table of a mapping set beside Entra's rows.
pub fn mapping_table(portal: &[Row], set: &MappingSet) -> MappingTable {
    let lines = row_diffs(portal, set);
    let changes = count_changes(&lines);
    let (removals, mut rows): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| {
        line.change == RowChange::Delete && RowGroup::of(&line.target) == RowGroup::Custom
    });
    let position = |name: &str| TARGETS.iter().position(|known| known.name == name);
    // Stable: the others keep the order of the setup.
    rows.sort_by_key(|line| position(&line.target).unwrap_or(TARGETS.len()));
    let mut groups: Vec<(RowGroup, Vec<RowDiff>)> = Vec::new();
    for line in rows {
        let group = RowGroup::of(&line.target);
        match groups.last_mut() {
            Some((last, rows)) if *last == group => rows.push(line),
            _ => groups.push((group, vec![line])),
        }
    }
    MappingTable {
        groups,
        removals,
        changes,
    }
}

impl MappingTable {
    /// The targets in the order of the table, each once.
    pub fn targets(&self) -> Vec<&str> {
        let mut targets: Vec<&str> = Vec::new();
        for line in self.groups.iter().flat_map(|(_, rows)| rows) {
            if !targets.contains(&line.target.as_str()) {
                targets.push(&line.target);
            }
        }
        targets
    }

    /// The targets before and after one in the table.
    pub fn neighbors(&self, target: &str) -> [Option<&str>; 2] {
        let targets = self.targets();
        let at = targets.iter().position(|other| *other == target);
        let other = |at: Option<usize>| at.and_then(|at| targets.get(at)).copied();
        [
            other(at.and_then(|at| at.checked_sub(1))),
            other(at.map(|at| at + 1)),
        ]
    }
}

/// What there is to change in Entra, such as `1 to edit, 17 to delete`; nothing
/// when the rows are the same.
pub fn changes_text([edit, add, delete]: [usize; 3]) -> Option<String> {
    let parts = [(edit, "edit"), (add, "add"), (delete, "delete")];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, verb)| format!("{count} to {verb}"))
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// What follows when an attribute isn't mapped.
pub fn unmapped_text(target: &str) -> &'static str {
    match target {
        ACTIVE => "Not mapped: leavers stay active",
        ROLES => "Not mapped: new users become Agent",
        TEAMS => "Not mapped: users have no team",
        _ => "Not mapped",
    }
}

/// What the setup has for a target, in a few words.
pub fn saved_text(target: &str, row: Option<&Row>) -> String {
    match row {
        Some(row) => row.source.as_expression().into_owned(),
        None => unmapped_text(target)
            .replacen("Not", "not", 1)
            .replacen(':', ",", 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapping::Source;
    use crate::portal::portal_diff::untouched;
    use crate::talkdesk::{self, EXTERNAL_ID};

    fn direct(target: &str, name: &str) -> Row {
        Row::new(target, Source::Direct(name.to_owned()))
    }

    fn names(table: &MappingTable) -> Vec<(RowGroup, Vec<&str>)> {
        let groups = table.groups.iter();
        groups
            .map(|(group, rows)| {
                let names = rows.iter().map(|line| talkdesk::label(&line.target));
                (*group, names.collect())
            })
            .collect()
    }

    #[test]
    fn rows_are_in_groups_and_in_talkdesks_order() {
        let mut set = MappingSet::default();
        set.put(direct("title", "jobTitle"));
        set.put(direct("nickName", "displayName"));
        let _ = set.remove(EXTERNAL_ID);
        let table = mapping_table(&untouched(), &set);
        assert_eq!(
            names(&table),
            [
                (
                    RowGroup::Required,
                    vec!["userName", "name.givenName", "name.familyName"]
                ),
                (RowGroup::Recommended, vec!["active", "externalId"]),
                (RowGroup::RolesAndTeams, vec!["rolesString", "teamsString"]),
                (RowGroup::Custom, vec!["title", "nickName"]),
            ]
        );
        // title is mapped, and externalId keeps its position although it is to be deleted.
        assert_eq!(table.removals.len(), 16);
        assert_eq!(table.changes, [0, 1, 17]);
        assert_eq!(
            table.neighbors("active"),
            [Some("name.familyName"), Some("externalId")]
        );
        assert_eq!(table.neighbors("nickName"), [Some("title"), None]);
        assert_eq!(table.neighbors("nothing"), [None, None]);
    }

    #[test]
    fn changes_are_counted_in_words() {
        let cases = [
            ([0, 0, 0], None),
            ([1, 0, 17], Some("1 to edit, 17 to delete")),
            ([1, 1, 17], Some("1 to edit, 1 to add, 17 to delete")),
        ];
        for (changes, expected) in cases {
            assert_eq!(changes_text(changes).as_deref(), expected);
        }
    }

    #[test]
    fn what_is_saved_fits_in_one_line() {
        let text = |source: Source| saved_text(ROLES, Some(&Row::new(ROLES, source)));
        assert_eq!(
            saved_text(ROLES, None),
            "not mapped, new users become Agent"
        );
        assert_eq!(text(Source::Direct("city".to_owned())), "[city]");
        assert_eq!(text(Source::Constant("A \"b\"".to_owned())), r#""A \"b\"""#);
        assert_eq!(text(Source::Expression("Not([x])".to_owned())), "Not([x])");
    }
}
