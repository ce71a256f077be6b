//! The file that is being read.

use super::json_file::JsonFile;
use super::table_file::TableFile;
use super::{EntrySink, ReadState};
use crate::format::LogEncoding;
use crate::read::LogReadError;
use crate::read::decoder::{Decoder, HEAD, detect};

#[derive(Debug)]
pub(super) struct OpenFile {
    number: u16,
    /// The first bytes, until the encoding is known.
    head: Vec<u8>,
    decoder: Option<Decoder>,
    /// What is decoded and not read yet.
    pub(super) text: String,
    /// Where the text begins in the file.
    pub(super) start: u64,
    pub(super) encoding: LogEncoding,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Unknown,
    Json(JsonFile),
    Table(TableFile),
    /// The rest is of no interest.
    Done,
}

impl OpenFile {
    pub(super) fn new(number: u16) -> Self {
        Self {
            number,
            head: Vec::new(),
            decoder: None,
            text: String::new(),
            start: 0,
            encoding: LogEncoding::Utf8,
            content: Content::Unknown,
        }
    }

    pub(super) fn number(&self) -> u16 {
        self.number
    }

    pub(super) fn feed(
        &mut self,
        bytes: &[u8],
        state: &mut ReadState,
        sink: &mut dyn EntrySink,
    ) -> Result<(), LogReadError> {
        if matches!(self.content, Content::Done) {
            return Ok(());
        }
        if self.decoder.is_none() {
            self.head.extend_from_slice(bytes);
            if self.head.len() < HEAD {
                return Ok(());
            }
            return self.begin(state, sink);
        }
        if let Some(decoder) = &mut self.decoder {
            decoder.push(bytes, &mut self.text);
        }
        self.read(false, state, sink)
    }

    /// Takes the head once the encoding can be told.
    fn begin(
        &mut self,
        state: &mut ReadState,
        sink: &mut dyn EntrySink,
    ) -> Result<(), LogReadError> {
        let head = std::mem::take(&mut self.head);
        let (encoding, mark) = detect(&head)?;
        self.encoding = encoding;
        self.start = mark as u64;
        if let Some(file) = state.files.files.get_mut(usize::from(self.number)) {
            file.encoding = encoding;
        }
        let mut decoder = Decoder::new(encoding);
        decoder.push(head.get(mark..).unwrap_or_default(), &mut self.text);
        self.decoder = Some(decoder);
        self.read(false, state, sink)
    }

    pub(super) fn end(
        mut self,
        state: &mut ReadState,
        sink: &mut dyn EntrySink,
    ) -> Result<(), LogReadError> {
        if matches!(self.content, Content::Done) {
            return Ok(());
        }
        if self.decoder.is_none() {
            if self.head.is_empty() {
                return Err(LogReadError::Empty);
            }
            self.begin(state, sink)?;
        }
        if let Some(decoder) = &mut self.decoder {
            decoder.finish(&mut self.text);
            state.notes.invalid_bytes += decoder.invalid();
        }
        self.read(true, state, sink)
    }

    fn read(
        &mut self,
        whole: bool,
        state: &mut ReadState,
        sink: &mut dyn EntrySink,
    ) -> Result<(), LogReadError> {
        if matches!(self.content, Content::Unknown) {
            let blank = |c: char| c.is_whitespace() || c == '\u{feff}';
            let begun = self.text.trim_start_matches(blank);
            let skipped = self.text.len() - begun.len();
            self.content = match begun.chars().next() {
                None if whole => return Err(LogReadError::Empty),
                None => return Ok(()),
                Some('{' | '[') => Content::Json(JsonFile::default()),
                Some('<') => return Err(LogReadError::WebPage),
                Some(_) => Content::Table(TableFile::default()),
            };
            self.pass(skipped);
        }
        let mut content = std::mem::replace(&mut self.content, Content::Done);
        let goes_on = match &mut content {
            Content::Json(json) => json.read(self, whole, state, sink)?,
            Content::Table(table) => table.read(self, whole, state, sink)?,
            Content::Unknown | Content::Done => false,
        };
        if goes_on {
            self.content = content;
        }
        Ok(())
    }

    /// Drops the beginning of the text, which has been read.
    pub(super) fn pass(&mut self, bytes: usize) {
        let passed = self.text.get(..bytes).unwrap_or_default();
        self.start += super::raw_len(self.encoding, passed);
        self.text.drain(..bytes);
    }
}
