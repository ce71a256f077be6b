//! The portal's table that the setup is compared with: that of an untouched
//! application, or one that was read from a schema file in this tab. A file is
//! not kept: it may be old tomorrow.

use crate::state::App;
use provisioning::portal::portal_diff::untouched;

use crate::state::schema_file::{SchemaFileState, imported};
use provisioning::mapping::Row;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Baseline {
    /// Its rows, in the portal's order.
    pub rows: Vec<Row>,
    /// The file it was read from; nothing when it is the untouched one.
    pub file: Option<String>,
}

/// The table now. It follows the import of a file.
pub fn table(app: App) -> Baseline {
    match imported(app) {
        Some(reading) => Baseline {
            rows: reading.set.rows.clone(),
            file: Some(
                SchemaFileState::of(app)
                    .name()
                    .unwrap_or_else(|| "the pasted text".to_owned()),
            ),
        },
        None => Baseline {
            rows: untouched(),
            file: None,
        },
    }
}
