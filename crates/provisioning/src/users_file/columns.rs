//! Which column is which attribute.

use super::{Origin, titles};
use crate::entra::{APP_ROLES, EXTENSION_PREFIX, SOFT_DELETED, SOURCE_ATTRIBUTES};

/// Names that Preflight understands and that are no source attributes of the
/// portal: who is a guest, and which rows of an assignment are groups.
pub const ALSO_UNDERSTOOD: [&str; 2] = ["userType", "principalType"];

/// Other names of attributes: Graph's, PowerShell's, the portal's labels, and
/// what people write. Folded as [`folded`] does.
const ALIASES: [(&str, &str); 56] = [
    ("id", "objectId"),
    ("userid", "objectId"),
    ("principalid", "objectId"),
    ("azureadobjectid", "objectId"),
    ("upn", "userPrincipalName"),
    ("userprincipal", "userPrincipalName"),
    ("user", "userPrincipalName"),
    ("username", "userPrincipalName"),
    ("login", "userPrincipalName"),
    ("loginname", "userPrincipalName"),
    ("signinname", "userPrincipalName"),
    ("principalname", "userPrincipalName"),
    ("principaluserprincipalname", "userPrincipalName"),
    ("email", "mail"),
    ("emailaddress", "mail"),
    ("primarysmtpaddress", "mail"),
    ("primaryemail", "mail"),
    ("firstname", "givenName"),
    ("lastname", "surname"),
    ("familyname", "surname"),
    ("sn", "surname"),
    ("name", "displayName"),
    ("fullname", "displayName"),
    ("principaldisplayname", "displayName"),
    ("title", "jobTitle"),
    ("company", "companyName"),
    ("mobilephone", "mobile"),
    ("businessphones", "telephoneNumber"),
    ("businessphone", "telephoneNumber"),
    ("officephone", "telephoneNumber"),
    ("phonenumber", "telephoneNumber"),
    ("faxnumber", "facsimileTelephoneNumber"),
    ("officelocation", "physicalDeliveryOfficeName"),
    ("office", "physicalDeliveryOfficeName"),
    ("stateorprovince", "state"),
    ("countryorregion", "country"),
    ("ziporpostalcode", "postalCode"),
    ("directorysynced", "dirSyncEnabled"),
    ("onpremisessyncenabled", "dirSyncEnabled"),
    ("directorysyncenabled", "dirSyncEnabled"),
    ("securityidentifier", "onPremisesSecurityIdentifier"),
    ("accountstatus", "accountEnabled"),
    ("enabled", "accountEnabled"),
    ("alias", "mailNickname"),
    ("manager.id", "manager"),
    ("managerid", "manager"),
    ("approle", APP_ROLES),
    ("approles", APP_ROLES),
    ("approleid", APP_ROLES),
    ("approlevalue", APP_ROLES),
    ("approledisplayname", APP_ROLES),
    ("approleassignment", APP_ROLES),
    ("roleassigned", APP_ROLES),
    ("role", APP_ROLES),
    ("rolename", APP_ROLES),
    ("isdeleted", SOFT_DELETED),
];

/// Attributes that newer tenants offer and that exports hold.
const NEWER: [&str; 5] = [
    "usageLocation",
    "employeeType",
    "employeeHireDate",
    "createdDateTime",
    "creationType",
];

/// A header as it is compared: without case, blanks and joining characters.
fn folded(header: &str) -> String {
    let kept = header.chars().filter(|c| c.is_alphanumeric() || *c == '.');
    kept.flat_map(char::to_lowercase).collect()
}

/// The attribute that a header stands for.
pub fn attribute(header: &str) -> Option<String> {
    ranked(header).map(|(name, _)| name)
}

/// How surely a header stands for its attribute; the lowest is the surest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// It is the attribute's name, or says the same in other words.
    Own,
    Alias,
    /// Other systems use it for names and ids of their own.
    Ambiguous,
}

