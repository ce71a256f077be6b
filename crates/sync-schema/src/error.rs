//! Why a file cannot be read.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{MAX_BYTES, MAX_DEPTH};

/// Characters of the damaged line that are shown on each side of the position.
const AROUND: usize = 40;

/// A position in a file as editors count: lines and columns from one, columns in
/// characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineCol {
    pub line: usize,
    pub column: usize,
    pub excerpt: String,
    /// How many characters of the piece stand before the position.
    pub before: usize,
}

impl LineCol {
    /// The position of a byte of a text. Of blank lines at the end of the text it
    /// is the end of the last line that has something.
    pub fn of(text: &str, byte: usize) -> Self {
        let byte = (0..=byte.min(text.len()))
            .rev()
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or(0);
        let (mut head, mut tail) = text.split_at(byte);
        // Behind the last line there is nothing to see: its end says more.
        let blank = head
            .rsplit('\n')
            .next()
            .is_none_or(|own| own.trim().is_empty());
        if blank && tail.trim().is_empty() {
            (head, tail) = (head.trim_end(), "");
        }
        let line = head.matches('\n').count() + 1;
        let start = head.rfind('\n').map_or(0, |at| at + 1);
        let own = head.get(start..).unwrap_or_default();
        let column = own.chars().count() + 1;
        let skipped = (column - 1).saturating_sub(AROUND);
        let left: String = own.chars().skip(skipped).collect();
        let right: String = tail
            .chars()
            .take_while(|c| *c != '\n' && *c != '\r')
            .take(AROUND)
            .collect();
        // What moves the text about on a screen would show the mark elsewhere.
        let excerpt = format!("{left}{right}")
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        Self {
            line,
            column,
            excerpt,
            before: column - 1 - skipped,
        }
    }
}

/// What is wrong with the JSON at a position.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum JsonError {
    #[error("{} stands where {due} is due.{}", character(.found), advice(.found))]
    Unexpected {
        /// The character that stands there.
        found: char,
        due: Expected,
    },
    /// The file ends although something is open.
    #[error("the file ends where {due} is due.{}", still_open(.open))]
    CutShort {
        due: Expected,
        /// The line where the innermost open bracket stands, if one is open.
        open: Option<usize>,
    },
    #[error("a backslash that begins nothing JSON has.")]
    BadEscape,
    #[error("a line break or another control character within a text.")]
    Control,
    /// Such as `01` or `1.`.
    #[error("this is no number.")]
    BadNumber,
    #[error("brackets are nested more than {max} deep.", max = MAX_DEPTH)]
    TooDeep,
    #[error("there is more text behind the end of the JSON.")]
    After,
}

fn character(found: &char) -> String {
    match found.is_control() {
        true => "a control character".to_owned(),
        false => found.to_string(),
    }
}

fn advice(found: &char) -> &'static str {
    match found {
        '“' | '”' | '„' | '‘' | '’' => {
            " A word processor has changed the quotation marks."
        }
        '/' => " JSON has no comments.",
        _ => "",
    }
}

fn still_open(line: &Option<usize>) -> String {
    let text = line.map(|line| format!(" What was opened in line {line} is still open."));
    text.unwrap_or_default()
}

/// What has to stand at a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Expected {
    Value,
    Name,
    /// Between a name and its value.
    Colon,
    CommaOrBrace,
    CommaOrBracket,
    /// At the end of a text.
    Quote,
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Value => "a value",
            Self::Name => "a name in quotation marks",
            Self::Colon => "a colon",
            Self::CommaOrBrace => "a comma or }",
            Self::CommaOrBracket => "a comma or ]",
            Self::Quote => "a quotation mark",
        })
    }
}

/// What a JSON file is when it is no synchronization schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum OtherFile {
    #[error("This is an error that Microsoft Graph answered, not a schema.")]
    GraphError,
    #[error("This is a set-up of scimdesk, not a schema of Entra.")]
    Setup,
    /// A response of `parseExpression`.
    #[error("This is the tree of one expression, not a schema.")]
    ParsedExpression,
    /// RFC 7643.
    #[error(
        "This describes SCIM attributes; Entra’s schema of the provisioning job is another file."
    )]
    ScimSchema,
    /// A job, or a list of jobs.
    #[error("This is a provisioning job without its schema.")]
    SynchronizationJob,
    #[error(
        "This is JSON, but no schema of a provisioning job: it has no list “synchronizationRules”."
    )]
    Unknown,
}

