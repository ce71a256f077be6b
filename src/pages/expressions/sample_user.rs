//! The sample user: chosen, edited by hand, or pasted.

use leptos::prelude::*;
use provisioning::user::SourceUser;

use crate::components::bridge::into_element;
use crate::components::element::El;
use crate::components::panel::Panel;
use crate::components::paste_user::{PasteUserBox, PasteUserButton, PasteUserState};
use crate::components::select::Select;
use crate::components::user_form::{EditedUser, UserForm};
use crate::pages::expressions::state::EditorState;
use crate::state::Undo;
use crate::state::sample_user;
use crate::state::use_app;
use provisioning::expression::read_attributes::read_attributes;
use provisioning::expression::value_text;

/// The panel, for a page that the element builder makes.
pub fn user(state: EditorState) -> El {
    into_element(view! { <SampleUserPanel state/> }.into_any())
}

#[component]
pub fn SampleUserPanel(state: EditorState) -> impl IntoView {
    let app = use_app();
    let paste = PasteUserState::default();
    let on_user = Callback::new(move |(user, name): (SourceUser, String)| {
        sample_user::take(app, user, &format!("{name} is the sample user now"));
    });
    view! {
        <Panel
            class="sample"
            title_id="user-title"
            title=|| "Sample user"
            beside=move || view! { <PasteUserButton state=paste/> }
        >
            <div class="body stack">
                <PasteUserBox state=paste on_user focus="user-title"/>
                <SampleUserChoice/>
                <p class="hint">
                    "From a users file: "
                    <a href="#/preflight">"open it in Preflight"</a>
                </p>
                <UserForm
                    edited=edited_user(state)
                    heading="Read by the expression"
                    nothing="The expression reads no attribute."
                />
            </div>
        </Panel>
    }
}

#[component]
fn SampleUserChoice() -> impl IntoView {
    let app = use_app();
    view! {
        <div class="field">
            <label for=sample_user::FIELD_ID>"Start from"</label>
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
