//! What the table of mappings and its drawer share.

use leptos::prelude::*;
use provisioning::portal::mapping_table::{MappingTable, mapping_table};
use provisioning::set_status::readiness::{Readiness, readiness};

use crate::pages::mappings::baseline;
use crate::pages::mappings::drawer_kind::DrawerKind;
use crate::state::App;
use crate::state::preview_client::PreviewState;

/// The state of the table. Copies are handles to the same.
#[derive(Clone, Copy)]
pub struct TableState {
    pub table: Memo<MappingTable>,
    pub readiness: Memo<Readiness>,
    /// What the drawer shows.
    pub drawer: Memo<Option<DrawerKind>>,
    /// The tab of the drawer; it stays from mapping to mapping.
    pub tab: RwSignal<&'static str>,
}

impl TableState {
    pub fn new(app: App, preview: PreviewState, part: Memo<Option<String>>) -> Self {
        Self {
            table: Memo::new(move |_| {
                let rows = baseline::table(app).rows;
                app.setup.with(|setup| mapping_table(&rows, &setup.mapping))
            }),
            readiness: Memo::new(move |_| {
                app.setup
                    .with(|setup| readiness(&setup.mapping, &preview.evaluation(&setup.mapping)))
            }),
            drawer: Memo::new(move |_| part.with(|part| DrawerKind::of(app, part.as_deref()?))),
            tab: RwSignal::new("value"),
        }
    }

    pub fn is_blocked(self) -> bool {
        self.readiness
            .with(|readiness| !readiness.blocking().is_empty())
    }

    /// Whether the drawer shows this target. Tracks the drawer.
    pub fn shows(self, target: &str) -> bool {
        self.drawer
            .with(|drawer| drawer.as_ref().and_then(DrawerKind::target) == Some(target))
    }
}

/// The state of the page. Call it while a component is made.
pub fn use_table() -> TableState {
    expect_context()
}

/// The id of the link in a target's row.
pub fn row_id(target: &str) -> String {
    format!("row-{target}")
}
