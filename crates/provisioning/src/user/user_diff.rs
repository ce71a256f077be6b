//! What happens to a user between two cycles, and how two users differ.

use crate::entra::SOFT_DELETED;
use crate::format::shortened;
use crate::user::sample;
use crate::user::{SourceUser, UserValue};

/// The longest value that is reported of in full, in characters.
const MAX_SHOWN: usize = 60;

/// One thing that happens to a user.
#[derive(Debug, Clone, Copy)]
pub struct UserChange {
    /// What it is kept by with a setup. Never changes.
    pub key: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    act: fn(&mut SourceUser),
}

/// What can happen, in the order of the choice. The first one stands in until
/// somebody chooses.
pub const USER_CHANGES: [UserChange; 7] = [
    UserChange {
        key: "promotion",
        about: "A wedding and a promotion",
        act: |user| *user = sample::changed(user),
    },
    UserChange {
        key: "name",
        about: "Another last name",
        act: |user| {
            let before = user.one("surname").unwrap_or_default().to_owned();
            let after = other(user, "surname", "Costa", "Pereira");
            // The name that colleagues see goes along with it.
            if let Some(shown) = user.one("displayName").filter(|_| !before.is_empty()) {
                let shown = shown.replace(&before, after);
                put(user, "displayName", &shown);
            }
        },
    },
    UserChange {
        key: "department",
        about: "Another department",
        act: |user| {
            let _ = other(user, "department", "Sales", "Back Office");
        },
    },
    UserChange {
        key: "role",
        about: "Another app role",
        act: |user| sample::other_role(user),
    },
    UserChange {
        key: "mail",
        about: "Another email address",
        act: |user| {
            let fresh = |now: &str| match now.strip_prefix("new.") {
                Some(old) => old.to_owned(),
                None => format!("new.{now}"),
            };
            for name in ["mail", "userPrincipalName"] {
                let now = user.one(name).filter(|now| now.contains('@'));
                match (now.map(fresh), name) {
                    (Some(after), _) => put(user, name, &after),
                    (None, "mail") => put(user, name, "new.user@contoso.com"),
                    (None, _) => {}
                }
            }
        },
    },
    UserChange {
        key: "blocked",
        about: "Blocked from signing in",
        act: |user| {
            // Entra sets the second one for whoever is blocked.
            put(user, "accountEnabled", "False");
            put(user, SOFT_DELETED, "True");
        },
    },
    UserChange {
        key: "cleared",
        about: "The job title is cleared",
        act: |user| {
            let _ = user.attributes.remove("jobTitle");
        },
    },
];

impl UserChange {
    pub fn of(&self, user: &SourceUser) -> SourceUser {
        let mut changed = user.clone();
        (self.act)(&mut changed);
        changed
    }
}

fn put(user: &mut SourceUser, name: &str, text: &str) {
    let _ = user
        .attributes
        .insert(name.to_owned(), UserValue::from(text));
}

/// Gives an attribute the first text, or the second one if it has the first.
fn other(
    user: &mut SourceUser,
    name: &str,
    first: &'static str,
    second: &'static str,
) -> &'static str {
    let after = match user.one(name) {
        Some(now) if now == first => second,
        _ => first,
    };
    put(user, name, after);
    after
}

/// One attribute that two users have otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserDifference {
    pub name: String,
    pub before: Option<UserValue>,
    /// What the second one has.
    pub after: Option<UserValue>,
}

impl UserDifference {
    /// It as text; long values are cut.
    pub fn message(&self) -> String {
        let (before, after) = (
            value_text(self.before.as_ref()),
            value_text(self.after.as_ref()),
        );
        format!("{}: {before} → {after}", self.name)
    }
}

fn value_text(value: Option<&UserValue>) -> String {
    let text = match value {
        None => return "no value".to_owned(),
        Some(UserValue::Many(texts)) if texts.is_empty() => return "no value".to_owned(),
        Some(UserValue::Many(texts)) => texts.join(", "),
        Some(UserValue::One(text)) => text.clone(),
    };
    match text.is_empty() {
        true => "an empty value".to_owned(),
        false => shortened(&text, MAX_SHOWN),
    }
}

