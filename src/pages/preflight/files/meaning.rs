//! The question what True means in a column.

use leptos::prelude::*;
use preflight::users_file::{Column, Meaning};

use crate::browser::event;
use crate::components::fields::select::Options;
use crate::pages::preflight::state::PreflightState;
use crate::pages::preflight::use_page;
use crate::state::{App, use_app};
use preflight::input_files::question;

/// What stands in the field as long as nobody has answered.
const CHOOSE: &str = "Choose";

/// The question below the field of a column, while its attribute is True or
/// False.
#[component]
pub(crate) fn MeaningQuestion(
    /// The file.
    id: u32,
    /// The place of the column in the file.
    index: usize,
    column: Column,
) -> impl IntoView {
    let state = use_page().state;
    let attribute = Memo::new(move |_| {
        state.input_files(|input_files| {
            let attribute = input_files.column(id, index)?.attribute.clone()?;
            (!Meaning::choices(&attribute).is_empty()).then_some(attribute)
        })
    });
    view! {
        {move || {
            let column = column.clone();
            attribute
                .get()
                .map(|attribute| {
                    view! { <MeaningField id index column attribute/> }.into_any()
                })
        }}
    }
}

#[component]
fn MeaningField(id: u32, index: usize, column: Column, attribute: String) -> impl IntoView {
    let app = use_app();
    let state = use_page().state;
    let Column { name, samples, .. } = column;
    let field = format!("pf-means-{id}-{index}");
    let hint = format!("pf-means-hint-{id}-{index}");
    let choices = Meaning::choices(&attribute);
    let chosen = move || chosen_meaning(state, id, index);
    let labels = std::iter::once(CHOOSE).chain(choices.iter().map(|(_, label)| *label));
    let options = labels
        .map(|label| (label.to_owned(), label.to_owned()))
        .collect::<Vec<_>>();
    let seen = match samples.is_empty() {
        true => "The column is empty in the first part of the file.".to_owned(),
        false => format!("Values in the file: {}.", samples.join(", ")),
    };
    view! {
        <div class="field">
            <label for=field.clone()>
                {question(&attribute)}
                <span class="sr">{format!(" ({name})")}</span>
            </label>
            <select
                class="in"
                id=field
                aria-describedby=hint.clone()
                aria-invalid=move || (chosen() == Meaning::Unknown).then_some("true")
                disabled=move || state.is_running()
                on:change=move |change| {
                    let meaning = meaning_of(choices, &event::value(&change));
                    choose(app, state, id, index, &name, meaning);
                }
            >
                <Options options chosen=Signal::derive(move || label_of(choices, chosen()).to_owned())/>
            </select>
            <p id=hint class="help">
                {move || match chosen() {
                    Meaning::Unknown => format!("{seen} The check needs an answer."),
                    _ => seen.clone(),
                }}
            </p>
        </div>
    }
}

type MeaningChoices = &'static [(Meaning, &'static str)];

fn label_of(choices: MeaningChoices, meaning: Meaning) -> &'static str {
    let found = choices.iter().find(|(known, _)| *known == meaning);
    found.map_or(CHOOSE, |(_, label)| label)
}

fn meaning_of(choices: MeaningChoices, label: &str) -> Meaning {
    let found = choices.iter().find(|(_, known)| *known == label);
    found.map_or(Meaning::Unknown, |(meaning, _)| *meaning)
}

fn chosen_meaning(state: PreflightState, id: u32, index: usize) -> Meaning {
    state.input_files(|input_files| {
        let column = input_files.column(id, index);
        column.map_or(Meaning::Unknown, |column| column.meaning)
    })
}

fn choose(app: App, state: PreflightState, id: u32, index: usize, name: &str, meaning: Meaning) {
    state.edit_input_files(|input_files| input_files.set_meaning(id, index, meaning));
    if meaning == Meaning::Unknown {
        app.announce(format!("Choose what True means in {name}"));
    }
}
