//! The files that were read, and each entry of them again.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::decoder::Decoder;
use super::json::{ParseStep, RowColumns, parse_prefix, parse_repaired};
use super::table::{JoinedTables, RecordReader, RecordStep, TableColumns, entry_of};
use crate::entry::LogEntry;
use crate::format::{LogEncoding, LogFormat};

/// Where an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum EntryPosition {
    /// In the bytes of a file.
    File { file: u16, start: u64, len: u32 },
    /// In the tables that [`LogFiles`] holds.
    Joined(u32),
}

#[derive(Debug)]
pub struct LogFile {
    pub name: String,
    /// Not known as long as there is no entry.
    pub format: Option<LogFormat>,
    pub encoding: LogEncoding,
    pub entries: u64,
    pub(super) table: Option<(u8, TableColumns)>,
    /// The columns of tables in JSON, each with where its first entry begins.
    pub(super) rows: Vec<(u64, Rc<RowColumns>)>,
}

impl LogFile {
    /// Notes the columns of an entry that is a row.
    pub(super) fn note_columns(&mut self, start: u64, columns: &Rc<RowColumns>) {
        let last = self.rows.last().map(|(_, last)| last);
        if !last.is_some_and(|last| Rc::ptr_eq(last, columns)) {
            self.rows.push((start, Rc::clone(columns)));
        }
    }

    /// The columns of the row that begins at a position.
    fn columns_at(&self, start: u64) -> Option<&RowColumns> {
        let behind = self.rows.partition_point(|(first, _)| *first <= start);
        let (_, columns) = self.rows.get(behind.checked_sub(1)?)?;
        Some(columns)
    }
}

#[derive(Debug, Default)]
pub struct LogFiles {
    pub files: Vec<LogFile>,
    pub(super) joined: JoinedTables,
}

impl LogFiles {
    /// The format of the first file that has entries.
    pub fn format(&self) -> Option<LogFormat> {
        self.files.iter().find_map(|file| file.format)
    }

    /// Reads one entry again. `bytes` are those of the file at the position; for
    /// an entry of joined tables they are not looked at.
    pub fn read_entry<R>(
        &self,
        position: EntryPosition,
        bytes: &[u8],
        take: impl FnOnce(&LogEntry<'_>) -> R,
    ) -> Option<R> {
        let (file, start) = match position {
            EntryPosition::Joined(number) => return self.joined.entry(number, take),
            EntryPosition::File { file, start, .. } => (self.files.get(usize::from(file))?, start),
        };
        let mut text = String::new();
        let mut decoder = Decoder::new(file.encoding);
        decoder.push(bytes, &mut text);
        decoder.finish(&mut text);
        if let Some((delimiter, columns)) = &file.table {
            let mut records = RecordReader::new(*delimiter, usize::MAX / 4);
            if let RecordStep::Row { row, .. } = records.next(&text) {
                return Some(take(&entry_of(columns, row)));
            }
            // The last row of a table may have no line end.
            return match records.next("") {
                RecordStep::Row { row, .. } => Some(take(&entry_of(columns, row))),
                _ => None,
            };
        }
        let columns = match text.starts_with('[') {
            true => file.columns_at(start),
            false => None,
        };
        if let ParseStep::Entry { raw, .. } = parse_prefix(&text, columns) {
            return Some(take(&raw.entry));
        }
        match parse_prefix(&parse_repaired(&text), columns) {
            ParseStep::Entry { raw, .. } => Some(take(&raw.entry)),
            _ => None,
        }
    }
}
