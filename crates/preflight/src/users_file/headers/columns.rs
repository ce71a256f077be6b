//! Which column is which attribute.

use super::password_columns::holds_passwords;
use super::state_headers::state;
use crate::users_file::meaning::boolean_words::is_status;
use crate::users_file::{Meaning, UsersFileOrigin, titles};
use provisioning::entra::{APP_ROLES, ENABLED, EXTENSION_PREFIX, SOFT_DELETED, SOURCE_ATTRIBUTES};

/// Names that Preflight understands and that are no source attributes of the
/// portal: who is a guest, and which rows of an assignment are groups.
pub const ALSO_UNDERSTOOD: [&str; 2] = ["userType", "principalType"];

/// Other names of attributes: Graph's, PowerShell's, the portal's labels, and
/// what people write. Folded as [`folded`] does.
const ALIASES: [(&str, &str); 60] = [
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
    ("name.givenname", "givenName"),
    ("name.familyname", "surname"),
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
    ("fax", "facsimileTelephoneNumber"),
    ("officelocation", "physicalDeliveryOfficeName"),
    ("office", "physicalDeliveryOfficeName"),
    ("stateorprovince", "state"),
    ("countryorregion", "country"),
    ("countryregion", "country"),
    ("ziporpostalcode", "postalCode"),
    ("directorysynced", "dirSyncEnabled"),
    ("onpremisessyncenabled", "dirSyncEnabled"),
    ("directorysyncenabled", "dirSyncEnabled"),
    ("securityidentifier", "onPremisesSecurityIdentifier"),
    ("alias", "mailNickname"),
    ("emailaliases", "proxyAddresses"),
    ("aliases", "proxyAddresses"),
    ("emailaddresses", "proxyAddresses"),
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
pub(crate) fn folded(header: &str) -> String {
    let letters = header.chars().filter(|c| c.is_alphanumeric() || *c == '.');
    letters.flat_map(char::to_lowercase).collect()
}

/// What a column is taken for by its header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognized {
    pub attribute: String,
    pub meaning: Meaning,
}

/// What a header stands for, as far as it alone can tell.
pub fn recognize(header: &str) -> Option<Recognized> {
    let (found, rank) = ranked(header)?;
    let alone = !matches!(rank, Rank::ByValues | Rank::ByValuesLast);
    alone.then_some(found)
}

/// The attribute that a header stands for, when the column holds its values as
/// they are.
pub fn attribute(header: &str) -> Option<String> {
    let found = recognize(header)?;
    let same = found.meaning == Meaning::SameAsAttribute;
    same.then_some(found.attribute)
}

/// How surely a header stands for its attribute; the lowest is the surest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// It is the attribute's name, or says the same in other words.
    Own,
    Alias,
    /// Other systems use it for names and ids of their own.
    Ambiguous,
    /// Only when the values are those of such a column.
    ByValues,
    ByValuesLast,
}

