//! Why a file cannot be read, as data; the words are in [`super::message`].

use serde::{Deserialize, Serialize};

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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum JsonError {
    Unexpected {
        /// The character that stands there.
        found: char,
        due: Expected,
    },
    /// The file ends although something is open.
    CutShort {
        due: Expected,
        /// The line where the innermost open bracket stands, if one is open.
        open: Option<usize>,
    },
    /// A backslash with something behind it that JSON does not have.
    BadEscape,
    /// A control character, such as a line break, within a text.
    Control,
    /// No number, such as `01` or `1.`.
    BadNumber,
    /// Brackets nested deeper than [`super::MAX_DEPTH`].
    TooDeep,
    /// More text behind the end of the JSON.
    After,
}

/// What has to stand at a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Expected {
    Value,
    Name,
    /// `:` between a name and its value.
    Colon,
    /// `,` or `}`.
    CommaOrBrace,
    /// `,` or `]`.
    CommaOrBracket,
    /// `"` at the end of a text.
    Quote,
}

/// What a JSON file is when it is no synchronization schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum OtherFile {
    GraphError,
    Setup,
    /// A response of `parseExpression`.
    ParsedExpression,
    /// A description of SCIM attributes, RFC 7643.
    ScimSchema,
    /// A job, or a list of jobs, without its schema.
    SynchronizationJob,
    Unknown,
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

/// Why a file is not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SchemaFileError {
    /// Larger than [`super::MAX_BYTES`].
    TooLarge {
        /// Its size in bytes.
        bytes: usize,
    },
    Empty,
    /// The browser could not read it.
    Unreadable,
    /// Bytes that are no text.
    NotText {
        /// The first such byte, from 0.
        byte: usize,
    },
    Damaged {
        spot: LineCol,
        error: JsonError,
    },
    /// A web page, such as a sign-in page that was saved.
    WebPage,
    /// JSON, but no schema.
    OtherFile(OtherFile),
    /// A schema without any mapping of objects.
    NoMapping,
    /// A schema none of whose mappings begins at users.
    NoUsers {
        /// What its mappings are called, or from what they lead to what.
        mappings: Vec<String>,
    },
    /// A mapping was asked for that does not begin at users.
    NotUsers,
    /// More of something than is read.
    TooMany {
        what: Limit,
        count: usize,
    },
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
