//! Users who share a value by which users are told apart.

use super::finding_kind::Kind;
use super::first_index::Seen;
use super::report::Outcome;
use super::users::{Entry, Text, Users};
use provisioning::talkdesk::{EXTERNAL_ID, USER_NAME};

/// The values that are compared among users.
const COMPARED: [Text; 3] = [Text::UserName, Text::ExternalId, Text::Matching];

/// Values that were seen, of all users before.
#[derive(Debug)]
pub(super) struct Duplicates {
    /// The target that Entra looks users up by.
    matching: String,
    user_names: Seen,
    /// Nothing, as long as everybody's externalId is the objectId: who repeats
    /// that is passed over.
    external_ids: Option<Seen>,
    matching_values: Seen,
}

impl Duplicates {
    /// `matching` is the target that Entra looks users up by.
    pub(super) fn new(matching: &str) -> Self {
        Self {
            matching: matching.to_owned(),
            user_names: Seen::new(Text::UserName),
            external_ids: None,
            matching_values: Seen::new(Text::Matching),
        }
    }

    /// Whether users are looked up by something else than userName and
    /// externalId, so that the value is kept as [`Text::Matching`].
    pub(super) fn by_another(&self) -> bool {
        !matches!(self.matching.as_str(), USER_NAME | EXTERNAL_ID | "")
    }

    /// The finding about users who share a value.
    pub(super) fn kind(&self, which: Text) -> Kind {
        match which {
            Text::ExternalId if self.matching != EXTERNAL_ID => Kind::DuplicateExternalId,
            _ => Kind::Duplicate,
        }
    }

    /// The target of a value.
    pub(super) fn target(&self, which: Text) -> &str {
        match which {
            Text::UserName => USER_NAME,
            Text::ExternalId => EXTERNAL_ID,
            _ => &self.matching,
        }
    }

    /// The values that can be shared.
    pub(super) fn compared() -> [Text; 3] {
        COMPARED
    }

    /// For each value of the last user the earlier user who has it too.
    pub(super) fn of_last(&mut self, users: &Users) -> [(Text, Option<u32>); 3] {
        let last = users.len().saturating_sub(1);
        let last = u32::try_from(last).unwrap_or(u32::MAX);
        let entry = users.get(last).copied();
        COMPARED.map(|which| {
            let other = entry.and_then(|entry| self.first(which, last, &entry, users));
            (which, other)
        })
    }

    fn first(&mut self, which: Text, user: u32, entry: &Entry, users: &Users) -> Option<u32> {
        let value = users.text(entry, which);
        if value.is_empty() {
            return None;
        }
        match which {
            Text::UserName => self.user_names.first(value, user, users),
            Text::Matching => self.matching_values.first(value, user, users),
            _ if self.external_ids.is_none() && entry.shares(which, Text::Id) => None,
            _ => {
                let seen = self
                    .external_ids
                    .get_or_insert_with(|| earlier(user, users));
                seen.first(value, user, users)
            }
        }
    }

    /// The first user who has a value; none if nobody shares such values.
    pub(super) fn find(&self, which: Text, value: &str, users: &Users) -> Option<u32> {
        match which {
            Text::UserName => self.user_names.find(value, users),
            Text::Matching => self.matching_values.find(value, users),
            _ => self.external_ids.as_ref()?.find(value, users),
        }
    }
}

/// The externalIds of all users before one; those of users who are passed over
/// are nobody's.
fn earlier(user: u32, users: &Users) -> Seen {
    let mut seen = Seen::new(Text::ExternalId);
    let before = users.from(0).take_while(|(number, _)| *number < user);
    for (number, entry) in before {
        let value = users.text(entry, Text::ExternalId);
        if entry.outcome != Outcome::Skipped && !value.is_empty() {
            seen.first(value, number, users);
        }
    }
    seen
}
