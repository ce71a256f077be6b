//! What the values of a column say about the attribute that it is taken for.

pub(crate) mod boolean_words;
mod reading;

use serde::{Deserialize, Serialize};

use provisioning::entra::{BOOLEAN, ENABLED, SOFT_DELETED};

/// How the values of a column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
pub enum Meaning {
    #[default]
    SameAsAttribute,
    /// True stands for False: the column says who is blocked.
    Inverted,
    /// The number `userAccountControl` of Active Directory, of which bit 2
    /// disables the account.
    AccountControl,
    /// The time of a deletion. A value means deleted, none means not.
    DeletionTime,
    /// Nobody has said whether True stands for True.
    Unknown,
}

impl Meaning {
    /// The meanings that an attribute can have, for somebody to choose; none
    /// for an attribute whose values are used as they stand.
    pub fn choices(attribute: &str) -> &'static [(Meaning, &'static str)] {
        match attribute {
            ENABLED => &[
                (Meaning::SameAsAttribute, "enabled"),
                (Meaning::Inverted, "disabled (blocked)"),
                (
                    Meaning::AccountControl,
                    "not there: the column holds numbers (userAccountControl)",
                ),
            ],
            SOFT_DELETED => &[
                (Meaning::SameAsAttribute, "deleted or to be deactivated"),
                (Meaning::Inverted, "not deleted"),
                (
                    Meaning::DeletionTime,
                    "not there: a time means deleted, an empty cell not",
                ),
            ],
            name if BOOLEAN.contains(&name) => &[
                (Meaning::SameAsAttribute, "True in Entra too"),
                (Meaning::Inverted, "False in Entra"),
            ],
            _ => &[],
        }
    }
}
