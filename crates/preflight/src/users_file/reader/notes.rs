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
        let noted = &self.notes;
        let (ragged, lines) = noted.ragged.clone();
        let broken = self.decoder.broken();
        let hidden = self.headers.iter().zip(&self.hidden);
        let hidden = hidden.filter(|(_, hidden)| **hidden).take(LISTED);
        let hidden: Vec<_> = hidden.map(|(header, _)| header.clone()).collect();
        let mut repeated: Vec<String> = Vec::new();
        for (index, header) in self.headers.iter().enumerate() {
            let earlier = self.headers.get(..index).unwrap_or_default();
            if !header.is_empty() && earlier.contains(header) && !repeated.contains(header) {
                repeated.push(header.clone());
            }
        }
        let more_pages = matches!(&self.stage, Stage::Json(finder) if finder.more_pages());
        let all = [
            (
                self.encoding() == UsersFileEncoding::Windows1252,
                UsersFileNote::ReadAsWindows1252,
            ),
            (broken > 0, UsersFileNote::BrokenCharacters(broken)),
            (
                ragged > 0,
                UsersFileNote::Ragged {
                    count: ragged,
                    lines,
                },
            ),
            (noted.blank > 0, UsersFileNote::BlankRows(noted.blank)),
            (noted.cut > 0, UsersFileNote::CutCells(noted.cut)),
            (noted.type_line, UsersFileNote::TypeLine),
            (noted.version_line, UsersFileNote::VersionLine),
            (
                !noted.titles.is_empty(),
                UsersFileNote::TitleLines(noted.titles.clone()),
            ),
            (!hidden.is_empty(), UsersFileNote::Passwords(hidden)),
            (
                !repeated.is_empty(),
                UsersFileNote::RepeatedHeaders(repeated),
            ),
            (more_pages, UsersFileNote::MorePages),
            (
                !noted.late.is_empty(),
                UsersFileNote::LateMembers(noted.late.clone()),
            ),
        ];
        let all = all.into_iter().filter(|(is_noted, _)| *is_noted);
        all.map(|(_, note)| note).collect()
    }
}
