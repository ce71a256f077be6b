//! What changes in a file, in words.

use crate::diff::{ComparedChange, ComparedField, ComparedRow, SchemaComparison};
use crate::source;
use provisioning::mapping::{Operations, Row, Source};
use provisioning::talkdesk;

/// What happens to a row, in a word or two.
pub fn label(change: &ComparedChange) -> String {
    match change {
        ComparedChange::Added => "Added".to_owned(),
        ComparedChange::Deleted => "Deleted".to_owned(),
        ComparedChange::Edited(fields) => {
            let mut names = fields.iter().map(|field| field.name());
            let first = names.next().unwrap_or("Row").to_owned();
            let more = names.map(|name| name.to_lowercase());
            let all: Vec<String> = std::iter::once(first).chain(more).collect();
            format!("{} edited", all.join(", "))
        }
        ComparedChange::Repaired => "Repaired".to_owned(),
        ComparedChange::SameMeaning { .. } => "Same meaning".to_owned(),
        ComparedChange::Same => "Same".to_owned(),
    }
}

/// What the label doesn't say.
pub fn remark(change: &ComparedChange) -> Option<&'static str> {
    match change {
        ComparedChange::Repaired => Some("Text and tree disagree in Entra"),
        ComparedChange::SameMeaning { only_spaces: true } => Some("Only the spaces differ"),
        ComparedChange::SameMeaning { only_spaces: false } => Some("Written differently"),
        _ => None,
    }
}

impl ComparedField {
    fn name(self) -> &'static str {
        match self {
            Self::Source => "Source",
            Self::Default => "Default value",
            Self::Matching => "Matching",
            Self::Apply => "Apply",
        }
    }

    /// The value that a row has in this field, with its name.
    fn value(self, row: &Row) -> String {
        match self {
            Self::Source => source_text(&row.source),
            Self::Default => match row.default_value.as_deref() {
                None | Some("") => "No default value".to_owned(),
                Some(text) => format!("Default value: {text}"),
            },
            Self::Matching => match row.matching_precedence {
                None | Some(0) => "Not for matching".to_owned(),
                Some(number) => format!("Matching precedence: {number}"),
            },
            Self::Apply => format!("Apply: {}", row.apply.label()),
        }
    }
}

/// A source as an expression, or that there is none.
pub fn source_text(source: &Source) -> String {
    match source {
        Source::None => "No source".to_owned(),
        other => source::text(other),
    }
}

/// What a row has in the fields that differ, beside its source.
pub fn values(change: &ComparedChange, row: &Row) -> Vec<String> {
    let ComparedChange::Edited(fields) = change else {
        return Vec::new();
    };
    let fields = fields.iter();
    let others = fields.filter(|field| **field != ComparedField::Source);
    others.map(|field| field.value(row)).collect()
}

/// What the changes amount to. `groups_off` is whether the file's group
/// mapping is turned off with them.
pub fn headline(compared: &SchemaComparison, groups_off: bool) -> String {
    match compared.count() + usize::from(groups_off) {
        0 => "This schema matches your setup.".to_owned(),
        1 => "1 change turns this schema into your setup.".to_owned(),
        count => format!("{count} changes turn this schema into your setup."),
    }
}

/// The changes by kind, in a sentence.
pub fn details(compared: &SchemaComparison, groups_off: bool) -> String {
    let count = |is_kind: fn(&ComparedChange) -> bool| {
        let rows = compared.rows.iter().filter(|row| is_kind(&row.change));
        rows.count()
    };
    let kinds = [
        (count(|one| *one == ComparedChange::Deleted), "deleted"),
        (
            count(|one| matches!(one, ComparedChange::Edited(_))),
            "edited",
        ),
        (count(|one| *one == ComparedChange::Added), "added"),
        (count(|one| *one == ComparedChange::Repaired), "repaired"),
    ];
    let mut parts: Vec<String> = Vec::new();
    for (number, verb) in kinds.into_iter().filter(|(number, _)| *number > 0) {
        parts.push(match (parts.is_empty(), number) {
            (true, 1) => format!("1 mapping {verb}"),
            (true, _) => format!("{number} mappings {verb}"),
            (false, _) => format!("{number} {verb}"),
        });
    }
    let others = [
        (compared.is_reordered, "mapping order changed"),
        (compared.operations_differ(), "operations edited"),
        (groups_off, "group mapping turned off"),
    ];
    let others = others.into_iter().filter(|(on, _)| *on);
    parts.extend(others.map(|(_, text)| text.to_owned()));
    let text = parts.join(", ");
    let mut letters = text.chars();
    match letters.next() {
        None => "Nothing in the file changes.".to_owned(),
        Some(first) => format!(
            "{}{}. Nothing else in the file changes.",
            first.to_uppercase(),
            letters.as_str()
        ),
    }
}

