//! What stands in the way of a run.

use crate::protocol::Scope;

use crate::input_files::{InputFiles, InputPurpose, InputStatus};

/// What stands in the way of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Blocker {
    /// No file with users.
    Users,
    /// A file is still being looked at.
    Looking,
    /// A file cannot be used.
    Unusable(String),
    /// A file has no column by which users are found.
    Identity(String),
    /// Of a column of a file nobody has said what True means in it.
    Meaning { column: String, file: String },
    /// Only assigned users are wanted, and no file says who is.
    Assigned,
}

impl Blocker {
    /// What is missing and what to do.
    pub fn message(&self) -> String {
        match self {
            Blocker::Users => "Open a users file first.".to_owned(),
            Blocker::Looking => "Wait until all files have been looked at.".to_owned(),
            Blocker::Unusable(name) => {
                format!("{name} cannot be used. Open another file in its place, or remove it.")
            }
            Blocker::Identity(name) => {
                format!("Say first which column of {name} holds userPrincipalName or objectId.")
            }
            Blocker::Meaning { column, file } => {
                format!("Answer first, under Columns of {file}, what True in {column} means.")
            }
            Blocker::Assigned => {
                "Open a file that says who is assigned, or take everybody.".to_owned()
            }
        }
    }
}

impl InputFiles {
    /// What stands in the way of a run, if anything does.
    pub fn blocker(&self, scope: Scope) -> Option<Blocker> {
        let mut all = self.all().iter();
        if all
            .any(|input_file| matches!(input_file.status, InputStatus::New | InputStatus::Looking))
        {
            return Some(Blocker::Looking);
        }
        if let Some(input_file) = self
            .all()
            .iter()
            .find(|input_file| input_file.look().is_none())
        {
            return Some(Blocker::Unusable(input_file.name.clone()));
        }
        let uses = |purpose: InputPurpose| {
            self.all()
                .iter()
                .any(|input_file| input_file.purpose == purpose)
        };
        if !uses(InputPurpose::Users) {
            return Some(Blocker::Users);
        }
        if let Some(input_file) = self
            .all()
            .iter()
            .find(|input_file| input_file.is_nameless())
        {
            return Some(Blocker::Identity(input_file.name.clone()));
        }
        let mut open = self.all().iter().filter_map(|input_file| {
            Some(Blocker::Meaning {
                column: input_file.unanswered()?.to_owned(),
                file: input_file.name.clone(),
            })
        });
        if let Some(open) = open.next() {
            return Some(open);
        }
        (scope == Scope::Assigned && !uses(InputPurpose::Assigned)).then_some(Blocker::Assigned)
    }
}
