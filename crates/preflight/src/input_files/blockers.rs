//! What stands in the way of a run.

use crate::input_files::{InputFile, InputFiles, InputStatus};
use crate::protocol::{InputPurpose, Scope};

/// What stands in the way of a run, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Blocker {
    #[error("Open a users file first.")]
    Users,
    #[error("Wait until all files are read.")]
    Looking,
    #[error("{0} can’t be used. Open another file instead, or remove it.")]
    Unusable(String),
    #[error("Choose which column of {0} holds userPrincipalName or objectId.")]
    Identity(String),
    #[error("Choose what True means in the column {column} of {file}.")]
    Meaning { column: String, file: String },
    #[error("Open a file of assigned users, or check all users.")]
    Assigned,
}

impl InputFiles {
    pub fn blocker(&self, scope: Scope) -> Option<Blocker> {
        let all = || self.all().iter();
        let looking =
            |file: &InputFile| matches!(file.status, InputStatus::New | InputStatus::Looking);
        let uses = |purpose| all().any(|file| file.purpose == purpose);
        if all().any(looking) {
            return Some(Blocker::Looking);
        }
        if let Some(file) = all().find(|file| file.look().is_none()) {
            return Some(Blocker::Unusable(file.name.clone()));
        }
        if !uses(InputPurpose::Users) {
            return Some(Blocker::Users);
        }
        if let Some(file) = all().find(|file| file.is_nameless()) {
            return Some(Blocker::Identity(file.name.clone()));
        }
        let open = all().find_map(|file| {
            Some(Blocker::Meaning {
                column: file.unanswered()?.to_owned(),
                file: file.name.clone(),
            })
        });
        let unassigned = scope == Scope::Assigned && !uses(InputPurpose::Assigned);
        open.or(unassigned.then_some(Blocker::Assigned))
    }
}
