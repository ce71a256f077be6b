//! Users to look at mappings and expressions with, before somebody has one of
//! their own. Nobody of these names exists.

use crate::entra::{APP_ROLES, MULTI_VALUED, SOFT_DELETED};
use crate::user::{SourceUser, UserValue};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SampleUser {
    pub name: &'static str,
    /// What is special about it, in a few words.
    pub about: &'static str,
    one: &'static [(&'static str, &'static str)],
    /// The names of the user's app roles.
    roles: &'static [&'static str],
    /// Mail addresses in the form of `proxyAddresses`.
    proxies: &'static [&'static str],
}

/// The users in the order of the choice. The first one stands in until
/// somebody chooses.
pub const SAMPLE_USERS: [SampleUser; 3] = [
    SampleUser {
        name: "Ana Silva",
        about: "all attributes have values",
        one: &[
            ("objectId", "6f1c2f0e-5b7a-4d0c-9a53-2b8f5d1f7c10"),
            ("userPrincipalName", "ana.silva@contoso.com"),
            ("mail", "ana.silva@contoso.com"),
            ("mailNickname", "ana.silva"),
            ("givenName", "Ana"),
            ("surname", "Silva"),
            ("displayName", "Ana Silva"),
            ("jobTitle", "Support Agent"),
            ("department", "Customer Care"),
            ("companyName", "Contoso"),
            ("employeeId", "10427"),
            ("physicalDeliveryOfficeName", "Lisbon"),
            ("streetAddress", "Rua do Exemplo 12"),
            ("city", "Lisbon"),
            ("state", "Lisboa"),
            ("postalCode", "1000-001"),
            ("country", "Portugal"),
            ("telephoneNumber", "+351 21 555 0100"),
            ("mobile", "+351 91 555 0101"),
            ("preferredLanguage", "pt-PT"),
            ("usageLocation", "PT"),
            ("extensionAttribute1", "Sales;Support"),
            ("accountEnabled", "True"),
            (SOFT_DELETED, "False"),
        ],
        roles: &["Agent"],
        proxies: &[
            "SMTP:ana.silva@contoso.com",
            "smtp:asilva@contoso.onmicrosoft.com",
        ],
    },
    SampleUser {
        name: "JOSÉ MÜLLER-ŁUKASZ",
        about: "uppercase and accents, no mailbox, a long department",
        one: &[
            ("objectId", "0b9d7a44-91c1-4f5e-8a27-7f4f0f6f2d31"),
            ("userPrincipalName", "jose.mueller@contoso.com"),
            ("mailNickname", "jose.mueller"),
            ("givenName", "JOSÉ"),
            ("surname", "MÜLLER-ŁUKASZ"),
            ("displayName", "MÜLLER-ŁUKASZ, JOSÉ"),
            ("jobTitle", "Team Lead"),
            ("department", "Customer Care – Night Shift (DE/AT/CH)"),
            ("employeeId", "00031"),
            ("city", "Köln"),
            ("country", "Germany"),
            ("preferredLanguage", "de-DE"),
            ("accountEnabled", "True"),
            (SOFT_DELETED, "False"),
        ],
        roles: &["Supervisor"],
        proxies: &[],
    },
    SampleUser {
        name: "Kim (guest)",
        about: "a guest without a last name, with two app roles",
        one: &[
            ("objectId", "d2a7c7c8-0d0e-4c6c-9f0b-50f3a6a7e9b2"),
            ("userPrincipalName", "kim_fabrikam.com"),
            (
                "originalUserPrincipalName",
                "kim_fabrikam.com#EXT#@contoso.onmicrosoft.com",
            ),
            ("mail", "kim@fabrikam.com"),
            ("mailNickname", "kim_fabrikam.com#EXT#"),
            ("givenName", "Kim"),
            ("displayName", "Kim"),
            ("companyName", "Fabrikam"),
            ("accountEnabled", "True"),
            (SOFT_DELETED, "False"),
        ],
        roles: &["Agent", "Supervisor"],
        proxies: &["SMTP:kim@fabrikam.com"],
    },
];

impl SampleUser {
    pub fn user(&self) -> SourceUser {
        let mut user = SourceUser::of(self.one);
        for (name, values) in [(APP_ROLES, self.roles), ("proxyAddresses", self.proxies)] {
            if !values.is_empty() {
                put_many(&mut user, name, values);
            }
        }
        user
    }
}

fn put_many(user: &mut SourceUser, name: &str, values: &[&str]) {
    let values = values.iter().map(|value| (*value).to_owned());
    let values = UserValue::Many(values.collect());
    let _ = user.attributes.insert(name.to_owned(), values);
}

