//! The sample user: chosen, edited by hand, or pasted.

use leptos::prelude::*;
use provisioning::sample::EXAMPLES;
use provisioning::user::UserValue;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use super::desk::Desk;
use super::paste_view::paste;
use super::rows::{self, Row};
use super::told;
use crate::ui::browser;
use crate::ui::dom::{self, El, button, el, keep_running, link, several};

const NAMES_ID: &str = "known-attributes";
const NEW_ID: &str = "new-attribute";

/// The panel.
pub fn user(desk: Desk) -> El {
    let pasting = RwSignal::new(false);
    let groups = Memo::new(move |_| {
        let read = desk.parse.with(rows::read);
        desk.user.with(|user| rows::rows(&read, user))
    });
    let first = Memo::new(move |_| groups.with(|(first, _)| first.clone()));
    let others = Memo::new(move |_| groups.with(|(_, others)| others.clone()));
    let read = move || {
        let first = first.get();
        if first.is_empty() {
            return el("p")
                .class("hint")
                .text("The expression reads no attribute.");
        }
        untrack(|| list(desk, first))
    };
    let rest = move || {
        let others = others.get();
        untrack(|| list(desk, others))
    };
    let paste_button = button("small", "Paste Graph JSON", move || {
        pasting.update(|on| *on = !*on);
        if pasting.get_untracked() {
            browser::focus_soon(super::paste_view::BOX_ID);
        }
    })
    .live_attr("aria-expanded", move || Some(pasting.get().to_string()));
    el("section")
        .class("panel sample")
        .attr("aria-labelledby", "user-title")
        .child(
            el("div")
                .class("panel-head")
                .child(el("h2").attr("id", "user-title").text("Sample user"))
                .child(paste_button),
        )
        .child(
            el("div")
                .class("body stack")
                .live(move || match pasting.get() {
                    true => untrack(|| paste(desk, pasting)),
                    false => several(),
                })
                .child(choice(desk))
                .child(
                    el("p")
                        .class("hint")
                        .text("From a users file: ")
                        .child(link("", "#/preflight", "open it in Preflight")),
                )
                .child(el("h3").text("Read by the expression"))
                .live(read)
                .child(
                    el("details")
                        .child(el("summary").live_text(move || {
                            format!("Other attributes ({})", others.with(Vec::len))
                        }))
                        .child(el("div").class("stack others").live(rest).child(add(desk))),
                )
                .child(datalist(desk)),
        )
}

/// The built-in examples; a user who is none of them is the admin's own.
fn choice(desk: Desk) -> El {
    let which = move || {
        let found = desk
            .user
            .with(|user| EXAMPLES.iter().position(|example| example.user() == *user));
        found.map_or_else(String::new, |index| index.to_string())
    };
    let options = EXAMPLES.iter().enumerate().map(|(index, example)| {
        el("option")
            .attr("value", &index.to_string())
            .text(&format!("{}: {}", example.name, example.about))
    });
    let select = el("select")
        .attr("id", "sample-choice")
        .child(el("option").attr("value", "").text("Your own"))
        .children(options)
        .live_value(which)
        .on("change", move |event| {
            let chosen = dom::value(&event).parse::<usize>();
            if let Some(example) = chosen.ok().and_then(|index| EXAMPLES.get(index)) {
                desk.replace_user(
                    example.user(),
                    &format!("{} is the sample user now", example.name),
                );
            }
        });
    el("div")
        .class("field")
        .child(el("label").attr("for", "sample-choice").text("Start from"))
        .child(select)
}

fn list(desk: Desk, rows: Vec<Row>) -> El {
    el("ul")
        .class("attributes")
        .children(rows.into_iter().map(|row| match row.several {
            Some(several) => present(desk, row.name, several),
            None => missing(desk, row.name),
        }))
}

fn field_id(name: &str) -> String {
    format!("value-of-{name}")
}

/// An attribute that the expression reads and the user lacks.
fn missing(desk: Desk, name: String) -> El {
    let label = format!("Add {name}");
    el("li")
        .class("absent")
        .child(el("code").text(&name))
        .child(
            el("span")
                .class("hint")
                .text("The user has no value, so it is null."),
        )
        .child(button("small", &label, move || add_named(desk, &name)))
}

