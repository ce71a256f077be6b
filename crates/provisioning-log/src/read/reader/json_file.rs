//! A file of JSON, object by object.

use std::rc::Rc;

use super::open_file::OpenFile;
use super::{EntrySink, ReadState, raw_len};
use crate::format::LogFormat;
use crate::read::json::{
    ObjectFinder, ObjectStep, ParseStep, RawEntry, RowColumns, parse_prefix, parse_repaired,
};
use crate::read::{EntryPosition, LogReadError, ReadLimit};

#[derive(Debug, Default)]
pub(super) struct JsonFile {
    finder: ObjectFinder,
    /// How long the text has to be before it is looked at again, so that an
    /// object that comes in small parts is not parsed with each of them.
    wait: usize,
    entries: u64,
    foreign: u64,
    first_unreadable: Option<u64>,
}

/// An object, or a row of a table.
struct FoundObject<'t> {
    /// The text from its beginning.
    rest: &'t str,
    /// Where it begins in the file.
    start: u64,
    /// Of a row.
    columns: Option<Rc<RowColumns>>,
}

impl<'t> FoundObject<'t> {
    fn parse<'p>(&self, text: &'p str) -> ParseStep<'p> {
        parse_prefix(text, self.columns.as_deref())
    }
}

/// How an object ended.
enum ObjectEnd {
    At(usize),
    /// It goes on, or has to be passed over.
    Unknown,
}

impl JsonFile {
    /// Reads what there is. Tells whether more of the file is needed.
    pub(super) fn read(
        &mut self,
        file: &mut OpenFile,
        whole: bool,
        state: &mut ReadState,
        sink: &mut dyn EntrySink,
    ) -> Result<bool, LogReadError> {
        if file.text.len() < self.wait && !whole {
            return Ok(true);
        }
        let text = std::mem::take(&mut file.text);
        let mut position = Position {
            at: 0,
            raw: file.start,
        };
        let goes_on = self.objects(&text, whole, file, &mut position, state, sink);
        file.text = text;
        let goes_on = goes_on?;
        file.pass(position.at);
        self.wait = file.text.len() * 2;
        Ok(goes_on)
    }

    fn objects(
        &mut self,
        text: &str,
        whole: bool,
        file: &OpenFile,
        position: &mut Position,
        state: &mut ReadState,
        sink: &mut dyn EntrySink,
    ) -> Result<bool, LogReadError> {
        loop {
            let step = self.finder.next(text, position.at, whole);
            match step {
                ObjectStep::Object(start) | ObjectStep::Row(start) => {
                    position.advance(text, start, file);
                    let found = FoundObject {
                        rest: text.get(start..).unwrap_or_default(),
                        start: position.raw,
                        columns: matches!(step, ObjectStep::Row(_))
                            .then(|| Rc::clone(self.finder.columns())),
                    };
                    match self.object(&found, whole, file, state, sink) {
                        Some(ObjectEnd::At(end)) => position.advance(text, start + end, file),
                        Some(ObjectEnd::Unknown) => self.finder.skip(),
                        None if !state.notes.limits.contains(&ReadLimit::Entries) => {
                            return Ok(true);
                        }
                        None => return Ok(false),
                    }
                }
                ObjectStep::More(from) => {
                    position.advance(text, from, file);
                    let waiting = text.len() - from > state.limits.entry_bytes;
                    if waiting {
                        // What is longer than the limit and no object is no log.
                        state.notes.limit(ReadLimit::EntryBytes);
                        self.finder.skip();
                        continue;
                    }
                    return Ok(true);
                }
                ObjectStep::End => {
                    self.ended(state);
                    return self.verdict(None, state).map(|()| false);
                }
                ObjectStep::Damaged(at) => {
                    position.advance(text, at, file);
                    state.notes.damaged_files += 1;
                    self.ended(state);
                    return self.verdict(Some(position.raw), state).map(|()| false);
                }
            }
        }
    }

