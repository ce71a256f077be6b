//! Where values were seen first.

use hashbrown::HashTable;

use super::users::{UserTable, UserText};
use crate::values::{eight_byte_words, same_folded};

/// Numbers by the hash of what they stand for. Whoever asks says which of the
/// numbers with one hash is meant.
#[derive(Debug, Default)]
pub(crate) struct HashIndex {
    /// Hashes stay beside the numbers, so that nothing is hashed again when the
    /// table grows.
    table: HashTable<(u32, u32)>,
}

impl HashIndex {
    /// The number with this hash that `is` meant.
    pub(crate) fn find(&self, hash: u32, is: impl Fn(u32) -> bool) -> Option<u32> {
        let is_meant = |(own, number): &(u32, u32)| *own == hash && is(*number);
        let found = self.table.find(widened(hash), is_meant);
        found.map(|(_, number)| *number)
    }

    /// Puts a number in that was not found.
    pub(crate) fn insert(&mut self, hash: u32, number: u32) {
        let rehash = |(hash, _): &(u32, u32)| widened(*hash);
        let _ = self
            .table
            .insert_unique(widened(hash), (hash, number), rehash);
    }
}

/// The table takes a place from the low bits of a hash and a filter from the
/// high ones, so both must have something in them.
fn widened(hash: u32) -> u64 {
    u64::from(hash) << 32 | u64::from(hash)
}

/// Where values were seen first: hashes decide, and the texts themselves when
/// the hashes agree.
#[derive(Debug)]
pub(crate) struct FirstIndex {
    which: UserText,
    table: HashIndex,
}

impl FirstIndex {
    pub(crate) fn new(which: UserText) -> Self {
        Self {
            which,
            table: HashIndex::default(),
        }
    }

    /// The user who has this value already, whatever the case; if there is
    /// none, `user` has it from now on.
    pub(crate) fn first(&mut self, value: &str, user: u32, users: &UserTable) -> Option<u32> {
        let hash = hash_folded(value);
        let found = self.find_hashed(hash, value, users);
        if found.is_none() {
            self.table.insert(hash, user);
        }
        found
    }

    pub(crate) fn find(&self, value: &str, users: &UserTable) -> Option<u32> {
        self.find_hashed(hash_folded(value), value, users)
    }

    fn find_hashed(&self, hash: u32, value: &str, users: &UserTable) -> Option<u32> {
        self.table.find(hash, |other| {
            let entry = users.get(other);
            entry.is_some_and(|entry| same_folded(users.text(entry, self.which), value))
        })
    }
}

/// A hash that is the same for texts that are the same but for case.
pub(crate) fn hash_folded(text: &str) -> u32 {
    // The bit that tells capitals from small letters is set in all.
    const FOLD: u64 = 0x2020_2020_2020_2020;
    let folded;
    let bytes = match text.is_ascii() {
        true => text.as_bytes(),
        false => {
            folded = text.to_lowercase();
            folded.as_bytes()
        }
    };
    let mut hash = bytes.len() as u64;
    let mut mix = |word: u64| {
        hash = (hash ^ (word | FOLD)).wrapping_mul(0x9FB2_1C65_1E98_DF25);
        hash ^= hash >> 32;
    };
    let (whole, rest) = eight_byte_words(bytes);
    whole.for_each(&mut mix);
    mix(rest);
    (hash.wrapping_mul(0x9FB2_1C65_1E98_DF25) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::users::UserTexts;
    use crate::users_file::RowPosition;

    #[test]
    fn values_are_seen_whatever_their_case_and_number() {
        let (mut users, mut seen) = (UserTable::default(), FirstIndex::new(UserText::UserName));
        let position = RowPosition {
            start: 0,
            length: 0,
            line: 0,
            ragged: false,
        };
        for number in 0..5000 {
            let name = format!("User{number}@contoso.com");
            let texts = UserTexts {
                upn: &name,
                name: "",
                id: "",
                user_name: &name,
                external_id: "",
                matching: "",
            };
            let user = users.push(position, texts);
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
    fn hashes_fold_letters_and_differ_otherwise() {
        for (one, other) in [
            ("", ""),
            ("a", "A"),
            ("ana@contoso.com", "ANA@Contoso.com"),
            ("ÉVA@contoso.com", "éva@contoso.com"),
        ] {
            assert_eq!(hash_folded(one), hash_folded(other), "{one} {other}");
        }
        let mut all = std::collections::HashSet::new();
        for number in 0..20_000 {
            assert!(all.insert(hash_folded(&format!("user{number}@contoso.com"))));
        }
    }
}
