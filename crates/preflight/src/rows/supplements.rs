//! Second files: more about the same users, found by objectId or
//! userPrincipalName. Of each row only what the mappings read is held.

use provisioning::chunked::ChunkedVec;
use std::collections::HashMap;

use super::column_mapping::{ID, ROLES, UPN};
use super::source_row::SourceRow;
use crate::storage::first_index::{HashIndex, hash_folded};
use crate::storage::interner::Interner;
use crate::users_file::{MAX_HELD_BYTES, UsersFileError};
use crate::values::same_folded;

/// The app role that Entra writes for an assignment without a role.
const DEFAULT_ACCESS: &str = "00000000-0000-0000-0000-000000000000";

const NONE: u32 = u32::MAX;

/// What second files have of one user.
#[derive(Debug)]
struct More {
    /// How many rows of the files there are.
    rows: u32,
    last: u32,
    /// Whether a file says that the user is assigned.
    assigned: bool,
    met: bool,
}

#[derive(Debug)]
struct Value {
    /// The position of its attribute. The one of app roles can be there several
    /// times.
    position: u32,
    text: u32,
    before: u32,
}

/// Users by a name, whatever the case.
#[derive(Debug, Default)]
struct Keys {
    table: HashIndex,
    /// The name in the pool, and the position of the user.
    all: ChunkedVec<(u32, u32)>,
}

impl Keys {
    fn find(&self, key: &str, pool: &Interner) -> Option<u32> {
        if key.is_empty() || self.all.is_empty() {
            return None;
        }
        let name = |at: u32| self.all.get(at).copied();
        let found = self.table.find(hash_folded(key), |at| {
            name(at).is_some_and(|(text, _)| same_folded(pool.get(text), key))
        });
        Some(name(found?)?.1)
    }

    fn put(&mut self, key: &str, user: u32, pool: &mut Interner) {
        if !key.is_empty() && self.find(key, pool).is_none() {
            let at = self.all.push((pool.add(key), user));
            self.table.insert(hash_folded(key), at);
        }
    }
}

/// What second files have of all users.
#[derive(Debug)]
pub(crate) struct Supplements {
    pool: Interner,
    by_id: Keys,
    by_upn: Keys,
    all: ChunkedVec<More>,
    values: ChunkedVec<Value>,
    /// Names of app roles by their ids in small letters.
    roles: HashMap<String, String>,
    pub(crate) groups: u64,
    most: usize,
}

