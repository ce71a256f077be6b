//! Why an evaluation fails: typed data, and one place that writes the messages.

use std::fmt;

use crate::Span;
use dotnet_text::regex::RegexParseError;

/// An evaluation that failed, and the part of the expression that caused it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvaluationError {
    /// What went wrong.
    pub kind: EvaluationErrorKind,
    /// The part of the text that caused it.
    pub span: Span,
}

/// What went wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvaluationErrorKind {
    /// The text is no sound expression; its diagnostics say more.
    Syntax,
    /// There is no function of this name.
    UnknownFunction(String),
    /// A comparison stands where none can stand, or `SelectUniqueValue` inside another call.
    Misplaced(&'static str),
    /// The calls are nested deeper than the parser reads them.
    TooDeep,
    /// Too few or too many arguments.
    ArgumentCount {
        /// The function.
        function: &'static str,
        /// How many there are.
        found: usize,
    },
    /// A required argument is left out.
    ArgumentMissing {
        /// The function.
        function: &'static str,
        /// The parameter.
        parameter: &'static str,
    },
    /// The arguments of `Replace` are none of the five documented combinations.
    ReplaceMode,
    /// A value that cannot be used where it stands.
    Type {
        /// What would be needed.
        wanted: ExpectedValue,
        /// The value, shortened; nothing for null or several values.
        found: Option<String>,
    },
    /// A number, index or text outside of what the function takes.
    Range(RangeErrorKind),
    /// `[appRoleAssignments]` outside of the functions that read it.
    RawRoles,
    /// More than one role where one was expected.
    Roles(usize),
    /// A text that is no date, or not in the given format.
    DateText(String),
    /// A date format that .NET refuses.
    DateFormat(String),
    /// A regular expression that .NET refuses.
    Pattern(RegexParseError),
    /// A regular expression that .NET takes and this implementation does not.
    UnsupportedPattern(RegexParseError),
    /// The regular expression has no group of this name or number.
    MissingGroup(String),
    /// Every candidate of `SelectUniqueValue` is taken.
    NoUniqueValue,
    /// Something that other dialects of the language have, such as a macro.
    Unsupported(String),
    /// The evaluation took too many steps or made too much text.
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

/// What lies outside of its range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RangeErrorKind {
    /// Asked for an item that is not there.
    Item {
        /// Which one, counted from 1.
        index: i64,
        /// How many there are.
        count: usize,
    },
    /// A position below 1.
    Position(i64),
    /// A length below 0.
    Length(i64),
    /// An interval that is not documented.
    Interval,
    /// A date outside of the calendar.
    Date,
    /// A date or number that FILETIME does not reach.
    FileTime,
    /// An integer beyond 64 bits.
    Integer,
    /// An empty text to look for, or an empty delimiter.
    EmptyText,
    /// A random text that cannot be made.
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

impl fmt::Display for EvaluationErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax => f.write_str("The text is not a complete expression."),
            Self::UnknownFunction(name) => write!(f, "There is no function {name}."),
            Self::TooDeep => f.write_str("The expression is nested too deep."),
            Self::Misplaced(what) => write!(f, "{what} cannot stand here."),
            Self::ArgumentCount { function, found } => {
                write!(f, "{function} does not take {found} arguments.")
            }
            Self::ArgumentMissing {
                function,
                parameter,
            } => write!(f, "{function} needs its argument {parameter}."),
            Self::ReplaceMode => f.write_str(
                "Replace wants an old value with a replacement or a template, or a pattern with a \
                 replacement, or a pattern and a group with a replacement or an attribute.",
            ),
            Self::Type { wanted, found } => {
                f.write_str(wanted.message())?;
                match found {
                    Some(found) => write!(f, " is needed here, not \"{found}\"."),
                    None => f.write_str(" is needed here."),
                }
            }
            Self::Range(kind) => kind.fmt(f),
            Self::RawRoles => f.write_str(
                "[appRoleAssignments] holds objects, not text. Only SingleAppRoleAssignment, \
                 AppRoleAssignmentsComplex and AssertiveAppRoleAssignmentsComplex read it.",
            ),
            Self::Roles(count) => write!(
                f,
                "The user has {count} app role assignments; no more than one was expected."
            ),
            Self::DateText(text) => write!(f, "\"{text}\" is not a date in the expected form."),
            Self::DateFormat(format) => write!(f, "\"{format}\" is not a date format."),
            Self::Pattern(error) => write!(f, "The regular expression is malformed: {error}."),
            Self::UnsupportedPattern(error) => {
                write!(
                    f,
                    "The regular expression cannot be evaluated here: {error}."
                )
            }
            Self::MissingGroup(name) => {
                write!(f, "The regular expression has no group \"{name}\".")
            }
            Self::NoUniqueValue => f.write_str("Every candidate is already taken."),
            Self::Unsupported(what) => write!(
                f,
                "{what} cannot be evaluated here: its value is known only in the tenant."
            ),
            Self::Limit => f.write_str("The evaluation was stopped because it took too long."),
        }
    }
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

impl fmt::Display for RangeErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Item { index, count } => {
                write!(f, "There is no item {index}; the attribute has {count}.")
            }
            Self::Position(at) => write!(f, "Positions begin at 1, and {at} is none."),
            Self::Length(length) => write!(f, "A length cannot be {length}."),
            Self::Interval => f.write_str("The interval must be yyyy, m, d, ww, h, n or s."),
            Self::Date => f.write_str("The date lies outside of the years 1 to 9999."),
            Self::FileTime => f.write_str("This lies outside of the years 1601 to 9999."),
            Self::Integer => f.write_str("The number is too large for 64 bits."),
            Self::EmptyText => f.write_str("The text to look for cannot be empty."),
            Self::RandomString => f.write_str(
                "No such random text can be made: its length must be 0 to 256 and hold all that \
                 is asked for.",
            ),
        }
    }
}

impl fmt::Display for EvaluationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}

impl std::error::Error for EvaluationError {}

/// Why a part has no value: an error, or the attribute is not to be sent.
#[derive(Debug)]
pub(crate) enum Interruption {
    /// In a box, because every part of a program gives a value or this, and errors are large.
    Error(Box<EvaluationError>),
    Ignored(super::outcome::IgnoredFlow),
}

impl EvaluationErrorKind {
    /// The error at a place.
    pub(crate) const fn at(self, span: Span) -> EvaluationError {
        EvaluationError { kind: self, span }
    }
}

impl From<EvaluationError> for Interruption {
    fn from(error: EvaluationError) -> Self {
        Self::Error(Box::new(error))
    }
}
