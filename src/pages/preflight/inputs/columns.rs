//! The columns of a file, each with what it is taken for.

use leptos::prelude::*;
use preflight::users_file::{Column, Meaning, SniffedFile};
use provisioning::entra::SOURCE_ATTRIBUTES;

use crate::browser::elements;
use crate::components::element::{self, El, el, keep_running};
use crate::pages::preflight::PreflightPage;
use crate::pages::preflight::inputs::column_meaning::meaning;
use crate::pages::preflight::table::{cell, table};
use preflight::input_files::{InputFile, InputPurpose};
use provisioning::format::counted;

const KNOWN_ID: &str = "pf-attributes";

/// The attributes that a column can be taken for, offered while typing.
pub(crate) fn known_attributes() -> El {
    let options = SOURCE_ATTRIBUTES
        .iter()
        .map(|name| el("option").attr("value", name));
    el("datalist").attr("id", KNOWN_ID).children(options)
}

/// The columns, folded away until wanted.
pub(crate) fn columns(page: PreflightPage, id: u32, look: &SniffedFile) -> El {
    let state = page.state;
    let summary = move || {
        let counts = state.input_files(|input_files| {
            let look = input_files
                .find(id)
                .and_then(|input_file| input_file.look())?;
            let used = look.columns.iter();
            let used = used.filter(|column| column.attribute.is_some()).count();
            Some((used, look.columns.len()))
        });
        let (used, all) = counts.unwrap_or_default();
        format!("Columns: {used} of {all} are used")
    };
    let name = state.input_files(|input_files| input_files.name(id));
    let all = || look.columns.iter().enumerate();
    let known = all().filter(|(_, column)| column.attribute.is_some());
    let known: Vec<El> = known
        .map(|(index, column)| row(page, id, index, column))
        .collect();
    let others = all().filter(|(_, column)| column.attribute.is_none());
    let others: Vec<El> = others
        .map(|(index, column)| row(page, id, index, column))
        .collect();
    // Talkdesk's own list is read by its SCIM members.
    let fixed = Memo::new(move |_| {
        state.input_files(|input_files| {
            let input_file = input_files.find(id);
            input_file.is_some_and(|input_file| input_file.purpose == InputPurpose::Talkdesk)
        })
    });
    let is_nameless = Memo::new(move |_| {
        state.input_files(|input_files| input_files.find(id).is_some_and(InputFile::is_nameless))
    });
    let details = el("details")
        .class("history")
        .live_flag("hidden", move || fixed.get())
        .child(el("summary").live_text(summary))
        .child(el("p").class("hint").text(
            "Choose or type the attribute of Entra that a column holds, also an extension attribute. Leave the field empty and the column is not used.",
        ))
        .maybe((!known.is_empty()).then(|| columns_table(&format!("Columns of {name}"), known)))
        .maybe((!others.is_empty()).then(|| {
            let count = counted(others.len() as u64, "column was", "columns were");
            let details = el("details")
                .child(el("summary").text(&format!("{count} not recognised")))
                .child(columns_table(&format!("Further columns of {name}"), others));
            open_while(details, is_nameless)
        }));
    open_while(details, is_nameless)
}

/// Opens a part when it is wanted, and leaves it to the admin to close it.
fn open_while(details: El, wanted: Memo<bool>) -> El {
    let node = details.node().clone();
    keep_running(Box::new(move || {
        if wanted.get() {
            elements::set_details_open(&node, true);
        }
    }));
    details
}

fn columns_table(caption: &str, rows: Vec<El>) -> El {
    let heads = ["Column", "Taken for", "Samples"];
    table(caption, "pf-columns", &heads, rows.into_iter())
}

/// A column that is not used, whatever anybody chooses.
fn password_row(column: &Column) -> El {
    const HIDDEN: &str = "Hidden: this column holds passwords";
    el("tr")
        .child(el("th").attr("scope", "row").text(&column.name))
        .child(cell("Taken for", "", "not used"))
        .child(cell("Samples", "", HIDDEN))
}

fn row(page: PreflightPage, id: u32, index: usize, column: &Column) -> El {
    if column.is_password {
        return password_row(column);
    }
    let (app, state) = (page.app, page.state);
    let taken = move || {
        state
            .input_files(|input_files| {
                let look = input_files.find(id)?.look()?;
                look.columns.get(index)?.attribute.clone()
            })
            .unwrap_or_default()
    };
    let name = column.name.clone();
    let input = el("input")
        .attr("type", "text")
        .class("mono")
        .attr("list", KNOWN_ID)
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("placeholder", "not used")
        .attr("aria-label", &format!("What {} is taken for", column.name))
        .live_value(taken)
        .live_flag("disabled", move || state.is_running())
        .on("change", move |event| {
            let typed = element::value(&event);
            let mut loser = None;
            state.edit_input_files(|input_files| loser = input_files.take_for(id, index, &typed));
            // What was typed may be an alias of what is kept.
            let before = untrack(taken);
            if let Some(field) = element::field(&event) {
                field.set_value(&before);
            }
            let open = state.input_files(|input_files| {
                let look = input_files.find(id).and_then(InputFile::look);
                let column = look.and_then(|look| look.columns.get(index));
                column.is_some_and(|column| column.meaning == Meaning::Unknown)
            });
            if open {
                app.announce(format!("Answer what True in {name} means"));
            } else if let Some(loser) = loser {
                app.announce(format!(
                    "{before} comes from {name} now, and {loser} is not used"
                ));
            }
        });
    let repeated = column
        .repeated
        .then(|| el("span").class("tag warn").text("repeated"));
    el("tr")
        .child(
            el("th")
                .attr("scope", "row")
                .text(&column.name)
                .text(" ")
                .maybe(repeated),
        )
        .child(
            el("td")
                .attr("data-label", "Taken for")
                .child(input)
                .child(meaning(page, id, index, column)),
        )
        .child(cell("Samples", "mono", &column.samples.join(" · ")))
}
