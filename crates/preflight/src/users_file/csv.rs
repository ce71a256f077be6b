//! Splitting text into records and cells.
//!
//! As RFC 4180 has it, and as Excel and PowerShell write it: any line end, a
//! quotation mark only counts at the beginning of a cell, and what follows its
//! end is kept.

use std::borrow::Cow;

use super::{MAX_COLUMNS, MAX_ROW_BYTES};

/// Where a cell stands in its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct CellRange {
    start: u32,
    end: u32,
    marks: Marks,
}

/// What the quotation marks within a cell's position stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marks {
    /// Themselves, or there are none.
    Plain,
    Doubled,
    /// The first one opens, and something follows the one that closes.
    Tail,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SplitStep {
    /// A record that ends here, with its line end, and how many line ends it
    /// has inside.
    Record { end: usize, lines: u64 },
    /// The record's end has not come yet.
    More,
    /// There is nothing left.
    End,
    /// A quotation mark is not closed within the limit; it stands this many
    /// lines below the beginning of the record.
    QuoteOpen { lines: u64 },
    /// The record is longer than the limit.
    Long,
    /// More cells than the limit.
    Wide,
    /// Something follows a closing quotation mark, which is an error only when
    /// splitting is strict; the mark stands this many lines below the
    /// beginning of the record.
    QuoteFollowed { lines: u64 },
}

/// Splits records and holds the cells of the last one.
#[derive(Debug, Clone)]
pub(super) struct Splitter {
    delimiter: u8,
    /// Text after a closing quotation mark is an error, as RFC 4180 has it.
    strict: bool,
    max_bytes: usize,
    max_cells: usize,
    /// The bytes that end a cell without quotation marks.
    ends: [bool; 256],
    cells: Vec<CellRange>,
}

impl Splitter {
    pub(super) fn new(delimiter: u8) -> Self {
        let mut ends = [false; 256];
        for byte in [delimiter, b'\n', b'\r'] {
            ends[usize::from(byte)] = true;
        }
        Self {
            delimiter,
            strict: false,
            max_bytes: MAX_ROW_BYTES,
            max_cells: MAX_COLUMNS,
            ends,
            cells: Vec::new(),
        }
    }

    /// One for a text whose whole length is limited, so that its records need
    /// no limits, and in which nothing may follow a closing quotation mark.
    pub(super) fn strict(delimiter: u8) -> Self {
        Self {
            strict: true,
            max_bytes: usize::MAX - 1,
            max_cells: usize::MAX,
            ..Self::new(delimiter)
        }
    }

    pub(super) fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// How many cells the last record has.
    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether every cell of the last record is empty.
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.start == cell.end)
    }

    /// A cell of the last record. `text` begins where the record begins.
    #[inline]
    pub(super) fn cell<'t>(&self, text: &'t str, index: usize) -> Option<Cow<'t, str>> {
        let position = self.cells.get(index)?;
        let raw = text.get(position.start as usize..position.end as usize)?;
        Some(match position.marks {
            Marks::Plain => Cow::Borrowed(raw),
            Marks::Doubled => Cow::Owned(raw.replace("\"\"", "\"")),
            Marks::Tail => Cow::Owned(with_tail(raw)),
        })
    }

    /// Splits the record at the beginning of the text. When `whole`, no more
    /// text follows.
    pub(super) fn split(&mut self, text: &[u8], whole: bool) -> SplitStep {
        self.cells.clear();
        let limit = text.len().min(self.max_bytes + 1);
        let bytes = text.get(..limit).unwrap_or(text);
        if bytes.is_empty() {
            return if whole {
                SplitStep::End
            } else {
                SplitStep::More
            };
        }
        let (mut at, mut lines) = (0, 0);
        loop {
            let mut position = (at, at, Marks::Plain);
            if bytes.get(at) == Some(&b'"') {
                let opened = lines;
                at += 1;
                position.0 = at;
                loop {
                    let Some(found) = memchr::memchr(b'"', bytes.get(at..).unwrap_or_default())
                    else {
                        return match text.len() > self.max_bytes || whole {
                            true => SplitStep::QuoteOpen { lines: opened },
                            false => SplitStep::More,
                        };
                    };
                    lines += line_ends(&bytes[at..at + found]);
                    position.1 = at + found;
                    at = position.1 + 1;
                    if bytes.get(at) != Some(&b'"') {
                        break;
                    }
                    position.2 = Marks::Doubled;
                    at += 1;
                }
                if bytes
                    .get(at)
                    .is_some_and(|byte| !self.ends[usize::from(*byte)])
                {
                    if self.strict {
                        return SplitStep::QuoteFollowed { lines };
                    }
                    position = (position.0 - 1, at, Marks::Tail);
                }
            }
            if position.2 == Marks::Tail || position.0 == at {
                while let Some(byte) = bytes.get(at)
                    && !self.ends[usize::from(*byte)]
                {
                    at += 1;
                }
                position.1 = at;
            }
            if self.cells.len() == self.max_cells {
                return SplitStep::Wide;
            }
            // Records are shorter than 4 GB by far.
            #[expect(clippy::cast_possible_truncation)]
            self.cells.push(CellRange {
                start: position.0 as u32,
                end: position.1 as u32,
                marks: position.2,
            });
            match bytes.get(at) {
                Some(byte) if *byte == self.delimiter => at += 1,
                Some(_) => {
                    return SplitStep::Record { end: at + 1, lines };
                }
                None if text.len() > self.max_bytes => return SplitStep::Long,
                None if whole => return SplitStep::Record { end: at, lines },
                None => return SplitStep::More,
            }
        }
    }
}

