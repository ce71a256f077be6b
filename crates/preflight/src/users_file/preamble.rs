//! What stands before the rows of a table: lines that are no data, and the
//! header.

use super::csv::after_return;

/// Lines before a table that are no data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Preamble {
    /// What Excel's line `sep=;` names.
    pub(super) delimiter: Option<u8>,
    /// The line `#TYPE …` of PowerShell is there.
    pub(super) type_line: bool,
    /// The line `version:v1.0` of Entra's bulk template is there.
    pub(super) version_line: bool,
    /// Where the table begins.
    pub(super) end: usize,
    /// How many lines that is.
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

    /// Steps over a line that is wanted.
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
}
