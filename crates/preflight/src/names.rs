//! Roles and teams: those that exist and those that are needed.

use std::collections::HashMap;

use entra_expression::evaluate::NameHash;

use super::finding_kind::Kind;
use super::report::{Known, Needed};
use provisioning::talkdesk::NAME_SEPARATOR;

/// How many different names, and how many different values, are kept.
const KEPT: usize = 10_000;

/// How many bytes a name or a value has that is kept.
const LONGEST: usize = 1000;

/// The kinds of findings about one sort of names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kinds {
    pub(super) unknown: Kind,
    pub(super) case: Kind,
    pub(super) blanks: Kind,
}

pub(super) const ROLE_KINDS: Kinds = Kinds {
    unknown: Kind::RoleUnknown,
    case: Kind::RoleCase,
    blanks: Kind::RoleBlanks,
};

pub(super) const TEAM_KINDS: Kinds = Kinds {
    unknown: Kind::TeamUnknown,
    case: Kind::TeamCase,
    blanks: Kind::TeamBlanks,
};

/// Names without case and without any blanks, for a last comparison.
fn squeezed(name: &str) -> String {
    let kept = name.chars().filter(|c| !c.is_whitespace());
    kept.flat_map(char::to_lowercase).collect()
}

/// How a name stands to the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    NoList,
    Exact,
    Case,
    Blanks,
    Unknown,
}

/// A value of the roles or teams attribute that was met.
#[derive(Debug, Clone, Default)]
struct Met {
    /// Places in [`Names::needed`].
    names: Vec<usize>,
    /// Findings, each with the name that they are about.
    findings: Vec<(Kind, String)>,
}

impl Met {
    fn tell(&self, needed: &mut [Needed], tell: &mut impl FnMut(Kind, &str)) {
        for (kind, name) in &self.findings {
            tell(*kind, name);
        }
        for place in &self.names {
            if let Some(needed) = needed.get_mut(*place) {
                needed.users += 1;
            }
        }
    }
}

/// The names of one sort.
#[derive(Debug)]
pub(super) struct Names {
    kinds: Kinds,
    exact: HashMap<String, ()>,
    folded: HashMap<String, ()>,
    squeezed: HashMap<String, ()>,
    needed: Vec<Needed>,
    places: HashMap<String, usize>,
    met: HashMap<String, Met, NameHash>,
    /// Different names beyond what is kept.
    left_out: u32,
}

impl Names {
    /// With the names that exist; none when they are not known.
    pub(super) fn new(kinds: Kinds, list: &[String]) -> Self {
        let list = || {
            list.iter()
                .map(|name| name.trim())
                .filter(|name| !name.is_empty())
        };
        Self {
            kinds,
            exact: list().map(|name| (name.to_owned(), ())).collect(),
            folded: list().map(|name| (name.to_lowercase(), ())).collect(),
            squeezed: list().map(|name| (squeezed(name), ())).collect(),
            needed: Vec::new(),
            places: HashMap::new(),
            met: HashMap::default(),
            left_out: 0,
        }
    }

    fn standing(&self, name: &str) -> Standing {
        if self.exact.is_empty() {
            return Standing::NoList;
        }
        if self.exact.contains_key(name) {
            Standing::Exact
        } else if self.folded.contains_key(&name.to_lowercase()) {
            Standing::Case
        } else if self.squeezed.contains_key(&squeezed(name)) {
            Standing::Blanks
        } else {
            Standing::Unknown
        }
    }

    /// Counts the names of a value for one user. `tell` hears the findings.
    pub(super) fn take(&mut self, value: &str, mut tell: impl FnMut(Kind, &str)) {
        if let Some(met) = self.met.get(value) {
            return met.tell(&mut self.needed, &mut tell);
        }
        if self.met.len() == KEPT {
            self.met.clear();
        }
        let met = self.judge(value);
        met.tell(&mut self.needed, &mut tell);
        if value.len() <= LONGEST {
            self.met.insert(value.to_owned(), met);
        }
    }