impl OtherFile {
    fn todo(self) -> &'static str {
        match self {
            Self::GraphError => "Read its message, then ask again.",
            Self::Setup => "Import it under Set-ups.",
            Self::ParsedExpression => {
                "It belongs into the box below the expression that cannot be written."
            }
            Self::SynchronizationJob => {
                "Ask Microsoft Graph for the same address with /schema behind the job’s id."
            }
            Self::ScimSchema | Self::Unknown => GET_AGAIN,
        }
    }
}

/// Of what there can be too many for a page to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Limit {
    Mappings,
    Rows,
    Clauses,
    Attributes,
}

impl Limit {
    /// How many there may be; far more than any schema has.
    pub const fn max(self) -> usize {
        match self {
            Self::Mappings | Self::Clauses => 1_000,
            Self::Rows => 2_000,
            Self::Attributes => 10_000,
        }
    }

    /// Fails when there are more.
    ///
    /// # Errors
    ///
    /// [`SchemaFileError::TooMany`].
    pub fn check(self, count: usize) -> Result<(), SchemaFileError> {
        match count > self.max() {
            true => Err(SchemaFileError::TooMany { what: self, count }),
            false => Ok(()),
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Mappings => "mappings of objects",
            Self::Rows => "rows in the mapping",
            Self::Clauses => "clauses in the scoping filter",
            Self::Attributes => "attributes in the target’s list",
        })
    }
}

/// Why a file is not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum SchemaFileError {
    #[error(
        "The file has {} MB. At most {} MB are read.",
        .bytes.div_ceil(MEGABYTE),
        MAX_BYTES / MEGABYTE
    )]
    TooLarge { bytes: usize },
    #[error("There is nothing in the file.")]
    Empty,
    #[error("The browser could not read the file.")]
    Unreadable,
    #[error("The file is no text: byte {} belongs to no character of UTF-8 or UTF-16.", .byte + 1)]
    NotText {
        /// The first such byte, from 0.
        byte: usize,
    },
    #[error("Line {}, column {}: {error}", .spot.line, .spot.column)]
    Damaged { spot: LineCol, error: JsonError },
    #[error("This is a web page, not a schema; perhaps the page to sign in.")]
    WebPage,
    /// JSON, but no schema.
    #[error("{0}")]
    OtherFile(OtherFile),
    #[error("The schema has no mapping of objects.")]
    NoMapping,
    #[error("No mapping in the schema begins at users. It has: {}.", .mappings.join(", "))]
    NoUsers {
        /// What its mappings are called, or from what they lead to what.
        mappings: Vec<String>,
    },
    #[error("The chosen mapping does not begin at users, so no rows of users are written into it.")]
    NotUsers,
    #[error("There are {count} {what}. At most {} are read.", .what.max())]
    TooMany { what: Limit, count: usize },
}

const MEGABYTE: usize = 1_000_000;

const GET_AGAIN: &str = "Get the file again: in the portal open Attribute mapping, Show advanced options, then “Review your schema here” and Download; or use the script on the Scripts page.";

impl SchemaFileError {
    pub fn todo(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "A schema has one or two. Check that it is the right file.",
            Self::Empty | Self::NotText { .. } | Self::WebPage => GET_AGAIN,
            Self::Unreadable => {
                "It may have been moved or changed since you picked it. Pick it again."
            }
            Self::Damaged { error, .. } => match error {
                JsonError::CutShort { .. } => {
                    "The end of the file is missing. Download or copy all of it again."
                }
                _ => "Correct that place in a text editor, or get the file again.",
            },
            Self::OtherFile(other) => other.todo(),
            Self::TooMany { .. } => {
                "No schema of Entra has so many. Check that it is the right file."
            }
            Self::NoUsers { .. } => {
                "Get the schema of the job that provisions users from Entra to Talkdesk."
            }
            Self::NotUsers => "Choose the mapping of users.",
            Self::NoMapping => {
                "Save the provisioning settings in the portal once, so that Entra makes the mappings, then get the file again."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spot_is_counted_as_editors_count() {
        let spot = LineCol::of("{\r\n  \"ä\": tru\n}", 11);
        assert_eq!((spot.line, spot.column), (2, 8));
        assert_eq!(spot.excerpt, "  \"ä\": tru");
        assert_eq!(spot.before, 7);
        let long = format!("[{}x", " ".repeat(500));
        let spot = LineCol::of(&long, 501);
        assert_eq!((spot.column, spot.before), (502, AROUND));
        assert_eq!(spot.excerpt.chars().nth(spot.before), Some('x'));
        assert_eq!(LineCol::of("", 7).line, 1);
        let cut = "{\n  \"a\": 1,\r\n \n\n";
        let spot = LineCol::of(cut, cut.len());
        assert_eq!((spot.line, spot.column, spot.before), (2, 10, 9));
        assert_eq!(spot.excerpt, "  \"a\": 1,");
    }
}
