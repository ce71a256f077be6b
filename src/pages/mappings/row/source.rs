//! The source of a row in the portal's own fields: mapping type, and attribute,
//! constant or expression.

use entra_expression::{Diagnostic, Fix, Severity};
use leptos::prelude::*;

use crate::components::element::{self, El, button, el, link, several};
use crate::components::undoable_input::{UndoableInput, undoable_input};
use crate::state::App;
use crate::state::sample_user;
use crate::state::source_row::open_for;
use entra_expression::quick_fix;
use provisioning::entra::SOURCE_ATTRIBUTES;
use provisioning::mapping::Source;
use provisioning::recipe::Recipe;
use provisioning::recipe::diagnostics;
use provisioning::recipe::manual_source::{diagnostics, source_error};
use provisioning::row_edit::convert_source::turned;

const FIELD: &str = "source-field";
/// Identity of the list of known attributes.
const KNOWN: &str = "source-known";
/// The most findings that are shown at once.
const MAX_SHOWN: usize = 6;

const KINDS: [&str; 4] = ["Direct", "Constant", "Expression", "None"];

/// The fields. `read` follows what is typed, `row` what the set-up has, and
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
            "Direct" => direct(read, write),
            "Constant" => constant(read, write),
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
            .then(|| source_error(&target, &typed))
            .flatten()
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

fn message_below(list: impl Fn() -> El + 'static) -> El {
    el("div")
        .class("said-below")
        .attr("id", "source-said")
        .attr("aria-live", "polite")
        .live(list)
}

fn direct(read: Memo<Source>, write: impl Fn(Source) + Clone + 'static) -> El {
    let name = Memo::new(move |_| read.with(|source| source.text().to_owned()));
    let input = plain("input")
        .class("mono")
        .attr("type", "text")
        .attr("list", KNOWN);
    let (input, typed) = undoable_input(input, name, move |text| write(Source::Direct(text)));
    let below = message_below(move || {
        let name = name.get();
        let found = diagnostics::diagnose(&Recipe::Attribute(name.clone()));
        several().children(found.into_iter().map(|found| {
            let fix = found.code.fix(&name).map(|fix| {
                let typed = typed.clone();
                button("quiet small", &fix.label, move || {
                    typed.put(fix.text.clone(), fix.text.len());
                })
            });
            el("p")
                .class(class(found.code.severity()))
                .text(&found.code.message())
                .text(" ")
                .maybe(fix)
        }))
    });
    let known = SOURCE_ATTRIBUTES.map(|name| el("option").attr("value", name));
    labelled("Source attribute", input, below)
        .child(el("datalist").attr("id", KNOWN).children(known))
}

fn constant(read: Memo<Source>, write: impl Fn(Source) + Clone + 'static) -> El {
    let text = Memo::new(move |_| read.with(|source| source.text().to_owned()));
    let input = plain("input").attr("type", "text");
    let (input, _) = undoable_input(input, text, move |text| write(Source::Constant(text)));
    let below = message_below(move || match read.with(|source| source.text().is_empty()) {
        true => el("p").class("warning").text("The constant is empty."),
        false => several(),
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
    let below = message_below(move || {
        let now = text.get();
        // What the sample user has is known as well.
        let user = app.setup.with_untracked(sample_user::user);
        let found = diagnostics(&target, &now, user.attributes.into_keys());
        let more = found.len().saturating_sub(MAX_SHOWN);
        let more = (more > 0).then(|| el("p").class("hint").text(&format!("And {more} more.")));
        several()
            .children(
                found
                    .iter()
                    .take(MAX_SHOWN)
                    .map(|diagnostic| finding(diagnostic, &now, &typed)),
            )
            .maybe(more)
    });
    labelled("Expression", field, below).child(open)
}

fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "hint",
    }
}

/// One finding with its fixes, for the text as it is now.
fn finding(diagnostic: &Diagnostic, text: &str, typed: &UndoableInput) -> El {
    let fixes = diagnostic.fixes.iter().take(2).map(|fix| {
        let (fix, text, typed): (Fix, String, _) = (fix.clone(), text.to_owned(), typed.clone());
        button("quiet small", &fix.label.clone(), move || {
            typed.put(fix.apply(&text), quick_fix::cursor(&fix));
        })
    });
    let excerpt = diagnostic.span.of(text);
    let excerpt = (!excerpt.is_empty() && excerpt.len() < 60).then(|| el("code").text(excerpt));
    el("p")
        .class(class(diagnostic.severity))
        .attr("title", diagnostic.why)
        .maybe(excerpt)
        .text(" ")
        .text(&diagnostic.message)
        .text(" ")
        .children(fixes)
}

/// The way to the editor, which takes the expression along.
pub fn open_in_expressions(app: App, target: String, text: Memo<String>) -> El {
    let open = link("", "#/expressions", "Open in Expressions").on("click", move |_| {
        open_for(app, &target, text.get_untracked());
    });
    el("p").class("hint").child(open)
}
