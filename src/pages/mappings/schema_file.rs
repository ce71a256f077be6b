//! `#/mappings/schema`: the schema file of the provisioning job.

mod export;
mod read;

use std::sync::Arc;

use leptos::prelude::*;
use sync_schema::diff::{SchemaDifference, differences};
use sync_schema::error::SchemaFileError;
use sync_schema::message;
use sync_schema::read::ParsedSchema;

use crate::browser::clipboard::pasted_text;
use crate::browser::files::File;
use crate::browser::{self, elements, files};
use crate::components::element::{self, El, button, el, link, several};
use crate::components::file_input::file_input;
use crate::components::page_title::page_title;
use crate::components::titled_panel::titled_panel;
use crate::pages::mappings::schema_file::export::export_view;
use crate::pages::mappings::schema_file::read::{effects, remarks, what_was_read};
use crate::state::App;
use crate::state::UNDO_ID;
use crate::state::schema_file::{ImportError, ImportProgress, SchemaFileState};

const ONLY_FILE: &str = "Rows that only the file has";
/// More rows than these are folded.
const MAX_OPEN: usize = 5;

pub fn page(app: App) -> El {
    let file = SchemaFileState::of(app);
    several()
        .child(
            el("p")
                .class("up")
                .child(link("", "#/mappings", "Mappings")),
        )
        .child(page_title("Schema file"))
        .child(el("p").class("lead").text(
            "The schema of the provisioning job is everything Entra knows about it. Read it here, see what differs from your set-up, and save it changed, to be put back in one go. In the portal it is under Attribute mapping, Show advanced options, “Review your schema here”. It stays in this tab and goes nowhere.",
        ))
        .child(import_box(app, file))
        .live(move || match file.progress.get() {
            ImportProgress::Nothing => several(),
            ImportProgress::Reading => el("p").class("loading").text("Reading"),
            ImportProgress::Failed(import_error) => failed(file, &import_error),
            ImportProgress::Read(reading) => {
                app.announce(format!("{} rows read", reading.set.rows.len()));
                untrack(|| read_view(app, file, reading))
            }
        })
}

/// Ways in: a file is dropped or picked, or text is pasted. What is pasted
/// stands in the page only to be corrected; a megabyte would make it slow.
fn import_box(app: App, file: SchemaFileState) -> El {
    let accept = ".json,application/json";
    let input = file_input("Schema file", accept, move |files| take_first(file, files));
    let chooser = input.node().clone();
    let paste = el("textarea")
        .attr("id", "schema-paste")
        .attr("rows", "2")
        .attr("spellcheck", "false")
        .attr(
            "placeholder",
            "{ \"id\": \"scim.…\", \"synchronizationRules\": [ …",
        )
        .live_value(move || file.shown.get())
        .on("paste", move |event| {
            // What stands in the box is being corrected, by a piece perhaps.
            if !element::value(&event).trim().is_empty() {
                return;
            }
            let text = pasted_text(&event);
            if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
                event.prevent_default();
                file.open_text(text);
            }
        })
        .on("change", move |event| {
            let text = element::value(&event);
            if !text.trim().is_empty() {
                file.open_text(text);
            }
        });
    let field = el("div")
        .class("field")
        .child(
            el("label")
                .attr("for", "schema-paste")
                .text("Or paste its text here"),
        )
        .child(paste);
    let over = RwSignal::new(false);
    let forget = move || match file.progress.get() {
        ImportProgress::Nothing => several(),
        _ => button("quiet", "Forget the file", move || {
            file.forget();
            app.announce("The file was forgotten");
        }),
    };
    // Once a file is read, saving it changed is what the page is for.
    let first = move || {
        file.progress
            .with(|now| !matches!(now, ImportProgress::Read(_)))
    };
    let choose = button("", "Choose a schema file", move || {
        elements::click(&chooser)
    })
    .live_class("primary", first);
    el("section")
        .class("panel drop")
        .attr("aria-label", "Import")
        .live_class("over", move || over.get())
        .on("dragover", move |event| {
            event.prevent_default();
            over.set(true);
        })
        .on("dragleave", move |_| over.set(false))
        .on("drop", move |event| {
            event.prevent_default();
            over.set(false);
            take_first(file, files::dropped(&event));
        })
        .child(
            el("div")
                .class("row")
                .child(choose)
                .child(el("span").class("hint").text("or drop it on this box"))
                .live(forget),
        )
        .child(input)
        .child(field)
}

