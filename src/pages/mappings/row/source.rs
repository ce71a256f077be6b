//! The source of a row in the portal's own fields: mapping type, and attribute,
//! constant or expression.

use entra_expression::{Fix, quick_fix};
use leptos::prelude::*;

use crate::components::element::{self, El, el, link, several};
use crate::components::undoable_input::{UndoableInput, undoable_input};
use crate::pages::mappings::diagnostic_view::field_message;
use crate::state::App;
use crate::state::sample_user;
use crate::state::source_row::open_for;
use provisioning::diagnostics::MappingDiagnostic;
use provisioning::diagnostics::source;
use provisioning::entra::SOURCE_ATTRIBUTES;
use provisioning::mapping::Source;
use provisioning::mapping::convert_source::turned;

const FIELD: &str = "source-field";
/// Identity of the list of known attributes.
const KNOWN: &str = "source-known";
/// The most findings that are shown at once.
const MAX_SHOWN: usize = 6;

const KINDS: [&str; 4] = ["Direct", "Constant", "Expression", "None"];

/// The fields. `read` follows what is typed, `row` what the setup has, and
/// `write` takes each change.
pub fn source_fields(
    app: App,
    target: &str,
    read: Memo<Source>,
    row: Memo<Source>,
    write: impl Fn(Source) + Clone + 'static,
) -> El {
    let kind = Memo::new(move |_| read.with(Source::kind));
    // What was typed for another mapping type comes back with it.
    let typed = StoredValue::new([const { None::<String> }; 4]);
    let write_kind = write.clone();
    let select = el("select")
        .attr("id", "source-kind")
        .children(KINDS.map(|name| el("option").attr("value", name).text(name)))
        .live_value(move || kind.get().to_owned())
        .on("change", move |event| {
            let now = read.get_untracked();
            let chosen = element::value(&event);
            let kind_index = |word: &str| KINDS.iter().position(|kind| *kind == word).unwrap_or(3);
            typed.update_value(|typed| typed[kind_index(now.kind())] = Some(now.text().to_owned()));
            let before = typed.with_value(|typed| typed[kind_index(&chosen)].clone());
            write_kind(turned(&now, &chosen, before));
        });
    let waiting = waiting(target, read, row);
    let target = target.to_owned();
    let field = move || {
        let kind = kind.get();
        let (target, write) = (target.clone(), write.clone());
        untrack(|| match kind {
            "Direct" => direct(target, read, write),
            "Constant" => constant(target, read, write),
            "Expression" => expression(app, target, read, write),
            _ => el("p").class("hint").text(
                "Entra leaves the target alone. Its default value is still sent on creation.",
            ),
        })
    };
    el("div")
        .class("stack")
        .child(
            el("div")
                .class("field")
                .child(el("label").attr("for", "source-kind").text("Mapping type"))
                .child(select),
        )
        .live(field)
        .child(waiting)
}

/// What is typed and not in the row, with the reason.
fn waiting(target: &str, read: Memo<Source>, row: Memo<Source>) -> El {
    let target = target.to_owned();
    let why = Memo::new(move |_| {
        let typed = read.get();
        row.with(|row| *row != typed)
            .then(|| source::first_error(&target, &typed))
            .flatten()
            .map(|found| found.message)
    });
    el("div").attr("aria-live", "polite").live(move || {
        let Some(why) = why.get() else {
            return several();
        };
        let current = row.with(|row| match (row.kind(), row.text()) {
            ("None", _) => el("span").text("has no source"),
            (kind, text) => el("span")
                .text(&format!("keeps {kind} "))
                .child(el("code").text(text)),
        });
        el("p")
            .class("callout warn")
            .child(el("b").text("Not in the row yet"))
            .text("It has a mistake. ")
            .text(&why)
            .text(" Until then the row ")
            .child(current)
            .text(", and what you typed is kept in this tab.")
    })
}

fn labelled(label: &str, field: El, below: El) -> El {
    el("div")
        .class("field")
        .child(el("label").attr("for", FIELD).text(label))
        .child(field)
        .child(below)
}

fn plain(tag: &str) -> El {
    el(tag)
        .attr("id", FIELD)
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("aria-describedby", "source-said")
}

/// The findings below a field.
fn messages_below(
    text: Memo<String>,
    typed: UndoableInput,
    find: impl Fn(&str) -> Vec<MappingDiagnostic> + 'static,
) -> El {
    let list = move || {
        let now = text.get();
        let found = find(&now);
        let more = found.len().saturating_sub(MAX_SHOWN);
        let more = (more > 0).then(|| el("p").class("hint").text(&format!("And {more} more.")));
        let messages = found.iter().take(MAX_SHOWN).map(|one| {
            let (now, typed) = (now.clone(), typed.clone());
            field_message(one, &now.clone(), move |fix: &Fix| {
                typed.put(fix.apply(&now), quick_fix::cursor(fix));
            })
        });
        several().children(messages).maybe(more)
    };
    el("div")
        .class("said-below")
        .attr("id", "source-said")
        .attr("aria-live", "polite")
        .live(list)
}

fn direct(target: String, read: Memo<Source>, write: impl Fn(Source) + Clone + 'static) -> El {
    let name = Memo::new(move |_| read.with(|source| source.text().to_owned()));
    let input = plain("input")
        .class("mono")
        .attr("type", "text")
        .attr("list", KNOWN);
    let (input, typed) = undoable_input(input, name, move |text| write(Source::Direct(text)));
    let below = messages_below(name, typed, move |name| {
        source::direct(&target, name).into_iter().collect()
    });
    let known = SOURCE_ATTRIBUTES.map(|name| el("option").attr("value", name));
    labelled("Source attribute", input, below)
        .child(el("datalist").attr("id", KNOWN).children(known))
}

fn constant(target: String, read: Memo<Source>, write: impl Fn(Source) + Clone + 'static) -> El {
    let text = Memo::new(move |_| read.with(|source| source.text().to_owned()));
    let input = plain("input").attr("type", "text");
    let (input, typed) = undoable_input(input, text, move |text| write(Source::Constant(text)));
    let below = messages_below(text, typed, move |text| {
        source::constant(&target, text).into_iter().collect()
    });
    labelled("Constant Value", input, below)
}

fn expression(
    app: App,
    target: String,
    read: Memo<Source>,
    write: impl Fn(Source) + Clone + 'static,
) -> El {
    let text = Memo::new(move |_| read.with(|source| source.text().to_owned()));
    let open = open_in_expressions(app, target.clone(), text);
    let field = plain("textarea").class("mono").attr("rows", "5");
    let (field, typed) = undoable_input(field, text, move |text| write(Source::Expression(text)));
    let below = messages_below(text, typed, move |text| {
        // What the sample user has is known as well.
        let user = app.setup.with_untracked(sample_user::user);
        source::expression(&target, text, user.attributes.into_keys())
    });
    labelled("Expression", field, below).child(open)
}

/// The way to the editor, which takes the expression along.
pub fn open_in_expressions(app: App, target: String, text: Memo<String>) -> El {
    let open = link("", "#/expressions", "Open in Expressions").on("click", move |_| {
        open_for(app, &target, text.get_untracked());
    });
    el("p").class("hint").child(open)
}
