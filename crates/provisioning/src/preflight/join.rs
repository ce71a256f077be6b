//! Second files: more about the same users, found by objectId or
//! userPrincipalName.

use std::collections::HashMap;

/// The app role that Entra writes for an assignment without a role.
const DEFAULT_ACCESS: &str = "00000000-0000-0000-0000-000000000000";

/// What second files have of one user.
#[derive(Debug, Default)]
pub(super) struct More {
    /// Whether a file says that the user is assigned.
    pub(super) assigned: bool,
    /// Names of app roles.
    pub(super) roles: Vec<String>,
    /// Values by their slot.
    pub(super) values: Vec<(usize, String)>,
    met: bool,
    /// How many rows of the files there are.
    rows: u64,
}

/// What second files have of all users.
#[derive(Debug, Default)]
pub(super) struct Joined {
    by_id: HashMap<String, usize>,
    by_upn: HashMap<String, usize>,
    all: Vec<More>,
    folded: String,
    /// Names of app roles by their ids in small letters.
    roles: HashMap<String, String>,
    /// Assignments to groups.
    pub(super) groups: u64,
}

impl Joined {
    pub(super) fn new(roles: &[(String, String)]) -> Self {
        let roles = roles.iter();
        Self {
            roles: roles
                .map(|(id, name)| (id.to_lowercase(), name.clone()))
                .collect(),
            ..Self::default()
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The name of an app role that may be an id; none for an assignment
    /// without a role.
    fn role(&self, text: &str) -> Option<String> {
        if text == DEFAULT_ACCESS || text.is_empty() {
            return None;
        }
        let known = self.roles.get(&text.to_lowercase());
        Some(known.map_or(text, String::as_str).to_owned())
    }

    /// Names in the place of ids of app roles.
    pub(super) fn name_roles(&self, roles: &mut Vec<String>) {
        if self.roles.is_empty() && roles.iter().all(|role| role != DEFAULT_ACCESS) {
            return;
        }
        *roles = roles.iter().filter_map(|role| self.role(role)).collect();
    }

    /// Takes a row of a second file.
    pub(super) fn take(
        &mut self,
        id: &str,
        upn: &str,
        assigned: bool,
        roles: &[String],
        values: impl Iterator<Item = (usize, String)>,
    ) {
        let (id, upn) = (id.to_lowercase(), upn.to_lowercase());
        let known = [(&self.by_id, &id), (&self.by_upn, &upn)];
        let mut known = known.iter().filter(|(_, key)| !key.is_empty());
        let place = match known.find_map(|(map, key)| map.get(*key)) {
            Some(place) => *place,
            None => {
                self.all.push(More::default());
                self.all.len() - 1
            }
        };
        if !id.is_empty() {
            self.by_id.entry(id).or_insert(place);
        }
        if !upn.is_empty() {
            self.by_upn.entry(upn).or_insert(place);
        }
        let roles: Vec<_> = roles.iter().filter_map(|role| self.role(role)).collect();
        let Some(more) = self.all.get_mut(place) else {
            return;
        };
        more.rows += 1;
        more.assigned |= assigned;
        for role in roles {
            if !more.roles.contains(&role) {
                more.roles.push(role);
            }
        }
        for (slot, value) in values {
            if more.values.iter().all(|(own, _)| *own != slot) {
                more.values.push((slot, value));
            }
        }
    }

    /// What there is of a user.
    pub(super) fn of(&mut self, id: &str, upn: &str) -> Option<&More> {
        let mut place = None;
        for (map, key) in [(&self.by_id, id), (&self.by_upn, upn)] {
            if place.is_none() && !key.is_empty() && !map.is_empty() {
                self.folded.clear();
                self.folded.extend(key.chars().flat_map(char::to_lowercase));
                place = map.get(&self.folded).copied();
            }
        }
        let more = self.all.get_mut(place?)?;
        more.met = true;
        Some(more)
    }

    /// Rows that belong to nobody who was asked for.
    pub(super) fn unjoined(&self) -> u64 {
        let alone = self.all.iter().filter(|more| !more.met);
        alone.map(|more| more.rows).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_one_user_come_together() {
        let roles = [("AB-1".to_owned(), "Agent".to_owned())];
        let mut joined = Joined::new(&roles);
        let none = || std::iter::empty();
        joined.take("ID1", "", true, &["ab-1".to_owned()], none());
        joined.take(
            "id1",
            "Ana@x.org",
            false,
            &["Lead".to_owned()],
            [(3, "x".to_owned())].into_iter(),
        );
        joined.take(
            "",
            "ana@X.org",
            false,
            &["Lead".to_owned()],
            [(3, "y".to_owned())].into_iter(),
        );
        joined.take("id2", "", false, &[DEFAULT_ACCESS.to_owned()], none());
        let more = joined.of("", "ANA@x.org").unwrap();
        assert_eq!(more.roles, ["Agent", "Lead"]);
        assert_eq!(more.values, [(3, "x".to_owned())]);
        assert!(more.assigned);
        assert!(joined.of("none", "").is_none());
        assert_eq!(joined.unjoined(), 1);
        assert!(joined.of("ID2", "").unwrap().roles.is_empty());
        assert_eq!(joined.unjoined(), 0);
    }
}
