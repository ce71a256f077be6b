//! What is odd in a file.

use super::{LISTED, Stage, UsersReader};
use crate::users_file::{UsersFileEncoding, UsersFileNote};

#[derive(Debug, Default)]
pub(super) struct Noted {
    pub(super) ragged: (u64, Vec<u64>),
    pub(super) blank: u64,
    pub(super) type_line: bool,
    pub(super) version_line: bool,
    pub(super) titles: Vec<u64>,
    pub(super) cut: u64,
    pub(super) late: Vec<String>,
}

impl UsersReader {
    /// How many objects a response in the file says that there are.
    pub fn total(&self) -> Option<u64> {
        match &self.stage {
            Stage::Json(finder) => finder.total(),
            _ => None,
        }
    }

    /// What there is to know of the file so far.
    pub fn notes(&self) -> Vec<UsersFileNote> {
        let mut notes = Vec::new();
        if self.encoding() == UsersFileEncoding::Windows1252 {
            notes.push(UsersFileNote::ReadAsWindows1252);
        }
        let mut counted = |count: u64, note: UsersFileNote| {
            if count > 0 {
                notes.push(note);
            }
        };
        let broken = self.decoder.broken();
        counted(broken, UsersFileNote::BrokenCharacters { count: broken });
        let (count, lines) = self.notes.ragged.clone();
        counted(count, UsersFileNote::Ragged { count, lines });
        let count = self.notes.blank;
        counted(count, UsersFileNote::BlankRows { count });
        let count = self.notes.cut;
        counted(count, UsersFileNote::CutCells { count });
        if self.notes.type_line {
            notes.push(UsersFileNote::TypeLine);
        }
        if self.notes.version_line {
            notes.push(UsersFileNote::VersionLine);
        }
        if !self.notes.titles.is_empty() {
            notes.push(UsersFileNote::TitleLines(self.notes.titles.clone()));
        }
        let hidden = self.headers.iter().zip(&self.hidden);
        let hidden = hidden.filter(|(_, hidden)| **hidden).take(LISTED);
        let hidden: Vec<_> = hidden.map(|(header, _)| header.clone()).collect();
        if !hidden.is_empty() {
            notes.push(UsersFileNote::Passwords(hidden));
        }
        let mut repeated: Vec<String> = Vec::new();
        for (index, header) in self.headers.iter().enumerate() {
            let earlier = self.headers.get(..index).unwrap_or_default();
            if !header.is_empty() && earlier.contains(header) && !repeated.contains(header) {
                repeated.push(header.clone());
            }
        }
        if !repeated.is_empty() {
            notes.push(UsersFileNote::RepeatedHeaders(repeated));
        }
        if let Stage::Json(finder) = &self.stage
            && finder.more_pages()
        {
            notes.push(UsersFileNote::MorePages);
        }
        if !self.notes.late.is_empty() {
            notes.push(UsersFileNote::LateMembers(self.notes.late.clone()));
        }
        notes
    }
}
