//! Where a file seems to come from, and what files from there lack.

use super::Origin;
use super::columns::folded;

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

/// Where a file with these headers seems to come from.
pub(super) fn origin(headers: &[String], json: bool) -> Origin {
    let has = |name: &str| headers.iter().any(|header| header == name);
    let titled = |name: &str| headers.iter().any(|header| folded(header) == name);
    let bracketed = |name: &str| {
        let wanted = format!("[{name}]");
        headers.iter().any(|header| header.contains(&wanted))
    };
    if has("userName") && (has("name.givenName") || has("active") || has("meta.resourceType")) {
        return Origin::Talkdesk;
    }
    if bracketed("userPrincipalName") || bracketed("displayName") {
        return Origin::BulkTemplate;
    }
    if bracketed("Required")
        && headers
            .iter()
            .any(|header| header.starts_with("Org Unit Path"))
        || has("primaryEmail") && (has("suspended") || has("orgUnitPath"))
    {
        return Origin::Google;
    }
    let okta = titled("login") || has("profile.login");
    if okta && (titled("status") || titled("lastlogin") || titled("activated")) {
        return Origin::Okta;
    }
    if !json && is_talkdesk_table(headers) {
        return Origin::Talkdesk;
    }
    if titled("samaccountname") && (titled("distinguishedname") || titled("objectguid"))
        || has("ObjectGUID") && titled("distinguishedname")
    {
        return Origin::AdUser;
    }
    if titled("blockcredential") {
        let msol = [
            "IsLicensed",
            "ValidationStatus",
            "ExtensionData",
            "ImmutableId",
            "SignInName",
        ];
        return match has("BlockCredential") {
            true if msol.iter().any(|name| has(name)) => Origin::MsolUser,
            true if has("OathTokenMetadata") || has("ReleaseTrack") || has("ProxyAddresses") => {
                Origin::AdminCenterOlder
            }
            true => Origin::MsolUser,
            false => Origin::AdminCenter,
        };
    }
    if has("User principal name")
        && (has("Sign-in status") || has("Sign in status") || has("Soft deletion time stamp"))
    {
        return Origin::AdminCenter;
    }
    if !has("userPrincipalName") && has("UserPrincipalName") {
        return Origin::PowerShell;
    }
    match (has("userPrincipalName"), json) {
        (_, true) if has("id") => Origin::Graph,
        (true, false) if has("deletedDateTime") && !has("accountEnabled") => Origin::DeletedUsers,
        (true, false) if has("objectId") && has("surname") => Origin::PortalOlder,
        (true, false) if has("id") && has("surname") => Origin::PortalNewer,
        (true, false)
            if has("id")
                && has("displayName")
                && (has("objectType") || has("isUser") || has("userType")) =>
        {
            Origin::GroupMembers
        }
        _ => Origin::Other,
    }
}

impl Origin {
    /// Whether the file tells of another directory than Entra's.
    pub(super) fn is_foreign(self) -> bool {
        matches!(self, Origin::Okta | Origin::Google | Origin::AdUser)
    }

    /// What files from there lack for Preflight, and what to do about it.
    pub fn lacks(self) -> Option<&'static str> {
        Some(match self {
            Origin::AdminCenter | Origin::AdminCenterOlder => {
                "An export of the Microsoft 365 admin center has no columns for mail, userType (guests) and app roles. The address after SMTP: in the proxy addresses stands in for mail."
            }
            Origin::MsolUser => {
                "Get-MsolUser gives no mail, and Export-Csv does not write its lists, such as ProxyAddresses. Get-MgUser gives both."
            }
            Origin::BulkTemplate => {
                "A bulk template has no columns for objectId, mail and app roles. For users who exist already, Download users in Entra gives them."
            }
            Origin::GroupMembers => {
                "A list of group members has no first and last names. Open Download users of Entra as the users, and this list beside it as who is assigned."
            }
            Origin::DeletedUsers => {
                "This is a list of deleted users. Entra does not provision them in the first cycle."
            }
            Origin::AdUser => {
                "Get-ADUser has the data of Active Directory, not Entra’s: objectId and app roles are not in it, and a user may not be synchronized."
            }
            Origin::Okta => {
                "An Okta export has Okta’s data, not Entra’s: its ids and states differ. login is read as userPrincipalName."
            }
            Origin::Google => {
                "A Google export has Google’s data, not Entra’s. It has no userPrincipalName; if the e-mail address is the same, choose userPrincipalName for it in the table of columns."
            }
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
                "Block credential,Display name,Object Id,Proxy addresses,Soft deletion time stamp,User principal name",
                false,
                Origin::AdminCenter,
            ),
            (
                "Display name,User principal name,Licenses,Sign-in status",
                false,
                Origin::AdminCenter,
            ),
            (
                "BlockCredential,DisplayName,ObjectId,ProxyAddresses,SoftDeletionTimestamp,UserPrincipalName",
                false,
                Origin::AdminCenterOlder,
            ),
            (
                "UserPrincipalName,DisplayName,IsLicensed,BlockCredential,ProxyAddresses",
                false,
                Origin::MsolUser,
            ),
            (
                "Name [displayName] Required,User name [userPrincipalName] Required",
                false,
                Origin::BulkTemplate,
            ),
            (
                "id,userPrincipalName,displayName,objectType,userType,isUser,isGroup,isGuest",
                false,
                Origin::GroupMembers,
            ),
            (
                "id,userPrincipalName,displayName,userType,accountEnabled,mail",
                false,
                Origin::GroupMembers,
            ),
            (
                "userPrincipalName,displayName,id,deletedDateTime",
                false,
                Origin::DeletedUsers,
            ),
            (
                "DistinguishedName,Enabled,GivenName,Name,ObjectClass,ObjectGUID,SamAccountName,SID,Surname,UserPrincipalName",
                false,
                Origin::AdUser,
            ),
            (
                "id,login,firstName,lastName,email,status",
                false,
                Origin::Okta,
            ),
            (
                "First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Org Unit Path [Required],Status [READ ONLY]",
                false,
                Origin::Google,
            ),
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
