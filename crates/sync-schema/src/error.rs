//! Why a file cannot be read.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{MAX_BYTES, MAX_DEPTH};
use provisioning::format::grouped;

/// Characters of the damaged line that are shown on each side of the position.
const AROUND: usize = 40;

/// A position in a file as editors count: lines and columns from one, columns in
/// characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineCol {
    pub line: usize,
    pub column: usize,
    pub excerpt: String,
    /// How many characters of the piece are before the position.
    pub before: usize,
}

impl LineCol {
    /// The position of a byte of a text. Of empty lines at the end of the text it
    /// is the end of the last line that has something.
    pub fn of(text: &str, byte: usize) -> Self {
        let byte = (0..=byte.min(text.len()))
            .rev()
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or(0);
        let (mut head, mut tail) = text.split_at(byte);
        // After the last line there is nothing to see: its end says more.
        let is_empty = head
            .rsplit('\n')
            .next()
            .is_none_or(|own| own.trim().is_empty());
        if is_empty && tail.trim().is_empty() {
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
    #[error("Unexpected {}; expected {due}.{}", character(.found), advice(.found))]
    Unexpected { found: char, due: Expected },
    /// The file ends although something is open.
    #[error("The file ends too early; expected {due}.{}", still_open(.open))]
    CutShort {
        due: Expected,
        /// The line of the innermost open bracket, if one is open.
        open: Option<usize>,
    },
    #[error("JSON has no escape that starts like this backslash.")]
    BadEscape,
    #[error("A value contains a line break or another control character.")]
    Control,
    /// Such as `01` or `1.`.
    #[error("This isn’t a valid number.")]
    BadNumber,
    #[error("Brackets are nested more than {max} levels deep.", max = MAX_DEPTH)]
    TooDeep,
    #[error("There is more text after the end of the JSON.")]
    After,
}

fn character(found: &char) -> String {
    match found {
        found if found.is_control() => "control character".to_owned(),
        '"' => "quotation mark".to_owned(),
        found => format!("“{found}”"),
    }
}

fn advice(found: &char) -> &'static str {
    match found {
        '“' | '”' | '„' | '‘' | '’' => " A word processor changed the quotation marks.",
        '/' => " JSON doesn’t allow comments.",
        _ => "",
    }
}

fn still_open(line: &Option<usize>) -> String {
    let text = line.map(|line| format!(" The bracket that opens in line {line} isn’t closed."));
    text.unwrap_or_default()
}

/// What has to be at a position.
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
    #[error("This is an error message from Microsoft Graph, not a schema.")]
    GraphError,
    #[error("This is a scimdesk setup, not a schema from Entra.")]
    Setup,
    /// A response of `parseExpression`.
    #[error("This is the tree of a single expression, not a schema.")]
    ParsedExpression,
    /// RFC 7643.
    #[error(
        "This file describes SCIM attributes. The schema of Entra’s provisioning job is a different file."
    )]
    ScimSchema,
    /// A job, or a list of jobs.
    #[error("This is a provisioning job without its schema.")]
    SynchronizationJob,
    #[error(
        "This is JSON, but not the schema of a provisioning job: it has no list “synchronizationRules”."
    )]
    Unknown,
}

impl OtherFile {
    fn todo(self) -> &'static str {
        match self {
            Self::GraphError => "Fix what the message says, then get the schema again.",
            Self::Setup => "Import it under Setups.",
            Self::ParsedExpression => {
                "Paste it into the box below the expression that can’t be written."
            }
            Self::SynchronizationJob => {
                "Request the same address from Microsoft Graph, with /schema after the job’s id."
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
            Self::Mappings => "object mappings",
            Self::Rows => "rows in the mapping",
            Self::Clauses => "clauses in the scoping filter",
            Self::Attributes => "attributes in the attribute list",
        })
    }
}

/// Why a file is not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum SchemaFileError {
    #[error(
        "The file has {} MB; the limit is {} MB.",
        .bytes.div_ceil(MEGABYTE),
        MAX_BYTES / MEGABYTE
    )]
    TooLarge { bytes: usize },
    #[error("The file is empty.")]
    Empty,
    #[error("The browser couldn’t read the file.")]
    Unreadable,
    #[error("The file isn’t text: byte {} isn’t part of a UTF-8 or UTF-16 character.", .byte + 1)]
    NotText {
        /// The first such byte, from 0.
        byte: usize,
    },
    #[error("Line {}, column {}: {error}", .spot.line, .spot.column)]
    Damaged { spot: LineCol, error: JsonError },
    #[error("This is a web page, not a schema. It may be a sign-in page.")]
    WebPage,
    #[error("This is not JSON; it looks like a CSV.")]
    Csv,
    /// JSON, but no schema.
    #[error("{0}")]
    OtherFile(OtherFile),
    #[error("The schema has no object mappings.")]
    NoMapping,
    #[error("No mapping in the schema starts from users. It has: {}.", .mappings.join(", "))]
    NoUsers {
        /// What its mappings are called, or from what they lead to what.
        mappings: Vec<String>,
    },
    #[error(
        "The chosen mapping doesn’t start from users, so user mappings can’t be written to it."
    )]
    NotUsers,
    #[error("There are {} {what}; the limit is {}.", grouped(*.count as u64), grouped(.what.max() as u64))]
    TooMany { what: Limit, count: usize },
}

const MEGABYTE: usize = 1_000_000;

const GET_AGAIN: &str = "Get the file again: in Attribute mapping, turn on Show advanced options, choose Review your schema here, then Download.";

impl SchemaFileError {
    pub fn todo(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => {
                "A schema usually has 1 or 2 MB. Check that it’s the right file."
            }
            Self::Empty | Self::NotText { .. } | Self::WebPage => GET_AGAIN,
            Self::Csv => {
                "Open the schema that you downloaded from Attribute mapping. A file of users goes to Preflight."
            }
            Self::Unreadable => {
                "It may have been moved or changed since you chose it. Choose it again."
            }
            Self::Damaged { error, .. } => match error {
                JsonError::CutShort { .. } => {
                    "The end of the file is missing. Download or copy the whole file again."
                }
                _ => "Fix that line in a text editor, or get the file again.",
            },
            Self::OtherFile(other) => other.todo(),
            Self::TooMany { .. } => {
                "No Entra schema has that many. Check that it’s the right file."
            }
            Self::NoUsers { .. } => {
                "Get the schema of the job that provisions users from Entra to Talkdesk."
            }
            Self::NotUsers => "Choose the user mapping.",
            Self::NoMapping => {
                "Save the provisioning settings in the portal once so that Entra creates the mappings, then get the file again."
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
