//! What Entra offers as a source, as data, and its limits.

pub mod labels;
pub mod links;

pub const DEFAULT_APPLICATION_NAME: &str = "Talkdesk SCIM App";

/// The source attribute that says whether a user is to be switched off.
pub const SOFT_DELETED: &str = "IsSoftDeleted";

/// The source attribute that holds a user's app roles. Only functions made for
/// it can read it.
pub const APP_ROLES: &str = "appRoleAssignments";

/// Attributes that people try and that Entra does not offer as a source.
pub const NOT_OFFERED: [&str; 2] = ["userType", "SamAccountName"];

/// Source attributes that hold several values at once.
pub const MULTI_VALUED: [&str; 1] = ["proxyAddresses"];

/// Whether an account may sign in.
pub const ENABLED: &str = "accountEnabled";

/// Source attributes that are true or false; Entra holds them as `True` and
/// `False`. Source: the Boolean attributes of the directory definition in
/// exported synchronization schemas.
pub const BOOLEAN: [&str; 3] = [ENABLED, SOFT_DELETED, "dirSyncEnabled"];

/// The source attribute that points at another user.
const MANAGER: &str = "manager";

/// Whether an attribute holds a password, by a name of Entra's, of Graph's or of
/// a users file. A password is never taken and never kept.
pub fn is_password(name: &str) -> bool {
    let name = name.trim().to_ascii_lowercase();
    name == "password" || name.starts_with("passwordprofile")
}

/// What a source attribute holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceType {
    Text,
    Boolean,
    Reference,
    Several,
}

impl SourceType {
    pub fn description(self) -> &'static str {
        match self {
            Self::Text => "a string",
            Self::Boolean => "True or False",
            Self::Reference => "another user",
            Self::Several => "several values",
        }
    }
}

/// What a source attribute holds. Of a name that Entra does not offer to
/// everybody, such as a directory extension's, nothing is known.
pub fn source_type(name: &str) -> Option<SourceType> {
    if BOOLEAN.contains(&name) {
        Some(SourceType::Boolean)
    } else if name == MANAGER {
        Some(SourceType::Reference)
    } else if name == APP_ROLES || MULTI_VALUED.contains(&name) {
        Some(SourceType::Several)
    } else {
        let known = SOURCE_ATTRIBUTES.contains(&name);
        known.then_some(SourceType::Text)
    }
}

/// What the name of every directory extension begins with; 32 hexadecimal
/// digits, an underscore and the attribute's own name follow.
pub const EXTENSION_PREFIX: &str = "extension_";

/// The longest expression that the portal takes, in characters.
pub const MAX_EXPRESSION: usize = entra_expression::MAX_CHARACTERS;

/// The source attributes that the portal offers, in its order.
/// Newer tenants have more, so any other name may be typed as well.
pub const SOURCE_ATTRIBUTES: [&str; 45] = [
    "objectId",
    "userPrincipalName",
    "mail",
    "givenName",
    "surname",
    "displayName",
    ENABLED,
    "IsSoftDeleted",
    "appRoleAssignments",
    "city",
    "companyName",
    "country",
    "department",
    "dirSyncEnabled",
    "employeeId",
    "extensionAttribute1",
    "extensionAttribute2",
    "extensionAttribute3",
    "extensionAttribute4",
    "extensionAttribute5",
    "extensionAttribute6",
    "extensionAttribute7",
    "extensionAttribute8",
    "extensionAttribute9",
    "extensionAttribute10",
    "extensionAttribute11",
    "extensionAttribute12",
    "extensionAttribute13",
    "extensionAttribute14",
    "extensionAttribute15",
    "facsimileTelephoneNumber",
    "jobTitle",
    "mailNickname",
    "manager",
    "mobile",
    "onPremisesSecurityIdentifier",
    "originalUserPrincipalName",
    "passwordProfile.password",
    "physicalDeliveryOfficeName",
    "postalCode",
    "preferredLanguage",
    "proxyAddresses",
    "state",
    "streetAddress",
    "telephoneNumber",
];

/// The attributes that may be read when a user has `own` ones: those that every
/// tenant offers and the user's others. Another spelling of an attribute that is
/// offered, or a name that certainly is not, is none, whoever has it.
pub fn known_with(own: impl Iterator<Item = String>) -> Vec<String> {
    let mut names: Vec<String> = SOURCE_ATTRIBUTES.map(str::to_owned).into();
    names.extend(own.filter(|own| {
        let mut taken = SOURCE_ATTRIBUTES.iter().chain(&NOT_OFFERED);
        !taken.any(|name| name.eq_ignore_ascii_case(own))
    }));
    names
}

/// The identity of Entra's directory in every synchronization schema.
pub const DIRECTORY_ID: &str = "66e4a8cc-1b7b-435e-95f8-f06cea133828";

/// The names of Entra's directory in synchronization schemas, new and old.
pub const DIRECTORY_NAMES: [&str; 2] = ["Microsoft Entra ID", "Azure Active Directory"];

/// The template of an application that is in no gallery, for Microsoft Graph.
pub const NON_GALLERY_TEMPLATE: &str = "8adf8e6e-67b2-4cf2-a259-e3dc5476c621";

/// The templates of jobs that speak SCIM, the present one first.
pub const TEMPLATE_IDS: [&str; 2] = ["scim", "customappsso"];

/// Functions of the expression language that only provisioning into a
/// directory has, not provisioning into a SCIM application. Source: Microsoft's
/// reference for writing expressions, under SelectUniqueValue.
pub const NOT_FOR_SCIM_APPS: [&str; 1] = ["SelectUniqueValue"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_adds_attributes_but_no_spellings_and_nothing_that_is_not_offered() {
        let own = ["mail", "Mail", "usertype", "SamAccountName", "employeeType"];
        let known = known_with(own.map(str::to_owned).into_iter());
        assert_eq!(known.len(), SOURCE_ATTRIBUTES.len() + 1);
        assert_eq!(known.last().map(String::as_str), Some("employeeType"));
    }

    #[test]
    fn every_attribute_that_is_offered_holds_something() {
        let cases = [
            ("mail", Some(SourceType::Text)),
            ("extensionAttribute7", Some(SourceType::Text)),
            ("accountEnabled", Some(SourceType::Boolean)),
            ("IsSoftDeleted", Some(SourceType::Boolean)),
            ("dirSyncEnabled", Some(SourceType::Boolean)),
            ("manager", Some(SourceType::Reference)),
            ("proxyAddresses", Some(SourceType::Several)),
            ("appRoleAssignments", Some(SourceType::Several)),
            ("extension_0123456789abcdef0123456789abcdef_vip", None),
            ("Mail", None),
        ];
        for (name, expected) in cases {
            assert_eq!(source_type(name), expected, "{name}");
        }
        assert!(
            SOURCE_ATTRIBUTES
                .iter()
                .all(|name| source_type(name).is_some())
        );
    }
}
