//! Logs as tables: the export of Log Analytics, and the three files of the
//! portal's CSV download.

mod columns;
mod joined;
mod records;
mod row;

pub(super) use columns::{TableColumns, TableRole};
pub(super) use joined::JoinedTables;
pub(super) use records::{RecordReader, RecordStep, Row, delimiter_of};
pub(super) use row::entry_of;
