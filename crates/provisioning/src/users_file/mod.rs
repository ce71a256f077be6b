//! Users files: downloads of the portal, exports of PowerShell, answers of
//! Microsoft Graph.

mod look;

pub use look::{Column, Encoding, Format, Look, Note, Origin, Refusal};

/// How many sample values a column has at most.
pub const SAMPLES: usize = 3;

/// How many rows a file may have.
pub const MAX_ROWS: u32 = 1_000_000;

/// How many columns a file may have.
pub const MAX_COLUMNS: usize = 500;

/// How many bytes of UTF-8 a row may have.
pub const MAX_ROW_BYTES: usize = 1 << 20;

/// How many bytes of UTF-8 of a cell are used.
pub const MAX_CELL_BYTES: usize = 32 << 10;
