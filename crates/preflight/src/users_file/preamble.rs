//! What stands before the rows of a table: lines that are no data, titles, and
//! the header.
//!
//! A line is a title only if a record below it has headers that are known and
//! more cells, or with many known ones; otherwise the first record has the
//! headers, whatever they say.

use super::csv::{SplitStep, Splitter, after_return};
use super::titles::is_identifier;
use crate::users_file::headers::columns::known_headers;

/// Lines before a table that are no data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Preamble {
    /// What Excel's line `sep=;` names.
    pub(super) delimiter: Option<u8>,
    /// The line `#TYPE …` of PowerShell is there.
    pub(super) type_line: bool,
    /// The line `version:v1.0` of Entra's bulk template is there.
    pub(super) version_line: bool,
    pub(super) end: usize,
    pub(super) lines: u64,
}

impl Preamble {
    /// The preamble at the beginning of a text.
    pub(super) fn of(text: &str) -> Self {
        let mut preamble = Self::default();
        preamble.delimiter = preamble.line(text, |line| match line.as_bytes() {
            [b's', b'e', b'p', b'=', named @ (b',' | b';' | b'\t')] => Some(*named),
            _ => None,
        });
        let mut begins = |with: &[&str]| {
            let begins = |line: &str| with.iter().any(|with| line.starts_with(with));
            preamble
                .line(text, |line| begins(line).then_some(()))
                .is_some()
        };
        (preamble.type_line, preamble.version_line) =
            (begins(&["#TYPE"]), begins(&["version:", "\"version:"]));
        preamble
    }

    fn line<T>(&mut self, text: &str, wanted: impl Fn(&str) -> Option<T>) -> Option<T> {
        let rest = text.get(self.end..)?;
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let found = wanted(rest.get(..end)?)?;
        let next = (end + 1).min(rest.len());
        self.end += next + after_return(rest.as_bytes(), next);
        self.lines += 1;
        Some(found)
    }
}

/// The header record of a table, seen before its delimiter is known: the first
/// record that holds more than blanks, delimiters and quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Header {
    /// Of comma, semicolon and tab the one that stands there most often outside
    /// quotation marks.
    pub(super) delimiter: u8,
    /// Whether its line end is in the text.
    pub(super) complete: bool,
}

impl Header {
    pub(super) fn of(text: &str) -> Self {
        let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
        let (mut inside, mut cell_begins, mut filled) = (false, true, false);
        let mut characters = text.chars().peekable();
        let mut complete = false;
        while let Some(character) = characters.next() {
            if inside {
                // Two quotation marks stand for one.
                inside = character != '"' || characters.next_if_eq(&'"').is_some();
                filled |= inside && !character.is_whitespace();
                continue;
            }
            match character {
                '\n' | '\r' if filled => {
                    complete = true;
                    break;
                }
                '\n' | '\r' => counts = counts.map(|(delimiter, _)| (delimiter, 0)),
                '"' if cell_begins => inside = true,
                ',' | ';' | '\t' => {
                    for (delimiter, count) in &mut counts {
                        *count += usize::from(char::from(*delimiter) == character);
                    }
                }
                _ => filled |= !character.is_whitespace(),
            }
            cell_begins = matches!(character, '\n' | '\r' | ',' | ';' | '\t');
        }
        // The first of those that stand there equally often.
        let most = counts.into_iter().rev().max_by_key(|(_, count)| *count);
        Self {
            delimiter: most.map_or(b',', |(delimiter, _)| delimiter),
            complete,
        }
    }
}

/// How many records are looked at, the one of the headers counted.
const MAX_RECORDS: usize = 20;

/// How many bytes are looked at.
const MAX_BYTES: usize = 64 << 10;

/// How many known headers a record below titles has at least.
const KNOWN: usize = 2;

/// How many make a record the headers although it has no more cells than the
/// lines above, or one of those has a known name too.
const KNOWN_SURELY: usize = 4;

