//! What a mapping has besides its source: default value, matching, and when it
//! applies.

use leptos::prelude::*;

use crate::browser::event;
use crate::components::fold::Fold;
use crate::components::when::When;
use crate::pages::mappings::drawer::{OpenRow, use_open_row};
use provisioning::mapping::{Apply, Row};

impl OpenRow {
    /// A part of the row as text.
    fn part(self, part: fn(&Row) -> String) -> Memo<String> {
        Memo::new(move |_| {
            self.saved
                .with(|row| row.as_ref().map(part).unwrap_or_default())
        })
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

/// The settings of the mapping, as long as there is one.
#[component]
pub fn RowSettings() -> impl IntoView {
    let open = use_open_row();
    let summary = open.part(summary);
    view! {
        <When is=Signal::derive(move || open.saved.with(Option::is_some))>
            <Fold
                class="settings"
                summary=move || {
                    view! {
                        <span class="grow">"Other settings"</span>
                        <span class="muted small">{move || summary.get()}</span>
                    }
                }
            >
                <div class="stack">
                    <DefaultValue/>
                    <Matching/>
                    <When is=Signal::derive(move || open.saved.with(is_matching))>
                        <Precedence/>
                    </When>
                    <WhenApplied/>
                </div>
            </Fold>
        </When>
    }
}

/// What is set otherwise than usual.
fn summary(row: &Row) -> String {
    let parts = [
        row.default_value.is_some().then_some("Default value"),
        row.matching_precedence.map(|_| "Matching attribute"),
        (row.apply == Apply::OnlyDuringCreation).then_some("Only during creation"),
    ];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    parts.join(", ")
}

fn is_matching(row: &Option<Row>) -> bool {
    row.as_ref()
        .is_some_and(|row| row.matching_precedence.is_some())
}

#[component]
fn DefaultValue() -> impl IntoView {
    let open = use_open_row();
    let value = open.part(|row| row.default_value.clone().unwrap_or_default());
    let set = move |text: String| {
        open.change(|row| row.default_value = (!text.is_empty()).then_some(text));
    };
    view! {
        <div class="field">
            <label for="row-default">"Default value if null (optional)"</label>
            <input
                type="text"
                class="in"
                id="row-default"
                autocomplete="off"
                aria-describedby="row-default-help"
                prop:value=move || value.get()
                on:input=move |input| set(event::value(&input))
            />
            <p class="help" id="row-default-help">
                "Entra sends it only when it creates a user."
            </p>
        </div>
    }
}

#[component]
fn Matching() -> impl IntoView {
    let open = use_open_row();
    let value = open.part(|row| match row.matching_precedence {
        Some(_) => "Yes".to_owned(),
        None => "No".to_owned(),
    });
    let set = move |word: String| {
        let yes = word == "Yes";
        open.change(|row| {
            row.matching_precedence = yes.then(|| row.matching_precedence.unwrap_or(1));
        });
    };
    view! {
        <Choice
            id="row-match"
            label="Match objects using this attribute"
            words=&["No", "Yes"]
            value
            on_change=set
        />
    }
}

#[component]
fn Precedence() -> impl IntoView {
    let open = use_open_row();
    let value = open.part(|row| row.matching_precedence.unwrap_or(1).to_string());
    let set = move |word: String| {
        if let Ok(number) = word.parse() {
            open.change(|row| row.matching_precedence = Some(number));
        }
    };
    view! {
        <Choice
            id="row-precedence"
            label="Matching precedence"
            words=&["1", "2", "3", "4", "5"]
            value
            on_change=set
        />
    }
}

#[component]
fn WhenApplied() -> impl IntoView {
    let open = use_open_row();
    let value = open.part(|row| row.apply.label().to_owned());
    let set = move |word: String| {
        let apply = match word == Apply::Always.label() {
            true => Apply::Always,
            false => Apply::OnlyDuringCreation,
        };
        open.change(|row| row.apply = apply);
    };
    view! {
        <Choice
            id="row-apply"
            label="Apply this mapping"
            words=&["Always", "Only during object creation"]
            value
            on_change=set
        />
    }
}

/// A choice among words.
#[component]
fn Choice(
    id: &'static str,
    label: &'static str,
    words: &'static [&'static str],
    value: Memo<String>,
    #[prop(into)] on_change: UnsyncCallback<String>,
) -> impl IntoView {
    let options = words.iter().map(|word| {
        view! {
            <option value=*word prop:selected=move || value.with(|value| value == word)>
                {*word}
            </option>
        }
        .into_any()
    });
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <select class="in" id=id on:change=move |change| on_change.run(event::value(&change))>
                {options.collect::<Vec<_>>()}
            </select>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use provisioning::mapping::Source;

    #[test]
    fn the_words_of_the_choices_are_the_portals() {
        assert_eq!(Apply::Always.label(), "Always");
        assert_eq!(
            Apply::OnlyDuringCreation.label(),
            "Only during object creation"
        );
    }

    #[test]
    fn only_what_is_unusual_is_named() {
        let mut row = Row::new("title", Source::None);
        assert_eq!(summary(&row), "");
        row.matching_precedence = Some(2);
        row.apply = Apply::OnlyDuringCreation;
        assert_eq!(summary(&row), "Matching attribute, Only during creation");
    }
}
