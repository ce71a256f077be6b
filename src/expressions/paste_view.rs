//! The box that takes a user as Microsoft Graph writes one.

use leptos::prelude::*;
use provisioning::user::graph::{self, Found, Users};

use super::desk::Desk;
use crate::ui::browser;
use crate::ui::dom::{self, El, button, el, several};

/// Identity of the box.
pub const BOX_ID: &str = "graph-json";
/// Notes about a user that are shown at most.
const MOST_NOTES: usize = 20;

/// The box with what was read from it.
pub fn paste(desk: Desk, open: RwSignal<bool>) -> El {
    let text = RwSignal::new(String::new());
    let which = RwSignal::new(0_usize);
    let read =
        Memo::new(move |_| text.with(|text| (!text.trim().is_empty()).then(|| graph::read(text))));
    let area = el("textarea")
        .class("mono")
        .attr("id", BOX_ID)
        .attr("rows", "4")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("aria-describedby", "graph-json-hint graph-json-said")
        .on("input", move |event| {
            which.set(0);
            text.set(dom::value(&event));
        });
    let take = move || {
        let found = read.with_untracked(|read| match read {
            Some(Ok(users)) => users.users.get(which.get_untracked()).cloned(),
            _ => None,
        });
        if let Some(found) = found {
            let name = found.name().to_owned();
            desk.replace_user(found.user, &format!("{name} is the sample user now"));
            open.set(false);
            browser::focus_soon("user-title");
        }
    };
    let said = move || {
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
                .live(said)
                .live(notes),
        )
        .child(
            el("div")
                .class("row")
                .child(button("small", "Use this user", take).live_flag("disabled", move || {
                    !read.with(|read| matches!(read, Some(Ok(_))))
                }))
                .child(button("small", "Cancel", move || open.set(false))),
        )
}

fn choice(users: &Users, which: RwSignal<usize>) -> El {
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
                    which.set(dom::value(&event).parse().unwrap_or_default());
                }),
        )
        .maybe(more)
}

fn notes(found: &Found) -> El {
    let shown = found.notes.iter().take(MOST_NOTES);
    let more = found.notes.len().saturating_sub(MOST_NOTES);
    el("ul")
        .class("notes")
        .children(shown.map(|note| el("li").text(&note.to_string())))
        .maybe((more > 0).then(|| el("li").text(&format!("{more} more like these."))))
}
