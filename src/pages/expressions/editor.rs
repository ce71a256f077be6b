//! The editor: a real field below its coloured copy, with help at the cursor.

mod diagnostics;
mod highlight;
mod highlight_layer;
mod suggestion_list;
mod use_for_row;

use entra_expression::{MAX_CHARACTERS, Parse, print, print_readable, signature_help, too_long};
use leptos::prelude::*;

use crate::browser;
use crate::browser::elements::Node;
use crate::browser::event::KeyPress;
use crate::components::copy_value::{copy, copy_or_show};
use crate::components::element::{El, button, el, several};
use crate::components::panel::panel;
use crate::components::undoable_input::UndoableInput;
use crate::pages::expressions::editor::diagnostics::findings;
use crate::pages::expressions::editor::highlight_layer::highlight_layer;
use crate::pages::expressions::editor::suggestion_list::{LIST_ID, entry_id, suggestions};
use crate::pages::expressions::editor::use_for_row::use_button;
use crate::pages::expressions::shared_link;
use crate::pages::expressions::state::EditorState;
use crate::pages::expressions::suggestions::SuggestionAction;
use crate::state::route::SidebarPage;
use provisioning::format::grouped;

const FIELD_ID: &str = "expression";
const KEYS_ID: &str = "expression-keys";
const HELP_ID: &str = "expression-help";

/// The editor with its tools and findings.
pub fn editor(state: EditorState) -> El {
    let field = el("textarea")
        .attr("id", FIELD_ID)
        .attr("rows", "1")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("autocorrect", "off")
        .attr("spellcheck", "false")
        .attr("aria-autocomplete", "list")
        .attr("aria-describedby", &format!("{HELP_ID} {KEYS_ID}"))
        .live_attr("aria-controls", move || {
            state.list.with(Option::is_some).then(|| LIST_ID.to_owned())
        })
        .live_attr("aria-activedescendant", move || {
            state
                .list
                .with(|list| list.as_ref().map(|list| entry_id(list.active)))
        })
        .live_attr("aria-invalid", move || {
            let unsound = state.text.with(|text| !text.trim().is_empty())
                && !state.parse.with(Parse::is_sound);
            unsound.then(|| "true".to_owned())
        })
        .on_key(move |press| key(state, &press))
        .on("blur", move |_| state.list.set(None));
    let node = field.node().clone();
    let (field, input) = state.make_input(field);
    let layers = el("div")
        .class("layers")
        .child(field)
        .child(highlight_layer(state));
    let label = el("label").attr("for", FIELD_ID).text("Expression");
    panel("editor", "editor-title", label, tools(state, &input, node))
        .child(
            el("div")
                .class("write")
                .child(el("div").class("roll").child(layers))
                .child(suggestions(state)),
        )
        .child(help(state))
        .child(findings(state))
}

fn tools(state: EditorState, input: &UndoableInput, field: Node) -> El {
    let sound = move || state.parse.with(|parse| parse.expr().is_some());
    let rewrite = move |print: fn(&entra_expression::Expr) -> String| {
        if let Some(expr) = state.parse.with_untracked(Parse::expr) {
            let text = print(&expr);
            if let Some(characters) = too_long(&text) {
                return state.app.announce(format!(
                    "The expression would have {} characters; at most {} are allowed.",
                    grouped(characters as u64),
                    grouped(MAX_CHARACTERS as u64)
                ));
            }
            state.write(&text, text.len());
        }
    };
    let none = move || state.text.with(|text| text.trim().is_empty());
    let [undo, can_undo, redo, can_redo] = [(); 4].map(|()| input.clone());
    el("div")
        .class("row")
        .child(
            button("small", "Undo", move || undo.step(true))
                .live_attr("aria-disabled", move || rests(can_undo.can_undo())),
        )
        .child(
            button("small", "Redo", move || redo.step(false))
                .live_attr("aria-disabled", move || rests(can_redo.can_redo())),
        )
        .child(
            button("small", "Format", move || rewrite(print_readable))
                .attr("title", "Over several lines, for people")
                .live_flag("disabled", move || !sound()),
        )
        .child(
            button("small", "One line", move || rewrite(print))
                .attr("title", "As Microsoft prints it")
                .live_flag("disabled", move || !sound()),
        )
        .child(copy_button(state, field).live_flag("disabled", none))
        .child(use_button(state))
        .child(link_button(state).live_flag("disabled", none))
}

