//! The error codes of Entra's provisioning log and of its Test connection,
//! and what each means where Talkdesk is the target.
//!
//! What a code means is Microsoft's; cause and remedy are our reading of it
//! together with what Talkdesk documents. [`table`] has the rows.

pub mod log;
pub mod search;
mod table;

use provisioning::entra::links::{LOG_CODES, QUARANTINE};

pub use table::PROVISIONING_CODES;

/// Who has to do something about a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// The admin; it does not go away by itself.
    Mend,
    /// Nobody at first: Entra tries again by itself.
    Wait,
    /// Nobody: it is no error.
    Know,
}

/// Where it is written what a code means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Microsoft's table of codes.
    LogCodes,
    /// Microsoft's page on quarantine.
    Quarantine,
    /// Nowhere by Microsoft; administrators report it.
    Reported,
}

impl Origin {
    /// What it is called.
    pub fn title(self) -> &'static str {
        match self {
            Origin::LogCodes => "Microsoft: error codes of the provisioning log",
            Origin::Quarantine => "Microsoft: provisioning in quarantine",
            Origin::Reported => "Not documented by Microsoft; administrators report it",
        }
    }

    /// Its address, if it is a page.
    pub fn url(self) -> Option<&'static str> {
        match self {
            Origin::LogCodes => Some(LOG_CODES),
            Origin::Quarantine => Some(QUARANTINE),
            Origin::Reported => None,
        }
    }
}

/// One code, or several that mean the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProvisioningCode {
    /// As the log spells it, the usual one first. The log may put a name
    /// before it, as in `ContosoEntryConflict`.
    pub codes: &'static [&'static str],
    /// Sentences by which it is known where no code is shown.
    pub said: &'static [&'static str],
    /// Who has to do something.
    pub act: Act,
    /// What it means, as a headline.
    pub means: &'static str,
    /// Why it comes with Talkdesk.
    pub cause: &'static str,
    /// What to do.
    pub remedy: &'static str,
    /// Where its meaning is written.
    pub origin: Origin,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_found_and_says_what_to_do() {
        let mut all: Vec<&str> = Vec::new();
        for row in &PROVISIONING_CODES {
            assert!(!row.codes.is_empty() || !row.said.is_empty());
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
