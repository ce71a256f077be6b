//! The users that Talkdesk has. Of each only what is compared is held.

use crate::storage::first_index::{HashIndex, hash_folded};
use crate::storage::interner::Interner;
use crate::users_file::{Cell, MAX_HELD_BYTES, UsersFileError, UsersReader, folded};
use crate::values::{same, same_folded};
use provisioning::chunked::ChunkedVec;
use provisioning::talkdesk::{
    ACTIVE, EXTENSION_SCHEMA, EXTERNAL_ID, FAMILY_NAME, GIVEN_NAME, ROLES, TEAMS, USER_NAME,
};

/// The attributes that are compared as texts, in the order of
/// [`TargetUser::texts`]. Behind them is the one that Entra looks users up by,
/// where that is another one.
const TEXTS: [&str; 6] = [
    USER_NAME,
    GIVEN_NAME,
    FAMILY_NAME,
    EXTERNAL_ID,
    ROLES,
    TEAMS,
];
const OTHER: usize = TEXTS.len();

/// Other names of attributes in lists that do not come from the SCIM API, the
/// surest first. As [`folded`] writes them, without dots.
const ALIASES: [(&str, &[&str]); 5] = [
    (USER_NAME, &["username", "email", "emailaddress", "mail"]),
    (EXTERNAL_ID, &["externalid"]),
    (GIVEN_NAME, &["namegivenname", "givenname", "firstname"]),
    (
        FAMILY_NAME,
        &["namefamilyname", "familyname", "lastname", "surname"],
    ),
    (ACTIVE, &["active", "status"]),
];

const NONE: u32 = u32::MAX;

/// What a list says about `active`; nothing if its word is not known.
fn active_word(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "true" | "active" | "enabled" | "yes" | "1" => Some(true),
        "false" | "inactive" | "deactivated" | "disabled" | "no" | "0" => Some(false),
        _ => None,
    }
}

/// One user of Talkdesk, but for its texts.
#[derive(Debug)]
struct TargetUser {
    texts: [u32; OTHER + 1],
    active: Option<bool>,
    /// For each key whether others behind this one have it too.
    several: [bool; KEYS.len()],
    matched: bool,
    in_file: bool,
}

/// The texts that users are found by.
const KEYS: [usize; 3] = [0, 3, OTHER];

#[derive(Debug, Clone, Copy)]
pub(crate) struct TargetUserRef<'t> {
    own: &'t TargetUser,
    talkdesk: &'t TargetUsers,
}

