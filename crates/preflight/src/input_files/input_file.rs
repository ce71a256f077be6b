//! One file that the admin gave.

use crate::protocol::InputPurpose;
use crate::users_file::{self, Meaning, SniffedFile, UsersFileErrorText};
use provisioning::entra::{BOOLEAN, ENABLED, SOFT_DELETED};

/// By which users are found in further files.
pub(super) const IDENTITIES: [&str; 2] = ["objectId", "userPrincipalName"];

/// What a list of users says of them, and a list of assignments does not.
pub(super) const DESCRIBES: [&str; 4] = ["displayName", "mail", "givenName", "surname"];

#[derive(Debug, Clone, PartialEq)]
pub enum InputStatus {
    /// It waits for the page to be locked.
    New,
    Looking,
    Looked(Box<SniffedFile>),
    Refused(UsersFileErrorText),
}

/// What the browser says of a file without reading it.
#[derive(Debug, Clone, PartialEq)]
pub struct FileFingerprint {
    /// Its name on the disk.
    pub name: String,
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
    pub file: FileFingerprint,
    pub purpose: InputPurpose,
    /// Whether somebody chose that.
    pub chosen: bool,
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

    /// The first column of which nobody has said what True means in it.
    pub fn unanswered(&self) -> Option<&str> {
        let mut columns = self.look()?.columns.iter();
        let open = columns.find(|column| {
            let needs = column.attribute.as_deref().is_some_and(needs_meaning);
            needs && column.meaning == Meaning::Unknown
        })?;
        (self.purpose != InputPurpose::Talkdesk).then_some(open.name.as_str())
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

/// Whether it has to be known what True means in a column for this attribute.
fn needs_meaning(attribute: &str) -> bool {
    BOOLEAN.contains(&attribute)
}

/// How a column is read that somebody takes for an attribute: as its header
/// says, if it is about this attribute, or else nobody knows yet.
pub fn meaning_of(header: &str, attribute: Option<&str>) -> Meaning {
    let Some(attribute) = attribute.filter(|attribute| needs_meaning(attribute)) else {
        return Meaning::default();
    };
    let known = users_file::recognize(header).filter(|known| known.attribute == attribute);
    known.map_or(Meaning::Unknown, |known| known.meaning)
}

/// What is asked of a column that is taken for a truth value; an answer of
/// [`Meaning::choices`] ends the sentence.
pub fn question(attribute: &str) -> &'static str {
    match attribute {
        ENABLED | SOFT_DELETED => "A user with True in this column is",
        _ => "True in this column is",
    }
}