fn ranked(header: &str) -> Option<(String, Rank)> {
    let header = header.trim();
    // Its values say the opposite of the attribute in brackets.
    if folded(header).starts_with("blocksignin") {
        return None;
    }
    titles::find(header, named)
}

fn named(header: &str) -> Option<(String, Rank)> {
    let header = header.trim();
    let own = match header.rsplit_once('.') {
        Some(("onPremisesExtensionAttributes", own)) => own,
        _ => header,
    };
    if own.starts_with(EXTENSION_PREFIX) {
        return Some((own.to_owned(), Rank::Own));
    }
    let wanted = folded(own);
    let mut names = SOURCE_ATTRIBUTES
        .iter()
        .chain(&ALSO_UNDERSTOOD)
        .chain(&NEWER);
    if let Some(name) = names.find(|name| folded(name) == wanted) {
        return Some(((*name).to_owned(), Rank::Own));
    }
    let (alias, name) = ALIASES.iter().find(|(alias, _)| *alias == wanted)?;
    let rank = match *alias {
        "upn" | "userprincipal" | "azureadobjectid" | "principalid" => Rank::Own,
        "id" | "userid" | "user" | "username" | "login" | "loginname" | "signinname" => {
            Rank::Ambiguous
        }
        _ => Rank::Alias,
    };
    Some(((*name).to_owned(), rank))
}

/// Attributes of all columns. Of several columns for one attribute, the one
/// whose header names it most surely has it, of equal ones the first.
pub(super) fn attributes(headers: &[String]) -> Vec<Option<String>> {
    let found: Vec<_> = headers.iter().map(|header| ranked(header)).collect();
    let better = |(name, rank): &(String, Rank), at: usize| {
        let others = found.iter().enumerate();
        let mut same = others.filter_map(|(other, found)| {
            let (other_name, other_rank) = found.as_ref()?;
            (other_name == name).then_some((*other_rank, other))
        });
        same.any(|other| other < (*rank, at))
    };
    let best = |(at, found): (usize, &Option<(String, Rank)>)| {
        let found = found.as_ref().filter(|found| !better(found, at))?;
        Some(found.0.clone())
    };
    found.iter().enumerate().map(best).collect()
}

/// Whether a table has the headers of a list of Talkdesk's users: people by
/// their e-mail address and both names, what they are in Talkdesk, and nothing
/// that Entra knows them by.
fn is_talkdesk_table(headers: &[String]) -> bool {
    let has = |names: &[&str]| {
        headers
            .iter()
            .any(|header| names.contains(&folded(header).as_str()))
    };
    has(&["email", "emailaddress", "username"])
        && has(&["firstname"])
        && has(&["lastname"])
        && has(&["status", "active", "role", "roles", "team", "teams"])
        && !has(&["userprincipalname", "upn", "principalid", "objectid"])
}

