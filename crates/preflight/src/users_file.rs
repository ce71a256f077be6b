//! Users files: downloads of the portal, exports of PowerShell, responses of
//! Microsoft Graph.
//!
//! [`sniff()`] tells what a file is by its beginning; [`UsersReader`] reads it
//! in parts, row by row, and never holds more than a part and a row.

mod byte_ranges;
mod csv;
mod encoding;
mod error;
mod format;
mod headers;
pub mod identifiers;
mod json;
mod meaning;
mod note;
mod preamble;
mod reader;
mod signature;
mod sniff;
#[cfg(test)]
mod tests;
mod titles;

pub use byte_ranges::{ByteRange, ByteRanges};
pub use error::{UsersFileError, UsersFileErrorText};
pub use format::{Format, UsersFileEncoding, UsersFileOrigin};
pub use headers::columns::{ALSO_UNDERSTOOD, Recognized, attribute, recognize};
pub(crate) use headers::columns::{folded, says_state};
pub use meaning::Meaning;
pub use note::UsersFileNote;
pub use reader::{Cell, RowPosition, UsersReader};
pub use signature::{SIGNATURE_BYTES, check_signature};
pub use sniff::{Column, SNIFF_BYTES, SniffedFile, sniff};
pub(crate) use titles::is_guid;

pub const SAMPLES: usize = 3;

pub const MAX_ROWS: u32 = 1_000_000;

pub const MAX_COLUMNS: usize = 500;

pub const MAX_ROW_BYTES: usize = 1 << 20;

/// How many bytes of second files, and of a list of Talkdesk's users, are held
/// during a run, roughly: what the mappings read of each row.
pub const MAX_HELD_BYTES: usize = 256 << 20;

/// How many bytes of names and ids are held of all users of a users file.
pub const MAX_STORED_BYTES: usize = 1 << 30;

/// How many bytes of UTF-8 of a cell are used.
pub const MAX_CELL_BYTES: usize = 32 << 10;
