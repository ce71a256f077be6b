//! What a command's exit code says.

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExitStatus {
    Fine,
    /// There is something to fix.
    Issues,
    /// The command line is wrong, or a file cannot be read.
    NotRead,
    /// Nothing failed as far as is known, and not everything is known.
    Unknown,
}

impl ExitStatus {
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Issues => 1,
            Self::NotRead => 2,
            Self::Unknown => 3,
        }
    }
}
