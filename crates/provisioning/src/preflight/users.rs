//! What the report keeps of each user: about a hundred bytes.

use super::kind::Kind;
use super::report::{Outcome, Skip};
use super::value::same_folded;
use crate::users_file::Place;

/// How many bytes of a display name are kept.
const NAME: usize = 60;

/// How many bytes of any other text are kept.
const LONGEST: usize = 1000;

/// The texts that are kept of a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Text {
    Upn,
    Name,
    Id,
    UserName,
    ExternalId,
}

const TEXTS: usize = 5;

/// A user, but for its texts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    /// The row in the text of the file.
    pub(super) start: u64,
    pub(super) length: u32,
    pub(super) line: u32,
    /// The findings.
    pub(super) bits: u64,
    pub(super) outcome: Outcome,
    pub(super) skip: Option<Skip>,
    /// Whether the user becomes active and was not.
    pub(super) licence: bool,
    at: [u32; TEXTS],
    bytes: [u16; TEXTS],
}

/// The texts of a user that is put in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Texts<'t> {
    pub(super) upn: &'t str,
    pub(super) name: &'t str,
    pub(super) id: &'t str,
    pub(super) user_name: &'t str,
    pub(super) external_id: &'t str,
}

/// All users.
#[derive(Debug, Default)]
pub(super) struct Users {
    entries: Vec<Entry>,
    texts: String,
}

impl Users {
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub(super) fn get(&self, user: u32) -> Option<&Entry> {
        self.entries.get(user as usize)
    }

    pub(super) fn get_mut(&mut self, user: u32) -> Option<&mut Entry> {
        self.entries.get_mut(user as usize)
    }

    pub(super) fn text(&self, entry: &Entry, which: Text) -> &str {
        let at = entry.at[which as usize] as usize;
        let bytes = usize::from(entry.bytes[which as usize]);
        self.texts.get(at..at + bytes).unwrap_or_default()
    }

    /// Puts a user in; the outcome is given later.
    pub(super) fn push(&mut self, place: Place, texts: Texts<'_>) -> u32 {
        let user = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        let mut entry = Entry {
            start: place.start,
            length: place.length,
            line: u32::try_from(place.line).unwrap_or(u32::MAX),
            bits: 0,
            outcome: Outcome::Skipped,
            skip: None,
            licence: false,
            at: [0; TEXTS],
            bytes: [0; TEXTS],
        };
        self.put(&mut entry, Text::Upn, texts.upn, LONGEST);
        self.put(&mut entry, Text::Name, texts.name, NAME);
        self.put(&mut entry, Text::Id, texts.id, LONGEST);
        // Most often these two are the same as the ones before.
        self.put_or_share(&mut entry, Text::UserName, texts.user_name, Text::Upn);
        self.put_or_share(&mut entry, Text::ExternalId, texts.external_id, Text::Id);
        self.entries.push(entry);
        user
    }

    fn put(&mut self, entry: &mut Entry, which: Text, text: &str, most: usize) {
        let text = &text[..text.floor_char_boundary(most)];
        entry.at[which as usize] = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        entry.bytes[which as usize] = u16::try_from(text.len()).unwrap_or(0);
        self.texts.push_str(text);
    }

    fn put_or_share(&mut self, entry: &mut Entry, which: Text, text: &str, with: Text) {
        if text == self.text(entry, with) {
            entry.at[which as usize] = entry.at[with as usize];
            entry.bytes[which as usize] = entry.bytes[with as usize];
        } else {
            self.put(entry, which, text, LONGEST);
        }
    }
}

/// Where values were seen first: hashes decide, and the texts themselves when
/// the hashes agree.
#[derive(Debug)]
pub(super) struct Seen {
    which: Text,
    /// Pairs of a part of the hash and the user's number plus one.
    slots: Vec<(u32, u32)>,
    used: usize,
}

impl Seen {
    pub(super) fn new(which: Text) -> Self {
        Self {
            which,
            slots: vec![(0, 0); 1 << 10],
            used: 0,
        }
    }

