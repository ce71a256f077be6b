//! Where a file seems to come from, and what files from there lack.

use super::columns::folded;
use crate::users_file::UsersFileOrigin;

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
pub(crate) fn origin(headers: &[String], json: bool) -> UsersFileOrigin {
    let has = |name: &str| headers.iter().any(|header| header == name);
    let titled = |name: &str| headers.iter().any(|header| folded(header) == name);
    let bracketed = |name: &str| {
        let wanted = format!("[{name}]");
        headers.iter().any(|header| header.contains(&wanted))
    };
    if has("userName") && (has("name.givenName") || has("active") || has("meta.resourceType")) {
        return UsersFileOrigin::Talkdesk;
    }
    if bracketed("userPrincipalName") || bracketed("displayName") {
        return UsersFileOrigin::BulkTemplate;
    }
    if bracketed("Required")
        && headers
            .iter()
            .any(|header| header.starts_with("Org Unit Path"))
        || has("primaryEmail") && (has("suspended") || has("orgUnitPath"))
    {
        return UsersFileOrigin::Google;
    }
    let okta = titled("login") || has("profile.login");
    if okta && (titled("status") || titled("lastlogin") || titled("activated")) {
        return UsersFileOrigin::Okta;
    }
    if !json && is_talkdesk_table(headers) {
        return UsersFileOrigin::Talkdesk;
    }
    if titled("samaccountname") && (titled("distinguishedname") || titled("objectguid"))
        || has("ObjectGUID") && titled("distinguishedname")
    {
        return UsersFileOrigin::AdUser;
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
            true if msol.iter().any(|name| has(name)) => UsersFileOrigin::MsolUser,
            true if has("OathTokenMetadata") || has("ReleaseTrack") || has("ProxyAddresses") => {
                UsersFileOrigin::AdminCenterOlder
            }
            true => UsersFileOrigin::MsolUser,
            false => UsersFileOrigin::AdminCenter,
        };
    }
    if has("User principal name")
        && (has("Sign-in status") || has("Sign in status") || has("Soft deletion time stamp"))
    {
        return UsersFileOrigin::AdminCenter;
    }
    if !has("userPrincipalName") && has("UserPrincipalName") {
        return UsersFileOrigin::PowerShell;
    }
    match (has("userPrincipalName"), json) {
        (_, true) if has("id") => UsersFileOrigin::Graph,
        (true, false) if has("deletedDateTime") && !has("accountEnabled") => {
            UsersFileOrigin::DeletedUsers
        }
        (true, false) if has("objectId") && has("surname") => UsersFileOrigin::PortalOlder,
        (true, false) if has("id") && has("surname") => UsersFileOrigin::PortalNewer,
        (true, false)
            if has("id")
                && has("displayName")
                && (has("objectType") || has("isUser") || has("userType")) =>
        {
            UsersFileOrigin::GroupMembers
        }
        _ => UsersFileOrigin::Other,
    }
}

impl UsersFileOrigin {
    /// Whether the file tells of another directory than Entra's.
    pub(crate) fn is_foreign(self) -> bool {
        matches!(
            self,
            UsersFileOrigin::Okta | UsersFileOrigin::Google | UsersFileOrigin::AdUser
        )
    }