/// The text of a cell that goes on after its closing quotation mark: what
/// follows is as it stands.
fn with_tail(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw.get(1..).unwrap_or_default();
    while let Some((before, after)) = rest.split_once('"') {
        text.push_str(before);
        let Some(doubled) = after.strip_prefix('"') else {
            rest = after;
            break;
        };
        text.push('"');
        rest = doubled;
    }
    text.push_str(rest);
    text
}

/// Line ends in a text: `\n`, and `\r` where no `\n` follows.
pub(super) fn line_ends(bytes: &[u8]) -> u64 {
    let lone = |(at, byte): (usize, &u8)| match byte {
        b'\n' => 1,
        b'\r' if bytes.get(at + 1) != Some(&b'\n') => 1,
        _ => 0,
    };
    bytes.iter().enumerate().map(lone).sum()
}

/// How many bytes of a line end are left behind the end of a record: the `\n`
/// of a `\r\n`.
pub(super) fn after_return(text: &[u8], end: usize) -> usize {
    let last = end.checked_sub(1).and_then(|last| text.get(last));
    usize::from(last == Some(&b'\r') && text.get(end) == Some(&b'\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(text: &str, delimiter: u8) -> Vec<Vec<String>> {
        let mut splitter = Splitter::new(delimiter);
        let (mut rest, mut all) = (text, Vec::new());
        loop {
            match splitter.split(rest.as_bytes(), true) {
                SplitStep::Record { end, .. } => {
                    let cells = (0..splitter.len()).map(|at| splitter.cell(rest, at).unwrap());
                    all.push(cells.map(Cow::into_owned).collect());
                    rest = &rest[end..];
                }
                SplitStep::End => return all,
                other => panic!("{other:?} in {text:?}"),
            }
        }
    }

    #[test]
    fn cells_are_split_as_programs_write_them() {
        let cases: [(&str, &[&[&str]]); 14] = [
            ("a,b\n1,2\n", &[&["a", "b"], &["1", "2"]]),
            ("a,b\n1,2", &[&["a", "b"], &["1", "2"]]),
            ("a,,\n", &[&["a", "", ""]]),
            ("\"a\",\"b,c\"\n", &[&["a", "b,c"]]),
            ("\"a \"\"b\"\"\",c\n", &[&["a \"b\"", "c"]]),
            ("\"\"\"\",x\n", &[&["\"", "x"]]),
            ("\"\",x\n", &[&["", "x"]]),
            ("\"a\nb\",c\n", &[&["a\nb", "c"]]),
            ("a\"b\",c\n", &[&["a\"b\"", "c"]]),
            ("\"a\"b,c\n", &[&["ab", "c"]]),
            ("\"a\"\"b\"c\"d,e\n", &[&["a\"bc\"d", "e"]]),
            ("\"\"\"a\"\"\"x,c\n", &[&["\"a\"x", "c"]]),
            ("é,ü\n", &[&["é", "ü"]]),
            ("=1+1,-x\n", &[&["=1+1", "-x"]]),
        ];
        for (text, expected) in cases {
            assert_eq!(records(text, b','), expected, "{text:?}");
        }
        assert_eq!(records("a;b\tc\n", b';'), [["a", "b\tc"]]);
    }

    #[test]
    fn ends_and_limits_are_reported() {
        let mut splitter = Splitter::new(b',');
        assert_eq!(splitter.split(b"a,b", false), SplitStep::More);
        assert_eq!(splitter.split(b"\"a\"", false), SplitStep::More);
        assert_eq!(splitter.split(b"", false), SplitStep::More);
        assert_eq!(splitter.split(b"", true), SplitStep::End);
        assert_eq!(splitter.split(b"a,\"b\n", false), SplitStep::More);
        let open = SplitStep::QuoteOpen { lines: 0 };
        assert_eq!(splitter.split(b"a,\"b\n", true), open);
        let lines = SplitStep::Record { end: 7, lines: 2 };
        assert_eq!(splitter.split(b"\"a\n\r\n\"\r\nb", true), lines);
        let long = vec![b'a'; MAX_ROW_BYTES + 10];
        assert_eq!(splitter.split(&long, false), SplitStep::Long);
        let wide = vec![b','; MAX_COLUMNS + 10];
        assert_eq!(splitter.split(&wide, true), SplitStep::Wide);
    }
}
