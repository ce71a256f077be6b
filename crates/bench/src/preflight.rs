//! Preflight as the app's worker has it, a file to run it on, and the same
//! file only parsed.

use provisioning::job::Job;
use provisioning::preflight::ask::Ask;
use provisioning::preflight::generate;
use provisioning::users_file::{Cell, UsersReader};
use wasm_bindgen::prelude::wasm_bindgen;

// What the app's worker exports is exported here as well.
pub use scimdesk_worker::receive;

/// A users file.
#[wasm_bindgen]
pub fn users_file(count: usize) -> String {
    generate::generate(count).csv
}

/// How often each kind was planted in the file, as lines of code and number.
#[wasm_bindgen]
pub fn planted(count: usize) -> String {
    let planted = generate::generate(count).planted;
    let mut counts = std::collections::BTreeMap::<&str, u32>::new();
    for (_, kind) in planted {
        *counts.entry(kind.words().code).or_default() += 1;
    }
    let lines = counts
        .iter()
        .map(|(code, users)| format!("{code}\t{users}\n"));
    lines.collect()
}

/// The job of the whole run, as the page writes it.
#[wasm_bindgen]
pub fn job() -> String {
    let job = Job::Preflight(Ask::Run(Box::new(generate::plan())));
    serde_json::to_string(&job).unwrap_or_default()
}

/// Reads the file and does nothing with it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Parse {
    reader: UsersReader,
    every_cell: bool,
    bytes: usize,
}

#[wasm_bindgen]
impl Parse {
    /// With every cell, or only the rows split into cells.
    #[wasm_bindgen(constructor)]
    pub fn new(every_cell: bool) -> Parse {
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
        let said = |refusal| format!("{refusal:?}");
        self.reader.push(bytes).map_err(said)?;
        self.rows().map_err(said)
    }

    /// Ends the file; gives the number of rows.
    ///
    /// # Errors
    ///
    /// The file cannot be read.
    pub fn finish(&mut self) -> Result<u32, String> {
        let said = |refusal| format!("{refusal:?}");
        self.reader.finish().map_err(said)?;
        self.rows().map_err(said)?;
        Ok(self.reader.rows())
    }

    /// The bytes of all cells, so that no cell can be left out.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    fn rows(&mut self) -> Result<(), provisioning::users_file::Refusal> {
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
