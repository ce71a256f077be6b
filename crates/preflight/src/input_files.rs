//! The files that the admin gave, what each turned out to be, and what it is
//! for.

mod blockers;
mod input_file;

pub use blockers::Blocker;
pub use input_file::{FileFingerprint, InputFile, InputStatus, question};

use crate::input_files::input_file::{IDENTITIES, fills, meaning_of};
use crate::protocol::{InputPurpose, PlannedFile};
use crate::users_file::{self, Column, Meaning, SniffedFile, UsersFileErrorText, UsersFileOrigin};
use provisioning::entra::{APP_ROLES, SOURCE_ATTRIBUTES};

/// Whether a file only lists users by their ids, perhaps with their names: such
/// a list says who is assigned.
fn only_lists(look: &SniffedFile) -> bool {
    let known =
        |name: &str| IDENTITIES.contains(&name) || ["displayName", "userType"].contains(&name);
    let mut columns = look.columns.iter();
    IDENTITIES.iter().any(|name| fills(look, name))
        && columns.all(|column| column.attribute.as_deref().is_some_and(known))
}

/// Whether a file tells more of people than who they are.
fn describes(look: &SniffedFile) -> bool {
    let names = ["mail", "givenName", "surname"];
    names.iter().any(|name| fills(look, name))
}

/// All files in the order in which they came.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct InputFiles {
    input_files: Vec<InputFile>,
    last: u32,
}

/// The most files at once.
pub const MAX_FILES: usize = 8;

impl InputFiles {
    /// Takes in a file that is about to be looked at. None when there are too
    /// many already.
    pub fn add(&mut self, file: FileFingerprint) -> Option<u32> {
        if self.input_files.len() >= MAX_FILES {
            return None;
        }
        self.last += 1;
        self.input_files.push(InputFile {
            id: self.last,
            name: self.free_name(&file.name),
            file,
            purpose: InputPurpose::More,
            chosen: false,
            status: InputStatus::New,
        });
        Some(self.last)
    }

    fn free_name(&self, name: &str) -> String {
        let taken = |name: &str| self.all().iter().any(|other| other.name == name);
        let mut free = name.to_owned();
        let mut number = 1;
        while taken(&free) {
            number += 1;
            free = format!("{name} ({number})");
        }
        free
    }

    /// The name of the open file that this one surely is: the same name, size
    /// and time of change.
    pub fn same_as(&self, file: &FileFingerprint) -> Option<&str> {
        let mut usable = self.all().iter().filter(|other| other.is_usable());
        let same = usable.find(|other| file.changed.is_some() && other.file == *file);
        same.map(|same| same.name.as_str())
    }

    /// The open file of the same name, which may be the same one or its former
    /// self.
    pub fn twin(&self, id: u32) -> Option<u32> {
        let file = &self.find(id)?.file;
        let mut others = self.all().iter().filter(|other| other.id < id);
        let twin = others.find(|other| other.file.name == file.name && other.is_usable());
        twin.map(|twin| twin.id)
    }

    /// Replaces the former version of a file.
    pub fn replace(&mut self, former: u32, id: u32) {
        let name = self.name(former);
        self.remove(former);
        if let Some(input_file) = self.find_mut(id) {
            input_file.name = name;
        }
    }

    /// Takes away the files that cannot be used, and hands back their names.
    pub fn drop_refused(&mut self) -> Vec<String> {
        let gone = self.input_files.extract_if(.., |file| !file.is_usable());
        gone.map(|input_file| input_file.name).collect()
    }

    /// The file whose users are evaluated, when this one seems to hold users too
    /// and only adds to those.
    pub fn rival(&self, id: u32) -> Option<&InputFile> {
        let input_file = self.find(id)?;
        let second = input_file.purpose == InputPurpose::More && input_file.could_hold_users();
        let mut all = self.all().iter();
        all.find(|one| second && one.purpose == InputPurpose::Users)
    }

    /// Marks the files that nobody has looked at as being looked at, and hands
    /// back which they are.
    pub fn take_new(&mut self) -> Vec<u32> {
        let new = self.input_files.iter_mut();
        let new = new.filter(|input_file| input_file.status == InputStatus::New);
        new.map(|input_file| {
            input_file.status = InputStatus::Looking;
            input_file.id
        })
        .collect()
    }

    /// Whether there are files that nobody has looked at.
    pub fn has_new(&self) -> bool {
        let mut all = self.all().iter();
        all.any(|input_file| input_file.status == InputStatus::New)
    }

    /// Takes away the files that nobody has looked at.
    pub fn forget_new(&mut self) {
        self.input_files
            .retain(|input_file| input_file.status != InputStatus::New);
    }

    pub fn name(&self, id: u32) -> String {
        self.find(id)
            .map_or_else(String::new, |file| file.name.clone())
    }

    pub fn all(&self) -> &[InputFile] {
        &self.input_files
    }

    pub fn find(&self, id: u32) -> Option<&InputFile> {
        self.all().iter().find(|file| file.id == id)
    }