    /// The user who has this value already, whatever the case; if there is
    /// none, `user` has it from now on.
    pub(super) fn first(&mut self, value: &str, user: u32, users: &Users) -> Option<u32> {
        let hash = hash_folded(value);
        // Twice the room of what is in it keeps the search short.
        if self.used * 2 >= self.slots.len() {
            self.grow(users);
        }
        let mask = self.slots.len() - 1;
        let (mut at, tag) = place(hash, mask);
        loop {
            match self.slots.get_mut(at) {
                Some(slot) if slot.1 == 0 => {
                    *slot = (tag, user + 1);
                    self.used += 1;
                    return None;
                }
                Some(slot) if slot.0 == tag => {
                    let other = slot.1 - 1;
                    let entry = users.get(other)?;
                    if same_folded(users.text(entry, self.which), value) {
                        return Some(other);
                    }
                }
                _ => {}
            }
            at = (at + 1) & mask;
        }
    }

    /// The user who had this value first.
    pub(super) fn find(&self, value: &str, users: &Users) -> Option<u32> {
        let mask = self.slots.len() - 1;
        let (mut at, tag) = place(hash_folded(value), mask);
        loop {
            let (own, user) = *self.slots.get(at)?;
            let other = user.checked_sub(1)?;
            if own == tag && same_folded(users.text(users.get(other)?, self.which), value) {
                return Some(other);
            }
            at = (at + 1) & mask;
        }
    }

    fn grow(&mut self, users: &Users) {
        let size = self.slots.len() * 2;
        let old = std::mem::replace(&mut self.slots, vec![(0, 0); size]);
        let mask = size - 1;
        for (_, user) in old.into_iter().filter(|slot| slot.1 > 0) {
            let Some(entry) = users.get(user - 1) else {
                continue;
            };
            let (mut at, tag) = place(hash_folded(users.text(entry, self.which)), mask);
            while self.slots.get(at).is_some_and(|slot| slot.1 > 0) {
                at = (at + 1) & mask;
            }
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = (tag, user);
            }
        }
    }
}

#[expect(clippy::cast_possible_truncation)]
fn place(hash: u64, mask: usize) -> (usize, u32) {
    ((hash >> 32) as usize & mask, hash as u32)
}

/// A hash that is the same for texts that are the same but for case.
fn hash_folded(text: &str) -> u64 {
    let folded;
    let bytes = match text.is_ascii() {
        true => text.as_bytes(),
        false => {
            folded = text.to_lowercase();
            folded.as_bytes()
        }
    };
    let mut hash: u64 = 0x9E37_79B9_7F4A_7C15;
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        // The bit that tells capitals from small letters is set in all.
        let word = u64::from_le_bytes(word) | 0x2020_2020_2020_2020;
        hash = (hash.rotate_left(5) ^ word).wrapping_mul(0x517C_C1B7_2722_0A95);
    }
    hash ^ (hash >> 29)
}

impl Entry {
    pub(super) fn has(&self, kind: Kind) -> bool {
        self.bits & kind.bit() != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_seen_whatever_their_case_and_number() {
        let (mut users, mut seen) = (Users::default(), Seen::new(Text::UserName));
        let place = Place {
            start: 0,
            length: 0,
            line: 0,
            ragged: false,
        };
        for number in 0..5000 {
            let name = format!("User{number}@contoso.com");
            let texts = Texts {
                upn: &name,
                name: "",
                id: "",
                user_name: &name,
                external_id: "",
            };
            let user = users.push(place, texts);
            assert_eq!(seen.first(&name, user, &users), None, "{name}");
        }
        for number in 0..5000 {
            let name = format!("uSER{number}@CONTOSO.com");
            assert_eq!(seen.first(&name, 9999, &users), Some(number), "{name}");
            assert_eq!(seen.find(&name, &users), Some(number), "{name}");
        }
        assert_eq!(seen.find("other", &users), None);
    }

    #[test]
    fn texts_are_shortened_and_shared() {
        let mut users = Users::default();
        let place = Place {
            start: 7,
            length: 3,
            line: 2,
            ragged: false,
        };
        let long = "é".repeat(700);
        let texts = Texts {
            upn: "a@x",
            name: &long,
            id: &long,
            user_name: "a@x",
            external_id: "e",
        };
        let user = users.push(place, texts);
        let entry = users.get(user).unwrap();
        assert_eq!(users.text(entry, Text::Upn), "a@x");
        assert_eq!(users.text(entry, Text::Name).len(), NAME);
        assert_eq!(users.text(entry, Text::Id).len(), LONGEST);
        assert_eq!(users.text(entry, Text::UserName), "a@x");
        assert_eq!(users.text(entry, Text::ExternalId), "e");
        assert_eq!(users.texts.len(), 3 + NAME + LONGEST + 1);
    }
}