/// How many bytes of titles stand before the headers; none when more text has
/// to come before that is known. `named` is the delimiter that the file names.
pub(super) fn titles(text: &str, whole: bool, named: Option<u8>) -> Option<usize> {
    // How the text is parted must not decide, so a limit ends what is looked at.
    let window = &text[..text.floor_char_boundary(MAX_BYTES)];
    let ends = whole && window.len() == text.len();
    let full = text.len() > MAX_BYTES;
    let (mut at, mut widest) = (0, 0);
    let mut records = 0;
    let mut has_known = false;
    while records < MAX_RECORDS {
        let rest = window.get(at..).unwrap_or_default();
        if rest.is_empty() {
            return (ends || full).then_some(0);
        }
        let delimiter = named.unwrap_or(Header::of(rest).delimiter);
        let mut splitter = Splitter::new(delimiter);
        let end = match splitter.split(rest.as_bytes(), ends) {
            SplitStep::Record { end, .. } => end + after_return(rest.as_bytes(), end),
            SplitStep::More => return full.then_some(0),
            // Errors are reported where the header is read.
            _ => return Some(0),
        };
        let cells = (0..splitter.len()).filter_map(|index| splitter.cell(rest, index));
        let cells: Vec<String> = cells.map(|cell| cell.trim().to_owned()).collect();
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        if filled > 0 {
            if cells.iter().any(|cell| is_identifier(cell)) {
                return Some(0);
            }
            let known = known_headers(cells.iter().map(String::as_str));
            match records {
                // One cell alone, such as `Company` or `User`, can be a title.
                0 if known > 1 => return Some(0),
                0 => has_known = known > 0 && filled > 1,
                _ if known >= KNOWN_SURELY && filled >= widest => return Some(at),
                _ if known >= KNOWN && filled > widest && !has_known => return Some(at),
                _ => {}
            }
            widest = widest.max(filled);
            records += 1;
        }
        at += end;
    }
    Some(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_delimiter_of_the_header_wins() {
        for (text, expected) in [
            ("a,b,c", b','),
            ("a;b;c", b';'),
            ("a\tb", b'\t'),
            ("a", b','),
            ("\"a;b;c\",d", b','),
            ("a;b,c;d", b';'),
            ("a;b,c", b','),
            ("a;b\tc", b';'),
            ("a;b\nc,d,e", b';'),
            ("\"a,\nb\"\"\n,\";c", b';'),
            ("5\" a;b", b';'),
            (",,,\n \n\"\"\na;b", b';'),
            (";;;\n", b','),
        ] {
            assert_eq!(Header::of(text).delimiter, expected, "{text}");
        }
    }

    #[test]
    fn lines_that_are_no_data_are_stepped_over() {
        for (text, delimiter, lines, rest) in [
            ("a", None, 0, "a"),
            ("sep=;\r\na", Some(b';'), 1, "a"),
            ("sep=\t", Some(b'\t'), 1, ""),
            ("sep=|\na", None, 0, "sep=|\na"),
            ("sep=,\r#TYPE x\nversion:v1.0,,\n\na", Some(b','), 3, "\na"),
            ("version:v1.0\nsep=;\n", None, 1, "sep=;\n"),
            ("\"version:v1.0\",\na", None, 1, "a"),
        ] {
            let preamble = Preamble::of(text);
            let found = (preamble.delimiter, preamble.lines, &text[preamble.end..]);
            assert_eq!(found, (delimiter, lines, rest), "{text:?}");
        }
    }

    #[test]
    fn titles_stand_above_known_headers_only() {
        for (text, expected) in [
            ("userPrincipalName,mail\na@x.org,a@x.org\n", ""),
            (
                "Users of Contoso\nuserPrincipalName,mail\n",
                "Users of Contoso\n",
            ),
            (
                "Users of Contoso,,\r\nExported 2024-03-01,,\r\n\r\nid,mail,x\r\n",
                "Users of Contoso,,\r\nExported 2024-03-01,,\r\n\r\n",
            ),
            ("Report;\n\nid;mail;x\n", "Report;\n\n"),
            ("Kennung,Nachname\nx,y\nz,w\n", ""),
            // No more cells than the line above.
            ("Kennung,Nachname\nmail,name\n", ""),
            // One known header is not enough.
            ("Kennung\nmail,x\n", ""),
            ("a\nb\nc\nd\ne\nf\nid,mail\n", "a\nb\nc\nd\ne\nf\n"),
            // As many cells, and surely the headers.
            ("a,b,c,d\nid,mail,givenName,surname\n", "a,b,c,d\n"),
            (
                "Company,Contoso\nid,mail,givenName,surname\n",
                "Company,Contoso\n",
            ),
            ("Company,Contoso\nid,mail,x\n", ""),
            ("a@x.org\nid,mail\n", ""),
            ("Company\nid,mail\n", "Company\n"),
            ("mail\nx\n", ""),
            ("\"a\nid,mail\n", ""),
            ("", ""),
        ] {
            let found = titles(text, true, None).map(|end| &text[..end]);
            assert_eq!(found, Some(expected), "{text:?}");
        }
        assert_eq!(titles("Users of Contoso\nuserPrin", false, None), None);
        assert_eq!(titles("userPrincipalName,mail\n", false, None), Some(0));
    }
}
