//! The records of a users file that is whole in memory.

use std::borrow::Cow;

use super::{IdentifiersError, IdentifiersErrorKind};
use crate::users_file::csv::{self, SplitStep, Splitter};
use crate::users_file::preamble::{Header, Preamble};

/// A record that is not blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TableRecord {
    /// Its line, counted from 1.
    pub(super) line: u64,
    /// How many cells it has.
    pub(super) cells: usize,
}

/// Reads the records one by one.
#[derive(Debug, Clone)]
pub(super) struct IdentifierTable<'t> {
    text: &'t str,
    splitter: Splitter,
    /// Where the last record begins.
    record: usize,
    /// Where the next one begins.
    at: usize,
    /// The line of `at`, counted from 1.
    line: u64,
}

impl<'t> IdentifierTable<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let preamble = Preamble::of(text);
        let delimiter = preamble.delimiter.unwrap_or_else(|| {
            let rest = text.get(preamble.end..).unwrap_or_default();
            Header::of(rest).delimiter
        });
        // Without a header nothing shows the delimiter of blank records.
        let filled = |c: char| !c.is_whitespace() && !matches!(c, ',' | ';');
        let at = match text
            .get(preamble.end..)
            .is_some_and(|rest| rest.contains(filled))
        {
            true => preamble.end,
            false => text.len(),
        };
        Self {
            text,
            splitter: Splitter::strict(delimiter),
            record: at,
            at,
            line: preamble.lines + 1,
        }
    }

    /// The next record in which a cell holds more than blanks.
    pub(super) fn next(&mut self) -> Result<Option<TableRecord>, IdentifiersError> {
        loop {
            let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
            let (end, lines) = match self.splitter.split(rest, true) {
                SplitStep::Record { end, lines } => (end, lines),
                SplitStep::QuoteOpen { lines } | SplitStep::QuoteFollowed { lines } => {
                    return Err(IdentifiersError {
                        kind: IdentifiersErrorKind::Quote,
                        lines: vec![self.line + lines],
                    });
                }
                SplitStep::Long | SplitStep::Wide => {
                    return Err(IdentifiersError::whole(IdentifiersErrorKind::TooLarge));
                }
                SplitStep::End | SplitStep::More => return Ok(None),
            };
            let record = TableRecord {
                line: self.line,
                cells: self.splitter.len(),
            };
            self.record = self.at;
            self.at += end + csv::after_return(rest, end);
            self.line += lines + 1;
            let mut cells = (0..record.cells).filter_map(|column| self.cell(column));
            if cells.any(|cell| !cell.trim().is_empty()) {
                return Ok(Some(record));
            }
        }
    }

    /// A cell of the last record.
    pub(super) fn cell(&self, column: usize) -> Option<Cow<'t, str>> {
        self.splitter.cell(self.text.get(self.record..)?, column)
    }
}