impl Supplements {
    pub(crate) fn new(roles: &[(String, String)]) -> Self {
        let roles = roles.iter();
        Self {
            roles: roles
                .map(|(id, name)| (id.to_lowercase(), name.clone()))
                .collect(),
            pool: Interner::default(),
            by_id: Keys::default(),
            by_upn: Keys::default(),
            all: ChunkedVec::default(),
            values: ChunkedVec::default(),
            groups: 0,
            most: MAX_HELD_BYTES,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The name of an app role that may be an id; none for an assignment
    /// without a role.
    fn role<'t>(&'t self, text: &'t str) -> Option<&'t str> {
        if text == DEFAULT_ACCESS || text.is_empty() {
            return None;
        }
        let known = self.roles.get(&text.to_lowercase());
        Some(known.map_or(text, String::as_str))
    }

    /// Names instead of ids of app roles.
    pub(crate) fn name_roles(&self, roles: &mut Vec<String>) {
        if self.roles.is_empty() && roles.iter().all(|role| role != DEFAULT_ACCESS) {
            return;
        }
        let named = roles.iter().filter_map(|role| self.role(role));
        *roles = named.map(str::to_owned).collect();
    }

    /// Takes a row of a second file from the values that it fills.
    ///
    /// # Errors
    ///
    /// The files hold more than fits.
    pub(crate) fn take(
        &mut self,
        values: &SourceRow,
        assigned: bool,
    ) -> Result<(), UsersFileError> {
        let (id, upn) = (values.one(ID), values.one(UPN));
        let known = self.by_id.find(id, &self.pool);
        let known = known.or_else(|| self.by_upn.find(upn, &self.pool));
        let user = known.unwrap_or_else(|| {
            self.all.push(More {
                rows: 0,
                last: NONE,
                assigned: false,
                met: false,
            })
        });
        self.by_id.put(id, user, &mut self.pool);
        self.by_upn.put(upn, user, &mut self.pool);
        for position in
            (0..values.all().len()).filter(|position| ![ID, UPN, ROLES].contains(position))
        {
            let text = values.one(position);
            if !text.is_empty() && self.of(user, position).next().is_none() {
                self.put(user, position, text);
            }
        }
        for role in values.many(ROLES) {
            let Some(role) = self.role(role).map(str::to_owned) else {
                continue;
            };
            if self.of(user, ROLES).all(|own| own != role) {
                self.put(user, ROLES, &role);
            }
        }
        if let Some(more) = self.all.get_mut(user) {
            more.rows += 1;
            more.assigned |= assigned;
        }
        let lists = self.all.len() * size_of::<More>() + self.values.len() * size_of::<Value>();
        match self.pool.bytes() + lists > self.most {
            true => Err(UsersFileError::MuchToHold {
                limit: self.most as u64,
            }),
            false => Ok(()),
        }
    }

    fn put(&mut self, user: u32, position: usize, text: &str) {
        let Some(more) = self.all.get_mut(user) else {
            return;
        };
        let number = u32::try_from(self.values.len()).unwrap_or(NONE);
        self.values.push(Value {
            position: u32::try_from(position).unwrap_or(NONE),
            text: self.pool.once(text),
            before: std::mem::replace(&mut more.last, number),
        });
    }

    /// All values of a user, the last one first, each with its position.
    fn all_of(&self, user: u32) -> impl Iterator<Item = (usize, &str)> {
        let last = self.all.get(user).map(|more| more.last);
        let first = last.and_then(|last| self.values.get(last));
        let all = std::iter::successors(first, |value| self.values.get(value.before));
        all.map(|value| (value.position as usize, self.pool.get(value.text)))
    }

    fn of(&self, user: u32, position: usize) -> impl Iterator<Item = &str> {
        let all = self.all_of(user).filter(move |(own, _)| *own == position);
        all.map(|(_, text)| text)
    }

    /// Puts what there is of a user where the users file has nothing; app
    /// roles of second files go before its own. Tells whether the user is
    /// assigned.
    pub(crate) fn complete(&mut self, values: &mut SourceRow) -> bool {
        let known = self.by_id.find(values.one(ID), &self.pool);
        let known = known.or_else(|| self.by_upn.find(values.one(UPN), &self.pool));
        let Some(user) = known else {
            return false;
        };
        for (position, text) in self.all_of(user).filter(|(position, _)| *position != ROLES) {
            if values.is_empty(position) {
                values.set(position, text);
            }
        }
        let mut roles: Vec<_> = self.of(user, ROLES).collect();
        if !roles.is_empty() {
            roles.reverse();
            values.set_many(ROLES, roles.into_iter());
        }
        self.all.get_mut(user).is_some_and(|more| {
            more.met = true;
            more.assigned
        })
    }

    /// Rows that belong to nobody who was asked for.
    pub(crate) fn unjoined(&self) -> u64 {
        let alone = self.all.iter().filter(|more| !more.met);
        alone.map(|more| u64::from(more.rows)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rows::column_mapping::{AttributeNames, MAIL};

    fn values(id: &str, upn: &str, roles: &[&str], mail: &str) -> SourceRow {
        let mut values = SourceRow::new(&AttributeNames::new([]));
        values.set(ID, id);
        values.set(UPN, upn);
        values.set(MAIL, mail);
        values.set_many(ROLES, roles.iter().copied());
        values
    }

    #[test]
    fn rows_of_one_user_come_together() {
        let roles = [("AB-1".to_owned(), "Agent".to_owned())];
        let mut joined = Supplements::new(&roles);
        for (values, assigned) in [
            (values("ID1", "", &["ab-1"], ""), true),
            (values("id1", "Ana@x.org", &["Lead"], "x"), false),
            (values("", "ana@X.org", &["Lead"], "y"), false),
            (values("id2", "", &[DEFAULT_ACCESS], ""), false),
            // One user can be known by two ids.
            (values("ID3", "ana@x.org", &["Third"], ""), false),
        ] {
            joined.take(&values, assigned).unwrap();
        }
        let mut ana = values("", "ANA@x.org", &["Own"], "");
        assert!(joined.complete(&mut ana));
        assert_eq!(ana.many(ROLES), ["Agent", "Lead", "Third"]);
        assert_eq!(ana.one(MAIL), "x");
        let mut third = values("id3", "", &[], "own");
        assert!(joined.complete(&mut third));
        assert_eq!((third.one(MAIL), third.many(ROLES).len()), ("own", 3));
        assert!(!joined.complete(&mut values("none", "", &[], "")));
        assert_eq!(joined.unjoined(), 1);
        let mut two = values("ID2", "", &["Own"], "");
        assert!(!joined.complete(&mut two));
        assert_eq!(two.many(ROLES), ["Own"]);
        assert_eq!(joined.unjoined(), 0);
    }

    #[test]
    fn what_is_held_has_a_limit() {
        let mut joined = Supplements::new(&[]);
        joined.most = 10_000;
        let mut taken = (0..200).map(|number: u32| {
            let values = values(&number.to_string(), "", &[], &"x".repeat(100));
            joined.take(&values, false)
        });
        // One text is held once, so it is the rows that meet the limit.
        let refused = taken.find_map(Result::err);
        assert_eq!(refused, Some(UsersFileError::MuchToHold { limit: 10_000 }));
        assert!(
            (100..199).contains(&joined.all.len()),
            "{}",
            joined.all.len()
        );
    }
}
