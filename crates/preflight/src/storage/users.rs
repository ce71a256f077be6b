//! What the report keeps of each user: with all tables less than two hundred
//! bytes, as `cargo xtask bench preflight` shows for a million users.

use crate::report::finding_kind::FindingKind;
use crate::report::{SkipReason, UserOutcome};
use crate::users_file::RowPosition;
use crate::values::same;
use provisioning::chunked::{ChunkedVec, TextArena};

/// How many bytes of a display name are held.
const NAME: usize = 60;

/// How many bytes of any other text are held.
const MAX_TEXT: usize = 1000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UserText {
    Upn,
    Name,
    Id,
    UserName,
    ExternalId,
    /// The value that Entra looks the user up by, where that is neither of
    /// the two before.
    Matching,
}

const TEXTS: usize = 6;

#[derive(Debug, Clone, Copy)]
pub(crate) struct UserEntry {
    /// The row in the text of the file.
    pub(crate) start: u64,
    pub(crate) length: u32,
    pub(crate) line: u32,
    pub(crate) bits: u64,
    pub(crate) outcome: UserOutcome,
    pub(crate) skip: Option<SkipReason>,
    /// Whether the user becomes active and was not.
    pub(crate) licence: bool,
    at: [u32; TEXTS],
    bytes: [u16; TEXTS],
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct UserTexts<'t> {
    pub(crate) upn: &'t str,
    pub(crate) name: &'t str,
    pub(crate) id: &'t str,
    pub(crate) user_name: &'t str,
    pub(crate) external_id: &'t str,
    pub(crate) matching: &'t str,
}

#[derive(Debug, Default)]
pub(crate) struct UserTable {
    entries: ChunkedVec<UserEntry>,
    texts: TextArena,
}

impl UserTable {
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(crate) fn bytes(&self) -> usize {
        self.texts.bytes()
    }

    /// All users with their numbers, from one on.
    pub(crate) fn from(&self, user: u32) -> impl Iterator<Item = (u32, &UserEntry)> {
        self.entries.from(user)
    }

    pub(crate) fn get(&self, user: u32) -> Option<&UserEntry> {
        self.entries.get(user)
    }

    pub(crate) fn get_mut(&mut self, user: u32) -> Option<&mut UserEntry> {
        self.entries.get_mut(user)
    }

    pub(crate) fn text(&self, entry: &UserEntry, which: UserText) -> &str {
        let bytes = usize::from(entry.bytes[which as usize]);
        self.texts.get(entry.at[which as usize], bytes)
    }

    /// Puts a user in; the outcome is given later.
    pub(crate) fn push(&mut self, position: RowPosition, texts: UserTexts<'_>) -> u32 {
        let mut entry = UserEntry {
            start: position.start,
            length: position.length,
            line: u32::try_from(position.line).unwrap_or(u32::MAX),
            bits: 0,
            outcome: UserOutcome::Skipped,
            skip: None,
            licence: false,
            at: [0; TEXTS],
            bytes: [0; TEXTS],
        };
        self.put(&mut entry, UserText::Upn, texts.upn, MAX_TEXT);
        self.put(&mut entry, UserText::Name, texts.name, NAME);
        self.put(&mut entry, UserText::Id, texts.id, MAX_TEXT);
        // Most often these two are the same as the ones before.
        self.put_or_share(
            &mut entry,
            UserText::UserName,
            texts.user_name,
            UserText::Upn,
        );
        self.put_or_share(
            &mut entry,
            UserText::ExternalId,
            texts.external_id,
            UserText::Id,
        );
        self.put(&mut entry, UserText::Matching, texts.matching, MAX_TEXT);
        self.entries.push(entry)
    }

    fn put(&mut self, entry: &mut UserEntry, which: UserText, text: &str, most: usize) {
        let text = &text[..text.floor_char_boundary(most)];
        entry.at[which as usize] = self.texts.add(text);
        entry.bytes[which as usize] = u16::try_from(text.len()).unwrap_or(0);
    }

    fn put_or_share(&mut self, entry: &mut UserEntry, which: UserText, text: &str, with: UserText) {
        if same(text, self.text(entry, with)) {
            entry.at[which as usize] = entry.at[with as usize];
            entry.bytes[which as usize] = entry.bytes[with as usize];
        } else {
            self.put(entry, which, text, MAX_TEXT);
        }
    }
}

impl UserEntry {
    pub(crate) fn shares(&self, one: UserText, other: UserText) -> bool {
        let text = |which: UserText| (self.at[which as usize], self.bytes[which as usize]);
        text(one) == text(other)
    }

    pub(crate) fn has(&self, kind: FindingKind) -> bool {
        self.bits & kind.bit() != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_shortened_and_shared() {
        let mut users = UserTable::default();
        let position = RowPosition {
            start: 7,
            length: 3,
            line: 2,
            ragged: false,
        };
        let long = "é".repeat(700);
        let texts = UserTexts {
            upn: "a@x",
            name: &long,
            id: &long,
            user_name: "a@x",
            external_id: "e",
            matching: "",
        };
        let user = users.push(position, texts);
        let entry = users.get(user).unwrap();
        assert_eq!(users.text(entry, UserText::Upn), "a@x");
        assert_eq!(users.text(entry, UserText::Name).len(), NAME);
        assert_eq!(users.text(entry, UserText::Id).len(), MAX_TEXT);
        assert_eq!(users.text(entry, UserText::UserName), "a@x");
        assert_eq!(users.text(entry, UserText::ExternalId), "e");
        assert!(entry.shares(UserText::UserName, UserText::Upn));
        assert!(!entry.shares(UserText::ExternalId, UserText::Id));
    }
}
