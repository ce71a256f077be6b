//! How bad what an input shows is.

use provisioning_log::cause::CauseSeverity;

/// How bad it is, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExplanationSeverity {
    /// Only what it is, or which page takes it.
    Information,
    /// As it should be.
    Good,
    /// It may be intended; look.
    Check,
    /// Nobody knows from this alone.
    Unknown,
    /// Entra tries again, and it usually works.
    Transient,
    /// A user is not provisioned until something is fixed.
    Failure,
    /// A user keeps access that was to end, or no user is provisioned.
    Critical,
}

impl ExplanationSeverity {
    /// Whether nothing has to be fixed.
    pub fn is_all_clear(self) -> bool {
        matches!(self, Self::Good | Self::Information)
    }
}

impl From<CauseSeverity> for ExplanationSeverity {
    fn from(severity: CauseSeverity) -> Self {
        match severity {
            CauseSeverity::Harmless => Self::Good,
            CauseSeverity::Check => Self::Check,
            CauseSeverity::Transient => Self::Transient,
            CauseSeverity::Failure => Self::Failure,
            CauseSeverity::Critical => Self::Critical,
        }
    }
}
