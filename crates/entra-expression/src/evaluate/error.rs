//! Why an evaluation fails: typed data, and one place that writes the messages.

use crate::Span;
use dotnet_text::regex::RegexParseError;
use thiserror::Error;

/// An evaluation that failed, and the part of the expression that caused it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{kind}")]
pub struct EvaluationError {
    /// What went wrong.
    pub kind: EvaluationErrorKind,
    /// The part of the text that caused it.
    pub span: Span,
}

/// What went wrong.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[allow(missing_docs)] // The messages name the fields.
pub enum EvaluationErrorKind {
    /// The text is no sound expression; its diagnostics say more.
    #[error("The expression isn’t complete.")]
    Syntax,
    /// There is no function of this name.
    #[error("{0} isn’t a function.")]
    UnknownFunction(String),
    /// A comparison stands where none can stand, or `SelectUniqueValue` inside another call.
    #[error("{0} can’t be here.")]
    Misplaced(&'static str),
    /// The calls are nested deeper than the parser reads them.
    #[error("The expression is nested too deep.")]
    TooDeep,
    /// Too few or too many arguments.
    #[error("{function} doesn’t accept {found} arguments.")]
    ArgumentCount {
        function: &'static str,
        found: usize,
    },
    /// A required argument is left out.
    #[error("{function} needs its argument {parameter}.")]
    ArgumentMissing {
        function: &'static str,
        parameter: &'static str,
    },
    /// The arguments of `Replace` are none of the five documented combinations.
    #[error(
        "Replace needs an old value with a replacement or a template, or a pattern with a \
         replacement, or a pattern and a group with a replacement or an attribute."
    )]
    ReplaceMode,
    /// A value that cannot be used where it stands.
    #[error("{} is needed here{}.", wanted.message(), instead_of(found))]
    Type {
        wanted: ExpectedValue,
        /// The value, shortened; nothing for null or several values.
        found: Option<String>,
    },
    /// A number, index or text outside of what the function takes.
    #[error("{0}")]
    Range(RangeErrorKind),
    /// `[appRoleAssignments]` outside of the functions that read it.
    #[error(
        "[appRoleAssignments] holds objects, not text. Only SingleAppRoleAssignment, \
         AppRoleAssignmentsComplex and AssertiveAppRoleAssignmentsComplex read it."
    )]
    RawRoles,
    /// More than one role where one was expected.
    #[error("The user has {0} app role assignments; no more than one was expected.")]
    Roles(usize),
    /// A text that is no date, or not in the given format.
    #[error("\"{0}\" isn’t a date in the expected format.")]
    DateText(String),
    /// A date format that .NET refuses.
    #[error("\"{0}\" isn’t a date format.")]
    DateFormat(String),
    /// A regular expression that .NET refuses.
    #[error("The regular expression is malformed: {0}.")]
    Pattern(RegexParseError),
    /// A regular expression that .NET takes and this implementation does not.
    #[error("The regular expression can’t be evaluated here: {0}.")]
    UnsupportedPattern(RegexParseError),
    /// The regular expression has no group of this name or number.
    #[error("The regular expression has no group \"{0}\".")]
    MissingGroup(String),
    /// Every candidate of `SelectUniqueValue` is taken.
    #[error("Every candidate is already taken.")]
    NoUniqueValue,
    /// Something that other dialects of the language have, such as a macro.
    #[error("{0} can’t be evaluated here: only the tenant knows its value.")]
    Unsupported(String),
    /// The evaluation took too many steps or made too much text.
    #[error("The evaluation was stopped because it took too long.")]
    Limit,
}

/// What a value should have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExpectedValue {
    /// A whole number, or a text of digits.
    Integer,
    /// `True`, `False`, or a text that Visual Basic converts to one of them.
    TruthValue,
    /// One value where there are several.
    SingleValue,
    /// The name of a .NET culture, such as `tr-TR`.
    Culture,
    /// Names of .NET's `DateTimeStyles`.
    DateStyles,
    /// `vbBinaryCompare` or `vbTextCompare`.
    Compare,
}

impl ExpectedValue {
    const fn message(self) -> &'static str {
        match self {
            Self::Integer => "A whole number",
            Self::TruthValue => "A truth value",
            Self::SingleValue => "A single value",
            Self::Culture => "The name of a culture",
            Self::DateStyles => "A combination of DateTimeStyles",
            Self::Compare => "vbBinaryCompare or vbTextCompare",
        }
    }
}

fn instead_of(found: &Option<String>) -> String {
    let found = found.iter();
    found.map(|found| format!(", not \"{found}\"")).collect()
}

/// What lies outside of its range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum RangeErrorKind {
    /// Asked for an item that is not there.
    #[error("There is no item {index}. The attribute has {count}.")]
    Item {
        /// Which one, counted from 1.
        index: i64,
        /// How many there are.
        count: usize,
    },
    /// A position below 1.
    #[error("Positions start at 1, so {0} isn’t valid.")]
    Position(i64),
    /// A length below 0.
    #[error("A length can’t be {0}.")]
    Length(i64),
    /// An interval that is not documented.
    #[error("The interval must be yyyy, m, d, ww, h, n or s.")]
    Interval,
    /// A date outside of the calendar.
    #[error("The date is outside the years 1 to 9999.")]
    Date,
    /// A date or number that FILETIME does not reach.
    #[error("This is outside the years 1601 to 9999.")]
    FileTime,
    /// An integer beyond 64 bits.
    #[error("The number is too large for 64 bits.")]
    Integer,
    /// An empty text to look for, or an empty delimiter.
    #[error("The value to find can’t be empty.")]
    EmptyText,
    /// A random text that cannot be made.
    #[error(
        "This random value isn’t possible: its length must be 0 to 256 and large enough for the minimums."
    )]
    RandomString,
}

impl EvaluationErrorKind {
    /// The class of the error, as the test vectors and the scripting door name it.
    pub const fn class(&self) -> &'static str {
        match self {
            Self::Syntax
            | Self::UnknownFunction(_)
            | Self::Misplaced(_)
            | Self::RawRoles
            | Self::TooDeep => "parse",
            Self::ArgumentCount { .. } | Self::ArgumentMissing { .. } | Self::ReplaceMode => {
                "arity"
            }
            Self::Type { .. } => "type",
            Self::Range(_) => "range",
            Self::Roles(_) => "roles",
            Self::DateText(_) | Self::DateFormat(_) => "date-format",
            Self::Pattern(_) | Self::MissingGroup(_) => "regex",
            Self::UnsupportedPattern(_) | Self::Unsupported(_) => "unsupported",
            Self::NoUniqueValue => "unique",
            Self::Limit => "limit",
        }
    }
}

/// Why a part has no value: an error, or the attribute is not to be sent.
#[derive(Debug)]
pub(crate) enum Interruption {
    /// In a box, because every part of a program gives a value or this, and errors are large.
    Error(Box<EvaluationError>),
    Ignored(super::outcome::IgnoredFlow),
}

impl EvaluationErrorKind {
    pub(crate) const fn at(self, span: Span) -> EvaluationError {
        EvaluationError { kind: self, span }
    }
}

impl From<EvaluationError> for Interruption {
    fn from(error: EvaluationError) -> Self {
        Self::Error(Box::new(error))
    }
}
