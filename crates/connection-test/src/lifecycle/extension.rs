//! Talkdesk's extension in a lifecycle test: what the setup maps, the names
//! that the admin enters for it, and what a user that was read shows.

use serde_json::Value;

use crate::checks::matching::Matching;
use provisioning::mapping::{Apply, MappingSet, Row, Source};
use provisioning::talkdesk::DEFAULT_ROLE;
use provisioning::talkdesk::listed_names;
use provisioning::talkdesk::{ACTIVE, EXTENSION_SCHEMA, EXTERNAL_ID, ROLES, TEAMS, USER_NAME};

/// The most that a field for names takes, in bytes.
const MAX_TYPED: usize = 500;

/// An attribute of the extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Attribute {
    Roles,
    Teams,
}

/// Both attributes, in the order in which they are written.
pub const ATTRIBUTES: [Attribute; 2] = [Attribute::Roles, Attribute::Teams];

impl Attribute {
    /// Its name as a mapping and a PATCH have it.
    pub fn target(self) -> &'static str {
        match self {
            Attribute::Roles => ROLES,
            Attribute::Teams => TEAMS,
        }
    }

    pub fn short(self) -> &'static str {
        let target = self.target();
        target.rsplit(':').next().unwrap_or(target)
    }

    /// What Talkdesk gives a user for whom nothing is sent.
    pub fn default_value(self) -> &'static str {
        match self {
            Attribute::Roles => DEFAULT_ROLE,
            Attribute::Teams => "",
        }
    }
}

/// The names to write, which have to exist in Talkdesk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    /// Written when the user is created.
    pub first: String,
    /// Written by the first update, so that the change can be seen.
    pub second: Option<String>,
}

impl Names {
    /// Names as typed. The default cannot show that a creation stored it, so it
    /// comes second if there is another name.
    pub fn new(attribute: Attribute, typed: &[String; 2]) -> Option<Names> {
        let [one, other] = typed.each_ref().map(|text| text.trim().to_owned());
        let swap =
            one.is_empty() || (!other.is_empty() && is_same(&one, attribute.default_value()));
        let (first, second) = if swap { (other, one) } else { (one, other) };
        (!first.is_empty()).then(|| Names {
            second: (!second.is_empty() && !is_same(&first, &second)).then_some(second),
            first,
        })
    }
}

/// What the setup does with one attribute.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapped {
    pub mapped: bool,
    /// Whether updates send it too.
    pub on_update: bool,
    /// The names to write, if any were entered.
    pub names: Option<Names>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needs {
    /// Whether deactivations are sent: updates send `active`, and not a constant
    /// that keeps everybody active.
    pub active: bool,
    /// Whether Entra looks for users by externalId first.
    pub by_external_id: bool,
    /// Whether Entra looks for users by neither userName nor externalId first.
    /// The test user has no value of such an attribute.
    pub by_other_attribute: bool,
    roles: Mapped,
    teams: Mapped,
}

impl Default for Needs {
    fn default() -> Self {
        Needs {
            active: true,
            by_external_id: false,
            by_other_attribute: false,
            roles: Mapped::default(),
            teams: Mapped::default(),
        }
    }
}

/// Finds the row of a target. Names of attributes are compared without case
/// (RFC 7643 section 2.1).
fn row<'s>(set: &'s MappingSet, target: &str) -> Option<&'s Row> {
    set.rows
        .iter()
        .find(|row| row.target.eq_ignore_ascii_case(target) && row.source != Source::None)
}

/// Whether a row of `active` can send a deactivation: updates send it, and it is
/// not the same text for everybody that keeps users active.
fn can_deactivate(row: &Row) -> bool {
    let keeps_active = match &row.source {
        Source::Constant(text) => !text.trim().eq_ignore_ascii_case("false"),
        _ => false,
    };
    row.apply == Apply::Always && !keeps_active
}

impl Needs {
    /// What a mapping set needs, with the names that were entered for each of
    /// [`ATTRIBUTES`].
    pub fn of(set: &MappingSet, typed: &[[String; 2]; 2]) -> Needs {
        let mapped = |attribute: Attribute, typed: &[String; 2]| {
            let Some(row) = row(set, attribute.target()) else {
                return Mapped::default();
            };
            let well = typed.iter().all(|text| text.len() <= MAX_TYPED);
            Mapped {
                mapped: true,
                on_update: row.apply == Apply::Always && set.operations.update,
                names: Names::new(attribute, typed).filter(|_| well),
            }
        };
        let [roles, teams] = typed;
        let matching = Matching::of(set);
        let first = matching.first();
        Needs {
            active: row(set, ACTIVE).is_some_and(can_deactivate) && set.operations.update,
            by_external_id: first.eq_ignore_ascii_case(EXTERNAL_ID),
            by_other_attribute: ![EXTERNAL_ID, USER_NAME]
                .iter()
                .any(|name| first.eq_ignore_ascii_case(name)),
            roles: mapped(Attribute::Roles, roles),
            teams: mapped(Attribute::Teams, teams),
        }
    }

