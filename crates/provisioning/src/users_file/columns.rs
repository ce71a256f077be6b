//! Which column is which attribute.

use super::Origin;
use crate::entra::{APP_ROLES, EXTENSION_PREFIX, SOFT_DELETED, SOURCE_ATTRIBUTES};

/// Names that Preflight understands and that are no source attributes of the
/// portal: who is a guest, and which rows of an assignment are groups.
pub const ALSO_UNDERSTOOD: [&str; 2] = ["userType", "principalType"];

/// Other names of attributes: Graph's, PowerShell's, the portal's labels, and
/// what people write. Folded as [`folded`] does.
const ALIASES: [(&str, &str); 52] = [
    ("id", "objectId"),
    ("userid", "objectId"),
    ("principalid", "objectId"),
    ("azureadobjectid", "objectId"),
    ("upn", "userPrincipalName"),
    ("user", "userPrincipalName"),
    ("username", "userPrincipalName"),
    ("loginname", "userPrincipalName"),
    ("principalname", "userPrincipalName"),
    ("principaluserprincipalname", "userPrincipalName"),
    ("email", "mail"),
    ("emailaddress", "mail"),
    ("primarysmtpaddress", "mail"),
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
    let header = header.trim();
    let own = match header.rsplit_once('.') {
        Some(("onPremisesExtensionAttributes", own)) => own,
        _ => header,
    };
    if own.starts_with(EXTENSION_PREFIX) {
        return Some(own.to_owned());
    }
    let wanted = folded(own);
    let mut names = SOURCE_ATTRIBUTES
        .iter()
        .chain(&ALSO_UNDERSTOOD)
        .chain(&NEWER);
    let known = names.find(|name| folded(name) == wanted);
    let alias = || ALIASES.iter().find(|(alias, _)| *alias == wanted);
    let found = known.copied().or_else(|| alias().map(|(_, name)| *name));
    found.map(str::to_owned)
}

/// Attributes of all columns; a column whose attribute an earlier one has is
/// left out.
pub(super) fn attributes(headers: &[String]) -> Vec<Option<String>> {
    let mut all: Vec<Option<String>> = Vec::with_capacity(headers.len());
    for header in headers {
        let found = attribute(header).filter(|name| !all.contains(&Some(name.clone())));
        all.push(found);
    }
    all
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
        ] {
            assert_eq!(attribute(header), None, "{header}");
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
