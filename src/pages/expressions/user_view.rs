//! The sample user: chosen, edited by hand, or pasted.

use leptos::prelude::*;
use provisioning::user::SourceUser;

use super::desk::Desk;
use super::kept;
use super::paste_view::paste_button;
use super::person_view::{Person, form};
use super::rows;
use super::told;
use crate::components::element::{El, el, link};
use crate::pages::mappings::sample_view;
use crate::state::App;

/// The panel.
pub fn user(desk: Desk) -> El {
    let app = desk.app;
    let person = Person {
        app,
        user: desk.user,
        read: Memo::new(move |_| desk.parse.with(rows::read)),
        attributes: desk.attributes,
        about: Memo::new(move |_| {
            let span = desk.source.get()?;
            desk.text
                .with(|text| Some(told::attribute(span.of(text)).to_owned()))
        }),
        what: "the sample user",
        put: |app: App, user: SourceUser| kept::set_user(app, Some(user)),
    };
    let take = move |user: SourceUser, name: &str| {
        sample_view::take(app, user, &format!("{name} is the sample user now"));
    };
    let (open_paste, pasting) = paste_button(take, "user-title");
    el("section")
        .class("panel sample")
        .attr("aria-labelledby", "user-title")
        .child(
            el("div")
                .class("panel-head")
                .child(
                    el("h2")
                        .attr("id", "user-title")
                        .attr("tabindex", "-1")
                        .text("Sample user"),
                )
                .child(open_paste),
        )
        .child(
            el("div")
                .class("body stack")
                .child(pasting)
                .child(
                    el("div")
                        .class("field")
                        .child(el("label").attr("for", sample_view::ID).text("Start from"))
                        .child(sample_view::select(app)),
                )
                .child(
                    el("p")
                        .class("hint")
                        .text("From a users file: ")
                        .child(link("", "#/preflight", "open it in Preflight")),
                )
                .child(form(
                    person,
                    "Read by the expression",
                    "The expression reads no attribute.",
                )),
        )
}
