//! Rows that a file does not get.

use serde::{Deserialize, Serialize};

use crate::pasted_tree::PastedError;
use crate::source::SourceWriteError;
use provisioning::diagnostics::MappingDiagnostic;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedRow {
    pub target: String,
    pub expression: String,
    pub why: RefusalReason,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum RefusalReason {
    /// Its source has an error, so Entra would refuse it.
    Lint(Box<MappingDiagnostic>),
    /// Its tree is not known for certain.
    CannotWrite(SourceWriteError),
    /// What was pasted for it is not its tree.
    Pasted(PastedError),
    /// What it gives would harm users, such as deactivating everyone.
    Evaluated(Box<MappingDiagnostic>),
}

impl RefusedRow {
    /// Whether Microsoft's own parser may know the way. What is faulty it
    /// refuses as well; that has to be corrected.
    pub fn parser_may_help(&self) -> bool {
        match &self.why {
            RefusalReason::CannotWrite(why) => match why {
                SourceWriteError::UnknownKey { .. }
                | SourceWriteError::UnknownFunction(_)
                | SourceWriteError::UnknownKeyword(_)
                | SourceWriteError::Comparison => true,
                SourceWriteError::Unsound(_)
                | SourceWriteError::TooManyArguments(_)
                | SourceWriteError::TooDeep => false,
            },
            RefusalReason::Pasted(_) => true,
            RefusalReason::Lint(_) | RefusalReason::Evaluated(_) => false,
        }
    }
}
