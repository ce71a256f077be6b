//! Users who share a value by which users are reported apart.

use crate::report::UserOutcome;
use crate::report::finding_kind::FindingKind;
use crate::storage::first_index::FirstIndex;
use crate::storage::users::{UserEntry, UserTable, UserText};
use provisioning::talkdesk::{EXTERNAL_ID, USER_NAME};

pub(crate) const COMPARED: [UserText; 3] =
    [UserText::UserName, UserText::ExternalId, UserText::Matching];

/// Values that were seen, of all users before.
#[derive(Debug)]
pub(crate) struct Duplicates {
    matching: String,
    user_names: FirstIndex,
    /// Nothing, as long as everybody's externalId is the objectId: who repeats
    /// that is passed over.
    external_ids: Option<FirstIndex>,
    matching_values: FirstIndex,
}

impl Duplicates {
    /// `matching` is the target that Entra looks users up by.
    pub(crate) fn new(matching: &str) -> Self {
        Self {
            matching: matching.to_owned(),
            user_names: FirstIndex::new(UserText::UserName),
            external_ids: None,
            matching_values: FirstIndex::new(UserText::Matching),
        }
    }

    /// Whether users are looked up by something else than userName and
    /// externalId, so that the value is held as [`UserText::Matching`].
    pub(crate) fn by_another(&self) -> bool {
        !matches!(self.matching.as_str(), USER_NAME | EXTERNAL_ID | "")
    }

    pub(crate) fn kind(&self, which: UserText) -> FindingKind {
        match which {
            UserText::ExternalId if self.matching != EXTERNAL_ID => {
                FindingKind::DuplicateExternalId
            }
            _ => FindingKind::Duplicate,
        }
    }

    pub(crate) fn target(&self, which: UserText) -> &str {
        match which {
            UserText::UserName => USER_NAME,
            UserText::ExternalId => EXTERNAL_ID,
            _ => &self.matching,
        }
    }

    /// For each value of the last user the earlier user who has it too.
    pub(crate) fn of_last(&mut self, users: &UserTable) -> [(UserText, Option<u32>); 3] {
        let last = users.len().saturating_sub(1);
        let last = u32::try_from(last).unwrap_or(u32::MAX);
        let entry = users.get(last).copied();
        COMPARED.map(|which| {
            let other = entry.and_then(|entry| self.first(which, last, &entry, users));
            (which, other)
        })
    }

    fn first(
        &mut self,
        which: UserText,
        user: u32,
        entry: &UserEntry,
        users: &UserTable,
    ) -> Option<u32> {
        let value = users.text(entry, which);
        if value.is_empty() {
            return None;
        }
        match which {
            UserText::UserName => self.user_names.first(value, user, users),
            UserText::Matching => self.matching_values.first(value, user, users),
            _ if self.external_ids.is_none() && entry.shares(which, UserText::Id) => None,
            _ => {
                let seen = self
                    .external_ids
                    .get_or_insert_with(|| earlier(user, users));
                seen.first(value, user, users)
            }
        }
    }

    /// The first user who has a value; none if nobody shares such values.
    pub(crate) fn find(&self, which: UserText, value: &str, users: &UserTable) -> Option<u32> {
        match which {
            UserText::UserName => self.user_names.find(value, users),
            UserText::Matching => self.matching_values.find(value, users),
            _ => self.external_ids.as_ref()?.find(value, users),
        }
    }
}

/// The externalIds of all users before one; those of users who are passed over
/// are nobody's.
fn earlier(user: u32, users: &UserTable) -> FirstIndex {
    let mut seen = FirstIndex::new(UserText::ExternalId);
    let before = users.from(0).take_while(|(number, _)| *number < user);
    for (number, entry) in before {
        let value = users.text(entry, UserText::ExternalId);
        if entry.outcome != UserOutcome::Skipped && !value.is_empty() {
            seen.first(value, number, users);
        }
    }
    seen
}
