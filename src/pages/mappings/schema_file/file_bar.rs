//! The file that is shown, and what else can be done with it.

use leptos::prelude::*;
use provisioning::format::{counted, size};
use sync_schema::encoding::SchemaFileEncoding;
use sync_schema::locate::{MappingCandidate, Pick};
use sync_schema::message;
use sync_schema::read::ParsedSchema;

use crate::browser;
use crate::browser::event;
use crate::components::icon::{Icon, icons};
use crate::pages::mappings::schema_file::page_state::{SchemaPage, use_schema_page};
use crate::state::UNDO_ID;

#[component]
pub fn FileBar() -> impl IntoView {
    let page = use_schema_page();
    let facts = untrack(|| page.reading()).map(|reading| facts(&reading));
    view! {
        <div class="chips topline">
            <span class="chip">
                <Icon of=icons::FILE/>
                <span class="name">{page.file_name()}</span>
                <span class="muted">{facts}</span>
                <button
                    type="button"
                    class="btn icon small plain"
                    aria-label="Close file"
                    on:click=move |_| close(page)
                >
                    <Icon of=icons::X/>
                </button>
            </span>
            <button
                type="button"
                class="btn quiet"
                on:click=move |_| page.is_choosing.set(true)
            >
                "Open another"
            </button>
            <button type="button" class="btn quiet last" on:click=move |_| take_over(page)>
                "Use these mappings in the setup"
            </button>
        </div>
    }
}

fn facts(reading: &ParsedSchema) -> String {
    let rows = counted(reading.set.rows.len() as u64, "mapping", "mappings");
    let size = size(reading.bytes as f64);
    match reading.encoding {
        SchemaFileEncoding::Utf8 => format!("{rows}, {size}"),
        other => format!("{rows}, {size}, {}", message::encoding(other)),
    }
}

fn close(page: SchemaPage) {
    page.file.forget();
    page.is_choosing.set(false);
    page.app.announce("File closed");
    browser::focus_soon("page-title");
}

fn take_over(page: SchemaPage) {
    let Some(reading) = untrack(|| page.reading()) else {
        return;
    };
    let count = counted(reading.set.rows.len() as u64, "mapping", "mappings");
    let message = format!("{count} copied from the file to the setup");
    page.app
        .edit_mapping(message, |mapping| *mapping = reading.set.clone());
    browser::focus_soon(UNDO_ID);
}

/// The user mappings of the file to choose from, where it has several.
#[component]
pub fn MappingChoice() -> impl IntoView {
    let page = use_schema_page();
    let reading = untrack(|| page.reading())?;
    // User mappings cannot be written into any other mapping, so no other can
    // be chosen.
    let of_users = || reading.candidates.iter().filter(|one| one.users);
    if of_users().count() < 2 {
        return None;
    }
    let picks: Vec<Pick> = of_users().map(|one| one.pick).collect();
    let options = of_users().enumerate().map(|(at, one)| {
        view! {
            <option value=at.to_string() selected=one.pick == reading.pick>
                {label(one)}
            </option>
        }
        .into_any()
    });
    let choose = move |value: String| {
        let chosen = value.parse::<usize>().ok();
        if let Some(pick) = chosen.and_then(|at| picks.get(at)) {
            page.file.read(Some(*pick));
        }
    };
    let view = view! {
        <div class="field section">
            <label for="schema-mapping">"User mapping"</label>
            <select
                class="in"
                id="schema-mapping"
                aria-describedby="schema-why"
                on:change=move |change| choose(event::value(&change))
            >
                {options.collect::<Vec<_>>()}
            </select>
            <p class="help" id="schema-why">
                {message::why(reading.why)}
            </p>
        </div>
    };
    Some(view.into_any())
}

/// A mapping of the file in one line.
pub fn label(candidate: &MappingCandidate) -> String {
    let name = match candidate.name.as_str() {
        "" => "Mapping without a name",
        name => name,
    };
    let off = match candidate.enabled {
        true => "",
        false => ", turned off",
    };
    let rows = counted(candidate.rows as u64, "mapping", "mappings");
    format!(
        "{name}, {rows}{off}: {} to {}",
        candidate.source, candidate.target
    )
}