fn ranked(header: &str) -> Option<(Recognized, Rank)> {
    let header = header.trim();
    if holds_passwords(header) {
        return None;
    }
    if let Some((attribute, meaning, rank)) = state(header) {
        let attribute = attribute.to_owned();
        return Some((Recognized { attribute, meaning }, rank));
    }
    let (attribute, rank) = titles::find(header, named)?;
    let meaning = Meaning::SameAsAttribute;
    Some((Recognized { attribute, meaning }, rank))
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

/// What all columns are taken for. Of several columns for one attribute, the
/// one whose header names it most surely has it, of equal ones the first. An
/// empty column says nothing of the state of an account, so another one has it.
/// `samples` are values of each column.
pub(crate) fn recognized(
    headers: &[String],
    samples: &[Vec<String>],
    origin: UsersFileOrigin,
) -> Vec<Option<Recognized>> {
    let fits = |at: usize, found: &Recognized, rank: Rank| match rank {
        Rank::ByValues | Rank::ByValuesLast => {
            let own = samples.get(at).map_or(&[] as &[String], Vec::as_slice);
            !own.is_empty() && own.iter().all(|text| is_status(text))
        }
        // Ids of other directories name nobody in Entra.
        Rank::Ambiguous => found.attribute != "objectId" || !origin.is_foreign(),
        _ => true,
    };
    let found = headers.iter().enumerate().map(|(at, header)| {
        let (found, rank) = ranked(header)?;
        fits(at, &found, rank).then_some((found, rank))
    });
    let found: Vec<_> = found.collect();
    // A column without a value comes after those that have some.
    let is_empty = |at: usize, found: &Recognized| {
        let is_state = [ENABLED, SOFT_DELETED].contains(&found.attribute.as_str());
        is_state && samples.get(at).is_none_or(Vec::is_empty)
    };
    let better = |(own, rank): &(Recognized, Rank), at: usize| {
        let others = found.iter().enumerate();
        let mut same = others.filter_map(|(other, found)| {
            let (other_found, other_rank) = found.as_ref()?;
            let is_empty = is_empty(other, other_found);
            (other_found.attribute == own.attribute).then_some((is_empty, *other_rank, other))
        });
        let own = (is_empty(at, own), *rank, at);
        same.any(|other| other < own)
    };
    let best = |(at, found): (usize, &Option<(Recognized, Rank)>)| {
        let found = found.as_ref().filter(|found| !better(found, at))?;
        Some(found.0.clone())
    };
    found.iter().enumerate().map(best).collect()
}

/// What a header says about whether an account is enabled or deleted, for a
/// comparison with the column that is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SaysState {
    pub(crate) attribute: &'static str,
    pub(crate) meaning: Meaning,
    /// Whether the header alone says so, whatever the values are.
    pub(crate) surely: bool,
}

/// What a header says of an account's state; none when only somebody who knows
/// the file can tell.
pub(crate) fn says_state(header: &str) -> Option<SaysState> {
    let (found, rank) = ranked(header)?;
    let states = [ENABLED, SOFT_DELETED];
    let attribute = states.into_iter().find(|own| *own == found.attribute)?;
    // A new status is what somebody wants, not what is.
    let tells = found.meaning != Meaning::Unknown && rank != Rank::ByValuesLast;
    tells.then_some(SaysState {
        attribute,
        meaning: found.meaning,
        surely: rank != Rank::ByValues,
    })
}

/// The columns that also say what another one is taken for, each with it:
/// whether an account is enabled, or deleted.
pub(crate) fn rivals(headers: &[String], used: &[Option<Recognized>]) -> Vec<(String, String)> {
    let states = headers.iter().enumerate().filter_map(|(at, header)| {
        let attribute = says_state(header)?.attribute;
        let has = |found: &Option<Recognized>| {
            found
                .as_ref()
                .is_some_and(|found| found.attribute == attribute)
        };
        let winner = used.iter().position(has).filter(|winner| *winner != at)?;
        Some((header.clone(), headers.get(winner)?.clone()))
    });
    states.collect()
}

pub(crate) fn known_headers<'t>(cells: impl Iterator<Item = &'t str>) -> usize {
    cells
        .filter(|cell| {
            let found = ranked(cell);
            let is_known = found.is_some_and(|(found, rank)| {
                found.meaning != Meaning::Unknown || rank == Rank::Alias
            });
            is_known || holds_passwords(cell)
        })
        .count()
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
            "Password",
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
            let samples = vec![Vec::new(); headers.len()];
            let attributes = recognized(&headers, &samples, UsersFileOrigin::Other);
            let has = |found: &Option<Recognized>| {
                found
                    .as_ref()
                    .is_some_and(|found| found.attribute == attribute)
            };
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
    fn a_status_is_taken_for_enabled_by_its_values() {
        let headers = ["login", "status"].map(str::to_owned);
        for (samples, expected) in [
            (vec!["ACTIVE", "STAGED"], true),
            (vec!["Active", "Full time"], false),
            (vec![], false),
        ] {
            let own: Vec<_> = samples.iter().map(|text| (*text).to_owned()).collect();
            let found = recognized(&headers, &[Vec::new(), own], UsersFileOrigin::Okta);
            assert_eq!(found[1].is_some(), expected, "{samples:?}");
        }
    }
}
