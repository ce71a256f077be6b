//! Reading logs of any size and in any format, part by part.
//!
//! [`LogReader`] takes the bytes of one file or several and hands over each
//! entry as soon as it is complete. It never holds more than one entry, except
//! the three tables of the portal's CSV download, which have to be joined.
//! [`LogFiles`] reads one entry again, where it stands.

mod decoder;
mod error;
mod files;
mod json;
mod limits;
mod notes;
mod reader;
mod table;
#[cfg(test)]
mod tests;

pub use error::LogReadError;
pub use files::{EntryPosition, LogFile, LogFiles};
pub use limits::{ReadLimit, ReadLimits};
pub use notes::ReadNotes;
pub use reader::{EntrySink, LogReader, ReadLog};
