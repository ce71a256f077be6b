//! What an evaluation gives.

use std::borrow::Cow;

/// What is not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IgnoredFlow {
    /// The attribute.
    Attribute,
    /// The whole object.
    Object,
}

/// What an expression gives for a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvaluationOutcome<'v> {
    /// One value.
    Value(Cow<'v, str>),
    /// Several values, perhaps none.
    Values(Vec<Cow<'v, str>>),
    /// Nothing is sent.
    Null,
    /// The attribute or the object is dropped from this cycle.
    Ignored(IgnoredFlow),
}

impl EvaluationOutcome<'_> {
    /// The same without borrowing from user or program.
    pub fn into_owned(self) -> EvaluationOutcome<'static> {
        match self {
            Self::Value(text) => EvaluationOutcome::Value(Cow::Owned(text.into_owned())),
            Self::Values(texts) => EvaluationOutcome::Values(
                texts
                    .into_iter()
                    .map(|text| Cow::Owned(text.into_owned()))
                    .collect(),
            ),
            Self::Null => EvaluationOutcome::Null,
            Self::Ignored(flow) => EvaluationOutcome::Ignored(flow),
        }
    }
}
