//! The users that Talkdesk has.

use std::collections::HashMap;

use crate::talkdesk::{
    ACTIVE, EXTENSION_SCHEMA, EXTERNAL_ID, FAMILY_NAME, GIVEN_NAME, ROLES, TEAMS, USER_NAME,
};
use crate::users_file::{Cell, UsersReader};

/// The attributes that are compared, in the order of [`Existing::values`].
const COMPARED: [&str; 7] = [
    USER_NAME,
    ACTIVE,
    GIVEN_NAME,
    FAMILY_NAME,
    EXTERNAL_ID,
    ROLES,
    TEAMS,
];

/// One user of Talkdesk.
#[derive(Debug)]
pub(super) struct Existing {
    values: [Option<String>; COMPARED.len()],
    /// Whether somebody in scope matches.
    pub(super) matched: bool,
    /// Whether somebody out of scope matches.
    pub(super) in_file: bool,
}

impl Existing {
    /// The value of a target.
    pub(super) fn value(&self, target: &str) -> Option<&str> {
        let place = COMPARED.iter().position(|own| *own == target)?;
        self.values.get(place)?.as_deref()
    }

    /// Whether the user is active, if that is known.
    pub(super) fn active(&self) -> Option<bool> {
        self.value(ACTIVE)
            .map(|text| text.eq_ignore_ascii_case("true"))
    }

    /// Whether a value that would be sent is another one.
    pub(super) fn differs(&self, target: &str, value: &str) -> bool {
        if !COMPARED.contains(&target) {
            return false;
        }
        match self.value(target) {
            Some(own) if target == ACTIVE => !own.eq_ignore_ascii_case(value),
            // What an answer lacks Entra takes for missing, and sends.
            own => own != Some(value),
        }
    }
}

/// How many match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Match {
    None,
    One(usize),
    Several,
}

/// All users of Talkdesk.
#[derive(Debug, Default)]
pub(super) struct Talkdesk {
    /// Whether there is a list at all.
    pub(super) known: bool,
    all: Vec<Existing>,
    by_user_name: HashMap<String, Match>,
    by_external_id: HashMap<String, Match>,
}

impl Talkdesk {
    /// Takes the last row of a reader.
    pub(super) fn take(&mut self, reader: &UsersReader) {
        let values = COMPARED.map(|target| {
            let inner = target.strip_prefix(EXTENSION_SCHEMA);
            let inner = inner.and_then(|rest| rest.strip_prefix(':'));
            let wanted = |header: &String| match inner {
                None => header == target,
                Some(inner) => {
                    let own = header.strip_prefix(EXTENSION_SCHEMA);
                    own.is_some_and(|own| own.get(1..) == Some(inner)) || header == inner
                }
            };
            let column = reader.headers().iter().position(wanted)?;
            match reader.cell(column) {
                Cell::One(text) => Some(text.into_owned()),
                _ => None,
            }
        });
        let existing = Existing {
            values,
            matched: false,
            in_file: false,
        };
        let place = self.all.len();
        let note = |map: &mut HashMap<String, Match>, key: Option<String>| {
            if let Some(key) = key {
                let also = map.entry(key).or_insert(Match::None);
                *also = match also {
                    Match::None => Match::One(place),
                    _ => Match::Several,
                };
            }
        };
        let user_name = existing.value(USER_NAME).map(str::to_lowercase);
        note(&mut self.by_user_name, user_name);
        let external_id = existing.value(EXTERNAL_ID).map(str::to_owned);
        note(&mut self.by_external_id, external_id);
        self.all.push(existing);
    }

    /// Who has this value of a target that Entra matches by. Only two are in
    /// the answers; by any other nobody is found.
    pub(super) fn matching(&self, target: &str, value: &str) -> Match {
        let found = match target {
            USER_NAME => self.by_user_name.get(&value.to_lowercase()),
            EXTERNAL_ID => self.by_external_id.get(value),
            _ => None,
        };
        found.copied().unwrap_or(Match::None)
    }

    pub(super) fn get(&self, place: usize) -> Option<&Existing> {
        self.all.get(place)
    }

    pub(super) fn get_mut(&mut self, place: usize) -> Option<&mut Existing> {
        self.all.get_mut(place)
    }

    /// Those whom nobody in scope matches.
    pub(super) fn orphans(&self) -> impl Iterator<Item = &Existing> {
        self.all.iter().filter(|existing| !existing.matched)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_of_scim_are_read_and_compared() {
        let text = br#"{"totalResults":3,"Resources":[
            {"userName":"Ana@x.org","active":true,"externalId":"e1","name":{"givenName":"Ana","familyName":"S"},
             "urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User":{"rolesString":"Agent"}},
            {"userName":"b@x.org","active":false}]}
            {"Resources":[{"userName":"B@x.org"}]}"#;
        let mut reader = UsersReader::default();
        reader.push(text).unwrap();
        reader.finish().unwrap();
        let mut talkdesk = Talkdesk::default();
        while reader.next().unwrap().is_some() {
            talkdesk.take(&reader);
        }
        assert_eq!(talkdesk.matching(USER_NAME, "ANA@x.org"), Match::One(0));
        assert_eq!(talkdesk.matching(EXTERNAL_ID, "e1"), Match::One(0));
        assert_eq!(talkdesk.matching(EXTERNAL_ID, "E1"), Match::None);
        assert_eq!(talkdesk.matching(USER_NAME, "b@x.org"), Match::Several);
        let ana = talkdesk.get(0).unwrap();
        assert_eq!(
            (ana.active(), ana.value(ROLES)),
            (Some(true), Some("Agent"))
        );
        let cases = [
            (ACTIVE, "True", false),
            (ACTIVE, "False", true),
            (GIVEN_NAME, "Ana", false),
            (GIVEN_NAME, "ana", true),
            (TEAMS, "Sales", true),
            ("title", "x", false),
        ];
        for (target, value, expected) in cases {
            assert_eq!(ana.differs(target, value), expected, "{target} {value}");
        }
    }
}
