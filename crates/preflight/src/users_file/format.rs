//! How a file is written, and where it comes from.

use serde::{Deserialize, Serialize};

/// How the bytes of a file stand for characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum UsersFileEncoding {
    /// UTF-8, with or without a byte order mark; ASCII too.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// What Excel on Windows writes in western Europe. Nothing in a file says
    /// so: it is taken when the bytes are no UTF-8, and the page announces it.
    Windows1252,
}

impl UsersFileEncoding {
    pub fn name(self) -> &'static str {
        match self {
            UsersFileEncoding::Utf8 => "UTF-8",
            UsersFileEncoding::Utf16Le => "UTF-16 LE",
            UsersFileEncoding::Utf16Be => "UTF-16 BE",
            UsersFileEncoding::Windows1252 => "Windows-1252",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    Csv {
        /// What stands between the cells: `,`, `;` or a tab.
        delimiter: char,
    },
    /// JSON: objects, arrays, pages with `value`, or one object in each line.
    Json,
}

/// Where a file seems to come from, told by its headers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum UsersFileOrigin {
    /// The portal's download with `objectId`, `mobile` and so on.
    PortalOlder,
    /// The portal's download with `id`, `mobilePhone` and so on.
    PortalNewer,
    /// `Get-MgUser | Export-Csv`.
    PowerShell,
    Graph,
    /// A list of users of Talkdesk: a response of its SCIM API, or a table.
    Talkdesk,
    /// The export of users of the Microsoft 365 admin center.
    AdminCenter,
    /// The same with the headers that it had before.
    AdminCenterOlder,
    /// `Get-MsolUser | Export-Csv`.
    MsolUser,
    /// A template of Entra for creating users in bulk.
    BulkTemplate,
    GroupMembers,
    DeletedUsers,
    /// `Get-ADUser | Export-Csv`.
    AdUser,
    Okta,
    /// A download of users of Google Workspace.
    Google,
    Other,
}

impl UsersFileOrigin {
    /// What it is called on the page.
    pub fn label(self) -> &'static str {
        match self {
            UsersFileOrigin::PortalOlder => "Entra download (older format)",
            UsersFileOrigin::PortalNewer => "Entra download",
            UsersFileOrigin::PowerShell => "Get-MgUser export",
            UsersFileOrigin::Graph => "Microsoft Graph response",
            UsersFileOrigin::Talkdesk => "Talkdesk users",
            UsersFileOrigin::AdminCenter => "Microsoft 365 admin center export",
            UsersFileOrigin::AdminCenterOlder => "Microsoft 365 admin center export (older format)",
            UsersFileOrigin::MsolUser => "Get-MsolUser export",
            UsersFileOrigin::BulkTemplate => "Entra bulk template",
            UsersFileOrigin::GroupMembers => "Entra group members",
            UsersFileOrigin::DeletedUsers => "Entra deleted users",
            UsersFileOrigin::AdUser => "Get-ADUser export",
            UsersFileOrigin::Okta => "Okta export",
            UsersFileOrigin::Google => "Google Workspace export",
            UsersFileOrigin::Other => "Unknown CSV",
        }
    }
}
