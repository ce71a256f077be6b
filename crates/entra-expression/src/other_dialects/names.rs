//! Attributes of a user as the three languages name them, and as provisioning does.

/// Source attributes of provisioning, for names in other capitals.
const KNOWN: [&str; 34] = [
    "accountEnabled",
    "city",
    "companyName",
    "country",
    "department",
    "dirSyncEnabled",
    "displayName",
    "employeeHireDate",
    "employeeId",
    "employeeType",
    "facsimileTelephoneNumber",
    "givenName",
    "jobTitle",
    "mail",
    "mailNickname",
    "manager",
    "mobile",
    "objectId",
    "onPremisesDistinguishedName",
    "onPremisesSamAccountName",
    "onPremisesSecurityIdentifier",
    "onPremisesUserPrincipalName",
    "originalUserPrincipalName",
    "physicalDeliveryOfficeName",
    "postalCode",
    "preferredLanguage",
    "sipProxyAddress",
    "state",
    "streetAddress",
    "surname",
    "telephoneNumber",
    "usageLocation",
    "userPrincipalName",
    "IsSoftDeleted",
];

/// Names of Microsoft Graph that provisioning does not have.
const GRAPH: [(&str, &str); 6] = [
    ("id", "objectId"),
    ("mobilePhone", "mobile"),
    ("officeLocation", "physicalDeliveryOfficeName"),
    ("onPremisesSyncEnabled", "dirSyncEnabled"),
    ("faxNumber", "facsimileTelephoneNumber"),
    ("onPremisesImmutableId", "immutableId"),
];

/// The base attributes of Okta's user profile that Entra has too.
const OKTA: [(&str, &str); 17] = [
    ("email", "mail"),
    ("login", "userPrincipalName"),
    ("firstName", "givenName"),
    ("lastName", "surname"),
    ("displayName", "displayName"),
    ("department", "department"),
    ("title", "jobTitle"),
    ("mobilePhone", "mobile"),
    ("primaryPhone", "telephoneNumber"),
    ("city", "city"),
    ("state", "state"),
    ("zipCode", "postalCode"),
    ("countryCode", "country"),
    ("streetAddress", "streetAddress"),
    ("organization", "companyName"),
    ("employeeNumber", "employeeId"),
    ("preferredLanguage", "preferredLanguage"),
];

/// Attributes with several values: no comparison takes them.
const MULTI_VALUED: [&str; 8] = [
    "proxyAddresses",
    "otherMails",
    "businessPhones",
    "imAddresses",
    "assignedPlans",
    "assignedLicenses",
    "serviceProvisioningErrors",
    "appRoleAssignments",
];

/// The source attribute of provisioning for a property of a dynamic group's rule or a filter.
///
/// # Errors
///
/// Why there is none.
pub(super) fn of_microsoft(name: &str) -> Result<String, String> {
    let name = strip_user(name);
    let same = |own: &str| own.eq_ignore_ascii_case(name);
    if same("memberOf") || same("transitiveMemberOf") {
        return Err("a mapping can’t read a user’s groups (memberOf)".to_owned());
    }
    if same("userType") {
        return Err("provisioning doesn’t offer the attribute userType".to_owned());
    }
    if let Some(several) = MULTI_VALUED.into_iter().find(|own| same(own)) {
        return Err(format!(
            "{several} has several values, and mappings can’t search them"
        ));
    }
    let extension = name
        .strip_prefix("onPremisesExtensionAttributes/")
        .unwrap_or(name);
    if extension.contains(['.', '/']) {
        return Err(format!("provisioning has no attribute {name}"));
    }
    let lower = extension.to_ascii_lowercase();
    if let Some(number) = lower.strip_prefix("extensionattribute") {
        return Ok(format!("extensionAttribute{number}"));
    }
    let graph = GRAPH.iter().find(|(graph, _)| same(graph));
    let known = KNOWN.into_iter().find(|own| same(own));
    Ok(graph
        .map(|(_, own)| *own)
        .or(known)
        .unwrap_or(extension)
        .to_owned())
}

/// Why nothing can be said of the values of a collection, such as `proxyAddresses/any(…)`.
pub(super) fn why_no_collection(path: &str) -> String {
    match of_microsoft(path) {
        Err(why) => why,
        Ok(name) => format!("{name} has several values, and mappings can’t search them"),
    }
}

/// The source attribute of provisioning for an attribute of Okta.
///
/// # Errors
///
/// Why there is none.
pub(super) fn of_okta(name: &str) -> Result<String, String> {
    let own = name.strip_prefix("user.");
    let found = OKTA.iter().find(|(okta, _)| Some(*okta) == own);
    found
        .map(|(_, entra)| (*entra).to_owned())
        .ok_or_else(|| format!("Okta’s {name} has no clear equivalent among Entra’s attributes"))
}

/// A name without the object that it belongs to.
fn strip_user(name: &str) -> &str {
    match name.get(..5) {
        Some(prefix) if prefix.eq_ignore_ascii_case("user.") => &name[5..],
        _ => name,
    }
}
