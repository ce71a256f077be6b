//! The groups of the mapping table.

use crate::talkdesk::{ROLES, Requirement, TARGETS, TEAMS};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowGroup {
    Required,
    Recommended,
    RolesAndTeams,
    /// Attributes that Talkdesk doesn't list.
    Custom,
}

impl RowGroup {
    pub fn of(target: &str) -> Self {
        let known = TARGETS.iter().find(|known| known.name == target);
        match known.map(|known| (known.name, known.requirement)) {
            None => Self::Custom,
            Some((ROLES | TEAMS, _)) => Self::RolesAndTeams,
            Some((_, Requirement::Mandatory)) => Self::Required,
            Some(_) => Self::Recommended,
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            Self::Required => "Required",
            Self::Recommended => "Recommended",
            Self::RolesAndTeams => "Roles and teams",
            Self::Custom => "Custom",
        }
    }
}
