//! A file that is a table, row by row.

use super::open_file::OpenFile;
use super::{EntrySink, ReadState, raw_len};
use crate::entry::LoggedStatus;
use crate::format::LogFormat;
use crate::read::table::{
    RecordReader, RecordStep, Row, TableColumns, TableRole, delimiter_of, entry_of,
};
use crate::read::{EntryPosition, LogReadError, ReadLimit};

/// No header of a log is longer.
const MAX_HEADER: usize = 64 << 10;

#[derive(Debug, Default)]
pub(super) struct TableFile {
    open: Option<OpenTable>,
}

#[derive(Debug)]
struct OpenTable {
    records: RecordReader,
    columns: TableColumns,
    /// Its number among the tables that are joined.
    joined: Option<u16>,
    /// Where the row at hand begins.
    row: u64,
    /// Whether the row that was taken last lacks cells.
    is_short: bool,
}

impl TableFile {
    /// Reads what there is. Tells whether more of the file is needed.
    pub(super) fn read(
        &mut self,
        file: &mut OpenFile,
        whole: bool,
        state: &mut ReadState,
        sink: &mut dyn EntrySink,
    ) -> Result<bool, LogReadError> {
        if self.open.is_none() {
            self.open = header(file, whole, state)?;
        }
        match &mut self.open {
            Some(open) => Ok(open.rows(file, whole, state, sink)),
            None => Ok(true),
        }
    }
}

/// Reads the header, once all of it has come.
fn header(
    file: &mut OpenFile,
    whole: bool,
    state: &mut ReadState,
) -> Result<Option<OpenTable>, LogReadError> {
    // Excel's and PowerShell's first lines.
    while file.text.starts_with("sep=") || file.text.starts_with("#TYPE") {
        let Some(end) = file.text.find('\n') else {
            return wait(file, whole);
        };
        file.pass(end + 1);
    }
    let Some(end) = file
        .text
        .find(['\n', '\r'])
        .or(whole.then_some(file.text.len()))
    else {
        return wait(file, whole);
    };
    let line = file.text.get(..end).unwrap_or_default();
    let delimiter = delimiter_of(line);
    let mut first = RecordReader::new(delimiter, MAX_HEADER);
    let headers = match first.next(line) {
        RecordStep::More => match first.next("") {
            RecordStep::Row { row, .. } => row.cells().map(str::to_owned).collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    };
    let index = usize::from(file.number());
    let name = state.files.files.get(index).map_or("", |file| &file.name);
    let columns = TableColumns::of(headers, name).ok_or(LogReadError::NoLog)?;
    for column in columns.unknown() {
        state.notes.unknown_column(column);
    }
    let joined = match columns.role {
        TableRole::Whole => None,
        _ => Some(state.files.joined.table(columns.clone())),
    };
    if let Some(file) = state.files.files.get_mut(index) {
        file.table = Some((delimiter, columns.clone()));
        if joined.is_some() {
            file.format = Some(LogFormat::PortalCsv);
        }
    }
    file.pass(end);
    Ok(Some(OpenTable {
        records: RecordReader::new(delimiter, state.limits.entry_bytes),
        columns,
        joined,
        row: file.start,
        is_short: false,
    }))
}

fn wait(file: &OpenFile, whole: bool) -> Result<Option<OpenTable>, LogReadError> {
    match whole || file.text.len() > MAX_HEADER {
        true => Err(LogReadError::NoLog),
        false => Ok(None),
    }
}

impl OpenTable {
    fn rows(
        &mut self,
        file: &mut OpenFile,
        whole: bool,
        state: &mut ReadState,
        sink: &mut dyn EntrySink,
    ) -> bool {
        let text = std::mem::take(&mut file.text);
        let mut rest = text.as_str();
        let mut goes_on = true;
        loop {
            // An empty text would end the table.
            if rest.is_empty() && !whole {
                break;
            }
            let taken = match self.records.next(rest) {
                RecordStep::Row { row, taken } => {
                    let passed = rest.get(..taken).unwrap_or_default();
                    self.is_short = is_short(row, &self.columns);
                    let end = file.start + raw_len(file.encoding, passed);
                    let position = EntryPosition::File {
                        file: file.number(),
                        start: self.row,
                        len: u32::try_from(end - self.row).unwrap_or(u32::MAX),
                    };
                    goes_on = take(&self.columns, self.joined, row, position, state, sink);
                    taken
                }
                RecordStep::TooLong { taken } => {
                    state.notes.limit(ReadLimit::EntryBytes);
                    state.notes.unreadable_at(self.row);
                    taken
                }
                RecordStep::More if whole && !rest.is_empty() => {
                    file.start += raw_len(file.encoding, rest);
                    rest = "";
                    continue;
                }
                RecordStep::More => break,
                RecordStep::End => {
                    // A table that ends within a row was cut.
                    state.notes.damaged_files += u64::from(self.is_short);
                    return false;
                }
            };
            let (passed, left) = rest.split_at_checked(taken).unwrap_or((rest, ""));
            file.start += raw_len(file.encoding, passed);
            self.row = file.start;
            rest = left;
            if !goes_on {
                return false;
            }
        }
        file.start += raw_len(file.encoding, rest);
        true
    }
}

/// Whether a row lacks cells. A line of spaces is no row.
fn is_short(row: Row<'_>, columns: &TableColumns) -> bool {
    let is_blank = !row.text().is_empty() && row.text().trim().is_empty();
    !is_blank && row.ends().len() < columns.columns.len()
}

/// Takes one row. Tells whether more are wanted.
fn take(
    columns: &TableColumns,
    joined: Option<u16>,
    row: Row<'_>,
    position: EntryPosition,
    state: &mut ReadState,
    sink: &mut dyn EntrySink,
) -> bool {
    if row.cells().all(|cell| cell.trim().is_empty()) {
        return true;
    }
    if let Some(table) = joined {
        if state.files.joined.bytes() < state.limits.joined_bytes {
            state.files.joined.add(table, row);
            return true;
        }
        state.notes.limit(ReadLimit::JoinedBytes);
        if columns.role != TableRole::Entries {
            return false;
        }
    }
    if !state.may_read() {
        return false;
    }
    let entry = entry_of(columns, row);
    let has_status = entry.status != LoggedStatus::Missing || !entry.steps.is_empty();
    if !has_status && entry.action.is_none() && entry.error.code.is_none() {
        state.notes.foreign += 1;
        return true;
    }
    let format = match joined {
        Some(_) => LogFormat::PortalCsv,
        None => LogFormat::LogAnalytics,
    };
    state.hand_over(&entry, position, format, sink);
    true
}