fn add_named(desk: Desk, name: &str) {
    desk.edit_user(|user| {
        let _ = user.attributes.insert(name.to_owned(), rows::fresh(name));
    });
    let id = field_id(name);
    request_animation_frame(move || browser::focus(&id));
}

fn present(desk: Desk, name: String, several: bool) -> El {
    let id = field_id(&name);
    let source = name.clone();
    let on = move || {
        desk.source.get().is_some_and(|span| {
            desk.text
                .with(|text| told::attribute(span.of(text)) == source)
        })
    };
    let turned = name.clone();
    let turn_label = if several {
        "One value"
    } else {
        "Several values"
    };
    let turn = button("quiet small", turn_label, move || {
        desk.edit_user(|user| {
            if let Some(value) = user.attributes.get_mut(&turned) {
                *value = rows::turned(value);
            }
        });
        let id = field_id(&turned);
        request_animation_frame(move || browser::focus(&id));
    })
    .attr("aria-label", &format!("{turn_label} for {name}"));
    let gone = name.clone();
    let remove = button("quiet small", "×", move || {
        let mut user = desk.user.get_untracked();
        let _ = user.attributes.remove(&gone);
        desk.replace_user(user, &format!("{gone} removed from the sample user"));
    })
    .attr("aria-label", &format!("Remove {name}"))
    .attr("title", &format!("Remove {name}"));
    let hint = several.then(|| el("small").class("hint").text(" one a line"));
    el("li")
        .live_class("on", on)
        .child(
            el("div")
                .class("attr-name")
                .child(
                    el("label")
                        .attr("for", &id)
                        .child(el("code").text(&name))
                        .maybe(hint),
                )
                .child(el("span").class("tools").child(turn).child(remove)),
        )
        .child(field(desk, name, several))
}

/// The field of a value. What is typed stays as it is while it says the same.
fn field(desk: Desk, name: String, several: bool) -> El {
    let own = name.clone();
    let area = el("textarea")
        .class("mono")
        .attr("id", &field_id(&name))
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .on("input", move |event| {
            let value = rows::value(&dom::value(&event), several);
            desk.edit_user(|user| {
                let _ = user.attributes.insert(name.clone(), value);
            });
        });
    let node: HtmlInputElement = area.node().clone().unchecked_into();
    keep_running(Box::new(move || {
        let now: Option<UserValue> = desk.user.with(|user| user.attributes.get(&own).cloned());
        let Some(now) = now else {
            return;
        };
        if rows::value(&node.value(), several) != now {
            node.set_value(&rows::text(&now));
        }
        let lines = node.value().split('\n').count();
        let least = if several { 2 } else { 1 };
        let field: &Element = &node;
        let _ = field.set_attribute("rows", &lines.clamp(least, 6).to_string());
    }));
    area
}

/// Adds an attribute of any name.
fn add(desk: Desk) -> El {
    let name = RwSignal::new(String::new());
    let wrong = move || {
        let name = name.get();
        desk.user.with(|user| rows::wrong_name(name.trim(), user))
    };
    let act = move || {
        let typed = name.get_untracked().trim().to_owned();
        let fits = desk
            .user
            .with_untracked(|user| rows::wrong_name(&typed, user).is_none());
        if !typed.is_empty() && fits {
            name.set(String::new());
            add_named(desk, &typed);
        }
    };
    let input = el("input")
        .attr("type", "text")
        .class("mono")
        .attr("id", NEW_ID)
        .attr("list", NAMES_ID)
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("aria-describedby", "new-attribute-wrong")
        .live_value(move || name.get())
        .on("input", move |event| name.set(dom::value(&event)))
        .on("keydown", move |event| {
            let key: &web_sys::KeyboardEvent = event.unchecked_ref();
            if key.key() == "Enter" {
                event.prevent_default();
                act();
            }
        });
    el("div")
        .class("field")
        .child(el("label").attr("for", NEW_ID).text("Another attribute"))
        .child(
            el("div")
                .class("beside-button")
                .child(input)
                .child(button("", "Add", act)),
        )
        .child(
            el("p")
                .class("error")
                .attr("id", "new-attribute-wrong")
                .live_text(move || wrong().unwrap_or_default()),
        )
}

fn datalist(desk: Desk) -> El {
    let names = move || {
        let names = desk.attributes.get().into_iter();
        several().children(names.map(|name| el("option").attr("value", &name)))
    };
    el("datalist").attr("id", NAMES_ID).live(names)
}