    pub fn attribute(&self, attribute: Attribute) -> &Mapped {
        match attribute {
            Attribute::Roles => &self.roles,
            Attribute::Teams => &self.teams,
        }
    }

    /// Whether the updates of the test write any name.
    pub fn writes_on_update(&self) -> bool {
        [&self.roles, &self.teams]
            .iter()
            .any(|mapped| mapped.on_update && mapped.names.is_some())
    }
}

/// Two names to offer: of the constant in the mapping, of what is known to
/// exist in Talkdesk, one in each line, and of the default.
pub fn offered(set: &MappingSet, attribute: Attribute, known: &str) -> [String; 2] {
    let constant = row(set, attribute.target()).and_then(|row| match &row.source {
        Source::Constant(text) => Some(text.trim().to_owned()),
        _ => None,
    });
    let mut offered: Vec<String> = Vec::new();
    for name in constant.into_iter().chain(listed_names(known)) {
        if !name.is_empty() && !offered.iter().any(|other| is_same(other, &name)) {
            offered.push(name);
        }
    }
    let default = attribute.default_value();
    if offered.len() == 1 && !default.is_empty() && !is_same(&offered[0], default) {
        offered.push(default.to_owned());
    }
    let mut offered = offered.into_iter();
    [(); 2].map(|()| offered.next().unwrap_or_default())
}

/// What is wrong with what was typed into the two fields of an attribute.
pub fn typing_error(typed: &[String; 2], field: usize) -> Option<String> {
    if typed.get(field)?.len() > MAX_TYPED {
        return Some(format!("Enter at most {MAX_TYPED} characters."));
    }
    let repeated = field == 1 && !typed[1].trim().is_empty() && is_same(&typed[0], &typed[1]);
    repeated.then(|| "Enter a different name, so that the test can see the change.".to_owned())
}

/// Whether two texts hold the same names. Their order and blanks around them
/// say nothing, and neither does case, because attributes of SCIM compare
/// without it unless they say otherwise (RFC 7643 section 2.2).
pub fn is_same(one: &str, other: &str) -> bool {
    let sorted = |text: &str| {
        let mut names: Vec<String> = listed_names(text)
            .iter()
            .map(|name| name.to_lowercase())
            .collect();
        names.sort();
        names.dedup();
        names
    };
    sorted(one) == sorted(other)
}

