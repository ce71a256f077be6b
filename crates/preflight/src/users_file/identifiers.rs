//! The identifiers in a users file of the setup scripts.
//!
//! bash, PowerShell and this module implement one specification; the table
//! `tests/services/users-files/cases.json` holds all three to it. Preflight
//! reads more kinds of files and reports what it finds odd. Here every doubt is
//! an error, because a wrong identifier assigns another user.

mod table;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use super::encoding::Decoder;
use super::{UsersFileEncoding, titles};
use table::{IdentifierTable, TableRecord};

pub const MAX_BYTES: usize = 10_000_000;

pub const MAX_USERS: usize = 100_000;

const MAX_LISTED: usize = 5;

/// What is wrong with a users file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IdentifiersErrorKind {
    /// More bytes or more users than the limits.
    TooLarge,
    /// Neither UTF-8 nor UTF-16 with a byte order mark, or not text.
    Encoding,
    /// A quotation mark that is not closed, or text after a closing one.
    Quote,
    /// No column has a known header.
    NoColumn,
    /// No row names a user.
    NoUsers,
    /// A row has more or fewer cells than the header.
    Cells,
    /// A cell is neither a user principal name nor an object id.
    Identifier,
}

impl IdentifiersErrorKind {
    /// The name in the table of cases.
    pub fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "too-large",
            Self::Encoding => "encoding",
            Self::Quote => "quote",
            Self::NoColumn => "no-column",
            Self::NoUsers => "no-users",
            Self::Cells => "cells",
            Self::Identifier => "identifier",
        }
    }
}

/// Why no identifiers are read from a users file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentifiersError {
    pub kind: IdentifiersErrorKind,
    /// The lines concerned, counted from 1; empty where the whole file is.
    pub lines: Vec<u64>,
}

impl IdentifiersError {
    fn whole(kind: IdentifiersErrorKind) -> Self {
        Self {
            kind,
            lines: Vec::new(),
        }
    }

    /// What is wrong in a file of this name, and what to do.
    pub fn message(&self, file: &str) -> String {
        let lines = self.listed();
        match self.kind {
            IdentifiersErrorKind::TooLarge => {
                format!("{file} has more than 10 MB or 100,000 users. Split it.")
            }
            IdentifiersErrorKind::Encoding => {
                format!("{file} is not UTF-8. In Excel, save it as CSV UTF-8.")
            }
            IdentifiersErrorKind::Quote => format!(
                "{file}, {lines}: a quotation mark is not closed, or text follows a closing one. Correct the line."
            ),
            IdentifiersErrorKind::NoColumn => format!(
                "{file} has no column with a known header. Name one column userPrincipalName."
            ),
            IdentifiersErrorKind::NoUsers => {
                format!("{file} has no users. Add a row for each user.")
            }
            IdentifiersErrorKind::Cells => format!(
                "{file}, {lines}: not as many cells as the header. Put a cell that holds the delimiter in quotation marks."
            ),
            IdentifiersErrorKind::Identifier => format!(
                "{file}, {lines}: neither a userPrincipalName nor an object id. Correct or remove the row."
            ),
        }
    }

    fn listed(&self) -> String {
        let listed = self.lines.iter().take(MAX_LISTED).map(u64::to_string);
        let listed = listed.collect::<Vec<_>>().join(", ");
        let word = if self.lines.len() == 1 {
            "line"
        } else {
            "lines"
        };
        match self.lines.len().saturating_sub(MAX_LISTED) {
            0 => format!("{word} {listed}"),
            more => format!("{word} {listed} and {more} more"),
        }
    }
}

/// The identifiers in a users file, in its order and each once.
///
/// # Errors
///
/// The file breaks a rule of the specification; nothing of it is used then.
pub fn identifiers(bytes: &[u8]) -> Result<Vec<String>, IdentifiersError> {
    if bytes.len() > MAX_BYTES {
        return Err(IdentifiersError::whole(IdentifiersErrorKind::TooLarge));
    }
    let text = decoded(bytes).ok_or(IdentifiersError::whole(IdentifiersErrorKind::Encoding))?;
    let mut table = IdentifierTable::new(&text);
    let Some(header) = table.next()? else {
        return Err(IdentifiersError::whole(IdentifiersErrorKind::NoUsers));
    };
    let (column, first) = column(&table, header)?;
    collect(table, column, header.cells, first)
}

