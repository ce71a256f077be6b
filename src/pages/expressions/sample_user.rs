//! The sample user: chosen, edited by hand, or pasted.

use leptos::prelude::*;
use provisioning::user::SourceUser;

use crate::components::fields::select::Select;
use crate::components::user_form::paste_user::{PasteUserBox, PasteUserButton, PasteUserState};
use crate::components::user_form::{EditedUser, UserForm};
use crate::pages::expressions::state::{EditorState, use_editor};
use crate::state::Undo;
use crate::state::sample_user;
use crate::state::use_app;
use provisioning::expression::read_attributes::read_attributes;
use provisioning::expression::value_text;

/// The id of the heading, which takes the focus after a user was pasted.
const TITLE_ID: &str = "user-title";

#[component]
pub fn SampleUserPanel() -> impl IntoView {
    let app = use_app();
    let paste = PasteUserState::default();
    let on_user = Callback::new(move |(user, name): (SourceUser, String)| {
        sample_user::take(app, user, &format!("{name} is the sample user now"));
    });
    view! {
        <section class="sample" aria-labelledby=TITLE_ID>
            <div class="row">
                <h2 class="grow" id=TITLE_ID tabindex="-1">
                    "Sample user"
                </h2>
                <SampleUserChoice/>
            </div>
            <UserForm
                edited=edited_user(use_editor())
                heading="Attributes used"
                nothing="The expression uses no attributes."
            />
            <PasteUserBox state=paste on_user focus=TITLE_ID/>
            <div class="row wrap">
                <PasteUserButton state=paste/>
                <a class="btn quiet small" href="#/preflight">
                    "From a users file"
                </a>
            </div>
        </section>
    }
}

#[component]
fn SampleUserChoice() -> impl IntoView {
    let app = use_app();
    view! {
        <label class="sr" for=sample_user::FIELD_ID>
            "Start from"
        </label>
        <div class="who">
            <Select
                id=sample_user::FIELD_ID
                options=sample_user::options(app)
                value=Memo::new(move |_| sample_user::option_value(app))
                on_change=move |value: String| sample_user::choose_option(app, &value)
            />
        </div>
    }
}

fn edited_user(state: EditorState) -> EditedUser {
    let app = state.app;
    EditedUser {
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
    }
}
