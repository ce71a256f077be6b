//! What a file turned out to be: the types that the page shows and sends back.

use serde::{Deserialize, Serialize};

use super::Meaning;

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
            UsersFileOrigin::PortalOlder => "Download of the portal, older headers",
            UsersFileOrigin::PortalNewer => "Download of the portal",
            UsersFileOrigin::PowerShell => "Export of Get-MgUser",
            UsersFileOrigin::Graph => "Answer of Microsoft Graph",
            UsersFileOrigin::Talkdesk => "List of Talkdesk’s users",
            UsersFileOrigin::AdminCenter => "Export of the Microsoft 365 admin center",
            UsersFileOrigin::AdminCenterOlder => {
                "Export of the Microsoft 365 admin center, older headers"
            }
            UsersFileOrigin::MsolUser => "Export of Get-MsolUser",
            UsersFileOrigin::BulkTemplate => "Bulk template of Entra",
            UsersFileOrigin::GroupMembers => "List of group members of Entra",
            UsersFileOrigin::DeletedUsers => "List of deleted users of Entra",
            UsersFileOrigin::AdUser => "Export of Get-ADUser",
            UsersFileOrigin::Okta => "Export of Okta",
            UsersFileOrigin::Google => "Export of Google Workspace",
            UsersFileOrigin::Other => "Table of another origin",
        }
    }
}

/// One column of a table, or one member of the objects of a JSON file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// The header as it stands in the file.
    pub name: String,
    /// The attribute of Entra that it is taken for; none when it is not used.
    /// The page may change this and the meaning, and nothing else.
    pub attribute: Option<String>,
    pub meaning: Meaning,
    /// Whether it holds passwords. Then its values are dropped when the file
    /// is read, and it cannot be used.
    pub is_password: bool,
    /// Up to [`SAMPLES`](super::SAMPLES) values that are not empty, shortened.
    pub samples: Vec<String>,
    /// Whether an earlier column has the same header; then it is not used
    /// unless it is chosen.
    pub repeated: bool,
}

/// Something about a file that the admin should know and that stops nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum UsersFileNote {
    /// The bytes are no UTF-8 and were read as Windows-1252.
    ReadAsWindows1252,
    /// Bytes that mean nothing in the file's encoding became U+FFFD.
    BrokenCharacters {
        count: u64,
    },
    /// Rows with more or fewer cells than there are headers.
    Ragged {
        count: u64,
        /// The lines where the first ones begin, counted from 1.
        lines: Vec<u64>,
    },
    /// Rows of which every cell is empty; they were passed over.
    BlankRows {
        count: u64,
    },
    /// The line `#TYPE …` of old PowerShell was passed over.
    TypeLine,
    /// The line `version:v1.0` of Entra's bulk template was passed over.
    VersionLine,
    /// Headers that appear more than once; only the first of each is used.
    RepeatedHeaders(Vec<String>),
    /// These lines stand before the headers and are titles.
    TitleLines(Vec<u64>),
    OfOrigin(UsersFileOrigin),
    /// These columns hold passwords, and their values are not read.
    Passwords(Vec<String>),
    /// How a column is read that says something else than its attribute.
    ReadAs {
        column: String,
        attribute: String,
        meaning: Meaning,
    },
    /// A column about the same as one that is used; the two are compared.
    Compared {
        column: String,
        used: String,
    },
    /// No column is taken for accountEnabled, and these may say it.
    MayBeEnabled(Vec<String>),
    /// Rows in which two columns about the state of the account contradict
    /// each other. What happens to these people is not known.
    Contradiction {
        /// The header of the column that is used.
        used: String,
        column: String,
        count: u64,
    },
    SoftDeleted {
        count: u64,
    },
    /// The file has no column for mail, and addresses after `SMTP:` stand in.
    MailFromProxyAddresses {
        count: u64,
        /// Users with none, whose mail is not known.
        unknown: u64,
    },
    /// The mappings read attributes that no column holds.
    LacksColumns {
        attributes: Vec<String>,
        /// Users of whom it is therefore not known what happens.
        unknown: u64,
    },
    /// The file has no column for whether an account is enabled, so everybody
    /// is taken for enabled.
    NoAccountEnabled,
    /// Rows in which nothing says whether the account is enabled; these people
    /// are taken for enabled.
    MissingAccountEnabled {
        count: u64,
    },
    /// The last page of a response of Microsoft Graph says that more follow.
    MorePages,
    /// Talkdesk's responses say that there are more users than they hold.
    PartOfTalkdesk {
        total: u64,
        held: u64,
    },
    /// Nobody in Talkdesk has an externalId, so that everybody is sent one.
    NoExternalIds,
    /// Rows in which that column holds a value that no rule explains. What
    /// happens to these people is not known.
    UnclearAccountEnabled {
        count: u64,
        values: Vec<String>,
    },
    /// Rows in which an attribute that is a boolean holds neither; they are
    /// used as they stand.
    UnclearTruth {
        attribute: String,
        count: u64,
        values: Vec<String>,
    },
    /// Nobody in the list of Talkdesk's users has a value of the target that
    /// Entra looks users up by, so that nobody there is found.
    NotFoundBy(String),
    /// The list of Talkdesk's users has no values of these targets (`roles`,
    /// `teams`), so that their changes are not seen.
    NotCompared(Vec<String>),
    /// Rows of a second file whose principal is a group, which a table of
    /// users cannot resolve.
    Groups {
        count: u64,
    },
    /// Rows of a second file that belong to nobody in the users file.
    Unjoined {
        count: u64,
    },
    /// Objects in a JSON file that have members which the first ones lacked.
    LateMembers(Vec<String>),
    /// Cells longer than the limit were cut.
    CutCells {
        count: u64,
    },
}

/// What the worker says of a file after its first part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SniffedFile {
    pub format: Format,
    /// How its bytes stand for characters, as far as was read.
    pub encoding: UsersFileEncoding,
    pub origin: UsersFileOrigin,
    /// Its columns in their order.
    pub columns: Vec<Column>,
    /// How many rows the first part has.
    pub rows: u64,
    /// Whether the first part is the whole file.
    pub whole: bool,
    pub notes: Vec<UsersFileNote>,
}

/// Why a file is not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum UsersFileError {
    /// There is nothing in it.
    Empty,
    /// There are headers and no rows.
    OnlyHeaders,
    /// The first row holds a user where the headers should be.
    NoHeaders {
        /// The line, counted from 1.
        line: u64,
    },
    /// It is no text. The name is that of a known kind of file.
    Binary(Option<String>),
    /// It begins like JSON and is none.
    Json {
        /// The line, counted from 1.
        line: u64,
        what: String,
    },
    /// The JSON has no objects that could be users.
    NoObjects,
    GraphError(String),
    /// A quotation mark is opened and never closed.
    QuoteNotClosed {
        /// The line, counted from 1.
        line: u64,
    },
    /// One row is longer than the limit.
    LongRow {
        /// The line, counted from 1.
        line: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// There are more columns than the limit.
    ManyColumns {
        limit: u64,
    },
    /// There are more rows than the limit.
    ManyRows {
        limit: u64,
    },
    /// What is held of the file during a run is more than there is room for:
    /// names and ids of users, or what the mappings read of another file.
    MuchToHold {
        /// The limit in bytes.
        limit: u64,
    },
    /// No column holds an objectId or a userPrincipalName.
    NoIdentity,
    /// A list of Talkdesk's users has neither userName nor externalId.
    NoUserName,
    /// The browser could not read the file, because it was changed or removed.
    Unreadable,
}
