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

/// Other names of attributes in lists that do not come from the SCIM API, the
/// surest first. Folded as [`folded`] does.
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

/// A header without case, blanks and joining characters.
fn folded(header: &str) -> String {
    let kept = header.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

/// The column that holds a target: the API's own name goes before any other.
fn column(headers: &[String], target: &str) -> Option<usize> {
    let inner = target.strip_prefix(EXTENSION_SCHEMA);
    let inner = inner.and_then(|rest| rest.strip_prefix(':'));
    let own = headers.iter().position(|header| match inner {
        None => header == target,
        Some(inner) => {
            let own = header.strip_prefix(EXTENSION_SCHEMA);
            own.is_some_and(|own| own.get(1..) == Some(inner)) || header == inner
        }
    });
    own.or_else(|| {
        let (_, aliases) = ALIASES.iter().find(|(name, _)| *name == target)?;
        let mut aliases = aliases.iter();
        aliases.find_map(|alias| headers.iter().position(|header| folded(header) == **alias))
    })
}

/// Whether a list with these headers tells who its users are.
pub(super) fn identifies(headers: &[String]) -> bool {
    [USER_NAME, EXTERNAL_ID]
        .iter()
        .any(|target| column(headers, target).is_some())
}

/// What a list says about `active`, as the API writes it; nothing if its word
/// is not known.
fn active_word(text: &str) -> Option<String> {
    let word = match text.trim().to_lowercase().as_str() {
        "true" | "active" | "enabled" | "yes" | "1" => "true",
        "false" | "inactive" | "deactivated" | "disabled" | "no" | "0" => "false",
        _ => return None,
    };
    Some(word.to_owned())
}

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
    /// For each attribute that is compared, whether anybody has it.
    told: [bool; COMPARED.len()],
    /// The columns of the attributes, for so many headers.
    columns: (usize, [Option<usize>; COMPARED.len()]),
    by_user_name: HashMap<String, Match>,
    by_external_id: HashMap<String, Match>,
}

impl Talkdesk {
    /// Takes the last row of a reader.
    pub(super) fn take(&mut self, reader: &UsersReader) {
        let headers = reader.headers();
        // The headers of JSON grow with its objects.
        if self.columns.0 != headers.len() {
            let columns = COMPARED.map(|target| column(headers, target));
            self.columns = (headers.len(), columns);
        }
        let mut values = self.columns.1.map(|column| match reader.cell(column?) {
            Cell::One(text) => Some(text.into_owned()),
            _ => None,
        });
        for ((value, told), target) in values.iter_mut().zip(&mut self.told).zip(COMPARED) {
            if target == ACTIVE {
                *value = value.take().and_then(|text| active_word(&text));
            }
            *told |= value.is_some();
        }
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

    /// Whether anybody in the list has a value of a target. Talkdesk's answers
    /// leave roles and teams out, so that nothing can be said about them.
    pub(super) fn tells(&self, target: &str) -> bool {
        let place = COMPARED.iter().position(|own| *own == target);
        place.is_some_and(|place| self.told.get(place) == Some(&true))
    }

    /// Whether the list can show that a value of a target changes.
    pub(super) fn compares(&self, target: &str) -> bool {
        !matches!(target, ROLES | TEAMS) || self.tells(target)
    }

    /// Whether there is anybody.
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
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

    #[test]
    fn lists_of_other_origin_are_read_by_their_headers() {
        let cases = [
            (
                "userName,active",
                "a@x.org,true",
                Some("a@x.org"),
                Some(true),
            ),
            (
                "Name,Email,Role,Active",
                "A,a@x.org,Agent,True",
                Some("a@x.org"),
                Some(true),
            ),
            (
                "E-mail,User name,Status",
                "m@x.org,u@x.org,Inactive",
                Some("u@x.org"),
                Some(false),
            ),
            (
                "MAIL,Status",
                "m@x.org,Deactivated",
                Some("m@x.org"),
                Some(false),
            ),
            ("Username,Status", "u@x.org,Pending", Some("u@x.org"), None),
            ("External ID,Status", "e1,active", None, Some(true)),
        ];
        for (headers, row, user_name, active) in cases {
            let mut reader = UsersReader::default();
            reader
                .push(format!("{headers}\n{row}\n").as_bytes())
                .unwrap();
            reader.finish().unwrap();
            let mut talkdesk = Talkdesk::default();
            while reader.next().unwrap().is_some() {
                talkdesk.take(&reader);
            }
            assert!(identifies(reader.headers()), "{headers}");
            let own = talkdesk.get(0).unwrap();
            assert_eq!(
                (own.value(USER_NAME), own.active()),
                (user_name, active),
                "{headers}"
            );
        }
        assert!(!identifies(&["Name".to_owned(), "Role".to_owned()]));
    }
}
