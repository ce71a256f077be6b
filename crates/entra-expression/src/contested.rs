//! Behavior that Microsoft's references leave open or describe in two ways.
//!
//! One list for everybody who has to state it: the reference of functions shows both readings, an
//! evaluation tells which entries its value rests on, and an expression for the portal's expression
//! builder tells the readings apart. Nothing here evaluates, so a page can show it.

use std::fmt;

use crate::functions::REFERENCE;

/// A question that Microsoft does not answer clearly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
#[allow(missing_docs)] // `ALL` has the question of each.
pub enum Contested {
    WordOfNull,
    ItemOfNull,
    SplitOfNull,
    MidOfNull,
    CBoolOfNull,
    DateFromNumOfNull,
    DateOfNull,
    AppendToNull,
    NoInputFormat,
    EmptyInputFormat,
    MidBeyondEnd,
    MidBelowOne,
    InStrBeyondEnd,
    SplitKeepsBlank,
    CoalesceOfEmpty,
    CompareNull,
}

/// One way to read the documentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContestedReading {
    /// What happens, in one sentence.
    pub text: &'static str,
    /// Where that reading comes from.
    pub source: &'static str,
    /// What the distinguishing expression gives then.
    pub gives: ReadingResult,
}

/// What an expression gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadingResult {
    /// This text.
    Value(&'static str),
    /// An error.
    Error,
}

impl fmt::Display for ReadingResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value("") => f.write_str("an empty value"),
            Self::Value(text) => write!(f, "\"{text}\""),
            Self::Error => f.write_str("an error"),
        }
    }
}

/// What is known of a contested behavior.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContestedInfo {
    /// Which one.
    pub behavior: Contested,
    /// The functions whose reference shows it.
    pub functions: &'static [&'static str],
    /// The question.
    pub question: &'static str,
    /// The reading that the evaluator of this crate follows.
    pub ours: ContestedReading,
    /// The other reading.
    pub other: ContestedReading,
    /// An expression that reads no attribute and gives another value under each reading.
    pub distinguishing: &'static str,
}

const CLOUD_SYNC: &str = "Microsoft's cloud sync expression reference";
const PROPAGATION: &str = "no statement by Microsoft; most functions pass a missing value on";
const VISUAL_BASIC: &str = "Visual Basic, which the reference names as the model for the language";
const DOTNET: &str = "the .NET method for that purpose";

const fn value(text: &'static str, source: &'static str, gives: &'static str) -> ContestedReading {
    ContestedReading {
        text,
        source,
        gives: ReadingResult::Value(gives),
    }
}

const fn error(text: &'static str, source: &'static str) -> ContestedReading {
    ContestedReading {
        text,
        source,
        gives: ReadingResult::Error,
    }
}

