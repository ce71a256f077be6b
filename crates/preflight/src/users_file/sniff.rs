//! What a file turns out to be by its first part: the types that the page shows
//! and sends back, and looking.

use serde::{Deserialize, Serialize};

use super::{
    Cell, Format, Meaning, SAMPLES, UsersFileEncoding, UsersFileError, UsersFileNote,
    UsersFileOrigin, UsersReader,
};
use crate::users_file::headers::columns::{recognized, rivals};
use crate::users_file::headers::origin::origin;
use crate::users_file::headers::password_columns::holds_passwords;
use crate::users_file::headers::state_headers::may_be_state;
use provisioning::entra::ENABLED;

/// One column of a table, or one member of the objects of a JSON file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Column {
    /// The header as it stands in the file.
    pub name: String,
    /// The attribute of Entra that it is taken for; none when it is not used.
    /// The page may change this and the meaning, and nothing else.
    pub attribute: Option<String>,
    pub meaning: Meaning,
    /// Whether it holds passwords. Then its values are dropped when the file
    /// is read, and it cannot be used.
    pub is_password: bool,
    /// Up to [`SAMPLES`](super::SAMPLES) values that are not empty, shortened.
    pub samples: Vec<String>,
    /// Whether an earlier column has the same header; then it is not used
    /// unless it is chosen.
    pub repeated: bool,
}

/// What the worker says of a file after its first part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SniffedFile {
    pub format: Format,
    /// How its bytes stand for characters, as far as was read.
    pub encoding: UsersFileEncoding,
    pub origin: UsersFileOrigin,
    pub columns: Vec<Column>,
    pub rows: u64,
    pub whole: bool,
    pub notes: Vec<UsersFileNote>,
}

/// How many bytes a look reads.
pub const SNIFF_BYTES: usize = 256 << 10;

/// How many characters a sample has at most.
const SAMPLE: usize = 60;

/// Tells what a file is by its first [`SNIFF_BYTES`]; `whole` when it has no
/// more.
///
/// # Errors
///
/// Why the file cannot be used.
pub fn sniff(bytes: &[u8], whole: bool) -> Result<SniffedFile, UsersFileError> {
    let mut reader = UsersReader::default();
    reader.push(bytes)?;
    if whole {
        reader.finish()?;
    }
    let mut samples: Vec<Vec<String>> = Vec::new();
    while reader.next()?.is_some() {
        samples.resize(reader.headers().len(), Vec::new());
        for (column, samples) in samples.iter_mut().enumerate() {
            if samples.len() == SAMPLES {
                continue;
            }
            let text = match reader.cell(column) {
                Cell::Empty => continue,
                Cell::One(text) => text.into_owned(),
                Cell::Many(texts) => texts.join(", "),
            };
            let short: String = text.chars().take(SAMPLE).collect();
            if !short.is_empty() && !samples.contains(&short) {
                samples.push(short);
            }
        }
    }
    let Some(format) = reader.format() else {
        // The first line is longer than what was looked at.
        return Err(UsersFileError::LongRow {
            line: 1,
            limit: SNIFF_BYTES as u64,
        });
    };
    let headers = reader.headers();
    samples.resize(headers.len(), Vec::new());
    let origin = origin(headers, format == Format::Json);
    let found = recognized(headers, &samples, origin);
    let rivals = match origin {
        UsersFileOrigin::Talkdesk => Vec::new(),
        _ => rivals(headers, &found),
    };
    let columns = headers.iter().enumerate().zip(found).zip(samples);
    let columns: Vec<_> = columns
        .map(|(((index, name), found), samples)| {
            let repeated = headers.get(..index).unwrap_or_default().contains(name);
            let (attribute, meaning) = match found {
                Some(found) => (Some(found.attribute), found.meaning),
                None => (None, Meaning::default()),
            };
            Column {
                name: name.clone(),
                attribute,
                meaning,
                is_password: holds_passwords(name),
                samples,
                repeated,
            }
        })
        .collect();
    let has_enabled = columns
        .iter()
        .any(|column| column.attribute.as_deref() == Some(ENABLED));
    let required = columns.iter().filter(|column| {
        let is_open = column.attribute.is_none() && !column.is_password;
        is_open && may_be_state(&column.name, &column.samples)
    });
    let required: Vec<_> = required.map(|column| column.name.clone()).collect();
    let mut notes = reader.notes();
    if !has_enabled && !required.is_empty() && origin != UsersFileOrigin::Talkdesk {
        notes.push(UsersFileNote::MayBeEnabled(required));
    }
    // Only the whole file can tell what its last objects and pages have.
    notes.retain(|note| match note {
        UsersFileNote::LateMembers(_) => false,
        UsersFileNote::MorePages => whole,
        _ => true,
    });
    if origin.lacks().is_some() {
        notes.push(UsersFileNote::OfOrigin(origin));
    }
    notes.extend(
        rivals
            .into_iter()
            .map(|(column, used)| UsersFileNote::Compared { column, used }),
    );
    Ok(SniffedFile {
        format,
        encoding: reader.encoding(),
        origin,
        columns,
        rows: reader.rows().into(),
        whole,
        notes,
    })
}