/// What a user that was read shows of an attribute; nothing when the attribute
/// is not there. An empty value is there (RFC 7643 section 2.5).
pub fn shown(user: &Value, attribute: Attribute) -> Option<String> {
    let member = |object: &'_ Value, name: &str| {
        let members = object.as_object()?;
        let (_, value) = members
            .iter()
            .find(|(own, _)| own.eq_ignore_ascii_case(name))?;
        Some(value.clone())
    };
    let extension = member(user, EXTENSION_SCHEMA)?;
    Some(match member(&extension, attribute.short())? {
        Value::Null => String::new(),
        Value::String(text) => text,
        Value::Array(items) if items.iter().all(Value::is_string) => {
            let items: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            items.join(";")
        }
        other => other.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn typed(first: &str, second: &str) -> [String; 2] {
        [first.to_owned(), second.to_owned()]
    }

    fn names_of(first: &str, second: Option<&str>) -> Option<Names> {
        Some(Names {
            first: first.to_owned(),
            second: second.map(str::to_owned),
        })
    }

    #[test]
    fn another_matching_attribute_is_not_tested_by_user_name() {
        let none = || [String::new(), String::new()];
        let needs = |target: Option<&str>| {
            let mut set = MappingSet::default();
            if let Some(target) = target {
                set.rows[0].matching_precedence = None;
                set.put(Row {
                    matching_precedence: Some(1),
                    ..Row::new(target, Source::Direct("mail".to_owned()))
                });
            }
            let needs = Needs::of(&set, &[none(), none()]);
            (needs.by_external_id, needs.by_other_attribute)
        };
        assert_eq!(needs(None), (false, false));
        assert_eq!(needs(Some("externalId")), (true, false));
        let mail = r#"emails[type eq "work"].value"#;
        assert_eq!(needs(Some(mail)), (false, true));
    }

    #[test]
    fn names_are_read_and_the_default_comes_second() {
        let cases = [
            ("", "", None),
            (" ", "", None),
            ("Supervisor", "", names_of("Supervisor", None)),
            (" Supervisor ", "supervisor", names_of("Supervisor", None)),
            ("Supervisor", "Agent", names_of("Supervisor", Some("Agent"))),
            ("Agent", "Supervisor", names_of("Supervisor", Some("Agent"))),
            ("Agent", "", names_of("Agent", None)),
            ("Agent", "agent", names_of("agent", None)),
        ];
        for (first, second, due) in cases {
            let found = Names::new(Attribute::Roles, &typed(first, second));
            assert_eq!(found, due, "{first}, {second}");
        }
        let teams = Names::new(Attribute::Teams, &typed("", "Care"));
        assert_eq!(teams, names_of("Care", None));
        let roles = Names::new(Attribute::Roles, &typed(" ", "Supervisor"));
        assert_eq!(roles, names_of("Supervisor", None));
    }

    #[test]
    fn needs_follow_the_mapping_set() {
        let none = [typed("", ""), typed("", "")];
        let mut set = MappingSet::default();
        assert_eq!(Needs::of(&set, &none), Needs::default());
        set.put(Row {
            apply: Apply::OnlyDuringCreation,
            ..Row::new(TEAMS, Source::Constant("Sales".to_owned()))
        });
        set.put(Row::new(
            &ROLES.to_lowercase(),
            Source::Direct("jobTitle".to_owned()),
        ));
        let needs = Needs::of(&set, &[typed("Supervisor", ""), typed("Sales", "")]);
        let roles = needs.attribute(Attribute::Roles);
        assert!(roles.mapped && roles.on_update && roles.names.is_some());
        let teams = needs.attribute(Attribute::Teams);
        assert!(teams.mapped && !teams.on_update && teams.names.is_some());
        assert!(needs.writes_on_update());
        set.remove(ACTIVE);
        assert!(!Needs::of(&set, &none).active);
        assert!(!Needs::of(&set, &none).writes_on_update());
        for row in [
            Row::new(ACTIVE, Source::Constant("True".to_owned())),
            Row {
                apply: Apply::OnlyDuringCreation,
                ..Row::new(ACTIVE, Source::Direct("accountEnabled".to_owned()))
            },
        ] {
            set.put(row);
            assert!(!Needs::of(&set, &none).active);
        }
        let long = [typed(&"a".repeat(MAX_TYPED + 1), ""), typed("", "")];
        assert_eq!(
            Needs::of(&set, &long).attribute(Attribute::Roles).names,
            None
        );
    }

    #[test]
    fn names_are_offered() {
        let mut set = MappingSet::default();
        let roles = |set: &MappingSet, known: &str| offered(set, Attribute::Roles, known);
        assert_eq!(roles(&set, ""), typed("", ""));
        assert_eq!(
            roles(&set, "Agent\nSupervisor\nFaculty"),
            typed("Agent", "Supervisor")
        );
        set.put(Row::new(ROLES, Source::Constant("Faculty".to_owned())));
        assert_eq!(roles(&set, ""), typed("Faculty", "Agent"));
        assert_eq!(roles(&set, "faculty\nStudent"), typed("Faculty", "Student"));
        assert_eq!(offered(&set, Attribute::Teams, "Sales"), typed("Sales", ""));
    }

    #[test]
    fn what_a_user_shows_is_read() {
        let user = |extension: Value| json!({"id": "7", EXTENSION_SCHEMA: extension});
        let cases = [
            (json!({"id": "7"}), None),
            (user(json!({"teamsString": "Sales"})), None),
            (user(json!({"rolesString": "Agent"})), Some("Agent")),
            (user(json!({"RolesString": "Agent"})), Some("Agent")),
            (user(json!({"rolesString": null})), Some("")),
            (user(json!({"rolesString": ["A", "B"]})), Some("A;B")),
            (user(json!({"rolesString": 7})), Some("7")),
            (user(json!("Agent")), None),
            (json!([7]), None),
        ];
        for (user, due) in cases {
            assert_eq!(shown(&user, Attribute::Roles).as_deref(), due, "{user}");
        }
        assert!(is_same("B; a", "A;B") && !is_same("A", "A;B") && is_same("", " "));
    }
}
