//! A user as a form: each attribute a field, added and removed by hand.

pub mod rows;

use leptos::prelude::*;
use provisioning::user::{SourceUser, UserValue};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use crate::browser;
use crate::components::element::{self, El, button, el, keep_running, several};
use crate::components::user_form::rows::UserFormRow;
use provisioning::entra::is_password;

const NAMES_ID: &str = "known-attributes";
const NEW_ID: &str = "new-attribute";

/// A user that is edited on a page. Copies are handles to the same.
#[derive(Clone, Copy)]
pub struct UserForm {
    pub user: Memo<SourceUser>,
    /// Attributes that stand first, whether the user has them or not.
    pub read: Memo<Vec<String>>,
    /// Every attribute that can be read.
    pub attributes: Memo<Vec<String>>,
    /// The attribute that something else on the page is about.
    pub about: Memo<Option<String>>,
    /// What to call the user within a sentence.
    pub what: &'static str,
    /// Stores the user while somebody types.
    pub put: Callback<SourceUser>,
    /// Stores the user as a step that can be undone, with what happened.
    pub replace: Callback<(SourceUser, String)>,
}

impl UserForm {
    fn edit(&self, change: impl FnOnce(&mut SourceUser)) {
        let mut user = self.user.get_untracked();
        change(&mut user);
        self.put.run(user);
    }

    /// Changes the user in a way that can be undone.
    fn step(&self, message: String, change: impl FnOnce(&mut SourceUser)) {
        let mut user = self.user.get_untracked();
        change(&mut user);
        self.replace.run((user, message));
    }

    fn remove(&self, name: &str) {
        let message = format!("{name} removed from {}", self.what);
        self.step(message, |user| drop(user.attributes.remove(name)));
    }

    /// Makes one value of several or several of one, which can be undone.
    fn convert(&self, name: &str, several: bool) {
        let now = if several {
            "one value"
        } else {
            "several values"
        };
        self.step(format!("{name} holds {now} now"), |user| {
            if let Some(value) = user.attributes.get_mut(name) {
                *value = rows::turned(value);
            }
        });
    }
}

/// The form: what stands first below a heading, the rest folded.
pub fn form(form_user: UserForm, heading: &str, nothing: &'static str) -> El {
    let groups = Memo::new(move |_| {
        let read = form_user.read.get();
        form_user.user.with(|user| rows::rows(&read, user))
    });
    let first = Memo::new(move |_| groups.with(|(first, _)| first.clone()));
    let others = Memo::new(move |_| groups.with(|(_, others)| others.clone()));
    let read = move || {
        let first = first.get();
        if first.is_empty() {
            return el("p").class("hint").text(nothing);
        }
        untrack(|| list(form_user, first))
    };
    let rest = move || {
        let others = others.get();
        untrack(|| list(form_user, others))
    };
    several()
        .child(el("h3").text(heading))
        .live(read)
        .child(
            el("details")
                .child(
                    el("summary")
                        .live_text(move || format!("Other attributes ({})", others.with(Vec::len))),
                )
                .child(
                    el("div")
                        .class("stack others")
                        .live(rest)
                        .child(add(form_user)),
                ),
        )
        .child(datalist(form_user))
}

fn list(form_user: UserForm, rows: Vec<UserFormRow>) -> El {
    el("ul")
        .class("attributes")
        .children(rows.into_iter().map(|row| match row.several {
            Some(several) => present(form_user, row.name, several),
            None => missing(form_user, row.name),
        }))
}

fn field_id(name: &str) -> String {
    format!("value-of-{name}")
}

/// An attribute that the expression reads and the user lacks.
fn missing(form_user: UserForm, name: String) -> El {
    let password = is_password(&name);
    let why = match password {
        true => "A password is never kept, so it is null here.",
        false => "The user has no value, so it is null.",
    };
    let item = el("li")
        .class("absent")
        .child(el("code").text(&name))
        .child(el("span").class("hint").text(why));
    let label = format!("Add {name}");
    item.maybe((!password).then(|| button("small", &label, move || add_named(form_user, &name))))
}

fn add_named(form_user: UserForm, name: &str) {
    form_user.edit(|user| {
        let _ = user.attributes.insert(name.to_owned(), rows::fresh(name));
    });
    let id = field_id(name);
    request_animation_frame(move || browser::focus(&id));
}

fn present(form_user: UserForm, name: String, several: bool) -> El {
    let id = field_id(&name);
    let source = name.clone();
    let on = move || {
        form_user
            .about
            .with(|about| about.as_ref() == Some(&source))
    };
    let converted = name.clone();
    let convert_label = if several {
        "One value"
    } else {
        "Several values"
    };
    let convert = button("quiet small", convert_label, move || {
        form_user.convert(&converted, several);
        let id = field_id(&converted);
        request_animation_frame(move || browser::focus(&id));
    })
    .attr("aria-label", &format!("{convert_label} for {name}"));
    let gone = name.clone();
    let remove = button("quiet small", "×", move || {
        form_user.remove(&gone);
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
                .child(el("span").class("tools").child(convert).child(remove)),
        )
        .child(field(form_user, name, several))
}

/// The field of a value. What is typed stays as it is while it says the same.
fn field(form_user: UserForm, name: String, several: bool) -> El {
    let own = name.clone();
    let area = el("textarea")
        .class("mono")
        .attr("id", &field_id(&name))
        .verbatim()
        .on("input", move |event| {
            let value = rows::value(&element::value(&event), several);
            form_user.edit(|user| {
                let _ = user.attributes.insert(name.clone(), value);
            });
        });
    let node: HtmlInputElement = area.node().clone().unchecked_into();
    keep_running(Box::new(move || {
        let now: Option<UserValue> = form_user
            .user
            .with(|user| user.attributes.get(&own).cloned());
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

fn add(form_user: UserForm) -> El {
    let name = RwSignal::new(String::new());
    let wrong = move || {
        let name = name.get();
        form_user
            .user
            .with(|user| rows::wrong_name(name.trim(), user))
    };
    let act = move || {
        let typed = name.get_untracked().trim().to_owned();
        let fits = form_user
            .user
            .with_untracked(|user| rows::wrong_name(&typed, user).is_none());
        if !typed.is_empty() && fits {
            name.set(String::new());
            add_named(form_user, &typed);
        }
    };
    let input = el("input")
        .attr("type", "text")
        .class("mono")
        .attr("id", NEW_ID)
        .attr("list", NAMES_ID)
        .verbatim()
        .attr("aria-describedby", "new-attribute-wrong")
        .live_value(move || name.get())
        .on("input", move |event| name.set(element::value(&event)))
        .on_key(move |press| {
            if press.key == "Enter" {
                press.prevent_default();
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

fn datalist(form_user: UserForm) -> El {
    let names = move || {
        let names = form_user.attributes.get().into_iter();
        several().children(names.map(|name| el("option").attr("value", &name)))
    };
    el("datalist").attr("id", NAMES_ID).live(names)
}
