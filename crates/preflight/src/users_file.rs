//! Users files: downloads of the portal, exports of PowerShell, answers of
//! Microsoft Graph.

//!
//! [`look()`] tells what a file is by its beginning; [`UsersReader`] reads it
//! in parts, row by row, and never holds more than a part and a row.

mod columns;
mod csv;
mod encoding;
pub mod identifiers;
mod json;
mod look;
mod looking;
mod meaning;
mod origin;
mod places;
mod preamble;
mod reader;
mod secrets;
mod state_headers;
#[cfg(test)]
mod tests;
mod title_lines;
mod titles;
mod truth_words;
mod words;

pub(crate) use columns::says_state;
pub use columns::{ALSO_UNDERSTOOD, Recognized, attribute, recognize};
pub use look::{Column, Encoding, Format, Look, Note, Origin, Refusal};
pub use looking::{LOOK_BYTES, look};
pub use meaning::Meaning;
pub use places::{Piece, Places};
pub use reader::{Cell, Place, UsersReader};
pub(crate) use truth_words::{Word, word};
pub use words::{RefusalWords, note_words, refusal_words};

/// How many sample values a column has at most.
pub const SAMPLES: usize = 3;

/// How many rows a file may have.
pub const MAX_ROWS: u32 = 1_000_000;

/// How many columns a file may have.
pub const MAX_COLUMNS: usize = 500;

/// How many bytes of UTF-8 a row may have.
pub const MAX_ROW_BYTES: usize = 1 << 20;

/// How many bytes of second files, and of a list of Talkdesk's users, are held
/// during a run, roughly: what the mappings read of each row.
pub const MAX_HELD_BYTES: usize = 256 << 20;

/// How many bytes of names and ids are kept of all users of a users file.
pub const MAX_KEPT_BYTES: usize = 1 << 30;

/// How many bytes of UTF-8 of a cell are used.
pub const MAX_CELL_BYTES: usize = 32 << 10;
