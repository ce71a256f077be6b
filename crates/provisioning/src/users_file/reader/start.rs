//! The beginning of a file.

use super::{Stage, UsersReader};
use crate::users_file::csv::{self, Splitter};
use crate::users_file::json::Finder;
use crate::users_file::{MAX_ROW_BYTES, Refusal};

impl UsersReader {
    /// Tells CSV from JSON and reads the headers, once they are complete.
    pub(super) fn start(&mut self) -> Result<bool, Refusal> {
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let blank = rest.len() - rest.trim_start_matches([' ', '\n', '\r', '\u{FEFF}']).len();
            let rest = &rest[blank..];
            self.line += csv::line_ends(&self.text.as_bytes()[self.at..self.at + blank]);
            self.at += blank;
            if rest.starts_with(['{', '[']) {
                self.stage = Stage::Json(Finder::new());
                return Ok(true);
            }
            if rest.is_empty() {
                return if self.whole {
                    Err(Refusal::Empty)
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
                return Err(Refusal::LongRow {
                    line: self.line,
                    limit: MAX_ROW_BYTES as u64,
                });
            }
            let line = &rest[..line_end.unwrap_or(rest.len())];
            if line.starts_with("#TYPE") {
                self.notes.type_line = true;
                self.at += line.len();
                continue;
            }
            let named = line.strip_prefix("sep=").filter(|rest| rest.len() == 1);
            if named.is_some() {
                // Excel's way to name the delimiter; the headers show it anyhow.
                self.at += line.len();
                continue;
            }
            self.stage = Stage::Csv(Box::new(Splitter::new(csv::delimiter(line))));
            break;
        }
        let Some(_) = self.record()? else {
            self.stage = Stage::Start;
            return Ok(false);
        };
        if let Stage::Csv(splitter) = &self.stage {
            let text = self.text.get(self.row..).unwrap_or_default();
            let cells = (0..splitter.len()).filter_map(|index| splitter.cell(text, index));
            self.headers = cells.map(|cell| cell.trim().to_owned()).collect();
            while self.headers.len() > 1 && self.headers.last().is_some_and(String::is_empty) {
                self.headers.pop();
            }
        }
        Ok(true)
    }
}