/// All of them, in the order of [`Contested`]. `Switch("x", , "y", "z")` stands for a missing value,
/// because no key fits and there is no default.
pub const ALL: &[ContestedInfo] = &[
    ContestedInfo {
        behavior: Contested::WordOfNull,
        functions: &["Word"],
        question: "What does Word return for a missing value?",
        ours: value("It returns an empty value.", CLOUD_SYNC, "False"),
        other: value("It returns no value.", PROPAGATION, "True"),
        distinguishing: r#"IsNull(Word(Switch("x", , "y", "z"), 1, " "))"#,
    },
    ContestedInfo {
        behavior: Contested::ItemOfNull,
        functions: &["Item"],
        question: "What does Item return for a missing value?",
        ours: error(
            "It is an error: there is no item, and the cloud sync reference says that an index out of bounds throws an error.",
            CLOUD_SYNC,
        ),
        other: value("It returns no value.", PROPAGATION, "no value"),
        distinguishing: r#"Coalesce(Item(Switch("x", , "y", "z"), 1), "no value")"#,
    },
    ContestedInfo {
        behavior: Contested::SplitOfNull,
        functions: &["Split"],
        question: "What does Split return for a missing value?",
        ours: value("It returns no value.", PROPAGATION, "0"),
        other: value(
            "It returns one empty value.",
            "Visual Basic reads a missing value as an empty one",
            "1",
        ),
        distinguishing: r#"Count(Split(Switch("x", , "y", "z"), ","))"#,
    },
    ContestedInfo {
        behavior: Contested::MidOfNull,
        functions: &["Mid"],
        question: "What does Mid return for a missing value?",
        ours: value("It returns no value.", PROPAGATION, "True"),
        other: value(
            "It returns an empty value, as the reference says of Left.",
            REFERENCE,
            "False",
        ),
        distinguishing: r#"IsNull(Mid(Switch("x", , "y", "z"), 1, 2))"#,
    },
    ContestedInfo {
        behavior: Contested::CBoolOfNull,
        functions: &["CBool"],
        question: "What does CBool return for a missing value?",
        ours: value("It returns no value.", PROPAGATION, "True"),
        other: value("It returns False.", VISUAL_BASIC, "False"),
        distinguishing: r#"IsNull(CBool(Switch("x", , "y", "z")))"#,
    },
    ContestedInfo {
        behavior: Contested::DateFromNumOfNull,
        functions: &["DateFromNum"],
        question: "What does DateFromNum return for a missing value?",
        ours: error("It is an error: a number is required.", REFERENCE),
        other: value("It returns no value.", PROPAGATION, "no value"),
        distinguishing: r#"Coalesce(DateFromNum(Switch("x", , "y", "z")), "no value")"#,
    },
    ContestedInfo {
        behavior: Contested::DateOfNull,
        functions: &["CDate", "DateAdd", "DateDiff"],
        question: "What do date functions return for a missing value?",
        ours: error("It is an error: a missing value isn’t a date.", REFERENCE),
        other: value("They return no value.", PROPAGATION, "no value"),
        distinguishing: r#"Coalesce(CDate(Switch("x", , "y", "z")), "no value")"#,
    },
    ContestedInfo {
        behavior: Contested::AppendToNull,
        functions: &["Append"],
        question: "What does Append return when its source is missing?",
        ours: value("It returns no value.", PROPAGATION, "True"),
        other: value("It returns only the suffix.", VISUAL_BASIC, "False"),
        distinguishing: r#"IsNull(Append(Switch("x", , "y", "z"), "b"))"#,
    },
    ContestedInfo {
        behavior: Contested::NoInputFormat,
        functions: &["FormatDateTime"],
        question: "What does FormatDateTime do when its input format is left out?",
        ours: value(
            "It reads any common date format, as a default mapping of cloud sync requires.",
            "Microsoft's cloud sync default mappings",
            "2021",
        ),
        other: error(
            "It is an error: the reference calls the input format required.",
            REFERENCE,
        ),
        distinguishing: r#"FormatDateTime("2021-08-18", , , "yyyy")"#,
    },
    ContestedInfo {
        behavior: Contested::EmptyInputFormat,
        functions: &["FormatDateTime"],
        question: "What does FormatDateTime do with \"\" as its input format?",
        ours: error("It is an error: no date matches an empty format.", DOTNET),
        other: value(
            "It reads any common date format, as it does without an input format.",
            "no statement by Microsoft",
            "2021",
        ),
        distinguishing: r#"FormatDateTime("2021-08-18", , "", "yyyy")"#,
    },
    ContestedInfo {
        behavior: Contested::MidBeyondEnd,
        functions: &["Mid"],
        question: "What does Mid return when it starts after the end of the value?",
        ours: value("It returns an empty value.", VISUAL_BASIC, "!"),
        other: error("It is an error.", DOTNET),
        distinguishing: r#"Append(Mid("ab", 5, 1), "!")"#,
    },
    ContestedInfo {
        behavior: Contested::MidBelowOne,
        functions: &["Mid"],
        question: "What does Mid return when its start is below 1?",
        ours: error(
            "It is an error: the first character has the index 1.",
            REFERENCE,
        ),
        other: value(
            "It starts at the first character.",
            "no statement by Microsoft",
            "a",
        ),
        distinguishing: r#"Mid("ab", 0, 1)"#,
    },
    ContestedInfo {
        behavior: Contested::InStrBeyondEnd,
        functions: &["InStr"],
        question: "What does InStr return when it starts after the end of the value?",
        ours: value("It returns 0: nothing is found.", VISUAL_BASIC, "0"),
        other: error("It is an error.", DOTNET),
        distinguishing: r#"InStr("ab", "a", 9)"#,
    },
    ContestedInfo {
        behavior: Contested::SplitKeepsBlank,
        functions: &["Split"],
        question: "Does Split keep a space after the delimiter?",
        // The mark makes a blank at the start visible.
        ours: value("It keeps the space.", DOTNET, "> b"),
        other: value(
            "It removes the space, as one printed example shows.",
            REFERENCE,
            ">b",
        ),
        distinguishing: r#"Append(">", Item(Split("a, b", ","), 2))"#,
    },
    ContestedInfo {
        behavior: Contested::CoalesceOfEmpty,
        functions: &["Coalesce"],
        question: "Does Coalesce skip an empty value?",
        ours: value(
            "It returns the empty value: only a missing value is skipped.",
            REFERENCE,
            "",
        ),
        other: value(
            "It skips it, which one of Microsoft's printed results requires.",
            "Microsoft's Workday expression mapping guide",
            "x",
        ),
        distinguishing: r#"Coalesce("", "x")"#,
    },
    ContestedInfo {
        behavior: Contested::CompareNull,
        functions: &["IIF"],
        question: "What does a comparison do with a missing value?",
        ours: value(
            "A missing value compares as an empty one, as mappings that Microsoft ships require.",
            "Microsoft's default mappings",
            "empty",
        ),
        other: value(
            "The condition fails: IIF returns its third argument.",
            REFERENCE,
            "failed",
        ),
        distinguishing: r#"IIF(Switch("x", , "y", "z")="", "empty", "failed")"#,
    },
];

impl Contested {
    /// What is known of it.
    pub const fn info(self) -> &'static ContestedInfo {
        &ALL[self as usize]
    }
}

/// What is contested about a function of this name.
pub fn of(function: &str) -> impl Iterator<Item = &'static ContestedInfo> {
    ALL.iter()
        .filter(move |info| info.functions.contains(&function))
}

/// Some of them, without memory of their own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ContestedSet(u32);

impl ContestedSet {
    /// Adds one.
    pub const fn insert(&mut self, behavior: Contested) {
        self.0 |= 1 << behavior as u8;
    }

    /// Whether one is in it.
    pub const fn contains(self, behavior: Contested) -> bool {
        self.0 & (1 << behavior as u8) != 0
    }

    /// Whether there are none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// All that are in it, in the order of [`Contested`].
    pub fn iter(self) -> impl Iterator<Item = Contested> {
        ALL.iter()
            .map(|info| info.behavior)
            .filter(move |behavior| self.contains(*behavior))
    }
}

#[cfg(test)]
mod tests;