/// The operations that are on, by the portal's words.
pub fn operations(operations: Operations) -> String {
    let words = [
        (operations.create, "Create"),
        (operations.update, "Update"),
        (operations.delete, "Delete"),
    ];
    let on = words.into_iter().filter(|(on, _)| *on);
    let on: Vec<&str> = on.map(|(_, word)| word).collect();
    match on.is_empty() {
        true => "None".to_owned(),
        false => on.join(", "),
    }
}

/// Every change on a line of its own, to be pasted into a ticket.
pub fn change_list(compared: &SchemaComparison, groups_off: bool) -> String {
    let mut lines = vec![headline(compared, groups_off)];
    let changed = compared.rows.iter().filter(|row| row.change.is_change());
    lines.extend(changed.map(line));
    if compared.is_reordered {
        lines.push("- Mapping order: as in the setup".to_owned());
    }
    if compared.operations_differ() {
        let (file, set) = (compared.file_operations, compared.set_operations);
        let (before, after) = (operations(file), operations(set));
        lines.push(format!("- Operations: {before} -> {after}"));
    }
    if groups_off {
        lines.push("- Group mapping: turned off".to_owned());
    }
    lines.push(String::new());
    lines.join("\n")
}

fn line(row: &ComparedRow) -> String {
    let side = |side: &Option<Row>| match side {
        None => "not mapped".to_owned(),
        Some(own) => {
            let source = std::iter::once(source_text(&own.source));
            let all: Vec<String> = source.chain(values(&row.change, own)).collect();
            all.join("; ")
        }
    };
    let (name, what) = (talkdesk::label(&row.target), label(&row.change));
    match row.change {
        ComparedChange::Deleted => format!("- {name}: {what} (was {})", side(&row.file)),
        ComparedChange::Added => format!("- {name}: {what}: {}", side(&row.set)),
        _ => format!(
            "- {name}: {what}: {} -> {}",
            side(&row.file),
            side(&row.set)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::compare;
    use provisioning::mapping::MappingSet;

    fn set(rows: &[(&str, &str)]) -> MappingSet {
        let rows = rows.iter();
        let rows = rows.map(|(target, name)| Row::new(target, Source::Direct((*name).to_owned())));
        MappingSet {
            rows: rows.collect(),
            ..MappingSet::default()
        }
    }

    #[test]
    fn changes_are_counted_and_named() {
        let file = set(&[("userName", "mail"), ("title", "jobTitle"), ("x", "y")]);
        let mut wanted = set(&[("userName", "userPrincipalName"), ("active", "z")]);
        let compared = compare(&file, &wanted);
        assert_eq!(
            headline(&compared, true),
            "5 changes turn this schema into your setup."
        );
        assert_eq!(
            details(&compared, true),
            "2 mappings deleted, 1 edited, 1 added, group mapping turned off. Nothing else in the file changes."
        );
        assert_eq!(
            change_list(&compared, true),
            "5 changes turn this schema into your setup.\n\
             - userName: Source edited: [mail] -> [userPrincipalName]\n\
             - title: Deleted (was [jobTitle])\n\
             - x: Deleted (was [y])\n\
             - active: Added: [z]\n\
             - Group mapping: turned off\n"
        );
        wanted = file.clone();
        wanted.operations.delete = false;
        let compared = compare(&file, &wanted);
        assert_eq!(
            headline(&compared, false),
            "1 change turns this schema into your setup."
        );
        assert_eq!(
            details(&compared, false),
            "Operations edited. Nothing else in the file changes."
        );
        assert!(change_list(&compared, false).contains("Create, Update, Delete -> Create, Update"));
        let same = compare(&file, &file);
        assert_eq!(headline(&same, false), "This schema matches your setup.");
        assert_eq!(details(&same, false), "Nothing in the file changes.");
    }

    #[test]
    fn fields_that_differ_are_named() {
        let file = set(&[("a", "mail")]);
        let mut wanted = file.clone();
        if let Some(row) = wanted.rows.first_mut() {
            row.default_value = Some("x".to_owned());
            row.matching_precedence = Some(1);
        }
        let compared = compare(&file, &wanted);
        let row = &compared.rows[0];
        assert_eq!(label(&row.change), "Default value, matching edited");
        assert_eq!(
            values(&row.change, &wanted.rows[0]),
            ["Default value: x", "Matching precedence: 1"]
        );
        assert_eq!(
            values(&row.change, &file.rows[0]),
            ["No default value", "Not for matching"]
        );
    }
}