/// The same user after a wedding and a promotion: another last name, job title
/// and app role. What an update would send is shown with it until somebody
/// changes the user in another way.
pub fn changed(user: &SourceUser) -> SourceUser {
    let mut changed = user.clone();
    let other = |name: &str, first: &'static str, second: &'static str| match user.one(name) {
        Some(now) if now == first => second,
        _ => first,
    };
    for (name, first, second) in [
        ("surname", "Costa", "Pereira"),
        ("jobTitle", "Team Lead", "Director"),
    ] {
        let value = UserValue::from(other(name, first, second));
        let _ = changed.attributes.insert(name.to_owned(), value);
    }
    other_role(&mut changed);
    changed
}

/// Gives the user one app role, and another one than it has.
pub(crate) fn other_role(user: &mut SourceUser) {
    let supervisor = UserValue::Many(vec!["Supervisor".to_owned()]);
    let role = match user.attributes.get(APP_ROLES) {
        Some(roles) if *roles == supervisor => "Agent",
        _ => "Supervisor",
    };
    put_many(user, APP_ROLES, &[role]);
}

/// The same user after leaving: unassigned, blocked or deleted.
pub fn leaver(user: &SourceUser) -> SourceUser {
    let mut leaver = user.clone();
    let gone = UserValue::from("True");
    let _ = leaver.attributes.insert(SOFT_DELETED.to_owned(), gone);
    leaver
}

/// A user with the values of an example of the reference. `read` are the
/// attributes that the example reads: those without a value of its own are
/// removed. Everything else stays as it is.
pub fn with_values(user: &SourceUser, read: &[&str], values: &[(&str, &[&str])]) -> SourceUser {
    let mut user = user.clone();
    for name in read {
        drop(user.attributes.remove(*name));
    }
    for (name, values) in values {
        match values {
            [only] if *name != APP_ROLES && !MULTI_VALUED.contains(name) => {
                let value = UserValue::from(*only);
                let _ = user.attributes.insert((*name).to_owned(), value);
            }
            values => put_many(&mut user, name, values),
        }
    }
    user
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_differs_in_name_title_and_role_only_also_a_second_time() {
        for example in SAMPLE_USERS {
            let before = example.user();
            let after = changed(&before);
            for (before, after) in [(&before, &after), (&after, &changed(&after))] {
                for name in ["surname", "jobTitle", APP_ROLES] {
                    assert_ne!(
                        before.attributes.get(name),
                        after.attributes.get(name),
                        "{name}"
                    );
                }
                assert_eq!(before.one("objectId"), after.one("objectId"));
            }
        }
    }

    #[test]
    fn a_leaver_is_soft_deleted_and_nothing_else() {
        let user = SAMPLE_USERS[0].user();
        let mut back = leaver(&user);
        assert_eq!(back.one(SOFT_DELETED), Some("True"));
        let _ = back
            .attributes
            .insert(SOFT_DELETED.to_owned(), UserValue::from("False"));
        assert_eq!(back, user);
    }

    #[test]
    fn every_example_of_the_reference_gives_what_is_printed_beside_it() {
        use crate::expression::{
            ExpressionOutcome, ExpressionRequest, ExpressionValue, evaluate::evaluate,
        };
        use entra_expression::{functions, parse};
        let mut count = 0;
        for info in functions::all() {
            for example in info.examples {
                let text = example.expression;
                let read = parse(text).expr().unwrap();
                let own = SourceUser::of(&[("officeName", "kept")]);
                for before in [own, SAMPLE_USERS[0].user()] {
                    let user = with_values(&before, &read.attributes(), example.attributes);
                    let response = evaluate(&ExpressionRequest {
                        expression: text.to_owned(),
                        user,
                        now: 0,
                        seed: 1,
                    });
                    let texts =
                        |values: Vec<ExpressionValue>| values.into_iter().map(|value| value.text);
                    let found: Vec<String> = match response.outcome {
                        ExpressionOutcome::One(value) => vec![value.text],
                        ExpressionOutcome::Several { values, .. } => texts(values).collect(),
                        ExpressionOutcome::Failed(failed) => panic!("{text}: {}", failed.message),
                        _ => Vec::new(),
                    };
                    if let Some(gives) = example.gives {
                        assert_eq!(found, gives, "{text}");
                    }
                }
                count += 1;
            }
        }
        assert!(count >= 50, "{count}");
    }

    #[test]
    fn an_example_leaves_what_it_does_not_read_alone() {
        let user = SourceUser::of(&[("mail", "a"), ("city", "Porto"), ("state", "x")]);
        let after = with_values(&user, &["mail", "city"], &[("city", &["Lisbon"])]);
        assert_eq!(after, SourceUser::of(&[("city", "Lisbon"), ("state", "x")]));
    }
}
