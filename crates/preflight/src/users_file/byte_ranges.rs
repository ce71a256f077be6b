//! Where a piece of the text stands in the file, so that it can be read again.

use std::ops::Range;

use super::UsersFileEncoding;
use super::encoding::Decoder;

/// A position where a part of the file began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    text: u64,
    file: u64,
    /// Whether from here to the next mark the text is the bytes of the file.
    same: bool,
}

/// From positions in the text to positions in the file.
#[derive(Debug, Clone, Default)]
pub struct ByteRanges {
    marks: Vec<Mark>,
    encoding: Option<UsersFileEncoding>,
}

/// What is to be read of a file for a piece of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByteRange {
    /// Bytes of the file; the end may be beyond it.
    pub file: Range<u64>,
    /// How many bytes of their text come before the piece.
    skip: usize,
    length: usize,
    encoding: UsersFileEncoding,
}

impl ByteRanges {
    /// Notes where a part began, after it was read.
    pub(super) fn mark(&mut self, text: u64, file: u64, same: bool, encoding: UsersFileEncoding) {
        self.know(encoding);
        if let Some(last) = self.marks.last()
            && last.same
            && same
            && text - last.text == file - last.file
        {
            return;
        }
        self.marks.push(Mark { text, file, same });
    }

    pub(super) fn know(&mut self, encoding: UsersFileEncoding) {
        self.encoding = Some(encoding);
    }

    /// What to read for these bytes of the text.
    pub fn byte_range(&self, text: Range<u64>) -> Option<ByteRange> {
        let encoding = self.encoding?;
        let length = usize::try_from(text.end - text.start).ok()?;
        let after = self.marks.partition_point(|mark| mark.text <= text.start);
        let mark = self.marks.get(after.checked_sub(1)?)?;
        let (start, skip) = match mark.same {
            true => (mark.file + (text.start - mark.text), 0),
            false => (mark.file, usize::try_from(text.start - mark.text).ok()?),
        };
        let next = self.marks.get(after);
        let end = match next {
            Some(next) if next.text < text.end => {
                let beyond = self.marks.iter().find(|mark| mark.text >= text.end);
                beyond.map(|mark| mark.file)
            }
            _ if mark.same => Some(start + length as u64),
            Some(next) => Some(next.file),
            None => None,
        };
        // No encoding has more than two bytes in the file for one in UTF-8.
        let most = start + 2 * (skip + length) as u64 + 4;
        Some(ByteRange {
            file: start..end.unwrap_or(most),
            skip,
            length,
            encoding,
        })
    }
}

impl ByteRange {
    /// The text of the bytes that were read.
    pub fn text(&self, bytes: &[u8]) -> Option<String> {
        let mut decoder = Decoder::midway(self.encoding);
        let mut text = String::new();
        decoder.push(bytes, &mut text);
        decoder.finish(&mut text);
        let piece = text.get(self.skip..self.skip + self.length)?;
        Some(piece.to_owned())
    }
}
