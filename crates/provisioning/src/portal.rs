//! A row as the fields of the portal's "Edit Attribute" pane, in its order.
//!
//! Source of the labels: the published guide and
//! <https://learn.microsoft.com/entra/identity/app-provisioning/customize-application-attributes>.

pub mod attribute_names;
pub mod default_mappings;
pub mod mapping_table;
pub mod new_target;
pub mod portal_diff;
pub mod row_group;

use crate::mapping::{MappingSet, Operations, Row};
use crate::portal::attribute_names::URN_BEGIN;
use crate::talkdesk;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub label: &'static str,
    pub value: String,
    /// Whether it is typed, and so worth copying, or chosen from a short list.
    pub typed: bool,
}

fn chosen(label: &'static str, value: impl Into<String>) -> Field {
    Field {
        label,
        value: value.into(),
        typed: false,
    }
}

fn typed(label: &'static str, value: impl Into<String>) -> Field {
    Field {
        typed: true,
        ..chosen(label, value)
    }
}

/// The type of a target that may be added to the portal's attribute list: one
/// of Talkdesk's, or any attribute of an extension, which can only be a text.
pub fn addable(target: &str) -> Option<&'static str> {
    let known = talkdesk::target(target).filter(|known| known.name == target);
    let extension = target.starts_with(URN_BEGIN).then_some("String");
    known.map(|known| known.kind).or(extension)
}

pub fn fields(row: &Row) -> Vec<Field> {
    let mut fields = vec![chosen("Mapping type", row.source.kind())];
    if let Some(label) = row.source.field() {
        fields.push(typed(label, row.source.text()));
    }
    if let Some(default) = &row.default_value {
        fields.push(typed("Default value if null (optional)", default.as_str()));
    }
    fields.push(typed("Target attribute", row.target.as_str()));
    fields.push(chosen(
        "Match objects using this attribute",
        if row.matching_precedence.is_some() {
            "Yes"
        } else {
            "No"
        },
    ));
    if let Some(precedence) = row.matching_precedence {
        fields.push(chosen("Matching precedence", precedence.to_string()));
    }
    fields.push(chosen("Apply this mapping", row.apply.label()));
    fields
}

/// The line to add under "Edit attribute list" before a row with a custom
/// target can be made. The other boxes of that line stay empty.
pub fn custom_attribute(target: &str) -> Option<[Field; 2]> {
    let offered = default_mappings::PORTAL_TARGETS;
    let is_offered = offered.iter().any(|offered| offered.name == target);
    // One of Talkdesk's with other capitals is an error and not to be added.
    let is_misspelled = talkdesk::near(target).is_some_and(|near| near.name != target);
    (!is_offered && !is_misspelled).then(|| [typed("Name", target), chosen("Type", "String")])
}

/// How much of a set is there, for the rail. It reads no expression, so that
/// the first view does not need the expression language.
pub fn summary(set: &MappingSet) -> String {
    let mapped = talkdesk::TARGETS
        .iter()
        .filter(|target| set.maps(target.name));
    format!("{} mapped", mapped.count())
}

pub fn row_text(row: &Row) -> String {
    let lines: Vec<String> = fields(row)
        .into_iter()
        .map(|field| format!("{}: {}", field.label, field.value))
        .collect();
    lines.join("\n")
}

/// The whole set as text: the custom attributes first, since the portal needs
/// them before the rows.
pub fn set_text(set: &MappingSet) -> String {
    let custom = set
        .rows
        .iter()
        .filter_map(|row| custom_attribute(&row.target))
        .map(|[name, kind]| {
            format!(
                "{}: {}\n{}: {}",
                name.label, name.value, kind.label, kind.value
            )
        });
    let mut parts: Vec<String> = custom.collect();
    if !parts.is_empty() {
        parts.insert(0, "# Edit attribute list".to_owned());
    }
    parts.push("# Attribute mappings".to_owned());
    parts.extend(set.rows.iter().map(row_text));
    parts.push(format!("Target Object Actions: {}", ticked(set.operations)));
    parts.join("\n\n")
}

/// The ticked operations in a row: `Create, Update`.
pub fn ticked(operations: Operations) -> String {
    let ticked = [
        ("Create", operations.create),
        ("Update", operations.update),
        ("Delete", operations.delete),
    ];
    let ticked: Vec<&str> = ticked
        .into_iter()
        .filter_map(|(name, on)| on.then_some(name))
        .collect();
    ticked.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapping::{Apply, Source};
    use crate::talkdesk::{ROLES, TEAMS};

    #[test]
    fn the_published_rows_have_the_published_fields() {
        let set = MappingSet::default();
        let text = |target: &str| set.row(target).map(row_text).unwrap_or_default();
        assert_eq!(
            text("userName"),
            "Mapping type: Direct\nSource attribute: userPrincipalName\nTarget attribute: userName\nMatch objects using this attribute: Yes\nMatching precedence: 1\nApply this mapping: Always"
        );
        assert_eq!(
            text("active"),
            "Mapping type: Expression\nExpression: Switch([IsSoftDeleted], , \"False\", \"True\", \"True\", \"False\")\nTarget attribute: active\nMatch objects using this attribute: No\nApply this mapping: Always"
        );
    }

    #[test]
    fn a_constant_with_every_setting_shows_them_all() {
        let row = Row {
            default_value: Some("Agent".to_owned()),
            apply: Apply::OnlyDuringCreation,
            ..Row::new(ROLES, Source::Constant("Sales;Support".to_owned()))
        };
        let typed: Vec<_> = fields(&row)
            .into_iter()
            .filter(|field| field.typed)
            .map(|field| (field.label, field.value))
            .collect();
        assert_eq!(
            typed,
            [
                ("Constant Value", "Sales;Support".to_owned()),
                ("Default value if null (optional)", "Agent".to_owned()),
                ("Target attribute", ROLES.to_owned()),
            ]
        );
    }

    #[test]
    fn the_text_of_a_set_names_custom_attributes_before_the_rows() {
        let mut set = MappingSet::default();
        assert!(!set_text(&set).contains("Edit attribute list"));
        assert_eq!(custom_attribute("ExternalID"), None);
        set.put(Row::new(TEAMS, Source::Constant("Sales".to_owned())));
        let text = set_text(&set);
        assert!(text.starts_with(&format!(
            "# Edit attribute list\n\nName: {TEAMS}\nType: String\n\n# Attribute mappings"
        )));
        assert!(text.ends_with("Target Object Actions: Create, Update, Delete"));
        assert_eq!(text.matches("Mapping type:").count(), 6);
        assert_eq!(summary(&set), "6 mapped");
    }
}
