//! Why a file is not read.

use provisioning::format::grouped;
use serde::{Deserialize, Serialize};

use super::{MAX_COLUMNS, MAX_ROWS};

/// Lines are counted from 1, limits are in bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum UsersFileError {
    #[error("The file is empty.")]
    Empty,
    #[error("The file has headers and no rows.")]
    OnlyHeaders,
    #[error("Line {line} is a user, and no line above it has headers.")]
    NoHeaders { line: u64 },
    /// It is no text. The name is that of a known kind of file.
    #[error("The file is {}.", .0.as_ref().map_or("not text".to_owned(), |kind| format!("{kind}, not text")))]
    Binary(Option<String>),
    #[error("The JSON can’t be read at line {line}: {what}.")]
    Json { line: u64, what: String },
    #[error("The JSON has no users.")]
    NoObjects,
    #[error("The file is an error from Microsoft Graph: {0}")]
    GraphError(String),
    #[error("A quotation mark at line {line} isn’t closed.")]
    QuoteNotClosed { line: u64 },
    #[error("Line {line} is longer than {} kB.", grouped(.limit >> 10))]
    LongRow { line: u64, limit: u64 },
    #[error("The file has more than {} columns.", grouped(MAX_COLUMNS as u64))]
    ManyColumns,
    #[error("The file has more than {} rows.", grouped(MAX_ROWS.into()))]
    ManyRows,
    #[error(
        "The file has more than {} MB of names, IDs and values that the mappings read.",
        .limit >> 20
    )]
    MuchToHold { limit: u64 },
    #[error("No column holds objectId or userPrincipalName.")]
    NoIdentity,
    #[error(
        "The list of Talkdesk users has no userName or externalId, so no user in it can be matched."
    )]
    NoUserName,
    #[error(
        "The browser couldn’t read the file. It was changed, moved or removed after you chose it."
    )]
    Unreadable,
}

/// What the page shows of a file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsersFileErrorText {
    pub what: String,
    pub remedy: &'static str,
}

impl From<UsersFileError> for UsersFileErrorText {
    fn from(error: UsersFileError) -> Self {
        Self {
            what: error.to_string(),
            remedy: error.remedy(),
        }
    }
}

const EXPORT: &str = "Export the users again. “Where do I get this file?” shows how.";

impl UsersFileError {
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Empty | Self::OnlyHeaders => EXPORT,
            Self::NoHeaders { .. } => {
                "Add a first row with a header for each column, such as userPrincipalName."
            }
            Self::Binary(Some(_)) => "Save it as CSV, in Excel “CSV UTF-8 (comma delimited)”.",
            Self::Binary(None) => "Choose a CSV or JSON file.",
            Self::Json { .. } => "Save the whole Graph response, from the first to the last brace.",
            Self::NoObjects => {
                "Save the response of https://graph.microsoft.com/v1.0/users, or put one user on each line."
            }
            Self::GraphError(_) => {
                "Repeat the request in Graph and save the response when it succeeds."
            }
            Self::QuoteNotClosed { .. } => "Close or remove it, then open the file again.",
            Self::LongRow { .. } => "Check that the file is a table with one user per row.",
            Self::ManyColumns => "Export only the properties that the mappings use.",
            Self::ManyRows => "Split the file, for example by department, and check each part.",
            Self::MuchToHold { .. } => {
                "Remove rows and columns that aren’t needed, or split the file and check each part."
            }
            Self::NoIdentity => "Choose which column it is, or export the file with one of them.",
            Self::NoUserName => {
                "Save the response of Talkdesk’s GET /scim/v2/Users, or name the column with the email addresses userName."
            }
            Self::Unreadable => "Choose the file again.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_named() {
        let text = UsersFileError::ManyRows.to_string();
        assert_eq!(text, "The file has more than 1,000,000 rows.");
        let text = UsersFileError::MuchToHold { limit: 256 << 20 }.to_string();
        assert!(text.contains("256 MB"), "{text}");
    }
}