    /// Reads one object; `None` when its rest has not come, or no more is read.
    fn object(
        &mut self,
        found: &FoundObject<'_>,
        whole: bool,
        file: &OpenFile,
        state: &mut ReadState,
        sink: &mut dyn EntrySink,
    ) -> Option<ObjectEnd> {
        let limit = state.limits.entry_bytes;
        match found.parse(found.rest) {
            ParseStep::Entry { end, .. } | ParseStep::Foreign { end } if end > limit => {
                state.notes.limit(ReadLimit::EntryBytes);
                self.unreadable(found.start, state);
                Some(ObjectEnd::At(end))
            }
            ParseStep::Entry { raw, end } => self.entry(&raw, found, end, file, state, sink),
            ParseStep::Foreign { end } => {
                self.foreign += 1;
                state.notes.foreign += 1;
                Some(ObjectEnd::At(end))
            }
            ParseStep::More if found.rest.len() > limit => {
                state.notes.limit(ReadLimit::EntryBytes);
                self.unreadable(found.start, state);
                Some(ObjectEnd::Unknown)
            }
            ParseStep::More if !whole => None,
            ParseStep::More => {
                self.unreadable(found.start, state);
                Some(ObjectEnd::Unknown)
            }
            ParseStep::Damaged => self.damaged(found, whole, file, state, sink),
        }
    }

    fn damaged(
        &mut self,
        found: &FoundObject<'_>,
        whole: bool,
        file: &OpenFile,
        state: &mut ReadState,
        sink: &mut dyn EntrySink,
    ) -> Option<ObjectEnd> {
        let Some(end) = ObjectFinder::end_of(found.rest) else {
            if !whole && found.rest.len() <= state.limits.entry_bytes {
                return None;
            }
            self.unreadable(found.start, state);
            return Some(ObjectEnd::Unknown);
        };
        let repaired = parse_repaired(found.rest.get(..end).unwrap_or_default());
        match found.parse(&repaired) {
            ParseStep::Entry { raw, .. } => {
                return self.entry(&raw, found, end, file, state, sink);
            }
            ParseStep::Foreign { .. } => {
                self.foreign += 1;
                state.notes.foreign += 1;
            }
            ParseStep::More | ParseStep::Damaged => self.unreadable(found.start, state),
        }
        Some(ObjectEnd::At(end))
    }

    fn entry(
        &mut self,
        raw: &RawEntry<'_>,
        found: &FoundObject<'_>,
        end: usize,
        file: &OpenFile,
        state: &mut ReadState,
        sink: &mut dyn EntrySink,
    ) -> Option<ObjectEnd> {
        if !state.may_read() {
            return None;
        }
        self.entries += 1;
        let len = raw_len(file.encoding, found.rest.get(..end).unwrap_or_default());
        let position = EntryPosition::File {
            file: file.number(),
            start: found.start,
            len: u32::try_from(len).unwrap_or(u32::MAX),
        };
        let shared = match self.finder.plain_list() {
            true => LogFormat::PortalJson,
            false => LogFormat::Graph,
        };
        let format = raw.format().unwrap_or(shared);
        if let Some(columns) = &found.columns
            && let Some(file) = state.files.files.get_mut(usize::from(file.number()))
        {
            file.note_columns(found.start, columns);
        }
        state.hand_over(&raw.entry, position, format, sink);
        Some(ObjectEnd::At(end))
    }

    fn unreadable(&mut self, start: u64, state: &mut ReadState) {
        self.first_unreadable.get_or_insert(start);
        state.notes.unreadable_at(start);
    }

    fn ended(&self, state: &mut ReadState) {
        if self.finder.has_pages() {
            state.last_page |= !self.finder.more_pages();
            state.notes.more_pages |= self.finder.more_pages();
        }
    }

    /// A file without entries is a log only if it is an empty list, or its
    /// entries are too long.
    fn verdict(&self, damaged: Option<u64>, state: &ReadState) -> Result<(), LogReadError> {
        let damaged = damaged.or(self.first_unreadable);
        match damaged {
            _ if self.entries > 0 => Ok(()),
            _ if state.notes.limits.contains(&ReadLimit::EntryBytes) => Ok(()),
            Some(at) => Err(LogReadError::DamagedJson { at }),
            None if self.foreign > 0 => Err(LogReadError::NoEntries),
            None => Ok(()),
        }
    }
}

/// A position in the text and in the file.
struct Position {
    at: usize,
    raw: u64,
}

impl Position {
    fn advance(&mut self, text: &str, to: usize, file: &OpenFile) {
        let passed = text.get(self.at..to).unwrap_or_default();
        self.raw += raw_len(file.encoding, passed);
        self.at = to.max(self.at);
    }
}
