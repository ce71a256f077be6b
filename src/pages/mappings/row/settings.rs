//! What a row says besides its source: default value, match, and when it is
//! applied.

use leptos::prelude::*;

use crate::components::element::{self, El, el, several};
use crate::pages::mappings::edit_session::EditSession;
use crate::state::App;
use provisioning::mapping::{Apply, Row};

/// The settings of a target's row, as long as there is one.
pub fn settings(edit_session: EditSession, app: App, target: &str) -> El {
    let name = target.to_owned();
    let row = Memo::new(move |_| app.setup.with(|setup| setup.mapping.row(&name).cloned()));
    let exists = Memo::new(move |_| row.with(Option::is_some));
    let name = target.to_owned();
    several().live(move || match exists.get() {
        true => {
            let name = name.clone();
            untrack(|| fields(edit_session, name, row))
        }
        false => several(),
    })
}

fn fields(edit_session: EditSession, target: String, row: Memo<Option<Row>>) -> El {
    let read =
        move |part: fn(&Row) -> String| row.with(|row| row.as_ref().map(part).unwrap_or_default());
    let change = move |change: &dyn Fn(&mut Row)| {
        edit_session.edit(|setup| {
            let rows = setup.mapping.rows.iter_mut();
            if let Some(row) = rows.into_iter().find(|row| row.target == target) {
                change(row);
            }
        });
    };
    let store = StoredValue::new_local(change);
    let default = el("input")
        .attr("type", "text")
        .attr("id", "row-default")
        .attr("autocomplete", "off")
        .live_value(move || read(|row| row.default_value.clone().unwrap_or_default()))
        .on("input", move |event| {
            let text = element::value(&event);
            store.with_value(|change| {
                change(&|row| row.default_value = (!text.is_empty()).then(|| text.clone()));
            });
        });
    let matching = select("row-match", &["No", "Yes"])
        .live_value(move || {
            read(|row| match row.matching_precedence {
                Some(_) => "Yes".to_owned(),
                None => "No".to_owned(),
            })
        })
        .on("change", move |event| {
            let yes = element::value(&event) == "Yes";
            store.with_value(|change| {
                change(&|row| {
                    row.matching_precedence = yes.then(|| row.matching_precedence.unwrap_or(1));
                });
            });
        });
    let is_match = Memo::new(move |_| {
        row.with(|row| {
            row.as_ref()
                .is_some_and(|row| row.matching_precedence.is_some())
        })
    });
    let precedence = move || {
        if !is_match.get() {
            return several();
        }
        let input = select("row-precedence", &["1", "2", "3", "4", "5"])
            .live_value(move || read(|row| row.matching_precedence.unwrap_or(1).to_string()))
            .on("change", move |event| {
                if let Ok(number) = element::value(&event).parse() {
                    store.with_value(|change| {
                        change(&|row| row.matching_precedence = Some(number));
                    });
                }
            });
        labelled("row-precedence", "Matching precedence", input)
    };
    let words = [Apply::Always, Apply::OnlyDuringCreation].map(Apply::label);
    let apply = select("row-apply", &words)
        .live_value(move || read(|row| row.apply.label().to_owned()))
        .on("change", move |event| {
            let always = element::value(&event) == Apply::Always.label();
            let apply = match always {
                true => Apply::Always,
                false => Apply::OnlyDuringCreation,
            };
            store.with_value(|change| change(&|row| row.apply = apply));
        });
    el("fieldset")
        .class("settings")
        .child(el("legend").text("The rest of the row"))
        .child(
            el("div")
                .class("form")
                .child(
                    labelled("row-default", "Default value if null (optional)", default)
                        .child(el("p").class("hint").text("On creation only.")),
                )
                .child(labelled(
                    "row-match",
                    "Match objects using this attribute",
                    matching,
                ))
                .live(precedence)
                .child(labelled("row-apply", "Apply this mapping", apply)),
        )
}

fn labelled(id: &str, label: &str, field: El) -> El {
    el("div")
        .class("field")
        .child(el("label").attr("for", id).text(label))
        .child(field)
}

fn select(id: &str, options: &[&str]) -> El {
    let options = options
        .iter()
        .map(|word| el("option").attr("value", word).text(word));
    el("select").attr("id", id).children(options)
}