/// The text of a file in one of the encodings that say what they are.
/// Windows-1252 is never guessed: a wrong character is another user.
fn decoded(bytes: &[u8]) -> Option<String> {
    let (encoding, mark) = match bytes {
        [0xEF, 0xBB, 0xBF, ..] => (UsersFileEncoding::Utf8, 3),
        [0xFF, 0xFE, ..] => (UsersFileEncoding::Utf16Le, 2),
        [0xFE, 0xFF, ..] => (UsersFileEncoding::Utf16Be, 2),
        _ => (UsersFileEncoding::Utf8, 0),
    };
    let mut decoder = Decoder::midway(encoding);
    let mut text = String::with_capacity(bytes.len());
    decoder.push(bytes.get(mark..)?, &mut text);
    decoder.finish(&mut text);
    (decoder.broken() == 0 && !text.contains('\0')).then_some(text)
}

/// The column of the identifiers, and whether the first record is a user
/// already. Reads the rest of the table once, so that a quotation mark that is
/// not closed is reported whatever the columns are.
fn column(
    table: &IdentifierTable<'_>,
    header: TableRecord,
) -> Result<(usize, bool), IdentifiersError> {
    let known = (0..header.cells).filter_map(|column| {
        let title = titles::identity(table.cell(column)?.trim())?;
        Some((column, title))
    });
    let mut known: Vec<_> = known.collect();
    let lone = match header.cells {
        1 => table
            .cell(0)
            .is_some_and(|cell| titles::is_identifier(cell.trim())),
        _ => false,
    };
    let (mut rest, mut rows) = (table.clone(), false);
    while rest.next()?.is_some() {
        rows = true;
        known.retain(|(column, title)| {
            !title.only_guids
                || rest
                    .cell(*column)
                    .is_some_and(|cell| titles::is_guid(cell.trim()))
        });
    }
    let best = known
        .iter()
        .min_by_key(|(column, title)| (title.rank, *column));
    match best {
        Some(_) if !rows => Err(IdentifiersError::whole(IdentifiersErrorKind::NoUsers)),
        Some((column, _)) => Ok((*column, false)),
        None if lone => Ok((0, true)),
        None => Err(IdentifiersError::whole(IdentifiersErrorKind::NoColumn)),
    }
}

fn collect(
    mut table: IdentifierTable<'_>,
    column: usize,
    cells: usize,
    first: bool,
) -> Result<Vec<String>, IdentifiersError> {
    let mut found = IdentifierList::default();
    if first {
        found.take(table.cell(column).unwrap_or_default().trim());
    }
    while let Some(record) = table.next()? {
        let cell = table.cell(column).unwrap_or_default();
        let identifier = cell.trim();
        if record.cells != cells {
            found.reject(IdentifiersErrorKind::Cells, record.line);
        } else if !titles::is_identifier(identifier) {
            found.reject(IdentifiersErrorKind::Identifier, record.line);
        } else {
            found.take(identifier);
        }
    }
    found.finish()
}

#[derive(Default)]
struct IdentifierList {
    users: Vec<String>,
    seen: HashSet<String>,
    error: Option<IdentifiersError>,
}

impl IdentifierList {
    fn take(&mut self, identifier: &str) {
        if self.seen.insert(identifier.to_ascii_lowercase()) {
            self.users.push(identifier.to_owned());
        }
    }

    /// Adds a line to the error; the kind of the first one counts.
    fn reject(&mut self, kind: IdentifiersErrorKind, line: u64) {
        let error = self
            .error
            .get_or_insert_with(|| IdentifiersError::whole(kind));
        if error.kind == kind {
            error.lines.push(line);
        }
    }

    fn finish(self) -> Result<Vec<String>, IdentifiersError> {
        match self.error {
            Some(error) => Err(error),
            None if self.users.len() > MAX_USERS => {
                Err(IdentifiersError::whole(IdentifiersErrorKind::TooLarge))
            }
            None => Ok(self.users),
        }
    }
}
