//! What stands in the way of a run.

use crate::protocol::Scope;

use crate::input_files::{Sheets, Standing, Use};

/// What stands in the way of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// No file with users.
    Users,
    /// A file is still being looked at.
    Looking,
    /// A file cannot be used.
    Unusable(String),
    /// A file has no column by which users are found.
    Identity(String),
    /// Of a column of a file nobody has said what True means in it.
    Meaning {
        /// The header.
        column: String,
        /// The file.
        file: String,
    },
    /// Only assigned users are wanted, and no file says who is.
    Assigned,
}

impl Missing {
    /// What is missing and what to do.
    pub fn words(&self) -> String {
        match self {
            Missing::Users => "Open a users file first.".to_owned(),
            Missing::Looking => "Wait until all files have been looked at.".to_owned(),
            Missing::Unusable(name) => {
                format!("{name} cannot be used. Open another file in its place, or remove it.")
            }
            Missing::Identity(name) => {
                format!("Say first which column of {name} holds userPrincipalName or objectId.")
            }
            Missing::Meaning { column, file } => {
                format!("Answer first, under Columns of {file}, what True in {column} means.")
            }
            Missing::Assigned => {
                "Open a file that says who is assigned, or take everybody.".to_owned()
            }
        }
    }
}

impl Sheets {
    /// What stands in the way of a run, if anything does.
    pub fn missing(&self, scope: Scope) -> Option<Missing> {
        let mut all = self.all().iter();
        if all.any(|sheet| matches!(sheet.standing, Standing::New | Standing::Looking)) {
            return Some(Missing::Looking);
        }
        if let Some(sheet) = self.all().iter().find(|sheet| sheet.look().is_none()) {
            return Some(Missing::Unusable(sheet.name.clone()));
        }
        let uses = |purpose: Use| self.all().iter().any(|sheet| sheet.purpose == purpose);
        if !uses(Use::Users) {
            return Some(Missing::Users);
        }
        if let Some(sheet) = self.all().iter().find(|sheet| sheet.is_nameless()) {
            return Some(Missing::Identity(sheet.name.clone()));
        }
        let mut open = self.all().iter().filter_map(|sheet| {
            Some(Missing::Meaning {
                column: sheet.unanswered()?.to_owned(),
                file: sheet.name.clone(),
            })
        });
        if let Some(open) = open.next() {
            return Some(open);
        }
        (scope == Scope::Assigned && !uses(Use::Assigned)).then_some(Missing::Assigned)
    }
}
