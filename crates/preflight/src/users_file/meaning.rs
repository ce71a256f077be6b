//! What the values of a column say about the attribute that it is taken for.

pub(crate) mod boolean_words;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use boolean_words::{Word, word};
use provisioning::entra::{BOOLEAN, ENABLED, SOFT_DELETED};

/// The bit of `userAccountControl` that disables an account. Source:
/// Microsoft's list of its flags, `ACCOUNTDISABLE`.
const ACCOUNT_DISABLE: u64 = 2;

/// What people and programs write for no time.
const NO_TIME: [&str; 7] = ["-", "n/a", "na", "null", "none", "never", "nil"];

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
                    "neither: the column holds numbers (userAccountControl)",
                ),
            ],
            SOFT_DELETED => &[
                (Meaning::SameAsAttribute, "deleted or to be deactivated"),
                (Meaning::Inverted, "not deleted"),
                (
                    Meaning::DeletionTime,
                    "neither: a time means deleted, an empty cell means not deleted",
                ),
            ],
            name if BOOLEAN.contains(&name) => &[
                (Meaning::SameAsAttribute, "True in Entra too"),
                (Meaning::Inverted, "False in Entra"),
            ],
            _ => &[],
        }
    }

    /// What a cell that is not empty says: `Ok` with the value as Entra holds
    /// it, `Err` with a text that no rule explains.
    pub(crate) fn read<'t>(
        self,
        attribute: &str,
        text: &'t str,
    ) -> Result<&'static str, Cow<'t, str>> {
        let value = match self {
            Meaning::SameAsAttribute => match text {
                "True" => Some(true),
                "False" => Some(false),
                _ => boolean(attribute, text, false),
            },
            Meaning::Inverted => boolean(attribute, text, true),
            Meaning::AccountControl => control(text),
            Meaning::DeletionTime => deletion(text),
            Meaning::Unknown => None,
        };
        match value {
            Some(true) => Ok("True"),
            Some(false) => Ok("False"),
            // A word that was not explained must not be read as another one.
            None if self == Meaning::SameAsAttribute => Err(Cow::Borrowed(text)),
            None => Err(Cow::Owned(format!("? {text}"))),
        }
    }
}

fn boolean(attribute: &str, text: &str, inverted: bool) -> Option<bool> {
    match word(text)? {
        Word::Truth(value) => Some(value != inverted),
        // Of a block that is enabled nobody knows whether the account is.
        Word::Switch(_) if inverted => None,
        Word::Switch(value) => Some(value),
        Word::Account(value) => (attribute == ENABLED).then_some(value),
    }
}

fn control(text: &str) -> Option<bool> {
    let text = text.trim();
    let number = match text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        Some(digits) => u64::from_str_radix(digits, 16).ok()?,
        None => text.parse().ok()?,
    };
    Some(number & ACCOUNT_DISABLE == 0)
}

/// Whether a text means deleted: a time does, and so does a word for true.
fn deletion(text: &str) -> Option<bool> {
    let text = text.trim();
    if let Some(Word::Truth(value)) = word(text) {
        return Some(value);
    }
    if NO_TIME.contains(&text.to_lowercase().as_str()) {
        return Some(false);
    }
    // The year says whether it is a time: .NET and Windows write the first
    // one they know for none.
    let digits = text.split(|c: char| !c.is_ascii_digit());
    let years = digits.filter(|part| part.len() == 4 || part.len() == 14);
    let mut years = years.filter_map(|part| part.get(..4)?.parse::<u32>().ok());
    match years.next() {
        Some(1 | 1601) => Some(false),
        // The first day of spreadsheets, with or without a time of midnight.
        Some(1900) if is_first_day(text) => Some(false),
        Some(1900..) => Some(true),
        _ => None,
    }
}

/// Whether a text is January 1, 1900, which databases and spreadsheets write
/// for no time.
fn is_first_day(text: &str) -> bool {
    let date = text.split([' ', 'T']).next().unwrap_or_default();
    let parts: Option<Vec<u32>> = date
        .split(['/', '-', '.'])
        .map(|part| part.parse().ok())
        .collect();
    matches!(parts.as_deref(), Some([1, 1, 1900] | [1900, 1, 1]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use provisioning::entra::SOFT_DELETED;

    #[test]
    fn values_are_read_by_the_meaning_of_their_column() {
        use Meaning::{AccountControl, DeletionTime, Inverted, SameAsAttribute, Unknown};
        // userAccountControl: Microsoft's table of property flags, where 512
        // is an ordinary account, 514 the same disabled, 66050 disabled with a
        // password that does not expire.
        for (meaning, attribute, text, expected) in [
            (SameAsAttribute, ENABLED, "True", Some("True")),
            (SameAsAttribute, ENABLED, "Inactive", Some("False")),
            (SameAsAttribute, ENABLED, "Blocked", Some("False")),
            (SameAsAttribute, ENABLED, "SUSPENDED", Some("False")),
            (SameAsAttribute, ENABLED, "STAGED", None),
            (SameAsAttribute, "dirSyncEnabled", "Blocked", None),
            (SameAsAttribute, "dirSyncEnabled", "Disabled", Some("False")),
            (Inverted, ENABLED, "True", Some("False")),
            (Inverted, ENABLED, "no", Some("True")),
            (Inverted, ENABLED, "Blocked", Some("False")),
            (Inverted, ENABLED, "Allowed", Some("True")),
            (Inverted, ENABLED, "Enabled", None),
            (Inverted, ENABLED, "Disabled", None),
            (Inverted, ENABLED, "perhaps", None),
            (AccountControl, ENABLED, "512", Some("True")),
            (AccountControl, ENABLED, " 514 ", Some("False")),
            (AccountControl, ENABLED, "66050", Some("False")),
            (AccountControl, ENABLED, "0x202", Some("False")),
            (AccountControl, ENABLED, "NormalAccount", None),
            (Unknown, ENABLED, "True", None),
            (
                DeletionTime,
                SOFT_DELETED,
                "2024-03-01T10:00:00Z",
                Some("True"),
            ),
            (
                DeletionTime,
                SOFT_DELETED,
                "3/1/2024 10:00:00 AM",
                Some("True"),
            ),
            (
                DeletionTime,
                SOFT_DELETED,
                "20240301100000.0Z",
                Some("True"),
            ),
            (
                DeletionTime,
                SOFT_DELETED,
                "1/1/0001 12:00:00 AM",
                Some("False"),
            ),
            (DeletionTime, SOFT_DELETED, "1601-01-01", Some("False")),
            (DeletionTime, SOFT_DELETED, "False", Some("False")),
            (DeletionTime, SOFT_DELETED, "Yes", Some("True")),
            (DeletionTime, SOFT_DELETED, "N/A", Some("False")),
            (DeletionTime, SOFT_DELETED, "01/01/1900", Some("False")),
            (
                DeletionTime,
                SOFT_DELETED,
                "1900-01-01T00:00:00Z",
                Some("False"),
            ),
            (DeletionTime, SOFT_DELETED, "02/01/1900", Some("True")),
            (DeletionTime, SOFT_DELETED, "soon", None),
        ] {
            let read = meaning.read(attribute, text);
            assert_eq!(read.ok(), expected, "{meaning:?} {attribute} {text}");
        }
        let unread = Meaning::Inverted.read(ENABLED, "Enabled");
        assert_eq!(unread, Err("? Enabled".into()));
    }
}