/// What differs between two users, by the names of the attributes. An empty
/// list of values is none.
pub fn differences(before: &SourceUser, after: &SourceUser) -> Vec<UserDifference> {
    let names = before.attributes.keys().chain(after.attributes.keys());
    let mut names: Vec<&String> = names.collect();
    names.sort();
    names.dedup();
    let value = |user: &SourceUser, name: &str| {
        let value = user.attributes.get(name).cloned();
        value.filter(|value| *value != UserValue::Many(Vec::new()))
    };
    let pairs = names.into_iter().map(|name| UserDifference {
        name: name.clone(),
        before: value(before, name),
        after: value(after, name),
    });
    pairs.filter(|pair| pair.before != pair.after).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entra::APP_ROLES;
    use crate::user::sample::SAMPLE_USERS;

    fn summary(before: &SourceUser, after: &SourceUser) -> Vec<String> {
        let found = differences(before, after);
        found.iter().map(UserDifference::message).collect()
    }

    #[test]
    fn each_change_changes_what_it_says_and_nothing_else() {
        let ana = SAMPLE_USERS[0].user();
        let cases: [(&str, &[&str]); 7] = [
            (
                "promotion",
                &[
                    "appRoleAssignments: Agent → Supervisor",
                    "jobTitle: Support Agent → Team Lead",
                    "surname: Silva → Costa",
                ],
            ),
            (
                "name",
                &[
                    "displayName: Ana Silva → Ana Costa",
                    "surname: Silva → Costa",
                ],
            ),
            ("department", &["department: Customer Care → Sales"]),
            ("role", &["appRoleAssignments: Agent → Supervisor"]),
            (
                "mail",
                &[
                    "mail: ana.silva@contoso.com → new.ana.silva@contoso.com",
                    "userPrincipalName: ana.silva@contoso.com → new.ana.silva@contoso.com",
                ],
            ),
            (
                "blocked",
                &[
                    "IsSoftDeleted: False → True",
                    "accountEnabled: True → False",
                ],
            ),
            ("cleared", &["jobTitle: Support Agent → no value"]),
        ];
        assert_eq!(
            USER_CHANGES.map(|change| change.key),
            cases.map(|(key, _)| key)
        );
        for (change, (key, expected)) in USER_CHANGES.iter().zip(cases) {
            assert_eq!(summary(&ana, &change.of(&ana)), expected, "{key}");
        }
    }

    #[test]
    fn a_change_is_one_for_every_example_and_after_itself() {
        let toggles = ["promotion", "name", "department", "role", "mail"];
        for example in SAMPLE_USERS {
            let user = example.user();
            for change in USER_CHANGES {
                let after = change.of(&user);
                // Who has no job title cannot lose it.
                let changes = change.key != "cleared" || user.one("jobTitle").is_some();
                assert_eq!(after != user, changes, "{} {}", example.name, change.key);
                let again = change.of(&after);
                assert_eq!(
                    again != after,
                    toggles.contains(&change.key),
                    "{}",
                    change.key
                );
            }
        }
        let nobody = SourceUser::default();
        let mail = USER_CHANGES[4].of(&nobody);
        assert_eq!(
            summary(&nobody, &mail),
            ["mail: no value → new.user@contoso.com"]
        );
    }

    #[test]
    fn differences_as_text() {
        let of = |value: UserValue| {
            let mut user = SourceUser::default();
            let _ = user.attributes.insert(APP_ROLES.to_owned(), value);
            user
        };
        let many =
            |texts: &[&str]| UserValue::Many(texts.iter().map(|text| (*text).to_owned()).collect());
        let none = SourceUser::default();
        let cases = [
            (none.clone(), of(many(&[])), None),
            (
                of(many(&["Agent"])),
                of(many(&["Agent", "Lead"])),
                Some("Agent → Agent, Lead"),
            ),
            (
                of(many(&["Agent"])),
                of("Agent".into()),
                Some("Agent → Agent"),
            ),
            (
                none.clone(),
                of("".into()),
                Some("no value → an empty value"),
            ),
        ];
        for (before, after, expected) in cases {
            let expected = expected.map(|words| format!("{APP_ROLES}: {words}"));
            assert_eq!(summary(&before, &after), Vec::from_iter(expected));
        }
        let long = of("é".repeat(200).as_str().into());
        let summary = summary(&none, &long).concat();
        assert!(
            summary.ends_with(&format!("{}…", "é".repeat(60))),
            "{summary}"
        );
    }
}
