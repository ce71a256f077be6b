//! Reading a pattern. Nothing here matches, so a program that only checks patterns contains no
//! matching engine.

pub(super) mod ast;
mod blocks;
pub(super) mod class;
mod class_parser;
mod condition;
mod cursor;
mod error;
pub(super) mod groups;
mod parser;

pub use error::{RegexErrorKind, RegexParseError};

use ast::RegexAst;
use groups::RegexGroups;

/// A pattern that .NET accepts, as a syntax tree.
#[derive(Debug)]
pub struct RegexPattern {
    pub(super) ast: RegexAst,
    pub(super) groups: RegexGroups,
    /// Why [`Regex`](super::Regex) cannot match it.
    pub(super) unsupported: Option<RegexParseError>,
}

impl RegexPattern {
    /// Reads a pattern without options, in time linear to its length.
    ///
    /// Balancing groups and POSIX classes are accepted here and refused by
    /// [`Regex::new`](super::Regex::new).
    ///
    /// # Errors
    ///
    /// When .NET would refuse the pattern, or when it is longer or nested deeper than this
    /// implementation goes.
    pub fn parse(text: &str) -> Result<Self, RegexParseError> {
        parser::parse(text)
    }

    /// The names of groups in order of appearance, without those that are numbers.
    pub fn group_names(&self) -> impl Iterator<Item = &str> {
        self.groups.names.iter().map(|(name, _)| name.as_str())
    }

    /// Whether .NET finds a group by this name. A group without a name has its number in decimal
    /// digits for one.
    pub fn has_group(&self, name: &str) -> bool {
        self.groups.find(name).is_some()
    }
}
