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
    #[error("The row at line {line} is a user, and no row above it has headers.")]
    NoHeaders { line: u64 },
    /// It is no text. The name is that of a known kind of file.
    #[error("The file is {}.", .0.as_ref().map_or("not a text".to_owned(), |kind| format!("{kind}, not a text")))]
    Binary(Option<String>),
    #[error("The JSON cannot be read at line {line}: {what}.")]
    Json { line: u64, what: String },
    #[error("The JSON holds no users.")]
    NoObjects,
    #[error("The file is an error of Microsoft Graph: {0}")]
    GraphError(String),
    #[error("A quotation mark is opened at line {line} and not closed.")]
    QuoteNotClosed { line: u64 },
    #[error("The row at line {line} is longer than {} kB.", grouped(.limit >> 10))]
    LongRow { line: u64, limit: u64 },
    #[error("The file has more than {} columns.", grouped(MAX_COLUMNS as u64))]
    ManyColumns,
    #[error("The file has more than {} rows.", grouped(MAX_ROWS.into()))]
    ManyRows,
    #[error(
        "The file has more than {} MB of what is kept during a run: names, ids and what the mappings read.",
        .limit >> 20
    )]
    MuchToHold { limit: u64 },
    #[error("No column holds an objectId or a userPrincipalName.")]
    NoIdentity,
    #[error(
        "The list of Talkdesk’s users has no column or member userName or externalId, so nobody in it can be found."
    )]
    NoUserName,
    #[error(
        "The browser could not read the file. It was changed, moved or removed since it was chosen."
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

const EXPORT: &str = "In the portal: Users, Download users. In PowerShell: Get-MgUser -All -Property and Select-Object with Id, UserPrincipalName, Mail, GivenName, Surname, DisplayName, AccountEnabled, UserType and whatever else the mappings read, then Export-Csv.";

impl UsersFileError {
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Empty | Self::OnlyHeaders => EXPORT,
            Self::NoHeaders { .. } => {
                "Add a first row with a header for each column, such as userPrincipalName."
            }
            Self::Binary(Some(_)) => "Save it as CSV, in Excel “CSV UTF-8 (comma delimited)”.",
            Self::Binary(None) => "Choose a CSV or JSON file.",
            Self::Json { .. } => {
                "Save the answer of Graph as it came, from its first to its last brace."
            }
            Self::NoObjects => {
                "Save the answer of https://graph.microsoft.com/v1.0/users, or one user in each line."
            }
            Self::GraphError(_) => {
                "Repeat the request in Graph, and save its answer when it succeeds."
            }
            Self::QuoteNotClosed { .. } => "Close or remove it, then load the file again.",
            Self::LongRow { .. } => "Check whether the file is a table with one user in each row.",
            Self::ManyColumns => {
                "Export fewer properties; Preflight needs those that the mappings read."
            }
            Self::ManyRows => "Split the file, for instance by department, and run each part.",
            Self::MuchToHold { .. } => {
                "Leave out the rows and columns that are not needed, or split the files and run each part."
            }
            Self::NoIdentity => {
                "Choose which column is which, or export the file with one of them."
            }
            Self::NoUserName => {
                "Save the answer of Talkdesk’s GET /scim/v2/Users, or name the column with the e-mail addresses userName."
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
