//! `#/mappings/schema`: the schema file of the provisioning job.

use std::sync::Arc;

use js_sys::{Function, Reflect};
use leptos::prelude::*;
use provisioning::schema_file::differ::{Difference, differences};
use provisioning::schema_file::error::FileError;
use provisioning::schema_file::find::{Pick, Shape};
use provisioning::schema_file::read::Reading;
use provisioning::schema_file::words;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, HtmlElement};

use super::schema_export_view::export_view;
use super::schema_state::{Progress, Schema, Trouble, schema};
use crate::frame::page::{UNDO_ID, title};
use crate::frame::state::{App, Undo};
use crate::ui::browser;
use crate::ui::dom::{self, El, button, el, link, several};

/// The page.
pub fn page(app: App) -> El {
    let file = schema();
    several()
        .child(
            el("p")
                .class("up")
                .child(link("", "#/mappings", "Mappings")),
        )
        .child(title("Schema file"))
        .child(el("p").class("lead").text(
            "The schema of the provisioning job is everything Entra knows about it. Read it here, see what differs from your set-up, and save it changed, to be put back in one go. In the portal it is under Attribute mapping, Show advanced options, “Review your schema here”. It stays in this tab and goes nowhere.",
        ))
        .child(import_box(app, file))
        .live(move || match file.progress.get() {
            Progress::Nothing => several(),
            Progress::Reading => el("p").class("loading").text("Reading"),
            Progress::Failed(trouble) => failed(file, &trouble),
            Progress::Read(reading) => {
                app.say(format!("{} rows read", reading.set.rows.len()));
                untrack(|| read_view(app, file, reading))
            }
        })
}

/// Ways in: a file is dropped or picked, or text is pasted. What is pasted
/// never stands in the page, which a megabyte would make slow.
fn import_box(app: App, file: Schema) -> El {
    let input = el("input")
        .attr("type", "file")
        .attr("accept", ".json,application/json")
        .attr("aria-label", "Schema file")
        .attr("hidden", "")
        .on("change", move |event| {
            if let Some(field) = dom::field(&event) {
                take_first(file, field.files());
                // The same file can be chosen again after it was mended.
                field.set_value("");
            }
        });
    let chooser: HtmlElement = input.node().clone().unchecked_into();
    let paste = el("textarea")
        .attr("id", "schema-paste")
        .attr("rows", "2")
        .attr("spellcheck", "false")
        .attr(
            "placeholder",
            "{ \"id\": \"scim.…\", \"synchronizationRules\": [ …",
        )
        .on("paste", move |event| {
            let text = clipboard_text(&event);
            if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
                event.prevent_default();
                file.open_text(&text);
            }
        })
        .on("change", move |event| {
            let text = dom::value(&event);
            if !text.trim().is_empty() {
                file.open_text(&text);
                if let Some(field) = dom::field(&event) {
                    field.set_value("");
                }
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
        Progress::Nothing => several(),
        _ => button("quiet", "Forget the file", move || {
            file.forget();
            app.say("The file was forgotten");
        }),
    };
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
            let files = member(&event, "dataTransfer").and_then(|data| member(&data, "files"));
            take_first(file, files.map(JsCast::unchecked_into));
        })
        .child(
            el("div")
                .class("row")
                .child(button("primary", "Choose a schema file", move || {
                    chooser.click();
                }))
                .child(el("span").class("hint").text("or drop it on this box"))
                .live(forget),
        )
        .child(input)
        .child(field)
}

fn take_first(file: Schema, files: Option<web_sys::FileList>) {
    if let Some(first) = files.and_then(|files| files.get(0)) {
        file.open(first.name(), first.unchecked_into());
    }
}

/// The text that is being pasted.
fn clipboard_text(event: &Event) -> Option<String> {
    let data = member(event, "clipboardData")?;
    let read: Function = member(&data, "getData")?.dyn_into().ok()?;
    read.call1(&data, &"text".into()).ok()?.as_string()
}

/// A member of something of the browser's, if it is there. Types of their own
/// for events that only this page knows would weigh on the first view.
fn member(of: &JsValue, name: &str) -> Option<JsValue> {
    let found = Reflect::get(of, &name.into()).ok()?;
    (!found.is_null() && !found.is_undefined()).then_some(found)
}

/// Why a file was not read, and what to do.
pub fn trouble(trouble: &Trouble) -> El {
    match trouble {
        Trouble::File(error) => {
            let words = words::file_error(error);
            several()
                .child(el("p").text(&words.what))
                .maybe(excerpt(error))
                .child(el("p").text(words.todo))
        }
        Trouble::Worker(failure) => el("p").text(&failure.to_string()),
    }
}

fn failed(file: Schema, what: &Trouble) -> El {
    el("div")
        .class("notice")
        .attr("role", "alert")
        .child(el("h2").text(&format!("“{}” was not read", file.name())))
        .child(trouble(what))
}

