//! Errors that decide how this program ends; all others are only shown.

use std::fmt;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExitReason {
    /// The command line is wrong.
    Usage(String),
    /// The command's own closing lines have said what failed.
    Reported,
    Interrupted,
}

impl fmt::Display for ExitReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Usage(message) => message,
            Self::Reported => "Some steps failed, as shown above.",
            Self::Interrupted => "Stopped.",
        })
    }
}

impl std::error::Error for ExitReason {}
