//! The rows of a JSON file: its objects.

use super::{LISTED, RowPosition, Stage, UsersReader};
use crate::users_file::csv;
use crate::users_file::headers::password_columns::holds_passwords;
use crate::users_file::json::{FindStep as Found, JsonCell, Members};
use crate::users_file::{MAX_CELL_BYTES, MAX_COLUMNS, MAX_ROW_BYTES, UsersFileError};

impl UsersReader {
    pub(super) fn next_object(&mut self) -> Result<Option<RowPosition>, UsersFileError> {
        let Stage::Json(finder) = &mut self.stage else {
            return Ok(None);
        };
        let text = self.text.as_bytes();
        let step = finder.next(text, self.at, self.whole);
        let line_of = |at: usize| self.line + csv::line_ends(&text[self.at..at]);
        let (start, end) = match step {
            Found::Object { start, end } => (start, end),
            Found::More { from } => {
                self.line = line_of(from);
                self.at = from;
                return Ok(None);
            }
            Found::End => return Ok(None),
            Found::Wrong { at, what } => {
                return Err(UsersFileError::Json {
                    line: line_of(at),
                    what: what.to_owned(),
                });
            }
            Found::Long { at } => {
                return Err(UsersFileError::LongRow {
                    line: line_of(at),
                    limit: MAX_ROW_BYTES as u64,
                });
            }
        };
        let line = line_of(start);
        let members = serde_json::from_slice::<Members>(&text[start..end]);
        let Members(members) = members.map_err(|error| UsersFileError::Json {
            line: line + error.line().saturating_sub(1) as u64,
            what: wrong_json(&error),
        })?;
        let position = RowPosition {
            start: self.base + start as u64,
            length: u32::try_from(end - start).unwrap_or(u32::MAX),
            line,
            ragged: false,
        };
        self.line = line + csv::line_ends(&text[start..end]);
        self.at = end;
        self.take(members)?;
        Ok(Some(position))
    }

    /// Puts the members of an object where their columns are.
    fn take(&mut self, members: Vec<(String, JsonCell)>) -> Result<(), UsersFileError> {
        for cell in &mut self.members {
            *cell = JsonCell::Empty;
        }
        if self.rows == 0
            && let Some((_, JsonCell::One(message))) =
                members.iter().find(|(name, _)| name == "error.message")
        {
            return Err(UsersFileError::GraphError(message.clone()));
        }
        for (name, cell) in members {
            let column = match self.names.get(&name) {
                Some(column) => *column,
                None if self.headers.len() == MAX_COLUMNS => {
                    return Err(UsersFileError::ManyColumns);
                }
                None => {
                    if self.rows > 0 && self.notes.late.len() < LISTED {
                        self.notes.late.push(name.clone());
                    }
                    self.hidden.push(holds_passwords(&name));
                    self.headers.push(name.clone());
                    let column = self.headers.len() - 1;
                    self.names.insert(name, column);
                    column
                }
            };
            if self.members.len() <= column {
                self.members.resize(column + 1, JsonCell::Empty);
            }
            if self.hidden.get(column) == Some(&true) {
                continue;
            }
            if let JsonCell::One(text) = &cell {
                self.notes.cut += u64::from(text.len() > MAX_CELL_BYTES);
            }
            self.members[column] = cell;
        }
        Ok(())
    }
}

/// What is wrong, without the position, which is within the object.
fn wrong_json(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rsplit_once(" at line ") {
        Some((what, _)) => what.to_owned(),
        None => text,
    }
}