impl<'t> TargetUserRef<'t> {
    pub(crate) fn value(self, target: &str) -> Option<&'t str> {
        if target == ACTIVE {
            return Some(match self.own.active? {
                true => "true",
                false => "false",
            });
        }
        self.talkdesk
            .text(self.own, self.talkdesk.position(target)?)
    }

    pub(crate) fn active(self) -> Option<bool> {
        self.own.active
    }

    /// Whether somebody in the users file means this user, without matching:
    /// somebody out of scope, somebody who is found by the externalId only, or
    /// somebody whom several match.
    pub(crate) fn in_file(self) -> bool {
        let shared = |position: usize| {
            let text = self.talkdesk.text(self.own, position)?;
            let key = KEYS.iter().position(|key| *key == position)?;
            let first = self.talkdesk.find(key, hash_folded(text), text)?;
            let first = self.talkdesk.all.get(first)?;
            Some(first.several[key] && first.in_file)
        };
        self.own.in_file
            || KEYS
                .into_iter()
                .any(|position| shared(position) == Some(true))
    }

    /// Whether a value that would be sent is another one.
    pub(crate) fn differs(self, target: &str, value: &str) -> bool {
        let own = self.value(target);
        match target {
            ACTIVE => own.is_none_or(|own| !own.eq_ignore_ascii_case(value)),
            // What a response lacks Entra takes for missing, and sends.
            _ => self.talkdesk.position(target).is_some() && own != Some(value),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TargetMatch {
    None,
    One(u32),
    Several(u32),
}

#[derive(Debug)]
pub(crate) struct TargetUsers {
    /// Whether there is a list at all.
    pub(crate) known: bool,
    /// Whether it is a table, which tells no more than it has columns for, and
    /// not a response of Talkdesk's.
    pub(crate) is_table: bool,
    /// What Entra looks users up by, where that is neither userName nor
    /// externalId.
    other: Option<String>,
    all: ChunkedVec<TargetUser>,
    pool: Interner,
    /// For each text whether anybody has it.
    has_texts: [bool; OTHER + 1],
    /// Whether of anybody it is known who is active.
    has_active: bool,
    /// The columns of the texts and of `active`, for so many headers.
    columns: (usize, [Option<usize>; OTHER + 1], Option<usize>),
    keys: [HashIndex; KEYS.len()],
    most: usize,
}

impl TargetUsers {
    /// `matching` is the target that Entra looks users up by.
    pub(crate) fn new(matching: &str) -> Self {
        let known = matches!(matching, "" | USER_NAME | EXTERNAL_ID);
        Self {
            known: false,
            is_table: false,
            has_active: false,
            other: (!known).then(|| matching.to_owned()),
            all: ChunkedVec::default(),
            pool: Interner::default(),
            has_texts: [false; OTHER + 1],
            columns: (0, [None; OTHER + 1], None),
            keys: Default::default(),
            most: MAX_HELD_BYTES,
        }
    }

    fn position(&self, target: &str) -> Option<usize> {
        let position = TEXTS.iter().position(|own| *own == target);
        position.or_else(|| (self.other.as_deref() == Some(target)).then_some(OTHER))
    }

    fn key(&self, target: &str) -> Option<usize> {
        match target {
            USER_NAME => Some(0),
            EXTERNAL_ID => Some(1),
            _ => (self.other.as_deref() == Some(target)).then_some(2),
        }
    }

    fn text<'t>(&'t self, own: &TargetUser, position: usize) -> Option<&'t str> {
        let text = own
            .texts
            .get(position)
            .copied()
            .filter(|text| *text != NONE);
        text.map(|text| self.pool.get(text))
    }

    /// Takes the last row of a reader.
    ///
    /// # Errors
    ///
    /// The list holds more than fits.
    pub(crate) fn take(&mut self, reader: &UsersReader) -> Result<(), UsersFileError> {
        let headers = reader.headers();
        // The headers of JSON grow with its objects.
        if self.columns.0 != headers.len() {
            let mut columns = [None; OTHER + 1];
            for (own, target) in columns.iter_mut().zip(TEXTS) {
                *own = column(headers, target);
            }
            let other = self.other.as_deref();
            columns[OTHER] = other.and_then(|target| column(headers, target));
            self.columns = (headers.len(), columns, column(headers, ACTIVE));
        }
        let (_, columns, active) = self.columns;
        let active = match active.map(|column| reader.cell(column)) {
            Some(Cell::One(text)) => active_word(&text),
            _ => None,
        };
        self.has_active |= active.is_some();
        let mut existing = TargetUser {
            texts: [NONE; OTHER + 1],
            active,
            several: [false; KEYS.len()],
            matched: false,
            in_file: false,
        };
        for (position, column) in columns.into_iter().enumerate() {
            let cell = column.map(|column| reader.cell(column));
            let text = match &cell {
                Some(Cell::One(text)) => text.as_ref(),
                Some(Cell::Many([one])) => one,
                _ => continue,
            };
            self.has_texts[position] = true;
            existing.texts[position] = match KEYS.contains(&position) {
                // These are different for each user.
                true => self.pool.add(text),
                false => self.pool.once(text),
            };
        }
        let number = u32::try_from(self.all.len()).unwrap_or(NONE);
        for (key, position) in KEYS.into_iter().enumerate() {
            let Some(text) = self.text(&existing, position) else {
                continue;
            };
            let hash = hash_folded(text);
            match self.find(key, hash, text) {
                Some(first) => {
                    if let Some(first) = self.all.get_mut(first) {
                        first.several[key] = true;
                    }
                }
                None => self.keys[key].insert(hash, number),
            }
        }
        self.all.push(existing);
        match self.pool.bytes() + self.all.len() * size_of::<TargetUser>() > self.most {
            true => Err(UsersFileError::MuchToHold {
                limit: self.most as u64,
            }),
            false => Ok(()),
        }
    }

    fn find(&self, key: usize, hash: u32, value: &str) -> Option<u32> {
        let position = *KEYS.get(key)?;
        self.keys.get(key)?.find(hash, |user| {
            let own = self.all.get(user);
            let own = own.and_then(|own| self.text(own, position));
            own.is_some_and(|own| match TEXTS.get(position) {
                // The case of an externalId counts.
                Some(&EXTERNAL_ID) => same(own, value),
                _ => same_folded(own, value),
            })
        })
    }

    /// Who has this value of a target that Entra looks users up by.
    pub(crate) fn matching(&self, target: &str, value: &str) -> TargetMatch {
        let Some(key) = self.key(target).filter(|_| !value.is_empty()) else {
            return TargetMatch::None;
        };
        let first = self.find(key, hash_folded(value), value);
        match first.map(|first| (first, self.all.get(first))) {
            Some((position, Some(own))) if own.several[key] => TargetMatch::Several(position),
            Some((position, Some(_))) => TargetMatch::One(position),
            _ => TargetMatch::None,
        }
    }

    /// Whether anybody in the list has a value of a target. Talkdesk's responses
    /// leave roles and teams out, so that nothing can be said about them.
    pub(crate) fn tells(&self, target: &str) -> bool {
        if target == ACTIVE {
            return self.has_active;
        }
        let position = self.position(target);
        position.is_some_and(|position| self.has_texts.get(position) == Some(&true))
    }

    /// Whether users can be found by a target in this list.
    pub(crate) fn finds_by(&self, target: &str) -> bool {
        let position = self.key(target).and_then(|key| KEYS.get(key));
        position.is_some_and(|position| self.has_texts.get(*position) == Some(&true))
    }

    /// Whether the list can show that a value of a target changes.
    pub(crate) fn compares(&self, target: &str) -> bool {
        !(self.is_table || matches!(target, ROLES | TEAMS)) || self.tells(target)
    }

    pub(crate) fn len(&self) -> u64 {
        self.all.len() as u64
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub(crate) fn get(&self, user: u32) -> Option<TargetUserRef<'_>> {
        let talkdesk = self;
        self.all
            .get(user)
            .map(|own| TargetUserRef { own, talkdesk })
    }

    pub(crate) fn set_matched(&mut self, user: u32) {
        if let Some(own) = self.all.get_mut(user) {
            own.matched = true;
        }
    }

    /// Notes that somebody in the users file means this user; see
    /// [`TargetUserRef::in_file`].
    pub(crate) fn set_in_file(&mut self, user: u32) {
        if let Some(own) = self.all.get_mut(user) {
            own.in_file = true;
        }
    }

    pub(crate) fn orphans(&self) -> impl Iterator<Item = TargetUserRef<'_>> {
        let talkdesk = self;
        let alone = self.all.iter().filter(|own| !own.matched);
        alone.map(move |own| TargetUserRef { own, talkdesk })
    }
}