    fn judge(&mut self, value: &str) -> Met {
        let mut met = Met::default();
        for part in value.split(NAME_SEPARATOR) {
            let name = part.trim();
            let standing = self.standing(name);
            let finding = match standing {
                _ if name.is_empty() => Some(self.kinds.blanks),
                Standing::Unknown => Some(self.kinds.unknown),
                Standing::Case => Some(self.kinds.case),
                Standing::Blanks => Some(self.kinds.blanks),
                Standing::NoList | Standing::Exact => {
                    (name.len() != part.len()).then_some(self.kinds.blanks)
                }
            };
            if let Some(kind) = finding {
                met.findings.push((kind, part.to_owned()));
            }
            if name.is_empty() {
                continue;
            }
            let place = match self.places.get(name) {
                Some(place) => *place,
                None if self.needed.len() == KEPT || name.len() > LONGEST => {
                    self.left_out += 1;
                    continue;
                }
                None => {
                    self.needed.push(Needed {
                        name: name.to_owned(),
                        users: 0,
                        known: match standing {
                            Standing::NoList => Known::NoList,
                            Standing::Exact => Known::Yes,
                            Standing::Case | Standing::Blanks => Known::Almost,
                            Standing::Unknown => Known::No,
                        },
                    });
                    let place = self.needed.len() - 1;
                    self.places.insert(name.to_owned(), place);
                    place
                }
            };
            if !met.names.contains(&place) {
                met.names.push(place);
            }
        }
        met
    }

    /// What is needed, the most needed first, at most so many, and how many
    /// more there are.
    pub(super) fn needed(&self, most: usize) -> (Vec<Needed>, u32) {
        let mut all = self.needed.clone();
        all.retain(|needed| needed.users > 0);
        all.sort_by(|a, b| b.users.cmp(&a.users).then_with(|| a.name.cmp(&b.name)));
        let more = u32::try_from(all.len().saturating_sub(most)).unwrap_or(u32::MAX);
        all.truncate(most);
        (all, self.left_out.saturating_add(more))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(list: &[&str], value: &str) -> Vec<Kind> {
        let list: Vec<_> = list.iter().map(|name| (*name).to_owned()).collect();
        let mut names = Names::new(ROLE_KINDS, &list);
        let mut found = Vec::new();
        names.take(value, |kind, _| found.push(kind));
        found
    }

    #[test]
    fn names_are_compared_with_the_list() {
        use Kind::{RoleBlanks, RoleCase, RoleUnknown};
        let list = ["Agent", "Team Lead", "Straße"];
        let cases: [(&str, &[Kind]); 15] = [
            ("Agent", &[]),
            ("Agent;Team Lead", &[]),
            ("Straße", &[]),
            ("agent", &[RoleCase]),
            ("AGENT;Team lead", &[RoleCase, RoleCase]),
            (" Agent", &[RoleBlanks]),
            ("Agent; Team Lead", &[RoleBlanks]),
            ("TeamLead", &[RoleBlanks]),
            ("Team  lead", &[RoleBlanks]),
            ("Agent;", &[RoleBlanks]),
            ("Agent;;Team Lead", &[RoleBlanks]),
            ("Agents", &[RoleUnknown]),
            ("Agent,Team Lead", &[RoleUnknown]),
            ("Agent;Boss", &[RoleUnknown]),
            ("Strasse", &[RoleUnknown]),
        ];
        for (value, expected) in cases {
            assert_eq!(told(&list, value), expected, "{value:?}");
        }
    }

    #[test]
    fn without_a_list_only_the_form_is_judged() {
        for (value, expected) in [
            ("Agent", &[] as &[Kind]),
            ("agent;Boss", &[]),
            ("Agent; Boss", &[Kind::RoleBlanks]),
            ("Agent;", &[Kind::RoleBlanks]),
        ] {
            assert_eq!(told(&[], value), expected, "{value:?}");
        }
    }

    #[test]
    fn what_is_far_too_long_is_judged_and_not_kept() {
        let mut names = Names::new(ROLE_KINDS, &["Agent".to_owned()]);
        let mut found = Vec::new();
        let long = "x".repeat(LONGEST + 1);
        for _ in 0..2 {
            names.take(&long, |kind, _| found.push(kind));
        }
        assert_eq!(found, [Kind::RoleUnknown, Kind::RoleUnknown]);
        assert!(names.met.is_empty());
        assert_eq!(names.needed(9), (Vec::new(), 2));
    }

    #[test]
    fn users_are_counted_for_each_name() {
        let mut names = Names::new(TEAM_KINDS, &["Sales".to_owned()]);
        for value in ["Sales;Support", "Sales", "Support", "Sales;Sales", "sales"] {
            names.take(value, |_, _| {});
        }
        let (needed, more) = names.needed(2);
        let needed: Vec<_> = needed
            .iter()
            .map(|n| (n.name.as_str(), n.users, n.known))
            .collect();
        assert_eq!(
            needed,
            [("Sales", 3, Known::Yes), ("Support", 2, Known::No)]
        );
        assert_eq!(more, 1);
    }
}