/// The damaged line with a mark below the place.
fn excerpt(error: &FileError) -> Option<El> {
    let FileError::Damaged { spot, .. } = error else {
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

fn read_view(app: App, file: Schema, reading: Arc<Reading>) -> El {
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
                .child(remarks(&reading)),
        )
        .child(
            el("div")
                .class("stack")
                .child(differences_view(app, reading.clone(), differ))
                .child(export_view(app, file, reading, differ)),
        )
}

fn what_was_read(file: Schema, reading: &Reading) -> El {
    let fact = |name: &str, value: String| {
        several()
            .child(el("dt").text(name))
            .child(el("dd").text(&value))
    };
    let shape = match reading.shape {
        Shape::Schema => "a schema",
        Shape::Wrapped => "a template with a schema in it",
        Shape::Listed => "a list of templates; the schema of one of them was read",
    };
    let size = reading.bytes.div_ceil(1_000);
    let encoding = words::encoding(reading.encoding);
    let facts = el("dl")
        .class("facts")
        .child(fact(
            "File",
            format!("{}, {size} kB, {encoding}", file.name()),
        ))
        .child(fact("It is", shape.to_owned()))
        .maybe(reading.job.as_ref().map(|job| fact("Job", job.clone())))
        .maybe(
            reading
                .version
                .as_ref()
                .map(|version| fact("Version", version.clone())),
        )
        .child(fact("Rows", reading.set.rows.len().to_string()))
        .child(fact("Scope", scope(reading)))
        .child(fact(
            "Groups",
            match reading.groups.as_slice() {
                [] => "not provisioned".to_owned(),
                groups => format!("provisioned by “{}”", groups.join("”, “")),
            },
        ));
    el("section")
        .class("panel")
        .attr("aria-labelledby", "schema-read")
        .child(
            el("div")
                .class("body stack")
                .child(el("h2").attr("id", "schema-read").text("What was read"))
                .child(facts)
                .child(picker(file, reading)),
        )
}

fn scope(reading: &Reading) -> String {
    let Some(scope) = &reading.scope else {
        return "no scoping filter".to_owned();
    };
    let groups = scope.groups.iter().map(|group| {
        let clauses: Vec<_> = group.clauses.iter().map(|clause| clause.text()).collect();
        clauses.join(" and ")
    });
    groups.collect::<Vec<_>>().join(", or ")
}

/// The mapping that was read, and the others to choose from.
fn picker(file: Schema, reading: &Reading) -> El {
    let picks: Vec<Pick> = reading.candidates.iter().map(|one| one.pick).collect();
    let options = reading.candidates.iter().enumerate().map(|(at, one)| {
        let name = match one.name.as_str() {
            "" => "Mapping without a name",
            name => name,
        };
        let off = if one.enabled { "" } else { ", switched off" };
        let option = el("option").attr("value", &at.to_string()).text(&format!(
            "{name}: {} to {}, {} rows{off}",
            one.source, one.target, one.rows
        ));
        match one.pick == reading.pick {
            true => option.attr("selected", ""),
            false => option,
        }
    });
    let select = el("select")
        .attr("id", "schema-mapping")
        .attr("aria-describedby", "schema-why")
        .children(options)
        .on("change", move |event| {
            let chosen = dom::value(&event).parse::<usize>().ok();
            if let Some(pick) = chosen.and_then(|at| picks.get(at)) {
                file.read(Some(*pick));
            }
        });
    el("div")
        .class("field")
        .child(
            el("label")
                .attr("for", "schema-mapping")
                .text("Mapping of users"),
        )
        .child(select)
        .child(
            el("p")
                .class("hint")
                .attr("id", "schema-why")
                .text(words::why(reading.why)),
        )
}

fn remarks(reading: &Reading) -> El {
    if reading.notes.is_empty() {
        return several();
    }
    let notes = reading
        .notes
        .iter()
        .map(|note| el("li").text(&words::note(note)));
    el("section")
        .class("panel")
        .attr("aria-labelledby", "schema-notes")
        .child(
            el("div")
                .class("body stack")
                .child(
                    el("h2")
                        .attr("id", "schema-notes")
                        .text("Not understood, or out of the ordinary"),
                )
                .child(el("ul").class("plain").children(notes)),
        )
}

fn differences_view(app: App, reading: Arc<Reading>, differ: Memo<Vec<Difference>>) -> El {
    let body = move || {
        let found = differ.get();
        if found.is_empty() {
            return el("p").text("The file and the set-up say the same.");
        }
        let matching = found
            .iter()
            .any(|one| matches!(one, Difference::Matching { .. }));
        let list = |only_file: bool| {
            let these = found
                .iter()
                .filter(|one| matches!(one, Difference::OnlyFile { .. }) == only_file);
            let items: Vec<_> = these
                .map(|one| el("li").text(&words::difference(one)))
                .collect();
            (!items.is_empty()).then(|| el("ul").class("plain").children(items))
        };
        let only_file = list(true);
        let heading = only_file
            .is_some()
            .then(|| el("h3").text("Rows that the set-up does not have"));
        let reading = reading.clone();
        several()
            .maybe(list(false))
            .maybe(heading)
            .maybe(only_file)
            .child(el("p").class("callout").text(words::CONSEQUENCE))
            .maybe(matching.then(|| {
                el("p")
                    .class("callout warn")
                    .text(words::MATCHING_CONSEQUENCE)
            }))
            .child(el("div").class("row").child(button(
                "",
                "Take these rows over into the set-up",
                move || take_over(app, &reading),
            )))
    };
    el("section")
        .class("panel")
        .attr("aria-labelledby", "schema-differs")
        .child(
            el("div")
                .class("body stack")
                .child(
                    el("h2")
                        .attr("id", "schema-differs")
                        .text("What differs from the set-up"),
                )
                .live(body),
        )
}

fn take_over(app: App, reading: &Reading) {
    let before = app.setup.with_untracked(|setup| setup.mapping.clone());
    app.edit(|setup| setup.mapping = reading.set.clone());
    app.offer_undo(
        format!("{} rows taken over from the file", reading.set.rows.len()),
        Undo::Mapping(Box::new(before)),
    );
    browser::focus_soon(UNDO_ID);
}

/// The name of the changed file.
pub fn changed_name(name: &str) -> String {
    let stem = name.strip_suffix(".json").unwrap_or(name);
    format!("{stem}-changed.json")
}
