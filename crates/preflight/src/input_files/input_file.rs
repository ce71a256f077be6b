//! One file that the admin gave.

use crate::protocol::Purpose;
use crate::users_file::{SniffedFile, UsersFileErrorText};

/// By which users are found in further files.
pub(super) const IDENTITIES: [&str; 2] = ["objectId", "userPrincipalName"];

/// What a list of users says of them, and a list of assignments does not.
pub(super) const DESCRIBES: [&str; 4] = ["displayName", "mail", "givenName", "surname"];

/// What a file is for, as it is chosen on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputPurpose {
    /// The users of the tenant.
    Users,
    /// Who is assigned to the application, perhaps with app roles.
    Assigned,
    /// More about the same users.
    More,
    /// The users that Talkdesk has.
    Talkdesk,
}

impl InputPurpose {
    /// All, in the order of the page.
    pub const ALL: [InputPurpose; 4] = [
        InputPurpose::Users,
        InputPurpose::Assigned,
        InputPurpose::More,
        InputPurpose::Talkdesk,
    ];

    /// What it is called on the page.
    pub fn label(self) -> &'static str {
        match self {
            InputPurpose::Users => "The users of the tenant",
            InputPurpose::Assigned => "Who is assigned to the application",
            InputPurpose::More => "More about the same users",
            InputPurpose::Talkdesk => "The users that Talkdesk has",
        }
    }

    pub(super) fn purpose(self) -> Purpose {
        match self {
            InputPurpose::Users => Purpose::Users,
            InputPurpose::Assigned => Purpose::More { assigned: true },
            InputPurpose::More => Purpose::More { assigned: false },
            InputPurpose::Talkdesk => Purpose::Talkdesk,
        }
    }
}

/// What is known of a file.
#[derive(Debug, Clone, PartialEq)]
pub enum InputStatus {
    /// It waits for the page to be locked.
    New,
    /// The worker looks at it.
    Looking,
    /// It can be used.
    Looked(Box<SniffedFile>),
    Refused(UsersFileErrorText),
}

/// What the browser says of a file without reading it.
#[derive(Debug, Clone, PartialEq)]
pub struct FileFingerprint {
    /// Its name on the disk.
    pub name: String,
    /// Its size in bytes.
    pub bytes: f64,
    /// When it was changed, in milliseconds since 1970; none for text that was
    /// pasted or fetched.
    pub changed: Option<f64>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct InputFile {
    /// Identity within this tab.
    pub id: u32,
    /// What the page calls it: its name, with a number when that is taken.
    pub name: String,
    /// What it is as a file.
    pub file: FileFingerprint,
    pub purpose: InputPurpose,
    /// Whether somebody chose that.
    pub chosen: bool,
    /// What is known of it.
    pub status: InputStatus,
}

impl InputFile {
    /// What the worker saw, if the file can be used.
    pub fn look(&self) -> Option<&SniffedFile> {
        match &self.status {
            InputStatus::Looked(look) => Some(look),
            _ => None,
        }
    }

    pub(super) fn is_usable(&self) -> bool {
        !matches!(self.status, InputStatus::Refused(_))
    }

    pub(super) fn fills(&self, attribute: &str) -> bool {
        self.look().is_some_and(|look| fills(look, attribute))
    }

    /// Whether no column says which user a row is about, though one has to.
    pub fn is_nameless(&self) -> bool {
        let named = IDENTITIES.iter().any(|name| self.fills(name));
        self.look().is_some() && self.purpose != InputPurpose::Talkdesk && !named
    }

    /// Whether the users themselves could be in it.
    pub(super) fn could_hold_users(&self) -> bool {
        let filled = |names: &[&str]| names.iter().filter(|name| self.fills(name)).count();
        filled(&IDENTITIES) > 0 && filled(&DESCRIBES) > 1
    }
}

pub(super) fn fills(look: &SniffedFile, attribute: &str) -> bool {
    let mut columns = look.columns.iter();
    columns.any(|column| column.attribute.as_deref() == Some(attribute))
}
