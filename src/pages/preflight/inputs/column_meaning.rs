//! The question what True means in a column that is taken for a truth value.

use leptos::prelude::*;
use preflight::users_file::{Column, Meaning};

use crate::components::element::{self, El, el, several};
use crate::pages::preflight::PreflightPage;
use preflight::input_files::column_meaning::question;

/// What stands in the field as long as nobody has answered.
const CHOOSE: &str = "Choose";

/// The question below the field of a column, while its attribute is True or
/// False.
pub(crate) fn meaning(page: PreflightPage, id: u32, index: usize, column: &Column) -> El {
    let (app, state) = (page.app, page.state);
    let samples = column.samples.join(", ");
    let name = column.name.clone();
    let attribute = Memo::new(move |_| {
        state.input_files(|input_files| {
            let column = input_files.find(id)?.look()?.columns.get(index)?;
            let attribute = column.attribute.clone()?;
            (!Meaning::choices(&attribute).is_empty()).then_some(attribute)
        })
    });
    let chosen = move || {
        state.input_files(|input_files| {
            let look = input_files
                .find(id)
                .and_then(|input_file| input_file.look());
            let column = look.and_then(|look| look.columns.get(index));
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
        let options = std::iter::once(CHOOSE).chain(choices.iter().map(|(_, label)| *label));
        let options = options.map(|label| el("option").attr("value", label).text(label));
        let name = name.clone();
        let select = el("select")
            .attr("id", &field)
            .attr("aria-describedby", &hint)
            .children(options)
            .live_value(move || label_of(chosen()).to_owned())
            .live_attr("aria-invalid", move || {
                (chosen() == Meaning::Unknown).then(|| "true".to_owned())
            })
            .live_flag("disabled", move || state.is_running())
            .on("change", move |event| {
                let value = element::value(&event);
                let found = choices.iter().find(|(_, label)| *label == value);
                let meaning = found.map_or(Meaning::Unknown, |(meaning, _)| *meaning);
                state.edit_input_files(|input_files| input_files.set_meaning(id, index, meaning));
                if meaning == Meaning::Unknown {
                    app.announce(format!("Answer what True in {name} means"));
                }
            });
        let seen = match samples.is_empty() {
            true => "The column is empty in the part that was looked at.".to_owned(),
            false => format!("Values in the file: {samples}."),
        };
        let label = el("label")
            .attr("for", &field)
            .text(question(&attribute))
            .child(
                el("span")
                    .class("said")
                    .text(&format!(" ({})", column_name(state, id, index))),
            );
        el("div").class("field").child(label).child(select).child(
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

fn column_name(
    state: crate::pages::preflight::state::PreflightState,
    id: u32,
    index: usize,
) -> String {
    untrack(|| {
        state.input_files(|input_files| {
            let look = input_files.find(id)?.look()?;
            Some(look.columns.get(index)?.name.clone())
        })
    })
    .unwrap_or_default()
}
