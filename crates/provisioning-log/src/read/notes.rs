//! What a reader could not read or use.

use serde::{Deserialize, Serialize};

use super::ReadLimit;

/// How many names of columns are held.
const MAX_COLUMNS: usize = 50;

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReadNotes {
    /// Entries that are damaged, with the position of the first.
    pub unreadable: u64,
    pub first_unreadable: Option<u64>,
    /// Objects or rows that are not of a provisioning log.
    pub foreign: u64,
    /// Bytes that are not text in the file's encoding; shown as `?`.
    pub invalid_bytes: u64,
    /// Files that end in the midst of an entry, or go on with something else
    /// than entries.
    pub damaged_files: u64,
    /// The last page of Microsoft Graph says that more follow.
    pub more_pages: bool,
    pub limits: Vec<ReadLimit>,
    /// Columns of tables whose names are not known.
    pub unknown_columns: Vec<String>,
    /// Rows of steps and properties whose entry is in no file.
    pub rows_without_entry: u64,
    /// The CSV download without its file of steps.
    pub steps_missing: bool,
}

impl ReadNotes {
    pub(super) fn limit(&mut self, limit: ReadLimit) {
        if !self.limits.contains(&limit) {
            self.limits.push(limit);
        }
    }

    pub(super) fn unreadable_at(&mut self, at: u64) {
        self.unreadable += 1;
        self.first_unreadable.get_or_insert(at);
    }

    pub(super) fn unknown_column(&mut self, name: &str) {
        let known = self.unknown_columns.iter().any(|column| column == name);
        if !known && self.unknown_columns.len() < MAX_COLUMNS {
            let short = name.get(..name.floor_char_boundary(100)).unwrap_or(name);
            self.unknown_columns.push(short.to_owned());
        }
    }

    /// Whether something in the files may be missing from the result.
    pub fn is_incomplete(&self) -> bool {
        self.unreadable > 0
            || self.damaged_files > 0
            || self.more_pages
            || !self.limits.is_empty()
            || self.rows_without_entry > 0
            || self.steps_missing
    }
}
