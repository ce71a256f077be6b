//! The function reference beside the editor.

pub mod search;

use entra_expression::contested::{self, ContestedInfo, ContestedReading};
use entra_expression::functions::FunctionExample;
use entra_expression::{FunctionInfo, Parse};
use leptos::prelude::*;
use provisioning::user::sample;

use crate::browser::elements;
use crate::browser::event::is_open;
use crate::components::element::{self, El, button, el, hint, outside_link, text};
use crate::components::panel::panel;
use crate::pages::expressions::reference::search::{
    example_words, not_for_scim, presence_words, search, type_words,
};
use crate::pages::expressions::state::EditorState;
use crate::state::sample_user;
use provisioning::entra::links::EXPRESSION_REFERENCE;

pub fn reference(state: EditorState) -> El {
    let query = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let found = query.with(|query| search(query));
        found.into_iter().map(|info| info.name).collect::<Vec<_>>()
    });
    let field = el("input")
        .attr("type", "text")
        .attr("id", "function-search")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("placeholder", "Name, or what it does")
        .on("input", move |event| query.set(element::value(&event)));
    let list = move || {
        let names = found.get();
        let only = names.len() == 1;
        let entries = names
            .into_iter()
            .filter_map(entra_expression::functions::find);
        el("ul").class("functions").children(entries.map(|info| {
            let named = query.with_untracked(|query| query.trim().eq_ignore_ascii_case(info.name));
            entry(state, info, only || named)
        }))
    };
    let count = move || match found.with(Vec::len) {
        count if query.with(|query| query.trim().is_empty()) => {
            format!("{count} functions; names of other dialects are found by search.")
        }
        0 => "No function fits. Try one word of what it should do, such as date, role or space."
            .to_owned(),
        1 => "1 function".to_owned(),
        count => format!("{count} functions"),
    };
    let published = outside_link(EXPRESSION_REFERENCE, "Microsoft’s reference");
    panel("reference", "reference-title", text("Functions"), published)
        .child(
            el("div")
                .class("body field")
                .attr("role", "search")
                .child(
                    el("label")
                        .attr("for", "function-search")
                        .text("Find a function"),
                )
                .child(field)
                .child(
                    el("p")
                        .class("hint")
                        .attr("role", "status")
                        .live_text(count),
                ),
        )
        .live(list)
}

fn entry(state: EditorState, info: &'static FunctionInfo, open: bool) -> El {
    let tag = not_for_scim(info).map(|words| el("span").class("tag warn").text(words));
    // Most entries are never opened, so the inside waits for that.
    let opened = RwSignal::new(open);
    let shown = Memo::new(move |_| opened.get());
    let details = el("details")
        .child(
            el("summary")
                .child(el("code").text(info.name))
                .text(" ")
                .maybe(tag)
                .child(el("small").text(info.summary)),
        )
        .on("toggle", move |event| {
            if is_open(&event) {
                opened.set(true);
            }
        })
        .live(move || match shown.get() {
            true => inside(state, info),
            false => element::several(),
        });
    elements::set_details_open(details.node(), open);
    el("li").child(details)
}

/// Opens an example for the values that are printed beside it, so that it gives
/// what it says.
fn open_with_values(state: EditorState, name: &str, example: &FunctionExample) {
    state.write(example.expression, example.expression.len());
    let user = state.parse.with_untracked(Parse::expr).map(|expr| {
        let user = state.user.get_untracked();
        sample::with_values(&user, &expr.attributes(), example.attributes)
    });
    if let Some(user) = user {
        let message = format!("Example of {name} opened; the sample user has its values");
        sample_user::take(state.app, user, &message);
    }
}

fn inside(state: EditorState, info: &'static FunctionInfo) -> El {
    let params = info.params.iter().map(|param| {
        let presence = match presence_words(param.presence) {
            "" => String::new(),
            words => format!(", {words}"),
        };
        el("li")
            .child(el("code").text(param.name))
            .child(el("small").text(&format!(" {}{presence}. ", type_words(param.takes))))
            .text(param.doc)
    });
    let examples = info.examples.iter().map(|example| {
        let act = move || {
            state.load(
                example.expression,
                &format!("Example of {} opened", info.name),
            );
        };
        let with_values = (!example.attributes.is_empty()).then(|| {
            button("small", "Open with its values", move || {
                open_with_values(state, info.name, example);
            })
            .attr(
                "aria-label",
                &format!("Open with its values: {}", example.expression),
            )
            .attr(
                "title",
                "The sample user gets the values of the example; Undo brings yours back",
            )
        });
        el("li")
            .child(el("code").text(example.expression))
            .child(el("small").text(&example_words(example)))
            .child(
                el("span")
                    .class("row")
                    .child(button("small", "Open in the editor", act).attr(
                        "aria-label",
                        &format!("Open in the editor: {}", example.expression),
                    ))
                    .maybe(with_values),
            )
    });
    let caveats = info.caveats.iter().map(|caveat| {
        el("p")
            .class("callout warn")
            .text(caveat.text)
            .child(el("small").text(&format!(" Source: {}.", caveat.source)))
    });
    let repeats = match info.repeats {
        0 => None,
        1 => Some("The last one may be repeated."),
        _ => Some("The last ones may be repeated together."),
    };
    el("div")
        .class("inside stack")
        .child(el("p").child(el("code").text(&info.signature())))
        .child(hint(&format!("Gives: {}", type_words(info.returns))))
        .child(el("ul").class("params").children(params))
        .maybe(repeats.map(hint))
        .child(el("ul").class("examples").children(examples))
        .children(caveats)
        .children(contested::of(info.name).map(|info| {
            el("div")
                .class("callout stack")
                .child(el("b").text("Not documented clearly"))
                .child(readings(info))
        }))
}

/// Both readings of a contested behavior, and how to tell them apart.
pub fn readings(info: &ContestedInfo) -> El {
    let reading = |label: &str, reading: &ContestedReading| {
        el("li")
            .child(el("b").text(label))
            .text(&format!(
                " {} The expression below gives {}.",
                reading.text, reading.gives
            ))
            .child(el("small").text(&format!(" Source: {}.", reading.source)))
    };
    el("div")
        .class("stack")
        .child(el("p").text(info.question))
        .child(
            el("ul")
                .child(reading("As evaluated here:", &info.ours))
                .child(reading("Other reading:", &info.other)),
        )
        .child(
            el("p")
                .text("To tell them apart, try this in the portal’s expression builder: ")
                .child(el("code").text(info.distinguishing)),
        )
}
