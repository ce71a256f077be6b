//! Why a file was not read.

use leptos::prelude::*;
use provisioning::format::size;
use sync_schema::error::{LineCol, SchemaFileError};

use crate::components::notice::Notice;
use crate::components::status::StatusKind;
use crate::pages::mappings::schema_file::page_state::use_schema_page;
use crate::state::schema_file::ImportError;

#[component]
pub fn FailedImport(error: ImportError) -> impl IntoView {
    let file = use_schema_page().file;
    let title = match file.name() {
        Some(name) => format!("{name} can’t be read"),
        None => "The text can’t be read".to_owned(),
    };
    let too_long = file.too_long();
    view! {
        <div class="import-result">
            <Notice kind=StatusKind::Bad title=title alert=true>
                <ImportErrorText error/>
                {too_long.map(|bytes| view! { <TooLong bytes/> }.into_any())}
            </Notice>
        </div>
    }
}

#[component]
fn TooLong(bytes: usize) -> impl IntoView {
    let text = format!(
        "The text has {}, too much to edit in the box, so the box is empty. Fix the text where you copied it, then paste it again or choose it as a file.",
        size(bytes as f64)
    );
    view! { <p>{text}</p> }
}

/// Why a file was not read, and what to do.
#[component]
pub fn ImportErrorText(error: ImportError) -> impl IntoView {
    match error {
        ImportError::File(error) => view! { <FileErrorText error/> }.into_any(),
        ImportError::Worker(failure) => view! { <p>{failure.to_string()}</p> }.into_any(),
    }
}

#[component]
fn FileErrorText(error: SchemaFileError) -> impl IntoView {
    let (why, todo) = (error.to_string(), error.todo());
    let damaged = match error {
        SchemaFileError::Damaged { spot, .. } => Some(view! { <DamagedLine spot/> }.into_any()),
        _ => None,
    };
    view! {
        <p>{why}</p>
        {damaged}
        <p>{todo}</p>
    }
}

/// The damaged line with a mark below the position.
#[component]
fn DamagedLine(spot: LineCol) -> impl IntoView {
    let mark = format!("{}\n{}^", spot.excerpt, " ".repeat(spot.before));
    view! {
        <pre class="code tight" role="group" tabindex="0" aria-label="The damaged line">
            {mark}
        </pre>
    }
}
