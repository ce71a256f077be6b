//! All mappings in one table, and the drawer beside it.

mod actions;
mod blocked;
mod compared;
mod head;
mod in_entra;
mod removals;
mod row;
mod rows;

use leptos::prelude::*;
use provisioning::portal::mapping_table::{MappingTable, mapping_table};
use provisioning::set_status::readiness::{Readiness, readiness};
use provisioning::set_status::row_status::set_text;

use crate::browser;
use crate::components::copy_button::CopyButton;
use crate::components::icon::{Icon, icons};
use crate::pages::mappings::drawer::{DrawerKind, MappingDrawer};
use crate::pages::mappings::table::blocked::Notices;
use crate::pages::mappings::table::compared::ComparedWith;
use crate::pages::mappings::table::head::TableHead;
use crate::pages::mappings::table::removals::Removals;
use crate::pages::mappings::table::rows::MappingRows;
use crate::pages::mappings::{baseline, links, use_preview};
use crate::state::preview_client::PreviewState;
use crate::state::{App, use_app};

pub use actions::{delete, shift_target};

/// What the parts of the page share. Copies are handles to the same.
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
    fn new(app: App, preview: PreviewState, part: Memo<Option<String>>) -> Self {
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
    fn shows(self, target: &str) -> bool {
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

#[component]
pub fn TablePage(
    /// The last part of the address.
    part: Memo<Option<String>>,
) -> impl IntoView {
    let app = use_app();
    let preview = use_preview();
    preview.follow(app);
    let state = TableState::new(app, preview, part);
    provide_context(state);
    return_focus(state);
    view! {
        <TableHead/>
        <div class="maps-pane" class:split=move || state.drawer.with(Option::is_some)>
            <div class="body">
                <Notices part/>
                <MappingRows/>
                <Removals/>
                <TableFoot/>
            </div>
            <For each=move || state.drawer.get() key=DrawerKind::clone let(kind)>
                <MappingDrawer kind/>
            </For>
        </div>
    }
}

/// When the drawer closes, the row that it was about gets the focus.
fn return_focus(state: TableState) {
    Effect::new(move |before: Option<Option<DrawerKind>>| {
        let now = state.drawer.get();
        let closed = before.flatten().filter(|_| now.is_none());
        if let Some(target) = closed.as_ref().and_then(DrawerKind::target) {
            let id = row_id(target);
            // The shell moves the focus to the heading first.
            request_animation_frame(move || request_animation_frame(move || browser::focus(&id)));
        }
        now
    });
}

/// What can be done with all mappings.
#[component]
fn TableFoot() -> impl IntoView {
    let app = use_app();
    let preview = use_preview();
    let state = use_table();
    view! {
        <div class="row wrap table-foot no-print">
            <a class="btn quiet addrow" href=format!("{}/{}", links::TABLE, links::ADD)>
                <Icon of=icons::PLUS/>
                "Add a mapping"
            </a>
            <CopyButton
                what="All mappings"
                label="Copy all mappings"
                text=move |()| all_rows(app, preview)
                disabled=Signal::derive(move || state.is_blocked())
            />
        </div>
        <ComparedWith/>
    }
}

/// The whole set as text.
fn all_rows(app: App, preview: PreviewState) -> String {
    app.setup.with_untracked(|setup| {
        let evaluation = untrack(|| preview.evaluation(&setup.mapping));
        set_text(&setup.mapping, &evaluation)
    })
}
