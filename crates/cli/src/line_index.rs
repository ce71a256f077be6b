//! Lines and columns of a text.

use std::ops::Range;

/// A position as editors count: from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct LineColumn {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

/// The beginnings of all lines.
#[derive(Debug)]
pub(crate) struct LineIndex<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> LineIndex<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            text,
            starts: std::iter::once(0).chain(breaks).collect(),
        }
    }

    /// The position of a byte. One within a character is its beginning.
    pub(crate) fn position(&self, byte: usize) -> LineColumn {
        let byte = self.text.floor_char_boundary(byte);
        let line = self.starts.partition_point(|start| *start <= byte);
        let start = self.starts.get(line.saturating_sub(1)).copied();
        let before = self.text.get(start.unwrap_or_default()..byte);
        LineColumn {
            line,
            column: before.map_or(0, |before| before.chars().count()) + 1,
        }
    }

    /// The positions of the first byte and of the one after the last.
    pub(crate) fn range(&self, bytes: &Range<usize>) -> (LineColumn, LineColumn) {
        (self.position(bytes.start), self.position(bytes.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_counted_as_editors_count() {
        let text = "a\r\né😀x\n\nend";
        let index = LineIndex::new(text);
        for (byte, line, column) in [
            (0, 1, 1),
            (2, 1, 3),
            (3, 2, 1),
            (4, 2, 1),
            (5, 2, 2),
            (9, 2, 3),
            (11, 3, 1),
            (12, 4, 1),
            (15, 4, 4),
            (99, 4, 4),
        ] {
            assert_eq!(index.position(byte), LineColumn { line, column }, "{byte}");
        }
        let empty = LineIndex::new("");
        assert_eq!(empty.position(7), LineColumn { line: 1, column: 1 });
    }
}
