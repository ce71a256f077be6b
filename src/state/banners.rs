//! What the frame has to tell the admin about set-ups and storage, as data,
//! and its words.

use setup::entry::SaveError;
use setup::record::MAX_BYTES;
use setup::store::{Aside, ShelfError};
use setup::{Setup, SetupId};

/// One thing to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Nothing can be written; work stays in this tab.
    Storage {
        /// Why.
        error: ShelfError,
        /// The names of the set-ups with unsaved work.
        unsaved: Vec<String>,
    },
    /// One set-up cannot be saved.
    Unsaved {
        /// Its name.
        name: String,
        /// Why.
        error: SaveError,
    },
    /// A record could not be read and is kept as it is.
    Aside(Aside),
    /// The open set-up vanished because of another tab.
    Gone(Box<Setup>),
    /// Stored data was cleared and put back from this tab.
    Cleared {
        /// The set-ups.
        ids: Vec<SetupId>,
        /// Their names.
        names: Vec<String>,
    },
}

impl Notice {
    /// Whether it stays until it is dismissed, and does not follow the store.
    pub fn is_sticky(&self) -> bool {
        matches!(self, Notice::Gone(_) | Notice::Cleared { .. })
    }

    /// What happened.
    pub fn headline(&self) -> String {
        match self {
            Notice::Storage {
                error: ShelfError::Forbidden,
                ..
            } => "This browser does not let the page store anything".to_owned(),
            Notice::Storage {
                error: ShelfError::Full,
                ..
            } => "This browser’s storage is full".to_owned(),
            Notice::Unsaved { name, .. } => format!("“{name}” is not saved completely"),
            Notice::Aside(_) => "One stored set-up cannot be read".to_owned(),
            Notice::Gone(setup) => format!("“{}” was deleted in another tab", setup.name),
            Notice::Cleared { .. } => "The stored setups were cleared outside this tab".to_owned(),
        }
    }

    /// Why, and what to do.
    pub fn detail(&self) -> String {
        match self {
            Notice::Storage { error, unsaved } => {
                let what = match unsaved.is_empty() {
                    true => "Your work".to_owned(),
                    false => format!("Work in {}", list(unsaved)),
                };
                let remedy = match error {
                    ShelfError::Forbidden => "Allow site data for this address",
                    ShelfError::Full => "Delete setups that you no longer need",
                };
                format!("{what} is only in this tab and is gone when it closes. {remedy}, or save your work to a file before you leave.")
            }
            Notice::Unsaved { error: SaveError::TooLong { field, rest_is_saved }, .. } => {
                let what = match rest_is_saved {
                    true => "Until then this text is only in this tab; everything else is saved.",
                    false => "Until then your changes are only in this tab.",
                };
                format!("Shorten {field}: a setup holds at most {} kB. {what}", MAX_BYTES / 1000)
            }
            Notice::Unsaved { .. } => "The stored record in its place cannot be read. Save your work to a file, or remove that record.".to_owned(),
            Notice::Aside(aside) => format!("{} It stays as it is. Save it to a file before you remove it.", aside.error),
            Notice::Gone(_) => "Another setup is open now.".to_owned(),
            Notice::Cleared { names, .. } => format!("This tab still had {} and saved them again. If you cleared them on purpose, remove them.", list(names)),
        }
    }
}

fn list(names: &[String]) -> String {
    format!("“{}”", names.join("”, “"))
}