/// The column that holds a target: the API's own name goes before any other.
fn column(headers: &[String], target: &str) -> Option<usize> {
    let inner = target.strip_prefix(EXTENSION_SCHEMA);
    let inner = inner.and_then(|rest| rest.strip_prefix(':'));
    let own = headers.iter().position(|header| match inner {
        // The attributes of several values, `emails[type eq "work"].value`, are
        // one column.
        None => {
            header == target
                || target
                    .split_once('[')
                    .is_some_and(|(list, _)| header == list)
        }
        Some(inner) => {
            let own = header.strip_prefix(EXTENSION_SCHEMA);
            own.is_some_and(|own| own.get(1..) == Some(inner)) || header == inner
        }
    });
    own.or_else(|| {
        let (_, aliases) = ALIASES.iter().find(|(name, _)| *name == target)?;
        let mut aliases = aliases.iter();
        aliases.find_map(|alias| {
            headers
                .iter()
                .position(|header| folded(header).replace('.', "") == **alias)
        })
    })
}

/// Whether a list with these headers tells who its users are.
pub(crate) fn identifies(headers: &[String]) -> bool {
    [USER_NAME, EXTERNAL_ID]
        .iter()
        .any(|target| column(headers, target).is_some())
}

#[cfg(test)]
mod tests;
