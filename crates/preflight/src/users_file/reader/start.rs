//! The beginning of a file.

use super::{Stage, UsersReader};
use crate::users_file::csv::{self, Splitter};
use crate::users_file::headers::password_columns::holds_passwords;
use crate::users_file::json::Finder;
use crate::users_file::preamble::{Header, Preamble, titles};
use crate::users_file::titles::is_identifier;
use crate::users_file::{MAX_ROW_BYTES, UsersFileError};

impl UsersReader {
    /// Tells CSV from JSON and reads the headers, once they are complete.
    pub(super) fn start(&mut self) -> Result<bool, UsersFileError> {
        self.end_return();
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let blank = rest.len() - rest.trim_start_matches([' ', '\n', '\r', '\u{FEFF}']).len();
            let rest = &rest[blank..];
            self.line += csv::line_ends(&self.text.as_bytes()[self.at..self.at + blank]);
            self.at += blank;
            if rest.starts_with(['{', '[']) {
                self.stage = Stage::Json(Finder::default());
                return Ok(true);
            }
            if rest.is_empty() {
                return if self.whole {
                    Err(UsersFileError::Empty)
                } else {
                    Ok(false)
                };
            }
            let line_end = rest.find(['\n', '\r']);
            let too_long = line_end.unwrap_or(rest.len()) > MAX_ROW_BYTES;
            if line_end.is_none() && !self.whole && !too_long {
                return Ok(false);
            }
            if too_long {
                return Err(UsersFileError::LongRow {
                    line: self.line,
                    limit: MAX_ROW_BYTES as u64,
                });
            }
            let line = &rest[..line_end.unwrap_or(rest.len())];
            let preamble = Preamble::of(line);
            if preamble.lines == 0 {
                break;
            }
            self.named = preamble.delimiter.or(self.named);
            self.notes.type_line |= preamble.type_line;
            self.notes.version_line |= preamble.version_line;
            self.at += line.len();
        }
        self.header()
    }

    fn header(&mut self) -> Result<bool, UsersFileError> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let Some(titles) = titles(rest, self.whole, self.named) else {
            return Ok(false);
        };
        let before = rest.get(..titles).unwrap_or_default().to_owned();
        self.line += self.pass_titles(&before);
        self.at += titles;
        self.header_record()
    }

    /// Notes the lines of titles; gives how many line ends they have.
    fn pass_titles(&mut self, before: &str) -> u64 {
        let ends = csv::line_ends(before.as_bytes());
        let text = before.replace("\r\n", "\n").replace('\r', "\n");
        let filled = (self.line..).zip(text.lines());
        let is_blank = |line: &str| {
            line.chars()
                .all(|c| c.is_whitespace() || ",;\"".contains(c))
        };
        let filled = filled.filter(|(_, line)| !is_blank(line));
        self.notes.titles = filled.map(|(line, _)| line).collect();
        ends
    }

    fn header_record(&mut self) -> Result<bool, UsersFileError> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        // How the file is parted must not decide what is looked at.
        let looked_at = rest.floor_char_boundary(MAX_ROW_BYTES + 1);
        let header = Header::of(rest.get(..looked_at).unwrap_or(rest));
        if !header.complete && !self.whole && rest.len() <= MAX_ROW_BYTES {
            return Ok(false);
        }
        let delimiter = self.named.unwrap_or(header.delimiter);
        self.stage = Stage::Csv(Box::new(Splitter::new(delimiter)));
        loop {
            let Some(position) = self.record()? else {
                self.stage = Stage::Start;
                return match self.whole {
                    true => Err(UsersFileError::Empty),
                    false => Ok(false),
                };
            };
            let Stage::Csv(splitter) = &self.stage else {
                return Ok(false);
            };
            let text = self.text.get(self.row..).unwrap_or_default();
            let cells = (0..splitter.len()).filter_map(|index| splitter.cell(text, index));
            self.headers = cells.map(|cell| cell.trim().to_owned()).collect();
            while self.headers.len() > 1 && self.headers.last().is_some_and(String::is_empty) {
                self.headers.pop();
            }
            if self.headers.iter().any(|header| is_identifier(header)) {
                return Err(UsersFileError::NoHeaders {
                    line: position.line,
                });
            }
            if self.headers.iter().any(|header| !header.is_empty()) {
                let hidden = self.headers.iter().map(|header| holds_passwords(header));
                self.hidden = hidden.collect();
                return Ok(true);
            }
            self.notes.blank += u64::from(splitter.len() > 1);
        }
    }
}
