//! The error codes of Entra's provisioning log and of its Test connection, and what
//! each means where Talkdesk is the target.
//!
//! The meaning is Microsoft's; cause and remedy come from it and from Talkdesk's
//! documentation.

pub mod log;
pub mod search;
mod table;

use provisioning::entra::links::{LOG_CODES, QUARANTINE};

pub use table::PROVISIONING_CODES;

/// What the admin has to do about a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeAction {
    /// Correct something; the error does not go away by itself.
    Fix,
    /// Nothing at first: Entra retries.
    Wait,
    /// It is not an error.
    Nothing,
}

/// Who documents what a code means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeSource {
    LogCodes,
    Quarantine,
    /// Administrators, but not Microsoft.
    Reported,
}

impl CodeSource {
    pub fn title(self) -> &'static str {
        match self {
            CodeSource::LogCodes => "Microsoft: error codes of the provisioning log",
            CodeSource::Quarantine => "Microsoft: provisioning in quarantine",
            CodeSource::Reported => "Not documented by Microsoft; reported by admins",
        }
    }

    pub fn url(self) -> Option<&'static str> {
        match self {
            CodeSource::LogCodes => Some(LOG_CODES),
            CodeSource::Quarantine => Some(QUARANTINE),
            CodeSource::Reported => None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProvisioningCode {
    /// Codes of the same meaning as the log spells them, the usual one first. The
    /// log may put a name before one, as in `ContosoEntryConflict`.
    pub codes: &'static [&'static str],
    /// Sentences that are shown instead of the code.
    pub sentences: &'static [&'static str],
    pub action: CodeAction,
    /// A headline.
    pub means: &'static str,
    /// Why it occurs with Talkdesk.
    pub cause: &'static str,
    pub remedy: &'static str,
    pub source: CodeSource,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_complete() {
        let mut all: Vec<&str> = Vec::new();
        for row in &PROVISIONING_CODES {
            assert!(!row.codes.is_empty() || !row.sentences.is_empty());
            for text in [row.means, row.cause, row.remedy] {
                assert!(!text.is_empty(), "{:?}", row.codes);
            }
            assert!(row.cause.ends_with('.') && row.remedy.ends_with('.'));
            all.extend(row.codes);
        }
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count, "each code has one meaning");
    }
}
