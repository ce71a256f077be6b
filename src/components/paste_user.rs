//! The box that takes a user as Microsoft Graph writes one.

use leptos::prelude::*;
use provisioning::user::SourceUser;
use provisioning::user::graph::{self, GraphUser, GraphUsers};

use crate::browser;
use crate::components::element::{self, El, button, el, several};

pub const BOX_ID: &str = "graph-json";
/// Notes about a user that are shown at most.
const MAX_NOTES: usize = 20;

/// The button that opens the box, and the place of the box. `take` gets the
/// user with its name, then the element with this identity gets the focus. What
/// was pasted and not taken stands there again when the box is opened again.
pub fn paste_button(
    take: impl Fn(SourceUser, &str) + Clone + 'static,
    then: &'static str,
) -> (El, El) {
    let open = RwSignal::new(false);
    let text = RwSignal::new(String::new());
    let act = button("small", "Paste Graph JSON", move || {
        open.update(|on| *on = !*on);
        if open.get_untracked() {
            browser::focus_soon(BOX_ID);
        }
    })
    .live_attr("aria-expanded", move || Some(open.get().to_string()));
    let section = several().live(move || match open.get() {
        true => {
            let take = take.clone();
            untrack(|| paste(open, text, take, then))
        }
        false => several(),
    });
    (act, section)
}

/// The box with what was read from it.
fn paste(
    open: RwSignal<bool>,
    text: RwSignal<String>,
    take: impl Fn(SourceUser, &str) + 'static,
    then: &'static str,
) -> El {
    let which = RwSignal::new(0_usize);
    let read =
        Memo::new(move |_| text.with(|text| (!text.trim().is_empty()).then(|| graph::read(text))));
    let area = el("textarea")
        .class("mono")
        .attr("id", BOX_ID)
        .attr("rows", "4")
        .verbatim()
        .attr("aria-describedby", "graph-json-hint graph-json-said")
        .live_value(move || text.get())
        .on("input", move |event| {
            which.set(0);
            text.set(element::value(&event));
        });
    let act = move || {
        let found = read.with_untracked(|read| match read {
            Some(Ok(users)) => users.users.get(which.get_untracked()).cloned(),
            _ => None,
        });
        if let Some(found) = found {
            let name = found.name().to_owned();
            take(found.user, &name);
            text.set(String::new());
            open.set(false);
            browser::focus_soon(then);
        }
    };
    let message = move || {
        read.with(|read| match read {
            None => several(),
            Some(Err(error)) => el("p").class("error").text(&error.to_string()),
            Some(Ok(users)) => choice(users, which),
        })
    };
    let notes = move || {
        read.with(|read| match read {
            Some(Ok(users)) => users.users.get(which.get()).map_or_else(several, notes),
            _ => several(),
        })
    };
    el("div")
        .class("paste stack")
        .child(
            el("div")
                .class("field")
                .child(el("label").attr("for", BOX_ID).text("A user as Graph answers it"))
                .child(area)
                .child(el("p").class("hint").attr("id", "graph-json-hint").text(
                    "One user, a page of users, or the testInputObject of a parseExpression request. It is read here and stays in this browser.",
                )),
        )
        .child(
            el("div")
                .class("field")
                .attr("id", "graph-json-said")
                .attr("aria-live", "polite")
                .live(message)
                .live(notes),
        )
        .child(
            el("div")
                .class("row")
                .child(button("small", "Use this user", act).live_flag("disabled", move || {
                    !read.with(|read| matches!(read, Some(Ok(_))))
                }))
                .child(button("small", "Cancel", move || open.set(false))),
        )
}

fn choice(users: &GraphUsers, which: RwSignal<usize>) -> El {
    if let [only] = &users.users[..] {
        return el("p").text(&format!(
            "{}, {} attributes.",
            only.name(),
            only.user.attributes.len()
        ));
    }
    let options = users.users.iter().enumerate().map(|(index, found)| {
        el("option")
            .attr("value", &index.to_string())
            .text(found.name())
    });
    let more = (users.more > 0).then(|| {
        el("p")
            .class("hint")
            .text(&format!("{} more users were not read.", users.more))
    });
    several()
        .child(
            el("label")
                .attr("for", "graph-json-which")
                .text("Which one"),
        )
        .child(
            el("select")
                .attr("id", "graph-json-which")
                .children(options)
                .on("change", move |event| {
                    which.set(element::value(&event).parse().unwrap_or_default());
                }),
        )
        .maybe(more)
}

fn notes(found: &GraphUser) -> El {
    let shown = found.notes.iter().take(MAX_NOTES);
    let more = found.notes.len().saturating_sub(MAX_NOTES);
    el("ul")
        .class("notes")
        .children(shown.map(|note| el("li").text(&note.to_string())))
        .maybe((more > 0).then(|| el("li").text(&format!("{more} more like these."))))
}
