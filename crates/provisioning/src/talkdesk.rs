//! What Talkdesk accepts: the user attributes that its SCIM schema holds, and
//! no others, and its limits.
//!
//! Source: <https://docs.talkdesk.com/reference/create-user>.

pub mod links;
pub mod regions;

/// The path of the SCIM API below a region's API host.
pub const SCIM_PATH: &str = "/scim/v2";

/// The role that Talkdesk gives to a new user for whom no role is sent (its
/// SCIM guide).
pub const DEFAULT_ROLE: &str = "Agent";

/// Requests a second that Talkdesk's SCIM API allows before it answers 429.
/// Source: <https://docs.talkdesk.com/docs/scim-api>, "Notes".
pub const REQUESTS_PER_SECOND: u32 = 4;

/// Separates several role or team names within one string.
pub const NAME_SEPARATOR: char = ';';

pub const EXTENSION_SCHEMA: &str = "urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User";
/// Name of the attribute that Entra finds users by.
pub const USER_NAME: &str = "userName";
pub const GIVEN_NAME: &str = "name.givenName";
pub const FAMILY_NAME: &str = "name.familyName";
/// Name of the attribute that switches a user on and off.
pub const ACTIVE: &str = "active";
/// Name of the attribute for an identifier of the customer's own.
pub const EXTERNAL_ID: &str = "externalId";
/// Full name of the roles attribute, as Entra's attribute list wants it.
pub const ROLES: &str = "urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User:rolesString";
/// Full name of the teams attribute, as Entra's attribute list wants it.
pub const TEAMS: &str = "urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User:teamsString";

/// Whether Talkdesk refuses a user without the attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Requirement {
    /// The user is refused without it.
    Mandatory,
    /// Talkdesk's pages disagree: the API reference requires it, the setup
    /// guide describes what happens without it.
    Disputed,
    /// The user is accepted without it.
    Optional,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TargetAttribute {
    /// The name in Entra's target list, with the URN for an extension attribute.
    pub name: &'static str,
    /// The last part of the name, for narrow views and addresses.
    pub short: &'static str,
    pub kind: &'static str,
    pub requirement: Requirement,
    /// What the value has to be, in a sentence.
    pub rule: &'static str,
}

/// Every target that Talkdesk takes, in the order of the mapping page.
pub const TARGETS: [TargetAttribute; 7] = [
    TargetAttribute {
        name: USER_NAME,
        short: "userName",
        kind: "String",
        requirement: Requirement::Mandatory,
        rule: "The user’s email address. Entra also uses it to find the user.",
    },
    TargetAttribute {
        name: GIVEN_NAME,
        short: "givenName",
        kind: "String",
        requirement: Requirement::Mandatory,
        rule: "The first name. Talkdesk rejects users without one.",
    },
    TargetAttribute {
        name: FAMILY_NAME,
        short: "familyName",
        kind: "String",
        requirement: Requirement::Mandatory,
        rule: "The last name. Talkdesk rejects users without one.",
    },
    TargetAttribute {
        name: ACTIVE,
        short: "active",
        kind: "Boolean",
        requirement: Requirement::Disputed,
        rule: "Whether the user can work and uses a license. Without it, leavers stay active.",
    },
    TargetAttribute {
        name: EXTERNAL_ID,
        short: "externalId",
        kind: "String",
        requirement: Requirement::Optional,
        rule: "An identifier of your own that never changes, such as Entra’s objectId.",
    },
    TargetAttribute {
        name: ROLES,
        short: "rolesString",
        kind: "String",
        requirement: Requirement::Optional,
        rule: "Names of roles that exist in Talkdesk, separated by semicolons. Without it, new users become Agent.",
    },
    TargetAttribute {
        name: TEAMS,
        short: "teamsString",
        kind: "String",
        requirement: Requirement::Optional,
        rule: "Names of teams that exist in Talkdesk, separated by semicolons. Without it, users have no team.",
    },
];

/// Finds a target by its full or its short name.
pub fn target(name: &str) -> Option<&'static TargetAttribute> {
    TARGETS
        .iter()
        .find(|target| target.name == name || target.short == name)
}

/// The part of a target's name that people know it by.
pub fn short(name: &str) -> &str {
    target(name).map_or(name, |found| found.short)
}

/// The name of a target for lists and headings: the portal's, without the URN of
/// Talkdesk's extension.
pub fn label(name: &str) -> &str {
    name.strip_prefix(EXTENSION_SCHEMA)
        .and_then(|rest| rest.strip_prefix(':'))
        .unwrap_or(name)
}

/// Finds a target by its full name, whatever its capitals: names of attributes
/// are compared without case (RFC 7643, section 2.1).
pub fn near(name: &str) -> Option<&'static TargetAttribute> {
    TARGETS
        .iter()
        .find(|target| target.name.eq_ignore_ascii_case(name))
}

/// Names of roles or teams, one in each line. A semicolon parts names as well,
/// because no name can hold one.
pub fn listed_names(typed: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in typed.split(['\n', '\r', NAME_SEPARATOR]).map(str::trim) {
        if !name.is_empty() && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extension_attributes_carry_the_extension_schema() {
        for name in [ROLES, TEAMS] {
            let (schema, attribute) = name.rsplit_once(':').expect("a URN has colons");
            assert_eq!(schema, EXTENSION_SCHEMA);
            assert_eq!(target(attribute).map(|found| found.name), Some(name));
            let small = name.to_ascii_lowercase();
            assert_eq!(near(&small).map(|found| found.name), Some(name));
        }
    }

    #[test]
    fn names_come_one_in_each_line() {
        assert_eq!(
            listed_names("Agent\r\n  Supervisor \n\nAgent\nSales Lead;Support\n"),
            ["Agent", "Supervisor", "Sales Lead", "Support"]
        );
        assert!(listed_names(" \n;").is_empty());
    }
}
