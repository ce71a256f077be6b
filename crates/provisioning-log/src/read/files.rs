//! The files that were read, and each entry of them again.

use serde::{Deserialize, Serialize};

use super::decoder::Decoder;
use super::json::{ParseStep, parse_prefix, parse_repaired};
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
        let file = match position {
            EntryPosition::Joined(number) => return self.joined.entry(number, take),
            EntryPosition::File { file, .. } => self.files.get(usize::from(file))?,
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
        if let ParseStep::Entry { raw, .. } = parse_prefix(&text) {
            return Some(take(&raw.entry));
        }
        match parse_prefix(&parse_repaired(&text)) {
            ParseStep::Entry { raw, .. } => Some(take(&raw.entry)),
            _ => None,
        }
    }
}
