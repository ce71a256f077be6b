//! The mapping set: rows as the portal's "Edit Attribute" pane knows them.
//!
//! The row is the truth. A recipe is only a way to fill one in, so a row that
//! was written by hand or imported is as good as one from a recipe.

pub mod convert_source;
pub mod matching;

use std::borrow::Cow;

use entra_expression::quote;
use serde::{Deserialize, Serialize};

use crate::talkdesk::{ACTIVE, EXTERNAL_ID, FAMILY_NAME, GIVEN_NAME, ROLES, TEAMS, USER_NAME};

/// Where the value of a target comes from: the portal's "Mapping type".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Source {
    /// The value of one attribute, by its name.
    Direct(String),
    Constant(String),
    Expression(String),
    /// Nothing; Entra leaves the target alone.
    None,
}

impl Source {
    /// The portal's word for the mapping type.
    pub fn kind(&self) -> &'static str {
        match self {
            Source::Direct(_) => "Direct",
            Source::Constant(_) => "Constant",
            Source::Expression(_) => "Expression",
            Source::None => "None",
        }
    }

    /// The portal's label of the field that holds [`Source::text`].
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Source::Direct(_) => Some("Source attribute"),
            Source::Constant(_) => Some("Constant Value"),
            Source::Expression(_) => Some("Expression"),
            Source::None => None,
        }
    }

    pub fn text(&self) -> &str {
        match self {
            Source::Direct(text) | Source::Constant(text) | Source::Expression(text) => text,
            Source::None => "",
        }
    }

    /// The same as an expression, which shows at a glance what it is.
    pub fn as_expression(&self) -> Cow<'_, str> {
        match self {
            Source::Direct(name) => format!("[{name}]").into(),
            Source::Constant(text) => quote(text).into(),
            Source::Expression(text) => text.into(),
            Source::None => "".into(),
        }
    }
}

/// When a mapping is applied: the portal's "Apply this mapping".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Apply {
    #[default]
    Always,
    OnlyDuringCreation,
}

impl Apply {
    pub fn label(self) -> &'static str {
        match self {
            Apply::Always => "Always",
            Apply::OnlyDuringCreation => "Only during object creation",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Row {
    pub target: String,
    pub source: Source,
    /// "Default value if null", which Entra uses on creation only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_value: Option<String>,
    /// "Matching precedence", when Entra finds users by this attribute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matching_precedence: Option<u32>,
    #[serde(default)]
    pub apply: Apply,
}

impl Row {
    /// A row that is always applied, has no default and is no match.
    pub fn new(target: &str, source: Source) -> Self {
        Self {
            target: target.to_owned(),
            source,
            default_value: None,
            matching_precedence: None,
            apply: Apply::Always,
        }
    }
}

/// "Target Object Actions": which operations Entra carries out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operations {
    pub create: bool,
    pub update: bool,
    pub delete: bool,
}

impl Default for Operations {
    fn default() -> Self {
        Self {
            create: true,
            update: true,
            delete: true,
        }
    }
}

/// All rows of the user mapping, in the order of the portal's table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MappingSet {
    pub rows: Vec<Row>,
    #[serde(default)]
    pub operations: Operations,
}

/// The published expression for `active`; the portal's own default as well.
pub const ACTIVE_EXPRESSION: &str =
    r#"Switch([IsSoftDeleted], , "False", "True", "True", "False")"#;

/// The published source of `externalId`.
pub const EXTERNAL_ID_SOURCE: &str = "objectId";

/// The published expression for a role that comes from an app role.
pub const APP_ROLE_EXPRESSION: &str = "SingleAppRoleAssignment([appRoleAssignments])";

impl Default for MappingSet {
    /// What Talkdesk's guide sets up for every account: the mandatory
    /// attributes, `active` and `externalId`; roles and teams are a choice.
    fn default() -> Self {
        let direct =
            |target: &str, attribute: &str| Row::new(target, Source::Direct(attribute.to_owned()));
        Self {
            rows: vec![
                Row {
                    matching_precedence: Some(1),
                    ..direct(USER_NAME, "userPrincipalName")
                },
                Row::new(ACTIVE, Source::Expression(ACTIVE_EXPRESSION.to_owned())),
                direct(GIVEN_NAME, "givenName"),
                direct(FAMILY_NAME, "surname"),
                direct(EXTERNAL_ID, EXTERNAL_ID_SOURCE),
            ],
            operations: Operations::default(),
        }
    }
}