fn take_first(file: SchemaFileState, files: Vec<File>) {
    if let Some(first) = files.into_iter().next() {
        file.open(first.name(), first.into());
    }
}

/// Why a file was not read, and what to do.
pub fn import_error(import_error: &ImportError) -> El {
    match import_error {
        ImportError::File(error) => several()
            .child(el("p").text(&error.to_string()))
            .maybe(excerpt(error))
            .child(el("p").text(error.todo())),
        ImportError::Worker(failure) => el("p").text(&failure.to_string()),
    }
}

fn failed(file: SchemaFileState, what: &ImportError) -> El {
    el("div")
        .class("notice")
        .attr("role", "alert")
        .child(el("h2").text(&format!("{} was not read", named(file))))
        .child(import_error(what))
        .maybe(file.too_long().map(|bytes| {
            el("p").text(&format!(
                "The text has {} kB, too much to be corrected in the box, so the box is empty. Correct it where you copied it from, and paste it again or choose it as a file.",
                bytes / 1000
            ))
        }))
}

/// The file's name within a sentence, at its beginning.
fn named(file: SchemaFileState) -> String {
    match file.name() {
        Some(name) => format!("“{name}”"),
        None => "The pasted text".to_owned(),
    }
}

/// The damaged line with a mark below the place.
fn excerpt(error: &SchemaFileError) -> Option<El> {
    let SchemaFileError::Damaged { spot, .. } = error else {
        return None;
    };
    let mark = format!("{}\n{}^", spot.excerpt, " ".repeat(spot.before));
    Some(
        el("pre")
            .class("excerpt")
            .attr("role", "group")
            .attr("tabindex", "0")
            .attr("aria-label", "The damaged line")
            .text(&mark),
    )
}

fn read_view(app: App, file: SchemaFileState, reading: Arc<ParsedSchema>) -> El {
    let differ = {
        let reading = reading.clone();
        Memo::new(move |_| {
            app.setup
                .with(|setup| differences(&reading.set, &setup.mapping))
        })
    };
    el("div")
        .class("schema")
        .child(
            el("div")
                .class("stack")
                .child(what_was_read(file, &reading))
                .child(effects(&reading))
                .child(remarks(&reading)),
        )
        .child(
            el("div")
                .class("stack")
                .child(differences_view(app, reading.clone(), differ))
                .child(export_view(app, file, reading, differ)),
        )
}

fn differences_view(
    app: App,
    reading: Arc<ParsedSchema>,
    differ: Memo<Vec<SchemaDifference>>,
) -> El {
    let body = move || {
        let found = differ.get();
        if found.is_empty() {
            return el("p").text("The file and the set-up say the same.");
        }
        let matching = found
            .iter()
            .any(|one| matches!(one, SchemaDifference::Matching { .. }));
        let (only_file, others): (Vec<_>, Vec<_>) = found
            .iter()
            .partition(|one| matches!(one, SchemaDifference::OnlyFile { .. }));
        let list =
            |items: Vec<El>| (!items.is_empty()).then(|| el("ul").class("plain").children(items));
        let others = others
            .into_iter()
            .map(|one| el("li").text(&message::difference(one)));
        let rows = only_file.iter().filter_map(|one| message::row(one));
        let rows: Vec<El> = rows.map(|text| el("li").text(&text)).collect();
        let count = rows.len();
        let rows = list(rows).map(|rows| match count > MAX_OPEN {
            true => el("details")
                .child(el("summary").text(&format!("{ONLY_FILE} ({count})")))
                .child(rows),
            false => several().child(el("h3").text(ONLY_FILE)).child(rows),
        });
        let reading = reading.clone();
        several()
            .maybe(list(others.collect()))
            .maybe(rows)
            .child(el("p").class("callout").text(message::CONSEQUENCE))
            .maybe(matching.then(|| {
                el("p")
                    .class("callout warn")
                    .text(message::MATCHING_CONSEQUENCE)
            }))
            .child(el("div").class("row").child(button(
                "",
                "Take these rows over into the set-up",
                move || take_over(app, &reading),
            )))
    };
    titled_panel(
        "schema-differs",
        "What differs from the set-up",
        several().live(body),
    )
}

fn take_over(app: App, reading: &ParsedSchema) {
    let message = format!("{} rows taken over from the file", reading.set.rows.len());
    app.edit_mapping(message, |mapping| *mapping = reading.set.clone());
    browser::focus_soon(UNDO_ID);
}

pub fn changed_name(name: &str) -> String {
    let stem = name.strip_suffix(".json").unwrap_or(name);
    format!("{stem}-changed.json")
}