/// Where a file seems to come from.
pub(super) fn origin(headers: &[String], json: bool) -> Origin {
    let has = |name: &str| headers.iter().any(|header| header == name);
    if has("userName") && (has("name.givenName") || has("active") || has("meta.resourceType")) {
        return Origin::Talkdesk;
    }
    if !json && is_talkdesk_table(headers) {
        return Origin::Talkdesk;
    }
    if !has("userPrincipalName") && has("UserPrincipalName") {
        return Origin::PowerShell;
    }
    match (has("userPrincipalName"), json) {
        (_, true) if has("id") => Origin::Graph,
        (true, false) if has("objectId") && has("surname") => Origin::PortalOlder,
        (true, false) if has("id") && has("surname") => Origin::PortalNewer,
        _ => Origin::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_all_generations_are_recognised() {
        let cases = [
            ("userPrincipalName", "userPrincipalName"),
            ("UserPrincipalName", "userPrincipalName"),
            ("User principal name", "userPrincipalName"),
            ("id", "objectId"),
            ("Id", "objectId"),
            ("Object ID", "objectId"),
            ("PrincipalId", "objectId"),
            ("mobilePhone", "mobile"),
            ("officeLocation", "physicalDeliveryOfficeName"),
            ("physicalDeliveryOfficeName", "physicalDeliveryOfficeName"),
            ("First name", "givenName"),
            ("AccountEnabled", "accountEnabled"),
            ("directorySynced", "dirSyncEnabled"),
            ("userType", "userType"),
            ("AppRoleId", "appRoleAssignments"),
            (
                "User name [userPrincipalName] Required",
                "userPrincipalName",
            ),
            ("Name [displayName] Required", "displayName"),
            ("First name [givenName]", "givenName"),
            ("Email Address [Required]", "mail"),
            ("First Name [Required]", "givenName"),
            ("login", "userPrincipalName"),
            ("Sign-in name", "userPrincipalName"),
            ("usageLocation", "usageLocation"),
            (
                "onPremisesExtensionAttributes.extensionAttribute7",
                "extensionAttribute7",
            ),
            (
                "extension_0123456789abcdef0123456789abcdef_costCentre",
                "extension_0123456789abcdef0123456789abcdef_costCentre",
            ),
        ];
        for (header, expected) in cases {
            assert_eq!(attribute(header).as_deref(), Some(expected), "{header}");
        }
        for header in [
            "",
            "ageGroup",
            "AdditionalProperties",
            "ids",
            "objectIdentity",
            "Initial password [passwordProfile] Required",
            "Block sign in (Yes/No) [accountEnabled] Required",
            "Block sign-in [accountEnabled]",
            "[]",
        ] {
            assert_eq!(attribute(header), None, "{header}");
        }
    }

    #[test]
    fn the_header_that_names_an_attribute_most_surely_has_it() {
        for (headers, attribute, expected) in [
            ("user,userPrincipalName", "userPrincipalName", 1),
            ("User name,UPN", "userPrincipalName", 1),
            ("upn,userPrincipalName", "userPrincipalName", 0),
            ("login,user", "userPrincipalName", 0),
            ("id,objectId", "objectId", 1),
            ("id,principalId", "objectId", 1),
            ("name,displayName", "displayName", 1),
            ("email,emailAddress", "mail", 0),
            ("email,mail", "mail", 1),
        ] {
            let headers: Vec<_> = headers.split(',').map(str::to_owned).collect();
            let attributes = attributes(&headers);
            let has = |name: &Option<String>| name.as_deref() == Some(attribute);
            assert_eq!(
                attributes.iter().position(has),
                Some(expected),
                "{headers:?}"
            );
            assert_eq!(attributes.iter().filter(|name| has(name)).count(), 1);
        }
    }

    #[test]
    fn aliases_lead_to_known_attributes_and_stand_for_nothing_else() {
        for (alias, name) in ALIASES {
            assert_eq!(folded(alias), alias);
            assert!(SOURCE_ATTRIBUTES.contains(&name), "{name}");
            let own = SOURCE_ATTRIBUTES.iter().any(|own| folded(own) == alias);
            assert!(!own, "{alias}");
        }
    }

    #[test]
    fn origins_are_told_by_headers() {
        let cases = [
            (
                "userPrincipalName,displayName,surname,objectId",
                false,
                Origin::PortalOlder,
            ),
            (
                "userPrincipalName,displayName,surname,id",
                false,
                Origin::PortalNewer,
            ),
            ("Id,UserPrincipalName,Mail", false, Origin::PowerShell),
            ("id,userPrincipalName", true, Origin::Graph),
            ("id,userName,active", true, Origin::Talkdesk),
            (
                "Id,First Name,Last Name,Email,Status,Role",
                false,
                Origin::Talkdesk,
            ),
            (
                "UPN,First Name,Last Name,Email,Status",
                false,
                Origin::Other,
            ),
            ("Email,First Name,Last Name", false, Origin::Other),
            ("a,b", false, Origin::Other),
        ];
        for (headers, json, expected) in cases {
            let headers: Vec<_> = headers.split(',').map(str::to_owned).collect();
            assert_eq!(origin(&headers, json), expected, "{headers:?}");
        }
    }
}
