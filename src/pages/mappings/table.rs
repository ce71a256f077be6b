//! All mappings in one table, and the drawer beside it.

mod blocked;
mod compared;
mod head;
mod in_entra;
mod removals;
mod row;
mod rows;

use leptos::prelude::*;
use provisioning::set_status::row_status::set_text;

use crate::browser;
use crate::components::copy_button::CopyButton;
use crate::components::icon::{Icon, icons};
use crate::pages::mappings::drawer::MappingDrawer;
use crate::pages::mappings::drawer_kind::DrawerKind;
use crate::pages::mappings::impact::Impact;
use crate::pages::mappings::sample_users::SampleUsersSection;
use crate::pages::mappings::table::blocked::Notices;
use crate::pages::mappings::table::compared::ComparedWith;
use crate::pages::mappings::table::head::TableHead;
use crate::pages::mappings::table::removals::Removals;
use crate::pages::mappings::table::rows::MappingRows;
use crate::pages::mappings::table_state::{TableState, row_id, use_table};
use crate::pages::mappings::use_preview;
use crate::state::mapping_links as links;
use crate::state::preview_client::PreviewState;
use crate::state::{App, use_app};

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
                <Impact/>
                <MappingRows/>
                <Removals/>
                <TableFoot/>
                <SampleUsersSection/>
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
