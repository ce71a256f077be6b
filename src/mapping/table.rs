//! The portal's table that the set-up is compared with: that of an untouched
//! application, or one that was read from a schema file in this tab.

use leptos::prelude::*;
use provisioning::plan::untouched;

use super::set::Row;

/// The table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its rows, in the portal's order.
    pub rows: Vec<Row>,
    /// The file it was read from; nothing when it is the untouched one.
    pub file: Option<String>,
}

/// The table of this tab. It is not kept: a file may be old tomorrow.
pub fn table() -> RwSignal<Table> {
    thread_local! {
        static TABLE: (Owner, RwSignal<Table>) = {
            let owner = Owner::new_root(None);
            let table = owner.with(|| RwSignal::new(start()));
            (owner, table)
        };
    }
    TABLE.with(|(_, table)| *table)
}

/// The table of an untouched application.
pub fn start() -> Table {
    Table {
        rows: untouched(),
        file: None,
    }
}
