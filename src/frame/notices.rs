//! What the frame has to tell the admin about set-ups and storage, as data,
//! and its words.

use crate::setup::store::{Aside, ShelfError};

/// One thing to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Nothing can be written; work stays in this tab.
    Storage(ShelfError),
    /// A record could not be read and is kept as it is.
    Aside(Aside),
    /// The open set-up vanished because of another tab.
    Gone {
        /// Its name.
        name: String,
    },
}

impl Notice {
    /// What happened.
    pub fn headline(&self) -> String {
        match self {
            Notice::Storage(ShelfError::Forbidden) => {
                "This browser does not let the page store anything".to_owned()
            }
            Notice::Storage(ShelfError::Full) => "This browser’s storage is full".to_owned(),
            Notice::Aside(_) => "One stored set-up cannot be read".to_owned(),
            Notice::Gone { name } => format!("“{name}” was deleted in another tab"),
        }
    }

    /// Why, and what to do.
    pub fn detail(&self) -> String {
        match self {
            Notice::Storage(ShelfError::Forbidden) => "Everything works, but your work is gone when this tab closes. Allow site data for this address, or export the set-up to a file before you leave.".to_owned(),
            Notice::Storage(ShelfError::Full) => "Your latest changes are only in this tab. Delete set-ups you no longer need, or export this one to a file before you leave.".to_owned(),
            Notice::Aside(aside) => format!("{} It stays as it is. Save it to a file before you remove it.", aside.error),
            Notice::Gone { .. } => "You are looking at another set-up now.".to_owned(),
        }
    }
}
