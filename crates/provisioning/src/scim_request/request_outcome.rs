//! What will come of a request, in one word.

use serde::{Deserialize, Serialize};

/// What will come of a request, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RequestOutcome {
    Accepted,
    Unknown,
    Refused,
    NotSent,
}

impl RequestOutcome {
    pub fn word(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Unknown => "uncertain",
            Self::Refused => "rejected",
            Self::NotSent => "not sent",
        }
    }
}
