//! What the guide requests of the worker to verify steps in the tenant.
//!
//! A setup crosses as the text of its record, and what a response proved as the
//! text that [`setup::Setup::apply_evidence`] takes.

mod collect;

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum VerifyRequest {
    /// How to get kinds of evidence, by their keys. Answered by
    /// [`VerifyResponse::Queries`].
    Queries {
        kinds: Vec<String>,
        /// The object id of the user for Provision on demand, as typed.
        pilot: String,
        setup: String,
    },
    /// What a pasted text proves, or the one file that comes with the request.
    /// Answered by [`VerifyResponse::Read`].
    Read {
        text: String,
        /// The kind that was requested, by its key, if one was.
        kind: Option<String>,
        setup: String,
        /// ISO 8601.
        now: String,
        /// Whether the page itself sent the request for this setup.
        is_sent_here: bool,
    },
    /// A script that collects all responses. Answered by
    /// [`VerifyResponse::Script`].
    Script {
        /// A place in the list of shells.
        shell: usize,
        setup: String,
    },
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum VerifyResponse {
    Queries(Vec<EvidenceQuery>),
    Read(EvidenceUpdate),
    /// The input is no evidence: why, and what to do.
    Refused(String),
    Script(EvidenceScript),
}

/// One request to Microsoft Graph in the forms in which an admin can send it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceQuery {
    /// The key of its kind.
    pub kind: String,
    /// "GET /servicePrincipals/…"
    pub request: String,
    /// Path and query below the version.
    pub path: String,
    /// JSON to post; nothing to read.
    pub body: Option<String>,
    /// The names of the delegated permissions.
    pub permissions: Vec<String>,
    /// The whole address.
    pub address: String,
    /// The address of Graph Explorer with the request filled in.
    pub graph_explorer: String,
    pub powershell: String,
    pub az_rest: String,
    /// The permission and the role, as a sentence.
    pub needs: String,
    /// What it changes, as a sentence; nothing for a request that only reads.
    pub effect: Option<String>,
    /// What has to be replaced or verified first.
    pub missing: Option<MissingValue>,
}

/// Something that a request lacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingValue {
    /// What to do, as a sentence.
    pub text: String,
    /// The step of the guide that brings it.
    pub step: Option<String>,
}

/// What an input proved.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceUpdate {
    /// What to store.
    pub change: String,
    /// One line for each kind.
    pub lines: Vec<EvidenceLine>,
    /// That it was the response to another request.
    pub note: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceLine {
    pub label: String,
    pub text: String,
    pub outcome: LineOutcome,
    /// The response, redacted, where “Explain an error” can say more about it.
    pub to_explain: Option<String>,
    /// Whether forgetting all evidence is a way out.
    pub offers_forgetting: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum LineOutcome {
    Proven,
    Contradicted,
    #[default]
    Unknown,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceScript {
    pub name: String,
    pub text: String,
    /// How to run it.
    pub command: String,
    /// What it needs, as a sentence.
    pub needs: String,
}
