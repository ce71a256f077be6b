//! What a pasted text or a dropped file is.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum InputKind {
    /// Entries of the provisioning log, in any format.
    ProvisioningLog,
    /// What Provision on demand returned.
    OnDemandResult,
    /// A synchronization job, a list of jobs, or the status or quarantine of one.
    SynchronizationJob,
    /// The names of the secrets that a job has.
    JobSecrets,
    /// A list of Microsoft Graph of which nothing else is known.
    GraphList,
    GraphError,
    /// What the SCIM service responded, with or without its status line.
    ScimResponse,
    /// What Entra sent to the SCIM service, or one operation of it.
    ScimRequestBody,
    ServiceProviderConfig,
    /// Output of curl, PowerShell or az without a response in it.
    ToolOutput,
    /// Text of the portal or of the log: a sentence, a reason, a copied panel.
    ErrorMessage,
    /// A code or another name of the log.
    ErrorCode,
    /// Lines of an access log, a request line, a URL or a filter.
    RequestLine,
    SynchronizationSchema,
    UsersFile,
    /// An expression of an attribute mapping.
    MappingExpression,
    /// A rule of a dynamic group, or a condition of another language.
    GroupRule,
    /// A file that this app saved.
    SetupFile,
    NotRecognized,
}

impl InputKind {
    pub const ALL: [InputKind; 19] = [
        InputKind::ProvisioningLog,
        InputKind::OnDemandResult,
        InputKind::SynchronizationJob,
        InputKind::JobSecrets,
        InputKind::GraphList,
        InputKind::GraphError,
        InputKind::ScimResponse,
        InputKind::ScimRequestBody,
        InputKind::ServiceProviderConfig,
        InputKind::ToolOutput,
        InputKind::ErrorMessage,
        InputKind::ErrorCode,
        InputKind::RequestLine,
        InputKind::SynchronizationSchema,
        InputKind::UsersFile,
        InputKind::MappingExpression,
        InputKind::GroupRule,
        InputKind::SetupFile,
        InputKind::NotRecognized,
    ];

    /// With its article, after "Recognized as".
    pub fn name(self) -> &'static str {
        match self {
            InputKind::ProvisioningLog => "a provisioning log",
            InputKind::OnDemandResult => "a result of Provision on demand",
            InputKind::SynchronizationJob => "a synchronization job",
            InputKind::JobSecrets => "the secrets of a synchronization job",
            InputKind::GraphList => "a list from Microsoft Graph",
            InputKind::GraphError => "an error from Microsoft Graph",
            InputKind::ScimResponse => "a response of the SCIM service",
            InputKind::ScimRequestBody => "the body of a SCIM request",
            InputKind::ServiceProviderConfig => "a ServiceProviderConfig",
            InputKind::ToolOutput => "output of a command",
            InputKind::ErrorMessage => "an error message",
            InputKind::ErrorCode => "an error code",
            InputKind::RequestLine => "a request",
            InputKind::SynchronizationSchema => "a synchronization schema",
            InputKind::UsersFile => "a users file",
            InputKind::MappingExpression => "an expression",
            InputKind::GroupRule => "a rule for a dynamic group",
            InputKind::SetupFile => "a scimdesk setup",
            InputKind::NotRecognized => "not recognized",
        }
    }
}

/// How sure it is that an input is of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RecognitionConfidence {
    /// Another kind fits as well; ask.
    Low,
    /// Nothing else fits, but no name in it settles the kind.
    Medium,
    /// Names in it settle the kind.
    High,
}

/// What an input was recognized as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recognition {
    pub kind: InputKind,
    pub confidence: RecognitionConfidence,
    /// Other kinds that the admin can choose, the likely ones first.
    pub candidates: Vec<InputKind>,
}

impl Recognition {
    pub(crate) fn certain(kind: InputKind) -> Recognition {
        Recognition {
            kind,
            confidence: RecognitionConfidence::High,
            candidates: Vec::new(),
        }
    }

    pub(crate) fn likely(kind: InputKind, candidates: &[InputKind]) -> Recognition {
        Recognition {
            kind,
            confidence: RecognitionConfidence::Medium,
            candidates: candidates.to_vec(),
        }
    }

    pub(crate) fn unsure(kind: InputKind, candidates: &[InputKind]) -> Recognition {
        Recognition {
            kind,
            confidence: RecognitionConfidence::Low,
            candidates: candidates.to_vec(),
        }
    }
}
