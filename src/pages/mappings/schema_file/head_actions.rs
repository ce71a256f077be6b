//! What can be done with the comparison: copy the changes, save the file.

use std::rc::Rc;

use leptos::prelude::*;
use sync_schema::export::Export;
use sync_schema::message;

use crate::browser;
use crate::components::copy_button::CopyButton;
use crate::pages::mappings::blocked_rows::FixFirst;
use crate::pages::mappings::save_button::SaveButton;
use crate::pages::mappings::schema_file::page_state::{SchemaPage, use_schema_page};
use crate::pages::mappings::schema_file::status::FileStatus;

#[component]
pub fn HeadActions() -> impl IntoView {
    let page = use_schema_page();
    view! {
        {move || match FileStatus::of(page) {
            None | Some(FileStatus::Failed(_) | FileStatus::Unchanged) => ().into_any(),
            Some(FileStatus::Checking | FileStatus::Refused(_)) => {
                view! { <SaveButton label="Save updated file" name=String::new()/> }.into_any()
            }
            Some(FileStatus::Blocked(issues)) => view! { <FixFirst issues/> }.into_any(),
            Some(FileStatus::Ready(export)) => view! { <SaveActions export/> }.into_any(),
        }}
    }
}

#[component]
fn SaveActions(export: Rc<Export>) -> impl IntoView {
    let page = use_schema_page();
    let name = Signal::derive(move || page.updated_name());
    let save = UnsyncCallback::new(move |()| save(page, &export));
    view! {
        <CopyButton
            what="List of changes"
            label="Copy changes"
            class="wide-only"
            text=move |()| change_list(page)
        />
        <SaveButton label="Save updated file" name save/>
    }
}

fn change_list(page: SchemaPage) -> String {
    let groups_off = untrack(|| page.disables_groups());
    let list = page.comparison.with_untracked(|compared| {
        let compared = compared.as_ref();
        compared.map(|compared| message::change_list(compared, groups_off))
    });
    list.unwrap_or_default()
}

/// Whether the browser took the updated file.
fn save(page: SchemaPage, export: &Export) -> bool {
    let name = untrack(|| page.updated_name());
    let blob = page.file.changed(export);
    blob.is_some_and(|blob| browser::save_blob(&name, &blob).is_ok())
}
