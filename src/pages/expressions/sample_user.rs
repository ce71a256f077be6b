//! The sample user: chosen, edited by hand, or pasted.

use leptos::prelude::*;
use provisioning::user::SourceUser;

use crate::components::element::{El, el, hint, link, text};
use crate::components::panel::panel;
use crate::components::paste_user::paste_button;
use crate::components::select::select;
use crate::components::user_form::{UserForm, form};
use crate::pages::expressions::state::EditorState;
use crate::state::Undo;
use crate::state::sample_user;
use provisioning::expression::read_attributes::read_attributes;
use provisioning::expression::value_text;

pub fn user(state: EditorState) -> El {
    let app = state.app;
    let person = UserForm {
        user: state.user,
        read: Memo::new(move |_| state.parse.with(read_attributes)),
        attributes: state.attributes,
        about: Memo::new(move |_| {
            let span = state.source.get()?;
            state
                .text
                .with(|text| Some(value_text::attribute(span.of(text)).to_owned()))
        }),
        what: "the sample user",
        put: Callback::new(move |user| sample_user::put(app, user)),
        replace: Callback::new(move |(user, message)| {
            let before = state.user.get_untracked();
            sample_user::put(app, user);
            let back = Undo::new(move |app| sample_user::put(app, before.clone()));
            app.offer_undo(message, back);
        }),
    };
    let take = move |user: SourceUser, name: &str| {
        sample_user::take(app, user, &format!("{name} is the sample user now"));
    };
    let (open_paste, pasting) = paste_button(take, "user-title");
    panel("sample", "user-title", text("Sample user"), open_paste).child(
        el("div")
            .class("body stack")
            .child(pasting)
            .child(
                el("div")
                    .class("field")
                    .child(
                        el("label")
                            .attr("for", sample_user::FIELD_ID)
                            .text("Start from"),
                    )
                    .child(select(
                        sample_user::FIELD_ID,
                        sample_user::options(app),
                        move || sample_user::option_value(app),
                        move |value| sample_user::choose_option(app, value),
                    )),
            )
            .child(hint("From a users file: ").child(link(
                "",
                "#/preflight",
                "open it in Preflight",
            )))
            .child(form(
                person,
                "Read by the expression",
                "The expression reads no attribute.",
            )),
    )
}
