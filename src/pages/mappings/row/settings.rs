//! What a row says besides its source: default value, match, and when it is
//! applied.

use leptos::prelude::*;

use crate::browser::event;
use crate::components::bridge::into_element;
use crate::components::element::El;
use crate::components::select::Select;
use crate::components::when::When;
use crate::pages::mappings::edit_session::EditSession;
use crate::state::{App, use_app};
use provisioning::mapping::{Apply, Row};

/// The row of one target, to read and to change.
#[derive(Clone, Copy)]
struct EditedRow {
    row: Memo<Option<Row>>,
    target: StoredValue<String>,
    edit_session: EditSession,
}

impl EditedRow {
    /// A part of the row as text.
    fn text(self, part: fn(&Row) -> String) -> Signal<String> {
        let row = self.row;
        Signal::derive(move || row.with(|row| row.as_ref().map(part).unwrap_or_default()))
    }

    fn change(self, change: impl FnOnce(&mut Row)) {
        let target = self.target.get_value();
        self.edit_session.edit(|setup| {
            let mut rows = setup.mapping.rows.iter_mut();
            if let Some(row) = rows.find(|row| row.target == target) {
                change(row);
            }
        });
    }
}

/// The settings of a target's row, as long as there is one.
#[component]
pub fn RowSettings(target: String, edit_session: EditSession) -> impl IntoView {
    let app = use_app();
    let name = target.clone();
    let row = Memo::new(move |_| app.setup.with(|setup| setup.mapping.row(&name).cloned()));
    let edited = EditedRow {
        row,
        target: StoredValue::new(target),
        edit_session,
    };
    view! {
        <When is=Signal::derive(move || row.with(Option::is_some))>
            <fieldset class="settings">
                <legend>"The rest of the row"</legend>
                <div class="form">
                    <DefaultValue edited/>
                    <Matching edited/>
                    <When is=Signal::derive(move || row.with(is_matching))>
                        <Precedence edited/>
                    </When>
                    <WhenApplied edited/>
                </div>
            </fieldset>
        </When>
    }
}

fn is_matching(row: &Option<Row>) -> bool {
    row.as_ref()
        .is_some_and(|row| row.matching_precedence.is_some())
}

#[component]
fn DefaultValue(edited: EditedRow) -> impl IntoView {
    let value = edited.text(|row| row.default_value.clone().unwrap_or_default());
    let set = move |text: String| {
        edited.change(|row| row.default_value = (!text.is_empty()).then_some(text));
    };
    view! {
        <div class="field">
            <label for="row-default">"Default value if null (optional)"</label>
            <input
                type="text"
                id="row-default"
                autocomplete="off"
                prop:value=move || value.get()
                on:input=move |input| set(event::value(&input))
            />
            <p class="hint">"On creation only."</p>
        </div>
    }
}

#[component]
fn Matching(edited: EditedRow) -> impl IntoView {
    let value = edited.text(|row| match row.matching_precedence {
        Some(_) => "Yes".to_owned(),
        None => "No".to_owned(),
    });
    let set = move |word: String| {
        let yes = word == "Yes";
        edited.change(|row| {
            row.matching_precedence = yes.then(|| row.matching_precedence.unwrap_or(1));
        });
    };
    view! {
        <div class="field">
            <label for="row-match">"Match objects using this attribute"</label>
            <Select id="row-match" options=words(&["No", "Yes"]) value on_change=set/>
        </div>
    }
}

#[component]
fn Precedence(edited: EditedRow) -> impl IntoView {
    let value = edited.text(|row| row.matching_precedence.unwrap_or(1).to_string());
    let set = move |word: String| {
        if let Ok(number) = word.parse() {
            edited.change(|row| row.matching_precedence = Some(number));
        }
    };
    let options = words(&["1", "2", "3", "4", "5"]);
    view! {
        <div class="field">
            <label for="row-precedence">"Matching precedence"</label>
            <Select id="row-precedence" options value on_change=set/>
        </div>
    }
}

#[component]
fn WhenApplied(edited: EditedRow) -> impl IntoView {
    let value = edited.text(|row| row.apply.label().to_owned());
    let set = move |word: String| {
        let apply = match word == Apply::Always.label() {
            true => Apply::Always,
            false => Apply::OnlyDuringCreation,
        };
        edited.change(|row| row.apply = apply);
    };
    let options = words(&[Apply::Always, Apply::OnlyDuringCreation].map(Apply::label));
    view! {
        <div class="field">
            <label for="row-apply">"Apply this mapping"</label>
            <Select id="row-apply" options value on_change=set/>
        </div>
    }
}

/// Options of a select whose values are their labels.
fn words(words: &[&str]) -> Vec<(String, String)> {
    let pairs = words
        .iter()
        .map(|word| ((*word).to_owned(), (*word).to_owned()));
    pairs.collect()
}

/// [`RowSettings`] for pages that the element builder makes.
pub fn settings(edit_session: EditSession, _: App, target: &str) -> El {
    let target = target.to_owned();
    into_element(view! { <RowSettings target edit_session/> }.into_any())
}
