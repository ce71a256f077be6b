//! How much of a log is read.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadLimits {
    /// Of all files together.
    pub bytes: u64,
    pub entries: u64,
    /// Of one entry or one row.
    pub entry_bytes: usize,
    /// Of the tables that are joined, in memory.
    pub joined_bytes: usize,
}

/// A worker can hold 4 GiB. Measured, with the report: 400 MiB of Graph's JSON
/// take 29 MiB, a million of the shortest entries 180 MiB, and 200 MiB of the
/// portal's tables, which are joined in memory, 265 MiB.
impl Default for ReadLimits {
    fn default() -> Self {
        Self {
            bytes: 400 << 20,
            entries: 1_000_000,
            entry_bytes: 2 << 20,
            joined_bytes: 256 << 20,
        }
    }
}

/// A limit that was reached: what is beyond it was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ReadLimit {
    Bytes,
    Entries,
    EntryBytes,
    JoinedBytes,
}