    /// What files from there lack for Preflight, and what to do about it.
    pub fn lacks(self) -> Option<&'static str> {
        Some(match self {
            UsersFileOrigin::AdminCenter | UsersFileOrigin::AdminCenterOlder => {
                "A Microsoft 365 admin center export has no columns for mail, userType (guests) and app roles. The SMTP: address in the proxy addresses is used as mail."
            }
            UsersFileOrigin::MsolUser => {
                "Get-MsolUser has no mail, and Export-Csv doesn’t write its lists, such as ProxyAddresses. Use Get-MgUser for both."
            }
            UsersFileOrigin::BulkTemplate => {
                "A bulk template has no columns for objectId, mail and app roles. For existing users, use Download users in Entra."
            }
            UsersFileOrigin::GroupMembers => {
                "A group member list has no first and last names. Open a file from Download users in Entra too, and use this one as assigned users."
            }
            UsersFileOrigin::DeletedUsers => {
                "This is a list of deleted users. Entra doesn’t provision them in the first cycle."
            }
            UsersFileOrigin::AdUser => {
                "Get-ADUser exports Active Directory, not Entra: it has no objectId and no app roles, and users may not be synchronized."
            }
            UsersFileOrigin::Okta => {
                "An Okta export has Okta’s data, not Entra’s: IDs and states differ. login is used as userPrincipalName."
            }
            UsersFileOrigin::Google => {
                "A Google export has Google’s data, not Entra’s. It has no userPrincipalName. If the email address is the same, choose userPrincipalName for that column."
            }
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_reported_by_headers() {
        let cases = [
            (
                "userPrincipalName,displayName,surname,objectId",
                false,
                UsersFileOrigin::PortalOlder,
            ),
            (
                "userPrincipalName,displayName,surname,id",
                false,
                UsersFileOrigin::PortalNewer,
            ),
            (
                "Id,UserPrincipalName,Mail",
                false,
                UsersFileOrigin::PowerShell,
            ),
            ("id,userPrincipalName", true, UsersFileOrigin::Graph),
            ("id,userName,active", true, UsersFileOrigin::Talkdesk),
            (
                "Block credential,Display name,Object Id,Proxy addresses,Soft deletion time stamp,User principal name",
                false,
                UsersFileOrigin::AdminCenter,
            ),
            (
                "Display name,User principal name,Licenses,Sign-in status",
                false,
                UsersFileOrigin::AdminCenter,
            ),
            (
                "BlockCredential,DisplayName,ObjectId,ProxyAddresses,SoftDeletionTimestamp,UserPrincipalName",
                false,
                UsersFileOrigin::AdminCenterOlder,
            ),
            (
                "UserPrincipalName,DisplayName,IsLicensed,BlockCredential,ProxyAddresses",
                false,
                UsersFileOrigin::MsolUser,
            ),
            (
                "Name [displayName] Required,User name [userPrincipalName] Required",
                false,
                UsersFileOrigin::BulkTemplate,
            ),
            (
                "id,userPrincipalName,displayName,objectType,userType,isUser,isGroup,isGuest",
                false,
                UsersFileOrigin::GroupMembers,
            ),
            (
                "id,userPrincipalName,displayName,userType,accountEnabled,mail",
                false,
                UsersFileOrigin::GroupMembers,
            ),
            (
                "userPrincipalName,displayName,id,deletedDateTime",
                false,
                UsersFileOrigin::DeletedUsers,
            ),
            (
                "DistinguishedName,Enabled,GivenName,Name,ObjectClass,ObjectGUID,SamAccountName,SID,Surname,UserPrincipalName",
                false,
                UsersFileOrigin::AdUser,
            ),
            (
                "id,login,firstName,lastName,email,status",
                false,
                UsersFileOrigin::Okta,
            ),
            (
                "First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Org Unit Path [Required],Status [READ ONLY]",
                false,
                UsersFileOrigin::Google,
            ),
            (
                "Id,First Name,Last Name,Email,Status,Role",
                false,
                UsersFileOrigin::Talkdesk,
            ),
            (
                "UPN,First Name,Last Name,Email,Status",
                false,
                UsersFileOrigin::Other,
            ),
            ("Email,First Name,Last Name", false, UsersFileOrigin::Other),
            ("a,b", false, UsersFileOrigin::Other),
        ];
        for (headers, json, expected) in cases {
            let headers: Vec<_> = headers.split(',').map(str::to_owned).collect();
            assert_eq!(origin(&headers, json), expected, "{headers:?}");
        }
    }
}
