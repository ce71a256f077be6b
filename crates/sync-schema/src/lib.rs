//! The synchronization schema of a provisioning job as a file: what the
//! portal's schema editor and Microsoft Graph's `GET …/schema` give.
//!
//! - [`json`] parses it with the byte range of every value, [`encoding`] reads
//!   its bytes. A file is never written as a whole: an [`export`] is a few
//!   edits of the file's own bytes, so that unknown members, order, forms of
//!   numbers and even spaces stay as they are.
//! - [`locate`] finds the mapping of users, [`read`] and [`source`] its rows,
//!   [`scope`] its scoping filter; [`unsupported`] is what was not understood.
//! - [`diff`] compares the rows with a setup.
//! - [`error`] is why a file cannot be read; [`message`] has the text for
//!   people.
//! - [`check`] says what is wrong with the mapping, at its position in the text.
//! - [`script`] writes scripts that do the whole setup from a shell.

pub mod check;
pub mod diff;
pub mod encoding;
pub mod error;
pub mod export;
pub mod json;
pub mod locate;
mod member_order;
pub mod message;
pub mod pasted_tree;
pub mod read;
pub mod scope;
pub mod script;
pub mod source;
pub mod unsupported;

use serde::{Deserialize, Serialize};

use error::SchemaFileError;
use export::{Export, ExportOptions};
use locate::Pick;
use provisioning::mapping::MappingSet;
use provisioning::set_diagnostics;
use read::ParsedSchema;

/// The largest file that is read, in bytes. A schema with every object of a
/// large connector has about 2 MB.
pub const MAX_BYTES: usize = 20_000_000;

/// The deepest nesting of brackets. One level of an expression takes three.
pub const MAX_DEPTH: usize = 256;

/// What a page asks about a file. The file itself goes beside the request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum SchemaRequest {
    /// What is in it? With a [`Pick`], in that mapping.
    Read { pick: Option<Pick> },
    /// What has to change in it, so that it says what a setup says?
    Export {
        pick: Pick,
        /// The rows and operations that it shall have.
        set: MappingSet,
        options: ExportOptions,
    },
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum SchemaResponse {
    Read(Result<Box<ParsedSchema>, SchemaFileError>),
    Exported(Result<Export, SchemaFileError>),
}

/// Handles a request. `bytes` are the file's, or the size of one that is too large.
/// `now` is what `Now()` is, in seconds since 1970.
pub fn run(job: &SchemaRequest, bytes: Result<&[u8], SchemaFileError>, now: i64) -> SchemaResponse {
    match job {
        SchemaRequest::Read { pick } => {
            let read = bytes.and_then(|bytes| read::read(bytes, *pick));
            SchemaResponse::Read(read.map(|mut reading| {
                reading.diagnostics = set_diagnostics::evaluate_samples(&reading.set, now);
                Box::new(reading)
            }))
        }
        SchemaRequest::Export { pick, set, options } => {
            let made = bytes.and_then(|bytes| export::export(bytes, *pick, set, options));
            SchemaResponse::Exported(made.map(|mut export| {
                export.refuse(set, set_diagnostics::evaluate_samples(set, now));
                export
            }))
        }
    }
}
