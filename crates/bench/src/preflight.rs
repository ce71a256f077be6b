//! Preflight as the app's worker has it, files to run it on, and a file only
//! parsed.

use preflight::fixtures;
use preflight::protocol::{InputPurpose, PlannedFile, PreflightRequest};
use preflight::users_file::{Cell, Column, UsersReader};
use wasm_bindgen::prelude::wasm_bindgen;
use worker_messages::WorkerRequest;

/// A part of a users file: so many users from a number on.
#[wasm_bindgen]
pub fn users_file(first: usize, count: usize) -> String {
    fixtures::part(first, count).csv
}

/// A part of a second file with an app role and a team for each user, and a
/// part of a list of as many users of Talkdesk, for the same part of the users
/// file.
#[wasm_bindgen]
pub fn other_files(first: usize, count: usize) -> Vec<String> {
    let mut roles = String::new();
    if first == 0 {
        roles.push_str("principalId,principalType,appRole,extensionAttribute1\n");
    }
    let mut talkdesk = String::new();
    let mut reader = UsersReader::default();
    let columns = fixtures::plan().files.remove(0).columns;
    let headers: Vec<_> = columns.iter().map(|column| column.name.as_str()).collect();
    let position = |name: &str| headers.iter().position(|own| *own == name).unwrap_or(0);
    let positions = ["userPrincipalName", "givenName", "surname", "id"].map(position);
    let mut csv = fixtures::part(first, count).csv;
    if first > 0 {
        csv = format!("{}\n{csv}", headers.join(","));
    }
    if reader.push(csv.as_bytes()).is_err() || reader.finish().is_err() {
        return Vec::new();
    }
    while let Ok(Some(_)) = reader.next() {
        let number = reader.rows();
        let [upn, given, surname, id] = positions.map(|position| match reader.cell(position) {
            Cell::One(text) => text.into_owned(),
            _ => String::new(),
        });
        roles.push_str(&format!("{id},User,Agent,Team {}\n", number % 50));
        let name = serde_json::json!({ "givenName": given, "familyName": surname });
        let user = serde_json::json!({
            "userName": upn, "externalId": id, "active": true, "name": name,
        });
        talkdesk.push_str(&user.to_string());
        talkdesk.push('\n');
    }
    vec![roles, talkdesk]
}

/// How often each kind was planted in the file, as lines of code and number.
#[wasm_bindgen]
pub fn planted(count: usize) -> String {
    let planted = fixtures::generate(count).planted;
    let mut counts = std::collections::BTreeMap::<&str, u32>::new();
    for (_, kind) in planted {
        *counts.entry(kind.text().code).or_default() += 1;
    }
    let lines = counts
        .iter()
        .map(|(code, users)| format!("{code}\t{users}\n"));
    lines.collect()
}

/// The request for the whole run, as the page writes it; also with the other files.
#[wasm_bindgen]
pub fn preflight_request(others: bool) -> String {
    let mut plan = fixtures::plan();
    if others {
        let columns = [
            ("principalId", "objectId"),
            ("principalType", "principalType"),
            ("appRole", "appRoleAssignments"),
            ("extensionAttribute1", "extensionAttribute1"),
        ];
        let columns = columns.map(|(name, attribute)| Column {
            name: name.to_owned(),
            attribute: Some(attribute.to_owned()),
            ..Column::default()
        });
        plan.files.push(PlannedFile {
            purpose: InputPurpose::Assigned,
            columns: columns.into(),
        });
        plan.files.push(PlannedFile {
            purpose: InputPurpose::Talkdesk,
            columns: Vec::new(),
        });
    }
    let request = WorkerRequest::Preflight(PreflightRequest::Run(Box::new(plan)));
    serde_json::to_string(&request).unwrap_or_default()
}

/// Reads the file and does nothing with it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct UsersParse {
    reader: UsersReader,
    every_cell: bool,
    bytes: usize,
}

#[wasm_bindgen]
impl UsersParse {
    /// With every cell, or only the rows split into cells.
    #[wasm_bindgen(constructor)]
    pub fn new(every_cell: bool) -> UsersParse {
        Self {
            reader: UsersReader::default(),
            every_cell,
            bytes: 0,
        }
    }

    /// Takes more of the file.
    ///
    /// # Errors
    ///
    /// The file cannot be read.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), String> {
        let debug_text = |refusal| format!("{refusal:?}");
        self.reader.push(bytes).map_err(debug_text)?;
        self.rows().map_err(debug_text)
    }

    /// Ends the file; gives the number of rows.
    ///
    /// # Errors
    ///
    /// The file cannot be read.
    pub fn finish(&mut self) -> Result<u32, String> {
        let debug_text = |refusal| format!("{refusal:?}");
        self.reader.finish().map_err(debug_text)?;
        self.rows().map_err(debug_text)?;
        Ok(self.reader.rows())
    }

    /// The bytes of all cells, so that no cell can be left out.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    fn rows(&mut self) -> Result<(), preflight::users_file::UsersFileError> {
        while self.reader.next()?.is_some() {
            if !self.every_cell {
                continue;
            }
            for column in 0..self.reader.headers().len() {
                if let Cell::One(text) = self.reader.cell(column) {
                    self.bytes += text.len();
                }
            }
        }
        Ok(())
    }
}
