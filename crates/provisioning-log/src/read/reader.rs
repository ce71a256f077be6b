//! The reader that bytes are pushed into.

mod json_file;
mod open_file;
mod table_file;

use super::decoder::Decoder;
use super::{EntryPosition, LogFile, LogFiles, LogReadError, ReadLimit, ReadLimits, ReadNotes};
use crate::entry::LogEntry;
use crate::format::{LogEncoding, LogFormat};

use open_file::OpenFile;

/// Takes entries as they are read.
pub trait EntrySink {
    fn entry(&mut self, entry: &LogEntry<'_>, position: EntryPosition);
}

impl<F: FnMut(&LogEntry<'_>, EntryPosition)> EntrySink for F {
    fn entry(&mut self, entry: &LogEntry<'_>, position: EntryPosition) {
        self(entry, position);
    }
}

/// Reads one file after the other: [`begin_file`](Self::begin_file),
/// [`feed`](Self::feed) as often as there are bytes,
/// [`end_file`](Self::end_file), and [`finish`](Self::finish) after the last.
#[derive(Debug, Default)]
pub struct LogReader {
    state: ReadState,
    open: Option<OpenFile>,
}

/// What is the same for all files.
#[derive(Debug, Default)]
struct ReadState {
    limits: ReadLimits,
    notes: ReadNotes,
    files: LogFiles,
    bytes: u64,
    entries: u64,
    /// A file ends with the last page, so that the pages before it are in others.
    last_page: bool,
}

impl LogReader {
    pub fn new(limits: ReadLimits) -> Self {
        Self {
            state: ReadState {
                limits,
                ..ReadState::default()
            },
            open: None,
        }
    }

    pub fn notes(&self) -> &ReadNotes {
        &self.state.notes
    }

    pub fn files(&self) -> &LogFiles {
        &self.state.files
    }

    /// Entries that were handed over so far.
    pub fn entries(&self) -> u64 {
        self.state.entries
    }

    pub fn begin_file(&mut self, name: &str) {
        let file = u16::try_from(self.state.files.files.len()).unwrap_or(u16::MAX);
        self.state.files.files.push(LogFile {
            name: name.to_owned(),
            format: None,
            encoding: LogEncoding::Utf8,
            entries: 0,
            table: None,
            rows: Vec::new(),
        });
        self.open = Some(OpenFile::new(file));
    }

    /// # Errors
    ///
    /// The file is no log; the rest of it need not be fed.
    pub fn feed(&mut self, bytes: &[u8], sink: &mut dyn EntrySink) -> Result<(), LogReadError> {
        let Some(open) = &mut self.open else {
            return Ok(());
        };
        let left = self.state.limits.bytes.saturating_sub(self.state.bytes);
        let left = usize::try_from(left).unwrap_or(usize::MAX);
        let taken = bytes.get(..left).unwrap_or(bytes);
        if taken.len() < bytes.len() {
            self.state.notes.limit(ReadLimit::Bytes);
        }
        self.state.bytes += taken.len() as u64;
        let fed = open.feed(taken, &mut self.state, sink);
        if fed.is_err() {
            self.open = None;
        }
        fed
    }

    /// # Errors
    ///
    /// The file is no log.
    pub fn end_file(&mut self, sink: &mut dyn EntrySink) -> Result<(), LogReadError> {
        match self.open.take() {
            Some(open) => open.end(&mut self.state, sink),
            None => Ok(()),
        }
    }

    /// Joins tables and ends.
    ///
    /// # Errors
    ///
    /// There are tables of steps or properties without one of entries.
    pub fn finish(mut self, sink: &mut dyn EntrySink) -> Result<ReadLog, LogReadError> {
        self.end_file(sink)?;
        let mut state = self.state;
        state.join(sink)?;
        state.notes.more_pages &= !state.last_page;
        Ok(ReadLog {
            files: state.files,
            notes: state.notes,
            entries: state.entries,
        })
    }
}

/// What a reader leaves behind.
#[derive(Debug)]
pub struct ReadLog {
    pub files: LogFiles,
    pub notes: ReadNotes,
    pub entries: u64,
}

impl ReadState {
    /// Whether one more entry is within the limit.
    fn may_read(&mut self) -> bool {
        let may = self.entries < self.limits.entries;
        if !may {
            self.notes.limit(ReadLimit::Entries);
        }
        may
    }

    fn hand_over(
        &mut self,
        entry: &LogEntry<'_>,
        position: EntryPosition,
        format: LogFormat,
        sink: &mut dyn EntrySink,
    ) {
        self.entries += 1;
        if let EntryPosition::File { file, .. } = position
            && let Some(file) = self.files.files.get_mut(usize::from(file))
        {
            file.entries += 1;
            file.format.get_or_insert(format);
        }
        sink.entry(entry, position);
    }

    fn join(&mut self, sink: &mut dyn EntrySink) -> Result<(), LogReadError> {
        let mut joined = std::mem::take(&mut self.files.joined);
        joined.sort();
        let table = self.files.files.iter().find(|file| file.table.is_some());
        if joined.is_lonely() && self.entries == 0 {
            let name = table.map_or_else(String::new, |file| file.name.clone());
            return Err(LogReadError::MainTableMissing(name));
        }
        self.notes.steps_missing = joined.len() > 0 && !joined.has_steps();
        self.notes.rows_without_entry += joined.without_entry();
        for number in 0..joined.len() {
            if !self.may_read() {
                break;
            }
            let position = EntryPosition::Joined(number);
            joined.entry(number, |entry| {
                self.hand_over(entry, position, LogFormat::PortalCsv, sink);
            });
        }
        self.files.joined = joined;
        Ok(())
    }
}

/// How many bytes of the file a text is.
fn raw_len(encoding: LogEncoding, text: &str) -> u64 {
    Decoder::raw_len(encoding, text)
}
