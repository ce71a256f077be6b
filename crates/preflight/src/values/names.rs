//! Roles and teams: those that exist and those that are needed.

use std::collections::{HashMap, HashSet};

use entra_expression::evaluate::NameHash;

use crate::report::finding_kind::FindingKind;
use crate::report::{NameStatus, NeededName};
use provisioning::talkdesk::NAME_SEPARATOR;

/// How many different names, and how many different values, are held.
const MAX_NAMES: usize = 10_000;

/// How many bytes a name or a value has that is held.
const MAX_NAME: usize = 1000;

#[derive(Debug, Clone, Copy)]
pub(crate) struct Kinds {
    pub(crate) unknown: FindingKind,
    pub(crate) case: FindingKind,
    pub(crate) blanks: FindingKind,
}

pub(crate) const ROLE_KINDS: Kinds = Kinds {
    unknown: FindingKind::RoleUnknown,
    case: FindingKind::RoleCase,
    blanks: FindingKind::RoleBlanks,
};

pub(crate) const TEAM_KINDS: Kinds = Kinds {
    unknown: FindingKind::TeamUnknown,
    case: FindingKind::TeamCase,
    blanks: FindingKind::TeamBlanks,
};

/// Names without case and without any blanks, for a last comparison.
fn squeezed(name: &str) -> String {
    let letters = name.chars().filter(|c| !c.is_whitespace());
    letters.flat_map(char::to_lowercase).collect()
}

/// A value of the roles or teams attribute that was met.
#[derive(Debug, Clone, Default)]
struct CheckedValue {
    /// Places in [`NameChecker::needed`].
    names: Vec<usize>,
    /// Findings, each with the name that they are about.
    findings: Vec<(FindingKind, String)>,
}

impl CheckedValue {
    fn tell(&self, needed: &mut [NeededName], tell: &mut impl FnMut(FindingKind, &str)) {
        for (kind, name) in &self.findings {
            tell(*kind, name);
        }
        for position in &self.names {
            if let Some(needed) = needed.get_mut(*position) {
                needed.users += 1;
            }
        }
    }
}

#[derive(Debug)]
pub(crate) struct NameChecker {
    kinds: Kinds,
    exact: HashSet<String>,
    folded: HashSet<String>,
    squeezed: HashSet<String>,
    needed: Vec<NeededName>,
    positions: HashMap<String, usize>,
    met: HashMap<String, CheckedValue, NameHash>,
    left_out: u32,
}

impl NameChecker {
    /// With the names that exist; none when they are not known.
    pub(crate) fn new(kinds: Kinds, list: &[String]) -> Self {
        let list = || {
            let names = list.iter().map(|name| name.trim());
            names.filter(|name| !name.is_empty())
        };
        Self {
            kinds,
            exact: list().map(str::to_owned).collect(),
            folded: list().map(str::to_lowercase).collect(),
            squeezed: list().map(squeezed).collect(),
            needed: Vec::new(),
            positions: HashMap::new(),
            met: HashMap::default(),
            left_out: 0,
        }
    }

    fn spelling(&self, name: &str) -> NameStatus {
        if self.exact.is_empty() {
            return NameStatus::NoList;
        }
        if self.exact.contains(name) {
            NameStatus::Exact
        } else if self.folded.contains(&name.to_lowercase()) {
            NameStatus::Case
        } else if self.squeezed.contains(&squeezed(name)) {
            NameStatus::Blanks
        } else {
            NameStatus::Unknown
        }
    }

    /// Counts the names of a value for one user. `tell` gets the findings.
    pub(crate) fn take(&mut self, value: &str, mut tell: impl FnMut(FindingKind, &str)) {
        if let Some(met) = self.met.get(value) {
            return met.tell(&mut self.needed, &mut tell);
        }
        if self.met.len() == MAX_NAMES {
            self.met.clear();
        }
        let met = self.check(value);
        met.tell(&mut self.needed, &mut tell);
        if value.len() <= MAX_NAME {
            self.met.insert(value.to_owned(), met);
        }
    }

    fn check(&mut self, value: &str) -> CheckedValue {
        let mut met = CheckedValue::default();
        for part in value.split(NAME_SEPARATOR) {
            let name = part.trim();
            let spelling = self.spelling(name);
            let finding = match spelling {
                _ if name.is_empty() => Some(self.kinds.blanks),
                NameStatus::Unknown => Some(self.kinds.unknown),
                NameStatus::Case => Some(self.kinds.case),
                NameStatus::Blanks => Some(self.kinds.blanks),
                NameStatus::NoList | NameStatus::Exact => {
                    (name.len() != part.len()).then_some(self.kinds.blanks)
                }
            };
            if let Some(kind) = finding {
                met.findings.push((kind, part.to_owned()));
            }
            if name.is_empty() {
                continue;
            }
            let position = match self.positions.get(name) {
                Some(position) => *position,
                None if self.needed.len() == MAX_NAMES || name.len() > MAX_NAME => {
                    self.left_out += 1;
                    continue;
                }
                None => {
                    self.needed.push(NeededName {
                        name: name.to_owned(),
                        users: 0,
                        known: spelling,
                    });
                    let position = self.needed.len() - 1;
                    self.positions.insert(name.to_owned(), position);
                    position
                }
            };
            if !met.names.contains(&position) {
                met.names.push(position);
            }
        }
        met
    }

    /// What is needed, the most needed first, at most so many, and how many
    /// more there are.
    pub(crate) fn needed(&self, most: usize) -> (Vec<NeededName>, u32) {
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

    fn kinds(list: &[&str], value: &str) -> Vec<FindingKind> {
        let list: Vec<_> = list.iter().map(|name| (*name).to_owned()).collect();
        let mut names = NameChecker::new(ROLE_KINDS, &list);
        let mut found = Vec::new();
        names.take(value, |kind, _| found.push(kind));
        found
    }

    #[test]
    fn names_are_compared_with_the_list() {
        use FindingKind::{RoleBlanks, RoleCase, RoleUnknown};
        let list = ["Agent", "Team Lead", "Straße"];
        let cases: [(&str, &[FindingKind]); 15] = [
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
            assert_eq!(kinds(&list, value), expected, "{value:?}");
        }
    }

    #[test]
    fn without_a_list_only_the_form_is_checked() {
        for (value, expected) in [
            ("Agent", &[] as &[FindingKind]),
            ("agent;Boss", &[]),
            ("Agent; Boss", &[FindingKind::RoleBlanks]),
            ("Agent;", &[FindingKind::RoleBlanks]),
        ] {
            assert_eq!(kinds(&[], value), expected, "{value:?}");
        }
    }

    #[test]
    fn what_is_far_too_long_is_checked_and_not_stored() {
        let mut names = NameChecker::new(ROLE_KINDS, &["Agent".to_owned()]);
        let mut found = Vec::new();
        let long = "x".repeat(MAX_NAME + 1);
        for _ in 0..2 {
            names.take(&long, |kind, _| found.push(kind));
        }
        assert_eq!(found, [FindingKind::RoleUnknown, FindingKind::RoleUnknown]);
        assert!(names.met.is_empty());
        assert_eq!(names.needed(9), (Vec::new(), 2));
    }

    #[test]
    fn users_are_counted_for_each_name() {
        let mut names = NameChecker::new(TEAM_KINDS, &["Sales".to_owned()]);
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
            [
                ("Sales", 3, NameStatus::Exact),
                ("Support", 2, NameStatus::Unknown)
            ]
        );
        assert_eq!(more, 1);
    }
}
