//! The attributes by which Entra finds the users of this setup, and what a
//! returned user has for one of them.

use serde_json::Value;

use provisioning::mapping::MappingSet;
use provisioning::talkdesk::{EXTERNAL_ID, USER_NAME};

/// How many matching attributes a test asks for; each takes a request.
pub const MAX_REQUESTED: usize = 3;

/// The longest name of an attribute that is asked for, in bytes. An attribute
/// with its URN has about a hundred.
const MAX_NAME: usize = 300;

/// The schema of the core attributes, with which an attribute may be named.
const CORE_SCHEMA: &str = "urn:ietf:params:scim:schemas:core:2.0:User";

/// The matching attributes of a setup, in the order in which Entra asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matching {
    attributes: Vec<String>,
    declared: bool,
    left_out: Vec<String>,
}

impl Default for Matching {
    /// By userName, as a setup has it in the beginning.
    fn default() -> Self {
        Self {
            attributes: vec![USER_NAME.to_owned()],
            declared: true,
            left_out: Vec::new(),
        }
    }
}

impl Matching {
    /// The matching attributes of a mapping set, by their precedence. Without
    /// one, userName is asked for.
    pub fn of(set: &MappingSet) -> Self {
        Self::by(&set.matching_targets())
    }

    /// These attributes, the first one first.
    pub fn by(names: &[&str]) -> Self {
        let (askable, too_long): (Vec<&str>, Vec<&str>) =
            names.iter().partition(|name| name.len() <= MAX_NAME);
        let declared = !askable.is_empty();
        let mut attributes: Vec<String> = askable.iter().map(|name| (*name).to_owned()).collect();
        let mut left_out = attributes.split_off(MAX_REQUESTED.min(attributes.len()));
        left_out.extend(
            too_long
                .iter()
                .map(|name| name.chars().take(MAX_NAME).collect()),
        );
        if !declared {
            attributes.push(USER_NAME.to_owned());
        }
        Self {
            attributes,
            declared,
            left_out,
        }
    }

    /// The first attribute, for which Entra's own test asks.
    pub fn first(&self) -> &str {
        self.nth(0).unwrap_or(USER_NAME)
    }

    pub fn nth(&self, nth: usize) -> Option<&str> {
        self.attributes.get(nth).map(String::as_str)
    }

    pub fn attributes(&self) -> &[String] {
        &self.attributes
    }

    /// Whether the setup names one.
    pub fn is_declared(&self) -> bool {
        self.declared
    }

    /// Matching attributes that no request asks for, because there are too
    /// many or their names are too long.
    pub fn left_out(&self) -> &[String] {
        &self.left_out
    }

    /// The first matching attribute other than userName, whose value an admin
    /// has to enter for a user to be found by it.
    pub fn other(&self) -> Option<&str> {
        self.attributes
            .iter()
            .map(String::as_str)
            .find(|name| !name.eq_ignore_ascii_case(USER_NAME))
    }

    pub fn by_user_name(&self) -> bool {
        self.attributes
            .iter()
            .any(|name| name.eq_ignore_ascii_case(USER_NAME))
    }
}

/// Whether the standard compares an attribute's values with their case (RFC
/// 7643 sections 3.1 and 4.1.1). Nothing where it does not say so.
pub fn is_case_exact(attribute: &str) -> Option<bool> {
    if attribute.eq_ignore_ascii_case(USER_NAME) {
        Some(false)
    } else if attribute.eq_ignore_ascii_case(EXTERNAL_ID) || attribute.eq_ignore_ascii_case("id") {
        Some(true)
    } else {
        None
    }
}

/// What a user has for an attribute that is named as in a mapping: `userName`,
/// `name.givenName`, `emails[type eq "work"].value` or with a URN. Names are
/// compared without case (RFC 7643 section 2.1). Empty if it has none.
pub fn values_of<'v>(user: &'v Value, attribute: &str) -> Vec<&'v Value> {
    let (object, path) = match attribute.strip_prefix("urn:") {
        Some(_) => match attribute.rsplit_once(':') {
            Some((urn, path)) if urn.eq_ignore_ascii_case(CORE_SCHEMA) => (Some(user), path),
            Some((urn, path)) => (member(user, urn), path),
            None => return Vec::new(),
        },
        None => (Some(user), attribute),
    };
    let Some(object) = object else {
        return Vec::new();
    };
    let Some((name, rest)) = path.split_once('[') else {
        let mut value = Some(object);
        for part in path.split('.') {
            value = value.and_then(|value| member(value, part));
        }
        return value.into_iter().filter(|value| !value.is_null()).collect();
    };
    let Some((condition, sub)) = rest.split_once(']') else {
        return Vec::new();
    };
    let entries = member(object, name).and_then(Value::as_array);
    entries
        .into_iter()
        .flatten()
        .filter(|entry| meets(entry, condition))
        .filter_map(|entry| match sub.strip_prefix('.') {
            Some(sub) => member(entry, sub),
            None => Some(entry),
        })
        .filter(|value| !value.is_null())
        .collect()
}

