//! The portal's table that the set-up is compared with: that of an untouched
//! application, or one that was read from a schema file in this tab. A file is
//! not kept: it may be old tomorrow.

use provisioning::portal_diff::untouched;

use crate::state::schema_file::{imported_set, schema};
use provisioning::mapping::Row;

/// The table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its rows, in the portal's order.
    pub rows: Vec<Row>,
    /// The file it was read from; nothing when it is the untouched one.
    pub file: Option<String>,
}

/// The table now. It follows the import of a file.
pub fn table() -> Table {
    match imported_set() {
        Some(set) => Table {
            rows: set.rows,
            file: Some(
                schema()
                    .name()
                    .unwrap_or_else(|| "the pasted text".to_owned()),
            ),
        },
        None => Table {
            rows: untouched(),
            file: None,
        },
    }
}
