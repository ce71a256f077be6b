//! The booleans of users: what is neither true nor false is counted.

use super::column_mapping::AttributeNames;
use super::source_row::{CONTRADICTION, SourceRow};
use crate::users_file::UsersFileNote;
use provisioning::entra::{BOOLEAN, ENABLED, SOFT_DELETED};

/// How many different values a note lists.
const MAX_LISTED: usize = 5;

/// How many characters of one.
const MAX_CHARACTERS: usize = 30;

#[derive(Debug)]
struct Boolean {
    name: &'static str,
    position: usize,
    /// How many users have a value that is neither.
    unclear: u64,
    values: Vec<String>,
}

#[derive(Debug)]
pub(crate) struct Booleans {
    known: Vec<Boolean>,
    /// How many users have nothing that says whether they are enabled.
    unsaid: u64,
}

/// What one user's booleans are not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unclear {
    /// Which of them are neither true nor false, as bits.
    neither: u32,
    /// Whether nothing says that the account is enabled or not.
    unsaid: bool,
    /// Whether one of them decides what happens to the user.
    pub(crate) decides: bool,
}

impl Booleans {
    pub(crate) fn new(names: &AttributeNames) -> Self {
        let known = BOOLEAN.into_iter().filter_map(|name| {
            Some(Boolean {
                name,
                position: names.position(name)?,
                unclear: 0,
                values: Vec::new(),
            })
        });
        Self {
            known: known.collect(),
            unsaid: 0,
        }
    }

    /// Which of them are neither. [`SourceRow::fill`] has written the others as
    /// Entra holds them.
    pub(crate) fn unclear(&self, values: &SourceRow) -> Unclear {
        let mut unclear = Unclear {
            neither: 0,
            unsaid: false,
            decides: false,
        };
        for (bit, own) in self.known.iter().enumerate() {
            match values.one(own.position) {
                "" => unclear.unsaid |= own.name == ENABLED,
                "True" | "False" => {}
                _ => {
                    unclear.neither |= 1 << bit;
                    unclear.decides |= [ENABLED, SOFT_DELETED].contains(&own.name);
                }
            }
        }
        unclear
    }

    pub(crate) fn count(&mut self, unclear: Unclear, values: &SourceRow) {
        self.unsaid += u64::from(unclear.unsaid);
        if unclear.neither == 0 {
            return;
        }
        for (bit, own) in self.known.iter_mut().enumerate() {
            if unclear.neither >> bit & 1 == 0 {
                continue;
            }
            let text = values.one(own.position);
            if text.starts_with(CONTRADICTION) {
                // A note of its own names the columns.
                continue;
            }
            own.unclear += 1;
            let text = text.strip_prefix("? ").unwrap_or(text).trim();
            let text: String = text.chars().take(MAX_CHARACTERS).collect();
            if own.values.len() < MAX_LISTED && !own.values.contains(&text) {
                own.values.push(text);
            }
        }
    }

    /// How many users have nothing that says whether they are enabled.
    pub(crate) fn unsaid(&self) -> u64 {
        self.unsaid
    }

    /// What there is to say about those that were neither.
    pub(crate) fn notes(&self) -> impl Iterator<Item = UsersFileNote> {
        let unclear = self.known.iter().filter(|own| own.unclear > 0);
        unclear.map(|own| {
            let (count, values) = (own.unclear, own.values.clone());
            UsersFileNote::UnclearTruth {
                attribute: own.name.to_owned(),
                count,
                values,
            }
        })
    }
}