/// Whether an entry meets a condition of the form `type eq "work"`.
fn meets(entry: &Value, condition: &str) -> bool {
    let mut words = condition.split_whitespace();
    let (Some(name), Some(operator), Some(due), None) =
        (words.next(), words.next(), words.next(), words.next())
    else {
        return false;
    };
    let due = due.trim_matches('"');
    let is = match member(entry, name) {
        Some(Value::String(text)) => text.eq_ignore_ascii_case(due),
        Some(Value::Bool(yes)) => due.eq_ignore_ascii_case(if *yes { "true" } else { "false" }),
        _ => false,
    };
    operator.eq_ignore_ascii_case("eq") && is
}

fn member<'v>(object: &'v Value, name: &str) -> Option<&'v Value> {
    let members = object.as_object()?;
    members.get(name).or_else(|| {
        let found = members
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use provisioning::mapping::{Row, Source};
    use provisioning::talkdesk::EXTENSION_SCHEMA;
    use serde_json::json;

    fn set(rows: &[(&str, Option<u32>)]) -> MappingSet {
        let rows = rows.iter().map(|(target, precedence)| Row {
            matching_precedence: *precedence,
            ..Row::new(target, Source::Direct("mail".to_owned()))
        });
        MappingSet {
            rows: rows.collect(),
            ..MappingSet::default()
        }
    }

    #[test]
    fn attributes_come_in_order_of_precedence() {
        type Case<'a> = (&'a [(&'a str, Option<u32>)], &'a [&'a str], bool);
        let cases: [Case<'_>; 7] = [
            (&[("userName", Some(1))], &["userName"], true),
            (
                &[("userName", Some(2)), ("externalId", Some(1))],
                &["externalId", "userName"],
                true,
            ),
            (
                &[("userName", None), ("externalId", Some(4))],
                &["externalId"],
                true,
            ),
            (&[("userName", None)], &["userName"], false),
            (&[], &["userName"], false),
            (&[("", Some(1))], &["userName"], false),
            (
                &[
                    ("a", Some(2)),
                    ("b", Some(1)),
                    ("c", Some(2)),
                    ("b", Some(3)),
                ],
                &["b", "a", "c"],
                true,
            ),
        ];
        for (rows, due, declared) in cases {
            let matching = Matching::of(&set(rows));
            assert_eq!(matching.attributes(), due, "{rows:?}");
            assert_eq!(matching.is_declared(), declared, "{rows:?}");
            assert!(matching.left_out().is_empty());
        }
        assert_eq!(Matching::of(&MappingSet::default()), Matching::default());
    }

    #[test]
    fn what_is_not_requested_is_named() {
        let long = "a".repeat(MAX_NAME + 1);
        let many = Matching::by(&["a", "b", &long, "c", "d"]);
        assert_eq!(many.attributes(), ["a", "b", "c"]);
        assert_eq!(many.left_out().len(), 2);
        assert_eq!(many.left_out()[0], "d");
        let only = Matching::by(&[&long]);
        assert_eq!((only.first(), only.is_declared()), (USER_NAME, false));
    }

    #[test]
    fn a_users_values_are_found_by_the_name_in_the_mapping() {
        let user = json!({
            "username": "ada@contoso.com",
            "externalId": null,
            "name": {"givenName": "Ada"},
            "emails": [
                {"type": "home", "value": "a@home.example"},
                {"type": "Work", "value": "ada@contoso.com"},
                {"type": "work"},
            ],
            EXTENSION_SCHEMA: {"rolesString": "Agent"},
        });
        let roles = format!("{EXTENSION_SCHEMA}:rolesString");
        for (attribute, due) in [
            ("userName", vec![json!("ada@contoso.com")]),
            (
                "urn:ietf:params:scim:schemas:core:2.0:User:userName",
                vec![json!("ada@contoso.com")],
            ),
            ("externalId", vec![]),
            ("name.givenName", vec![json!("Ada")]),
            (
                "emails[type eq \"work\"].value",
                vec![json!("ada@contoso.com")],
            ),
            ("emails[type ne \"work\"].value", vec![]),
            ("emails[type eq \"work\"", vec![]),
            (roles.as_str(), vec![json!("Agent")]),
            ("urn:", vec![]),
        ] {
            let found: Vec<Value> = values_of(&user, attribute).into_iter().cloned().collect();
            assert_eq!(found, due, "{attribute}");
        }
    }
}
