//! Warnings about setups and storage, as data and with their texts.

use setup::SetupId;
use setup::entry::SaveError;
use setup::record::MAX_BYTES;
use setup::store::{DeletedSetup, StorageError, UnreadableRecord};
use setup::token_dates::TokenExpiry;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Banner {
    /// Nothing can be written; work stays in this tab.
    Storage {
        error: StorageError,
        /// The names of the setups with unsaved work.
        unsaved: Vec<String>,
    },
    UnsavedSetup {
        name: String,
        error: SaveError,
    },
    /// A record could not be read and stays as it is.
    UnreadableRecord(UnreadableRecord),
    /// A setup vanished because of another tab.
    Gone(Box<DeletedSetup>),
    /// Stored data was cleared and put back from this tab.
    Cleared {
        ids: Vec<SetupId>,
        names: Vec<String>,
    },
    /// The token of the open setup expires soon, or has expired.
    TokenExpiry(TokenExpiry),
}

impl Banner {
    /// Whether it stays until it is dismissed, and does not follow the store.
    pub fn is_dismissible(&self) -> bool {
        matches!(self, Banner::Cleared { .. } | Banner::TokenExpiry(_))
    }

    pub fn headline(&self) -> String {
        match self {
            Banner::Storage {
                error: StorageError::Forbidden,
                ..
            } => "This browser doesn’t let the page store anything".to_owned(),
            Banner::Storage {
                error: StorageError::Full,
                ..
            } => "This browser’s storage is full".to_owned(),
            Banner::UnsavedSetup { name, .. } => format!("“{name}” isn’t fully saved"),
            Banner::UnreadableRecord(_) => "A stored setup can’t be read".to_owned(),
            Banner::Gone(deleted) => format!("“{}” was deleted in another tab", deleted.setup.name),
            Banner::Cleared { .. } => "Stored setups were cleared outside this tab".to_owned(),
            Banner::TokenExpiry(TokenExpiry::Expired { .. }) => {
                "The secret token has expired".to_owned()
            }
            Banner::TokenExpiry(_) => "The secret token expires soon".to_owned(),
        }
    }

    pub fn detail(&self) -> String {
        match self {
            Banner::Storage { error, unsaved } => {
                let what = match unsaved.is_empty() {
                    true => "Your work".to_owned(),
                    false => format!("Work in {}", list(unsaved)),
                };
                let remedy = match error {
                    StorageError::Forbidden => "Allow site data for this address",
                    StorageError::Full => "Delete setups you no longer need",
                };
                format!("{what} is only in this tab and is lost when the tab closes. {remedy}, or save your work to a file before you leave.")
            }
            Banner::UnsavedSetup { error: SaveError::TooLong { field, rest_is_saved }, .. } => {
                let what = match rest_is_saved {
                    true => "Until then this text is only in this tab; everything else is saved.",
                    false => "Until then your changes are only in this tab.",
                };
                format!("Shorten {field}: a setup holds at most {} kB. {what}", MAX_BYTES / 1000)
            }
            Banner::UnsavedSetup { .. } => "The stored copy can’t be read. Save your work to a file, or remove the stored copy.".to_owned(),
            Banner::UnreadableRecord(unreadable) => format!("{} It is left as it is. Save it to a file before you remove it.", unreadable.error),
            Banner::Gone(deleted) if deleted.has_edits => "Your last changes to it are only in this tab. Restore it to save them.".to_owned(),
            Banner::Gone(_) => "Another setup is open now.".to_owned(),
            Banner::Cleared { names, .. } => format!("This tab still had {} and saved them again. If you meant to clear them, remove them.", list(names)),
            Banner::TokenExpiry(expiry) => expiry.message(),
        }
    }
}

fn list(names: &[String]) -> String {
    format!("“{}”", names.join("”, “"))
}
