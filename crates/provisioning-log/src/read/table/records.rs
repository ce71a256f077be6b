//! Splitting a table into rows, part by part.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// One row, with its cells.
#[derive(Debug, Clone, Copy)]
pub(in crate::read) struct Row<'r> {
    text: &'r str,
    ends: &'r [usize],
}

impl<'r> Row<'r> {
    pub(in crate::read) fn new(text: &'r str, ends: &'r [usize]) -> Self {
        Self { text, ends }
    }

    pub(in crate::read) fn text(self) -> &'r str {
        self.text
    }

    pub(in crate::read) fn ends(self) -> &'r [usize] {
        self.ends
    }

    pub(in crate::read) fn cell(self, index: usize) -> &'r str {
        let start = match index.checked_sub(1) {
            Some(before) => self.ends.get(before).copied(),
            None => Some(0),
        };
        let range = start.zip(self.ends.get(index).copied());
        let cell = range.and_then(|(start, end)| self.text.get(start..end));
        cell.unwrap_or_default()
    }

    pub(in crate::read) fn cells(self) -> impl Iterator<Item = &'r str> {
        (0..self.ends.len()).map(move |index| self.cell(index))
    }
}

#[derive(Debug)]
pub(in crate::read) struct RecordReader {
    reader: Box<Reader>,
    out: Vec<u8>,
    ends: Vec<usize>,
    /// How much of the row at hand is in `out` and `ends`.
    filled: (usize, usize),
    max_bytes: usize,
    /// The row at hand is too long; its rest is passed over.
    too_long: bool,
}

pub(in crate::read) enum RecordStep<'r> {
    Row {
        row: Row<'r>,
        taken: usize,
    },
    /// A row that is longer than the limit ended.
    TooLong {
        taken: usize,
    },
    /// The row goes on in the next part.
    More,
    End,
}

/// More cells than any table of a log has.
const MAX_CELLS: usize = 1000;

impl RecordReader {
    pub(in crate::read) fn new(delimiter: u8, max_bytes: usize) -> Self {
        Self {
            reader: Box::new(ReaderBuilder::new().delimiter(delimiter).build()),
            out: vec![0; 4096],
            ends: vec![0; 64],
            filled: (0, 0),
            max_bytes,
            too_long: false,
        }
    }

    /// Takes the next row. An empty text is the end of the table.
    pub(in crate::read) fn next(&mut self, text: &str) -> RecordStep<'_> {
        let mut input = text.as_bytes();
        let mut taken = 0;
        loop {
            let (bytes, cells) = self.filled;
            let out = self.out.get_mut(bytes..).unwrap_or_default();
            let ends = self.ends.get_mut(cells..).unwrap_or_default();
            let (result, read, written, ended) = self.reader.read_record(input, out, ends);
            input = input.get(read..).unwrap_or_default();
            taken += read;
            self.filled = (bytes + written, cells + ended);
            match result {
                ReadRecordResult::InputEmpty => return RecordStep::More,
                ReadRecordResult::End => return RecordStep::End,
                ReadRecordResult::OutputFull if self.out.len() < self.max_bytes => {
                    self.out.resize(self.out.len() * 2, 0);
                }
                ReadRecordResult::OutputEndsFull if self.ends.len() < MAX_CELLS => {
                    self.ends.resize(self.ends.len() * 2, 0);
                }
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    self.too_long = true;
                    self.filled = (0, 0);
                }
                ReadRecordResult::Record => {
                    let (bytes, cells) = std::mem::take(&mut self.filled);
                    if std::mem::take(&mut self.too_long) {
                        return RecordStep::TooLong { taken };
                    }
                    let out = self.out.get(..bytes).unwrap_or_default();
                    // Cells are cut at ASCII, so they are text as the input is.
                    let text = std::str::from_utf8(out).unwrap_or_default();
                    let ends = self.ends.get(..cells).unwrap_or_default();
                    return RecordStep::Row {
                        row: Row::new(text, ends),
                        taken,
                    };
                }
            }
        }
    }
}

/// The delimiter that a header has most often outside quotation marks.
pub(in crate::read) fn delimiter_of(header: &str) -> u8 {
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in header.bytes() {
        if byte == b'"' {
            quoted = !quoted;
        }
        for (delimiter, count) in &mut counts {
            *count += usize::from(!quoted && *delimiter == byte);
        }
    }
    // Of equals, the first is the usual one.
    let best = counts.iter().rev().max_by_key(|(_, count)| *count);
    best.map_or(b',', |(delimiter, _)| *delimiter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, part: usize) -> Vec<Vec<String>> {
        let mut reader = RecordReader::new(b',', 10_000);
        let mut rows = Vec::new();
        let characters: Vec<char> = text.chars().collect();
        let mut parts: Vec<String> = characters
            .chunks(part)
            .map(|c| c.iter().collect())
            .collect();
        parts.push(String::new());
        for part in &parts {
            let mut rest = part.as_str();
            loop {
                match reader.next(rest) {
                    RecordStep::Row { row, taken } => {
                        rows.push(row.cells().map(str::to_owned).collect());
                        rest = &rest[taken..];
                    }
                    RecordStep::TooLong { taken } => {
                        rows.push(vec!["too long".to_owned()]);
                        rest = &rest[taken..];
                    }
                    RecordStep::More | RecordStep::End => break,
                }
                if rest.is_empty() && !part.is_empty() {
                    break;
                }
            }
        }
        rows
    }

    #[test]
    fn rows_are_split_in_any_parts() {
        let long = format!("{},x\n1,2", "y".repeat(40_000));
        for (text, expected) in [
            ("a,b\n1,2\n", vec![vec!["a", "b"], vec!["1", "2"]]),
            ("a,b\r\n1,2", vec![vec!["a", "b"], vec!["1", "2"]]),
            ("\"a \"\"b\"\"\",\"c\nd\"\n", vec![vec!["a \"b\"", "c\nd"]]),
            ("é,,\n", vec![vec!["é", "", ""]]),
            ("a,\"b", vec![vec!["a", "b"]]),
            (&long, vec![vec!["too long"], vec!["1", "2"]]),
        ] {
            for part in [1, 3, 1000, 100_000] {
                assert_eq!(rows(text, part), expected, "{part}");
            }
        }
    }

    #[test]
    fn the_delimiter_is_the_most_frequent() {
        for (header, expected) in [
            ("a,b;c", b','),
            ("a;b;c", b';'),
            ("a\tb", b'\t'),
            ("\"a;b;c\",d", b','),
            ("a", b','),
        ] {
            assert_eq!(delimiter_of(header), expected, "{header}");
        }
    }
}