/// What says that a button does nothing now. It is not `disabled`, which would
/// take the focus away from whoever pressed it.
fn rests(can: bool) -> Option<String> {
    (!can).then(|| "true".to_owned())
}

fn copy_button(state: EditorState, field: Node) -> El {
    button("small", "Copy", move || {
        let text = state.text.get_untracked();
        copy(state.app, "Expression".to_owned(), text, field.clone());
    })
    .attr("aria-label", "Copy the expression")
}

fn link_button(state: EditorState) -> El {
    button("small", "Copy link", move || {
        let text = state.text.get_untracked();
        let Some(link) = shared_link::encode(&text) else {
            return state
                .app
                .announce("The expression is too long for a link. Copy the expression itself.");
        };
        let page = browser::location::base();
        let link = format!("{page}{}/{link}", SidebarPage::Expressions.href());
        let what = if link.len() > shared_link::SAFE_LENGTH {
            "Long link, which some mail and chat programs cut,"
        } else {
            "Link with the expression, and nothing of the user,"
        };
        copy_or_show(state.app, what.to_owned(), link);
    })
}

/// Help for the call at the cursor, the length, and the keys.
fn help(state: EditorState) -> El {
    let signature = Memo::new(move |_| {
        let at = state.byte();
        state
            .text
            .with(|text| signature_help(text, at).map(|help| (help.function.name, help.argument)))
    });
    let help_text = move || match signature.get() {
        None => el("p").text(
            "Names are case-sensitive. Attributes stand in brackets, texts in quotation marks.",
        ),
        Some((name, argument)) => call_help(name, argument),
    };
    let length = move || {
        let count = state.text.with(|text| text.chars().count());
        format!(
            "{} of {} characters",
            grouped(count as u64),
            grouped(MAX_CHARACTERS as u64)
        )
    };
    let too_long = move || state.text.with(|text| too_long(text).is_some());
    let keys = [
        ("Ctrl+Space", "suggests"),
        ("Ctrl+.", "mends"),
        ("F8", "next finding"),
        ("Ctrl+Z", "undoes"),
    ];
    let keys = keys.map(|(key, does)| {
        el("span")
            .child(el("kbd").text(key))
            .text(&format!(" {does}"))
    });
    el("div")
        .class("help")
        .child(el("div").class("call").attr("id", HELP_ID).live(help_text))
        .child(
            el("div")
                .class("row keys-line")
                .child(el("span").class("row").attr("id", KEYS_ID).children(keys))
                .child(
                    el("span")
                        .class("length")
                        .live_class("bad", too_long)
                        .live_text(length),
                ),
        )
}

/// The parameters of a function, with the one at the cursor and what it is.
fn call_help(name: &str, argument: usize) -> El {
    let Some(function) = entra_expression::functions::find(name) else {
        return several();
    };
    let here = function.param(argument);
    let mut line = el("code").text(function.name).text("(");
    for (index, param) in function.params.iter().enumerate() {
        if index > 0 {
            line = line.text(", ");
        }
        let optional = match param.presence {
            entra_expression::functions::Presence::Required => "",
            _ => "?",
        };
        let shown = format!("{}{optional}", param.name);
        // Of repeated parameters the first of their kind stands for all.
        line = match here == Some(param) {
            true => line.child(el("mark").text(&shown)),
            false => line.text(&shown),
        };
    }
    if function.repeats > 0 {
        line = line.text(", …");
    }
    let doc = here.map_or(function.summary, |param| param.doc);
    el("p").child(line.text(")")).text(" ").text(doc)
}

fn key(state: EditorState, press: &KeyPress) {
    if press.is_composing {
        return;
    }
    let (control, shift, name) = (press.control, press.shift, press.key.as_str());
    let plain = !control && !shift && !press.alt;
    let action = state
        .list
        .with_untracked(|list| list.as_ref().filter(|_| plain)?.key(name));
    match (action, name) {
        (Some(SuggestionAction::Choose(index)), _) => state.choose(index),
        (Some(SuggestionAction::Write), _) => state.complete(),
        (Some(SuggestionAction::Close), _) => state.list.set(None),
        (None, " ") if control => state.request_suggestions(),
        (None, ".") if control => state.fix_finding(),
        (None, "F8") => state.next_finding(shift),
        _ => return,
    }
    press.prevent_default();
}