impl MappingSet {
    pub fn row(&self, target: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.target == target)
    }

    pub fn maps(&self, target: &str) -> bool {
        self.row(target)
            .is_some_and(|row| row.source != Source::None)
    }

    /// The targets by which Entra finds users, each once, in order of their
    /// matching precedence.
    pub fn matching_targets(&self) -> Vec<&str> {
        let mut found: Vec<(u32, &str)> = Vec::new();
        for row in &self.rows {
            let target = row.target.trim();
            let Some(precedence) = row.matching_precedence.filter(|_| !target.is_empty()) else {
                continue;
            };
            let at = found.partition_point(|(before, _)| *before <= precedence);
            found.insert(at, (precedence, target));
        }
        let mut targets: Vec<&str> = Vec::new();
        for (_, target) in found {
            if !targets.contains(&target) {
                targets.push(target);
            }
        }
        targets
    }

    /// Whether the two custom attributes are needed at all.
    pub fn maps_roles_or_teams(&self) -> bool {
        self.maps(ROLES) || self.maps(TEAMS)
    }

    /// Puts a row instead of the one for the same target, or at the end.
    pub fn put(&mut self, row: Row) {
        match self.rows.iter_mut().find(|old| old.target == row.target) {
            Some(old) => *old = row,
            None => self.rows.push(row),
        }
    }

    /// Puts a row before the one at an index, or at the end.
    pub fn insert(&mut self, index: usize, row: Row) {
        self.rows.insert(index.min(self.rows.len()), row);
    }

    /// Moves a row one step up or down. Returns its new index, or nothing when
    /// it cannot go there.
    pub fn shift(&mut self, index: usize, up: bool) -> Option<usize> {
        let to = if up { index.checked_sub(1)? } else { index + 1 };
        if index.max(to) >= self.rows.len() {
            return None;
        }
        self.rows.swap(index, to);
        Some(to)
    }

    /// Takes the row of a target away and hands it back.
    pub fn remove(&mut self, target: &str) -> Option<Row> {
        let index = self.rows.iter().position(|row| row.target == target)?;
        Some(self.rows.remove(index))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_maps_what_talkdesk_demands_and_matches_by_one_attribute() {
        let set = MappingSet::default();
        for target in ["userName", "name.givenName", "name.familyName", "active"] {
            assert!(set.maps(target), "{target}");
        }
        assert!(!set.maps_roles_or_teams());
        let matching: Vec<_> = set
            .rows
            .iter()
            .filter(|row| row.matching_precedence.is_some())
            .collect();
        assert_eq!(matching.len(), 1);
    }

    #[test]
    fn putting_keeps_the_place_of_a_known_target() {
        let mut set = MappingSet::default();
        set.put(Row::new("active", Source::Constant("True".to_owned())));
        assert_eq!(set.rows[1].source, Source::Constant("True".to_owned()));
        assert_eq!(set.rows.len(), 5);
        set.put(Row::new(ROLES, Source::Constant("Agent".to_owned())));
        assert_eq!(set.rows.len(), 6);
        assert!(set.remove(ROLES).is_some());
        assert_eq!(set.rows.len(), 5);
    }

    #[test]
    fn rows_move_one_step_within_the_table() {
        let targets = |set: &MappingSet| {
            let names = set.rows.iter().map(|row| row.target.clone());
            names.collect::<Vec<_>>()
        };
        let mut set = MappingSet::default();
        let before = targets(&set);
        for (index, up, to) in [
            (0, true, None),
            (4, false, None),
            (9, true, None),
            (9, false, None),
            (1, true, Some(0)),
            (0, false, Some(1)),
        ] {
            assert_eq!(set.shift(index, up), to, "{index} {up}");
        }
        assert_eq!(targets(&set), before);
        set.insert(99, Row::new("title", Source::None));
        set.insert(0, Row::new("nickName", Source::None));
        assert_eq!(set.rows[0].target, "nickName");
        assert_eq!(set.rows[6].target, "title");
    }
}
