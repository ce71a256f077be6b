//! What a setup plans, as far as evidence is compared with it.

use provisioning::entra::APP_ROLES;
use provisioning::mapping::{MappingSet, Row, Source};
use provisioning::recipe::{self, Recipe, RecipeTableSource};
use provisioning::talkdesk::{ROLES, TEAMS, target};
use serde::{Deserialize, Serialize};
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

/// What a setup plans. It crosses to the worker, which reads responses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidencePlan {
    pub(crate) application: String,
    pub(crate) tenant_url: Option<String>,
    pub(crate) set: MappingSet,
    /// What is known of the application in Entra.
    pub(crate) ids: EntraIds,
    /// Whether the page itself sent the request, with these ids.
    pub(crate) is_sent_here: bool,
}

impl EvidencePlan {
    /// Reads no expression.
    pub fn of(setup: &Setup) -> Self {
        Self {
            application: setup.application().to_owned(),
            tenant_url: setup.tenant.url(),
            set: setup.mapping.clone(),
            ids: setup.entra_ids(),
            is_sent_here: false,
        }
    }

    /// For a response to a request that the page itself sent for this setup.
    pub fn sent_here(self) -> Self {
        Self {
            is_sent_here: true,
            ..self
        }
    }

    /// The mappings that read app roles, found without reading an expression.
    fn rows_with_app_roles(&self) -> impl Iterator<Item = &Row> {
        let rows = [ROLES, TEAMS].into_iter();
        rows.filter_map(|name| self.set.row(name)).filter(
            |row| matches!(&row.source, Source::Expression(text) if text.contains(APP_ROLES)),
        )
    }

    pub(crate) fn uses_app_roles(&self) -> bool {
        self.rows_with_app_roles().next().is_some()
    }

    /// The app roles that the mappings name.
    pub(crate) fn roles(&self) -> PlannedRoles {
        let mut names: Vec<String> = Vec::new();
        for row in self.rows_with_app_roles() {
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
        match (self.uses_app_roles(), names.is_empty()) {
            (false, _) => PlannedRoles::None,
            (true, false) => PlannedRoles::Named(names),
            (true, true) => PlannedRoles::Any,
        }
    }
}
