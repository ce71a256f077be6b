//! What the guide is made from.

use provisioning::diagnostics::MappingDiagnostic;
use provisioning::mapping::{MappingSet, Row};
use provisioning::portal::portal_diff::{self, RowDiff};
use provisioning::set_status;
use provisioning::set_status::set_evaluation::SetEvaluation;
use setup::Setup;

/// What is known of the setup's mappings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum MappingCheck {
    /// Nobody has looked yet.
    #[default]
    NotChecked,
    Checking,
    /// The check itself failed; why.
    Failed(String),
    /// Errors that must be fixed before anything is changed in the portal.
    Blocked(Vec<MappingDiagnostic>),
    Passed,
}

impl MappingCheck {
    /// Reads expressions, so only a page that has the expression language calls
    /// it.
    pub fn of(set: &MappingSet, evaluation: &SetEvaluation) -> Self {
        let mut errors = set_status::findings(set, evaluation);
        errors.retain(MappingDiagnostic::is_error);
        if !errors.is_empty() {
            Self::Blocked(errors)
        } else if let Some(why) = evaluation.failure() {
            Self::Failed(why.to_owned())
        } else if evaluation.is_complete() {
            Self::Passed
        } else {
            Self::Checking
        }
    }

    /// What keeps the mappings from being entered in the portal.
    pub fn errors(&self) -> &[MappingDiagnostic] {
        match self {
            Self::Blocked(errors) => errors,
            _ => &[],
        }
    }

    /// How many attributes have errors.
    pub fn targets_with_errors(&self) -> usize {
        let mut targets: Vec<&str> = Vec::new();
        for error in self.errors() {
            if !targets.contains(&error.target.as_str()) {
                targets.push(&error.target);
            }
        }
        targets.len()
    }

    /// The same in a sentence; nothing without errors.
    pub fn blocked_message(&self) -> Option<String> {
        match self.targets_with_errors() {
            0 => None,
            1 => Some("1 mapping has an error".to_owned()),
            count => Some(format!("{count} mappings have errors")),
        }
    }
}

/// What the guide is made from. Nothing in it is copied.
#[derive(Debug, Clone, Copy)]
pub struct GuideInput<'a> {
    pub setup: &'a Setup,
    pub mappings: &'a MappingCheck,
    /// The mapping table in the portal, if a schema file was read. Otherwise it
    /// is that of a new application.
    pub portal_rows: Option<&'a [Row]>,
}

impl<'a> GuideInput<'a> {
    pub fn new(setup: &'a Setup, mappings: &'a MappingCheck) -> Self {
        Self {
            setup,
            mappings,
            portal_rows: None,
        }
    }

    /// What has to change in the portal, row by row. Reads no expression.
    pub fn changes(&self) -> Vec<RowDiff> {
        match self.portal_rows {
            Some(rows) => portal_diff::written_diffs(rows, &self.setup.mapping),
            None => portal_diff::written_diffs(&portal_diff::untouched(), &self.setup.mapping),
        }
    }

    /// The targets in the portal that the setup does not have, in the portal's
    /// order. Reads no expression.
    pub fn deleted_targets(&self) -> Vec<String> {
        let set = &self.setup.mapping;
        let rows = match self.portal_rows {
            Some(rows) => rows.to_vec(),
            None => portal_diff::untouched(),
        };
        let targets = rows.into_iter().map(|row| row.target);
        targets.filter(|target| set.row(target).is_none()).collect()
    }
}
