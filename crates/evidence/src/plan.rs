//! What a setup plans, as far as evidence is compared with it.

use provisioning::entra::APP_ROLES;
use provisioning::mapping::{MappingSet, Source};
use provisioning::recipe::{self, Recipe, RecipeTableSource};
use provisioning::talkdesk::{ROLES, TEAMS, target};
use setup::Setup;
use setup::tenant_evidence::EntraIds;

/// Which app roles the mappings need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PlannedRoles {
    /// No mapping reads app roles.
    None,
    /// Each of these, by value or display name.
    Named(Vec<String>),
    /// At least one of any name.
    Any,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidencePlan<'a> {
    pub(crate) application: &'a str,
    pub(crate) tenant_url: Option<String>,
    pub(crate) set: &'a MappingSet,
    pub(crate) roles: PlannedRoles,
    /// What is known of the application in Entra.
    pub(crate) ids: EntraIds,
}

impl<'a> EvidencePlan<'a> {
    /// Reads expressions, to know the app roles.
    pub fn of(setup: &'a Setup) -> Self {
        Self {
            application: setup.application(),
            tenant_url: setup.tenant.url(),
            set: &setup.mapping,
            roles: planned_roles(&setup.mapping),
            ids: setup.entra_ids(),
        }
    }
}

fn planned_roles(set: &MappingSet) -> PlannedRoles {
    let mut names: Vec<String> = Vec::new();
    let mut is_used = false;
    for row in [ROLES, TEAMS].into_iter().filter_map(|name| set.row(name)) {
        match &row.source {
            Source::Expression(text) if text.contains(APP_ROLES) => is_used = true,
            _ => continue,
        }
        let read = target(&row.target).map(|target| recipe::recognise(target, Some(row)));
        if let Some(Recipe::Table(table)) = read
            && table.source == RecipeTableSource::AppRole
        {
            for key in table.entries.into_iter().map(|entry| entry.key) {
                if !key.is_empty() && !names.contains(&key) {
                    names.push(key);
                }
            }
        }
    }
    match (is_used, names.is_empty()) {
        (false, _) => PlannedRoles::None,
        (true, false) => PlannedRoles::Named(names),
        (true, true) => PlannedRoles::Any,
    }
}
