//! Reading a users file, part by part and row by row.

mod notes;
mod objects;
mod start;

use std::borrow::Cow;
use std::collections::HashMap;

use super::csv::{self, Splitter};
use super::encoding::{Decoder, HEAD, detect};
use super::json::{Finder, JsonCell};
use super::{
    ByteRanges, Format, MAX_CELL_BYTES, MAX_ROW_BYTES, MAX_ROWS, UsersFileEncoding, UsersFileError,
};
use notes::Noted;

/// How many lines, headers and the like a note lists at most.
const LISTED: usize = 20;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell<'t> {
    Empty,
    One(Cow<'t, str>),
    Many(&'t [String]),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowPosition {
    /// Its first byte in the text of the file as UTF-8.
    pub start: u64,
    /// Its length there, in bytes.
    pub length: u32,
    /// Its line, counted from 1.
    pub line: u64,
    /// Whether it has more or fewer cells than there are headers.
    pub ragged: bool,
}

#[derive(Debug)]
enum Stage {
    /// Too little has come to tell the encoding.
    Head(Vec<u8>),
    /// The headers have not come yet.
    Start,
    Csv(Box<Splitter>),
    Json(Finder),
}

/// Reads a file in parts. The rows do not depend on how it is parted.
#[derive(Debug)]
pub struct UsersReader {
    stage: Stage,
    decoder: Decoder,
    text: String,
    /// Where `text` begins in the whole text.
    base: u64,
    /// Where the next row begins in `text`.
    at: usize,
    /// The line of `at`, counted from 1.
    line: u64,
    /// The delimiter that a line `sep=` names.
    named: Option<u8>,
    /// The last line ended in `\r`, to which a `\n` may belong.
    after_return: bool,
    /// Bytes of the file so far.
    bytes: u64,
    whole: bool,
    headers: Vec<String>,
    hidden: Vec<bool>,
    /// Where the last row begins in `text`.
    row: usize,
    members: Vec<JsonCell>,
    names: HashMap<String, usize>,
    rows: u32,
    byte_ranges: ByteRanges,
    notes: Noted,
}

impl Default for UsersReader {
    fn default() -> Self {
        Self {
            stage: Stage::Head(Vec::new()),
            decoder: Decoder::new(UsersFileEncoding::Utf8),
            text: String::new(),
            base: 0,
            at: 0,
            line: 1,
            named: None,
            after_return: false,
            bytes: 0,
            whole: false,
            headers: Vec::new(),
            hidden: Vec::new(),
            row: 0,
            members: Vec::new(),
            names: HashMap::new(),
            rows: 0,
            byte_ranges: ByteRanges::default(),
            notes: Noted::default(),
        }
    }
}

impl UsersReader {
    /// A reader of one row that was read again: as this one, which has read
    /// the headers of the file.
    pub fn of_row(&self, text: String) -> Self {
        let stage = match &self.stage {
            Stage::Csv(splitter) => Stage::Csv(Box::new(Splitter::new(splitter.delimiter()))),
            _ => Stage::Json(Finder::default()),
        };
        Self {
            stage,
            text,
            whole: true,
            headers: self.headers.clone(),
            hidden: self.hidden.clone(),
            names: self.names.clone(),
            ..Self::default()
        }
    }

    /// Takes more bytes of the file. Afterwards [`UsersReader::next`] gives
    /// the rows that are complete.
    ///
    /// # Errors
    ///
    /// The bytes are no text.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), UsersFileError> {
        if let Stage::Head(head) = &mut self.stage {
            head.extend_from_slice(bytes);
            if head.len() < HEAD {
                return Ok(());
            }
            return self.begin();
        }
        self.decode(bytes);
        Ok(())
    }

    /// There are no more bytes.
    ///
    /// # Errors
    ///
    /// The bytes are no text.
    pub fn finish(&mut self) -> Result<(), UsersFileError> {
        if matches!(self.stage, Stage::Head(_)) {
            self.begin()?;
        }
        self.decoder.finish(&mut self.text);
        // Only the end may have shown what the encoding is.
        self.byte_ranges.know(self.decoder.encoding());
        self.whole = true;
        Ok(())
    }

    fn begin(&mut self) -> Result<(), UsersFileError> {
        let Stage::Head(head) = std::mem::replace(&mut self.stage, Stage::Start) else {
            return Ok(());
        };
        let (encoding, mark) = detect(head.get(..HEAD).unwrap_or(&head))?;
        self.decoder = Decoder::new(encoding);
        self.bytes = mark as u64;
        self.decode(head.get(mark..).unwrap_or_default());
        Ok(())
    }

    fn decode(&mut self, bytes: &[u8]) {
        // What is done with goes before more comes, so that the text does not grow.
        self.text.drain(..self.at);
        self.base += self.at as u64;
        self.at = 0;
        let text = self.base + self.text.len() as u64;
        let file = self.bytes - self.decoder.pending() as u64;
        let same = self.decoder.push(bytes, &mut self.text);
        self.bytes += bytes.len() as u64;
        self.byte_ranges
            .mark(text, file, same, self.decoder.encoding());
    }

    /// The headers; those of a JSON file grow with its objects.
    pub fn headers(&self) -> &[String] {
        &self.headers
    }

    /// How the file is written, once that is known.
    pub fn format(&self) -> Option<Format> {
        match &self.stage {
            Stage::Csv(splitter) => Some(Format::Csv {
                delimiter: splitter.delimiter().into(),
            }),
            Stage::Json(_) => Some(Format::Json),
            _ => None,
        }
    }

    pub fn encoding(&self) -> UsersFileEncoding {
        self.decoder.encoding()
    }

    pub fn byte_ranges(&self) -> &ByteRanges {
        &self.byte_ranges
    }

    pub fn rows(&self) -> u32 {
        self.rows
    }

    /// A cell of the last row. Those of passwords are empty, whatever the file
    /// has.
    #[inline]
    pub fn cell(&self, column: usize) -> Cell<'_> {
        if self.hidden.get(column) == Some(&true) {
            return Cell::Empty;
        }
        let Stage::Csv(splitter) = &self.stage else {
            return match self.members.get(column) {
                Some(JsonCell::One(text)) if !text.is_empty() => Cell::One(cut(text.into())),
                Some(JsonCell::Many(texts)) => Cell::Many(texts),
                _ => Cell::Empty,
            };
        };
        let text = self.text.get(self.row..).unwrap_or_default();
        match splitter.cell(text, column) {
            Some(text) if !text.is_empty() => Cell::One(cut(text)),
            _ => Cell::Empty,
        }
    }

    /// The next row, if one is complete.
    ///
    /// # Errors
    ///
    /// The file is not one of users, or a limit is met.
    #[expect(clippy::should_implement_trait)]
    pub fn next(&mut self) -> Result<Option<RowPosition>, UsersFileError> {
        if matches!(self.stage, Stage::Head(_))
            || matches!(self.stage, Stage::Start) && !self.start()?
        {
            return Ok(None);
        }
        let position = match self.stage {
            Stage::Csv(_) => self.next_record()?,
            _ => self.next_object()?,
        };
        match position {
            Some(_) if self.rows == MAX_ROWS => Err(UsersFileError::ManyRows),
            Some(position) => {
                self.rows += 1;
                Ok(Some(position))
            }
            None if self.whole && self.rows == 0 => Err(match self.stage {
                Stage::Csv(_) => UsersFileError::OnlyHeaders,
                _ => UsersFileError::NoObjects,
            }),
            None => Ok(None),
        }
    }

    /// Steps over the `\n` that belongs to the `\r` before it.
    fn end_return(&mut self) {
        if self.after_return && self.text.as_bytes().get(self.at) == Some(&b'\n') {
            self.at += 1;
            self.after_return = false;
        }
    }

    /// Splits the record at `at`, and steps over it.
    fn record(&mut self) -> Result<Option<RowPosition>, UsersFileError> {
        self.end_return();
        let Stage::Csv(splitter) = &mut self.stage else {
            return Ok(None);
        };
        let text = self.text.as_bytes().get(self.at..).unwrap_or_default();
        match splitter.split(text, self.whole) {
            csv::SplitStep::Record { end, lines } => {
                let last = end.checked_sub(1).and_then(|at| text.get(at));
                self.after_return = last == Some(&b'\r');
                let position = RowPosition {
                    start: self.base + self.at as u64,
                    length: u32::try_from(end).unwrap_or(u32::MAX),
                    line: self.line,
                    ragged: false,
                };
                self.row = self.at;
                self.at += end;
                self.line += lines + 1;
                Ok(Some(position))
            }
            csv::SplitStep::More | csv::SplitStep::End => Ok(None),
            csv::SplitStep::QuoteOpen { lines } | csv::SplitStep::QuoteFollowed { lines } => {
                Err(UsersFileError::QuoteNotClosed {
                    line: self.line + lines,
                })
            }
            csv::SplitStep::Long => Err(UsersFileError::LongRow {
                line: self.line,
                limit: MAX_ROW_BYTES as u64,
            }),
            csv::SplitStep::Wide => Err(UsersFileError::ManyColumns),
        }
    }

    fn next_record(&mut self) -> Result<Option<RowPosition>, UsersFileError> {
        loop {
            let Some(mut position) = self.record()? else {
                return Ok(None);
            };
            let Stage::Csv(splitter) = &self.stage else {
                return Ok(None);
            };
            if splitter.is_blank() {
                // The empty rest after the last line is no row.
                self.notes.blank += u64::from(splitter.len() > 1);
                continue;
            }
            // A line that ends in a delimiter too many is not out of order.
            let (cells, headers) = (splitter.len(), self.headers.len());
            let text = self.text.get(self.row..).unwrap_or_default();
            let beyond = (headers..cells)
                .any(|at| splitter.cell(text, at).is_some_and(|cell| !cell.is_empty()));
            position.ragged = cells < headers || beyond;
            if position.ragged {
                self.notes.ragged.0 += 1;
                if self.notes.ragged.1.len() < LISTED {
                    self.notes.ragged.1.push(position.line);
                }
            }
            if position.length as usize > MAX_CELL_BYTES {
                let long = (0..headers).filter(|at| {
                    let cell = splitter.cell(text, *at);
                    cell.is_some_and(|cell| cell.len() > MAX_CELL_BYTES)
                });
                self.notes.cut += long.count() as u64;
            }
            return Ok(Some(position));
        }
    }
}

#[inline]
fn cut(text: Cow<'_, str>) -> Cow<'_, str> {
    match text.len() <= MAX_CELL_BYTES {
        true => text,
        false => shortened(text),
    }
}

#[cold]
fn shortened(text: Cow<'_, str>) -> Cow<'_, str> {
    let end = text.floor_char_boundary(MAX_CELL_BYTES);
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[..end]),
        Cow::Owned(text) => Cow::Owned(text[..end].to_owned()),
    }
}