    pub fn column(&self, id: u32, index: usize) -> Option<&Column> {
        self.find(id)?.look()?.columns.get(index)
    }

    fn find_mut(&mut self, id: u32) -> Option<&mut InputFile> {
        self.input_files.iter_mut().find(|file| file.id == id)
    }

    /// Takes in what a file turned out to be, and guesses what it is for.
    pub fn looked(&mut self, id: u32, look: SniffedFile) {
        let mut purpose = self.guess(&look);
        if purpose == InputPurpose::More && describes(&look) {
            // A list of attributes that was opened first is not the users.
            let guessed = self.input_files.iter_mut().find(|input_file| {
                let thin = input_file.look().is_some_and(|look| !describes(look));
                thin && input_file.purpose == InputPurpose::Users && !input_file.chosen
            });
            if let Some(thin) = guessed {
                thin.purpose = match thin.look().is_some_and(only_lists) {
                    true => InputPurpose::Assigned,
                    false => InputPurpose::More,
                };
                purpose = InputPurpose::Users;
            }
        }
        if let Some(input_file) = self.find_mut(id) {
            input_file.purpose = purpose;
            input_file.status = InputStatus::Looked(Box::new(look));
        }
    }

    fn guess(&self, look: &SniffedFile) -> InputPurpose {
        let has_users = self
            .all()
            .iter()
            .any(|file| file.look().is_some() && file.purpose == InputPurpose::Users);
        let assigns = fills(look, APP_ROLES);
        let describes = ["userPrincipalName", "mail", "givenName", "surname"];
        let is_users = describes.iter().any(|name| fills(look, name));
        match (look.origin, assigns, has_users) {
            (UsersFileOrigin::Talkdesk, ..) => InputPurpose::Talkdesk,
            (_, true, true) => InputPurpose::Assigned,
            (_, true, false) if !is_users => InputPurpose::Assigned,
            (_, _, false) => InputPurpose::Users,
            (_, false, true) if only_lists(look) => InputPurpose::Assigned,
            (_, false, true) => InputPurpose::More,
        }
    }

    pub fn refused(&mut self, id: u32, words: UsersFileErrorText) {
        if let Some(input_file) = self.find_mut(id) {
            input_file.status = InputStatus::Refused(words);
        }
    }

    pub fn remove(&mut self, id: u32) {
        self.input_files.retain(|input_file| input_file.id != id);
    }

    /// Chooses what a file is for. Only one file can hold the users, so the
    /// former one becomes a further file.
    pub fn choose(&mut self, id: u32, purpose: InputPurpose) {
        for input_file in &mut self.input_files {
            if input_file.id == id {
                input_file.purpose = purpose;
                input_file.chosen = true;
            } else if purpose == InputPurpose::Users && input_file.purpose == InputPurpose::Users {
                input_file.purpose = InputPurpose::More;
            }
        }
    }

    /// Chooses what a column is taken for, as typed; nothing typed leaves the
    /// column out. Each attribute comes from one column, so another one that
    /// had it loses it; its header is handed back. A column of passwords is
    /// never used.
    pub fn take_for(&mut self, id: u32, column: usize, typed: &str) -> Option<String> {
        let attribute = attribute_of(typed);
        let input_file = self.find_mut(id)?;
        let InputStatus::Looked(look) = &mut input_file.status else {
            return None;
        };
        look.columns.get(column).filter(|own| !own.is_password)?;
        let mut loser = None;
        for (index, other) in look.columns.iter_mut().enumerate() {
            if index == column {
                other.meaning = meaning_of(&other.name, attribute.as_deref());
                other.attribute = attribute.clone();
            } else if attribute.is_some() && other.attribute == attribute {
                other.attribute = None;
                other.meaning = Meaning::default();
                loser = Some(other.name.clone());
            }
        }
        loser
    }

    /// Takes in what somebody says True means in a column.
    pub fn set_meaning(&mut self, id: u32, column: usize, meaning: Meaning) {
        if let Some(input_file) = self.find_mut(id)
            && let InputStatus::Looked(look) = &mut input_file.status
            && let Some(column) = look.columns.get_mut(column)
        {
            column.meaning = meaning;
        }
    }

    /// The files as a plan wants them, the users first, each with its id.
    pub fn planned(&self) -> Vec<(u32, PlannedFile)> {
        let mut input_files: Vec<&InputFile> = self.input_files.iter().collect();
        input_files.sort_by_key(|input_file| input_file.purpose != InputPurpose::Users);
        let planned = input_files.into_iter().filter_map(|input_file| {
            let file = PlannedFile {
                purpose: input_file.purpose,
                columns: input_file.look()?.columns.clone(),
            };
            Some((input_file.id, file))
        });
        planned.collect()
    }
}

/// The attribute that was meant by what was typed: a known one in its own
/// writing, or else the text itself.
fn attribute_of(typed: &str) -> Option<String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    if SOURCE_ATTRIBUTES.contains(&typed) {
        return Some(typed.to_owned());
    }
    Some(users_file::attribute(typed).unwrap_or_else(|| typed.to_owned()))
}

#[cfg(test)]
mod tests;
