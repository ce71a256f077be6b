//! The columns of a file, each with what it is taken for.

use leptos::prelude::*;
use preflight::users_file::{Column, Meaning, SniffedFile};
use provisioning::entra::SOURCE_ATTRIBUTES;

use crate::browser::elements;
use crate::components::element::{self, El, el, keep_running, several};
use crate::pages::preflight::PreflightPage;
use crate::pages::preflight::widgets::{cell, row_head, select, table};
use preflight::input_files::{InputFile, question};
use preflight::protocol::InputPurpose;
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
            let look = input_files.find(id)?.look()?;
            let used = look.columns.iter();
            let used = used.filter(|column| column.attribute.is_some()).count();
            Some((used, look.columns.len()))
        });
        let (used, all) = counts.unwrap_or_default();
        format!("Columns: {used} of {all} are used")
    };
    let name = state.input_files(|input_files| input_files.name(id));
    let rows = |known: bool| -> Vec<[El; 3]> {
        let all = look.columns.iter().enumerate();
        let wanted = all.filter(|(_, column)| column.attribute.is_some() == known);
        wanted
            .map(|(index, column)| row(page, id, index, column))
            .collect()
    };
    let (known, others) = (rows(true), rows(false));
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

fn columns_table(caption: &str, rows: Vec<[El; 3]>) -> El {
    let heads = ["Column", "Taken for", "Samples"];
    table(caption, "pf-columns", heads, rows.into_iter())
}

fn row(page: PreflightPage, id: u32, index: usize, column: &Column) -> [El; 3] {
    if column.is_password {
        // It is not used, whatever anybody chooses.
        return [
            row_head(&column.name),
            cell("", "not used"),
            cell("", "Hidden: this column holds passwords"),
        ];
    }
    let (app, state) = (page.app, page.state);
    let taken = move || {
        state
            .input_files(|input_files| input_files.column(id, index)?.attribute.clone())
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
                let column = input_files.column(id, index);
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
    [
        row_head(&column.name).text(" ").maybe(repeated),
        el("td")
            .child(input)
            .child(meaning(page, id, index, column)),
        cell("mono", &column.samples.join(" · ")),
    ]
}

/// What stands in the field as long as nobody has answered.
const CHOOSE: &str = "Choose";

/// The question below the field of a column, while its attribute is True or
/// False.
fn meaning(page: PreflightPage, id: u32, index: usize, column: &Column) -> El {
    let (app, state) = (page.app, page.state);
    let samples = column.samples.join(", ");
    let name = column.name.clone();
    let attribute = Memo::new(move |_| {
        state.input_files(|input_files| {
            let attribute = input_files.column(id, index)?.attribute.clone()?;
            (!Meaning::choices(&attribute).is_empty()).then_some(attribute)
        })
    });
    let chosen = move || {
        state.input_files(|input_files| {
            let column = input_files.column(id, index);
            column.map_or(Meaning::Unknown, |column| column.meaning)
        })
    };
    el("div").live(move || {
        let Some(attribute) = attribute.get() else {
            return several();
        };
        let choices = Meaning::choices(&attribute);
        let label_of = move |meaning: Meaning| {
            let found = choices.iter().find(|(known, _)| *known == meaning);
            found.map_or(CHOOSE, |(_, label)| label)
        };
        let (field, hint) = (
            format!("pf-means-{id}-{index}"),
            format!("pf-means-hint-{id}-{index}"),
        );
        let labels = std::iter::once(CHOOSE).chain(choices.iter().map(|(_, label)| *label));
        let announced = name.clone();
        let choose = move |value: &str| {
            let found = choices.iter().find(|(_, label)| *label == value);
            let meaning = found.map_or(Meaning::Unknown, |(meaning, _)| *meaning);
            state.edit_input_files(|input_files| input_files.set_meaning(id, index, meaning));
            if meaning == Meaning::Unknown {
                app.announce(format!("Answer what True in {announced} means"));
            }
        };
        let options = labels.map(|label| (label, label));
        let meanings = select(
            &field,
            options,
            move || label_of(chosen()).to_owned(),
            choose,
        )
        .attr("aria-describedby", &hint)
        .live_attr("aria-invalid", move || {
            (chosen() == Meaning::Unknown).then(|| "true".to_owned())
        })
        .live_flag("disabled", move || state.is_running());
        let seen = match samples.is_empty() {
            true => "The column is empty in the part that was looked at.".to_owned(),
            false => format!("Values in the file: {samples}."),
        };
        let label = el("label")
            .attr("for", &field)
            .text(question(&attribute))
            .child(el("span").class("said").text(&format!(" ({name})")));
        el("div").class("field").child(label).child(meanings).child(
            el("p")
                .attr("id", &hint)
                .class("hint")
                .live_text(move || match chosen() {
                    Meaning::Unknown => format!("{seen} The run needs an answer."),
                    _ => seen.clone(),
                }),
        )
    })
}
