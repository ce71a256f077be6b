//! What is shown beside the table: a mapping, a new one, or the operations.

mod add_mapping;
mod custom_row;
mod frame;
mod operations;
mod portal_field;
mod result;
mod settings;
mod sources;
mod talkdesk_row;

use leptos::prelude::*;
use provisioning::mapping::{Row, Source};
use provisioning::talkdesk::{self as attributes, TargetAttribute};

use crate::browser;
use crate::pages::mappings::drawer::add_mapping::AddMapping;
use crate::pages::mappings::drawer::custom_row::CustomRow;
use crate::pages::mappings::drawer::operations::OperationsDrawer;
use crate::pages::mappings::drawer::talkdesk_row::TalkdeskRow;
use crate::pages::mappings::drawer_kind::DrawerKind;
use crate::pages::mappings::edit_session::EditSession;
use crate::state::mapping_links as links;

#[component]
pub fn MappingDrawer(kind: DrawerKind) -> impl IntoView {
    match kind {
        DrawerKind::Add => view! { <AddMapping/> }.into_any(),
        DrawerKind::Operations => view! { <OperationsDrawer/> }.into_any(),
        DrawerKind::Talkdesk(name) => known(name)
            .map(|target| view! { <TalkdeskRow target/> }.into_any())
            .into_any(),
        DrawerKind::Custom(target) => view! { <CustomRow target/> }.into_any(),
    }
}

fn known(name: &str) -> Option<&'static TargetAttribute> {
    attributes::target(name)
}

/// Closes the drawer.
fn close() {
    browser::go(links::TABLE);
}

/// The mapping in the drawer, whichever fields it is filled in with. Copies are
/// handles to the same.
#[derive(Clone, Copy)]
pub struct OpenRow {
    pub target: StoredValue<String>,
    /// What the setup has.
    pub saved: Memo<Option<Row>>,
    /// What is typed, while it isn't saved.
    pub draft: Memo<Option<Draft>>,
    /// Puts the draft away.
    pub discard: Callback<()>,
    /// What can be taken back at once.
    pub edit_session: EditSession,
}

impl OpenRow {
    fn target(self) -> String {
        self.target.get_value()
    }
}

/// The mapping in the drawer. Call it while a component is made.
pub fn use_open_row() -> OpenRow {
    expect_context()
}

/// What was typed and isn't saved, because it isn't complete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The source so far.
    pub source: Option<Source>,
    /// What to do before it can be saved, such as `enter a role for Admin`.
    pub to_complete: String,
}
