//! Why what was pasted is no evidence.

use serde::{Deserialize, Serialize};
use setup::tenant_evidence::EvidenceKind;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum GraphErrorKind {
    /// The sign-in has expired or is missing.
    SignIn,
    /// A permission or a role is missing.
    Denied,
    /// The tenant lacks Microsoft Entra ID P1.
    License,
    NotFound,
    Throttled,
    Other,
}

/// An error of Microsoft Graph, or of what sent the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GraphRequestError {
    pub kind: GraphErrorKind,
    /// As Microsoft Graph wrote it, shortened.
    pub code: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum EvidenceReadError {
    Empty,
    /// The browser could not read the file.
    Unreadable,
    TooLarge {
        bytes: usize,
    },
    TooDeep,
    /// Neither UTF-8 nor UTF-16.
    NotText,
    WebPage,
    /// It ends in the middle.
    CutShort,
    /// Text that is no response.
    Prose,
    /// JSON that is no response to any of the requests.
    OtherJson,
    /// An empty list that does not say of what.
    EmptyList,
    Graph {
        error: GraphRequestError,
        /// The kind whose response was expected.
        requested: Option<EvidenceKind>,
    },
    /// An evidence pack of a newer version.
    NewerPack {
        version: u64,
    },
    DamagedPack,
}
