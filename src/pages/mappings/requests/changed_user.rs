//! What the sample user changes to, on the page: the choice, what differs in
//! words, and the form of a change that is made by hand.

use leptos::prelude::*;
use provisioning::user::SourceUser;
use provisioning::user::sample::SAMPLE_USERS;
use provisioning::user::user_diff::USER_CHANGES;

use crate::browser::event;
use crate::components::user_form::paste_user::{PasteUserBox, PasteUserButton, PasteUserState};
use crate::components::user_form::{EditedUser, UserForm};
use crate::components::when::When;
use crate::state::sample_user::changed_user::{self, ChangedUserChoice};
use crate::state::{App, Undo, sample_user, use_app};
use provisioning::entra::known_with;

const ID: &str = "changed-to";
/// The id of the heading of the form.
const FORM: &str = "changed-title";

/// Choice, differences, and the form where there is one.
#[component]
pub fn ChangedUser() -> impl IntoView {
    let app = use_app();
    let choice = Memo::new(move |_| {
        app.setup
            .with(|setup| changed_user::choice(&setup.page_data()))
    });
    view! {
        <div class="stack changed">
            <ChangeSelect choice/>
            <Differences/>
            <When is=Signal::derive(move || choice.get() == ChangedUserChoice::Own)>
                <ChangeByHand/>
            </When>
        </div>
    }
}

#[component]
fn ChangeSelect(choice: Memo<ChangedUserChoice>) -> impl IntoView {
    let app = use_app();
    let offered = (0..USER_CHANGES.len()).map(ChangedUserChoice::Offered);
    let examples = (0..SAMPLE_USERS.len()).map(ChangedUserChoice::Example);
    view! {
        <div class="field">
            <label for=ID>"Changed to"</label>
            <select class="in" id=ID on:change=move |change| choose(app, &event::value(&change))>
                <ChoiceGroup label="One change" choices=offered.collect() choice/>
                <ChoiceGroup label="Another user" choices=examples.collect() choice/>
                <ChoiceGroup label="Your own" choices=vec![ChangedUserChoice::Own] choice/>
            </select>
        </div>
    }
}

#[component]
fn ChoiceGroup(
    label: &'static str,
    choices: Vec<ChangedUserChoice>,
    choice: Memo<ChangedUserChoice>,
) -> impl IntoView {
    let options = choices.into_iter().map(|own| {
        view! {
            <option value=own.word() prop:selected=move || choice.get() == own>
                {own.about()}
            </option>
        }
        .into_any()
    });
    view! { <optgroup label=label>{options.collect::<Vec<_>>()}</optgroup> }
}

fn choose(app: App, word: &str) {
    if let Some(chosen) = ChangedUserChoice::parse(word) {
        app.edit(|setup| setup.edit_page_data(|bench| changed_user::choose(bench, chosen)));
    }
}

#[component]
fn Differences() -> impl IntoView {
    let app = use_app();
    let description = Memo::new(move |_| app.setup.with(changed_user::described_changes));
    view! {
        <div class="differs small" role="status" aria-label="What changes">
            {move || {
                let (words, more) = description.get();
                match words.is_empty() {
                    true => view! { <p>"Nothing changes, so Entra sends no request."</p> }.into_any(),
                    false => view! { <DifferenceList words more/> }.into_any(),
                }
            }}
        </div>
    }
}

#[component]
fn DifferenceList(
    words: Vec<String>,
    /// How many there are besides.
    more: usize,
) -> impl IntoView {
    let more = (more > 0).then(|| format!("and {more} more"));
    let items = words.into_iter().chain(more);
    let items = items.map(|words| view! { <li>{words}</li> }.into_any());
    view! { <ul>{items.collect::<Vec<_>>()}</ul> }
}

#[component]
fn ChangeByHand() -> impl IntoView {
    let app = use_app();
    let paste = PasteUserState::default();
    let on_user = Callback::new(move |(user, name): (SourceUser, String)| {
        replace(app, user, format!("The user now changes to {name}"));
    });
    view! {
        <section class="stack own-change" aria-labelledby=FORM>
            <h3 id=FORM tabindex="-1">
                "The user after the change"
            </h3>
            <div class="row wrap">
                <PasteUserButton state=paste/>
                <button type="button" class="btn small" on:click=move |_| start_again(app)>
                    "Start from the sample user"
                </button>
            </div>
            <PasteUserBox state=paste on_user focus=FORM/>
            <UserForm
                edited=edited_user(app)
                heading="Used by the mappings"
                nothing="No mapping uses an attribute."
            />
        </section>
    }
}

fn edited_user(app: App) -> EditedUser {
    let user = Memo::new(move |_| {
        app.setup
            .with(|setup| changed_user::changed(&setup.page_data()))
    });
    EditedUser {
        user,
        read: Memo::new(move |_| {
            app.setup
                .with(|setup| changed_user::read_by(&setup.mapping))
        }),
        attributes: Memo::new(move |_| {
            user.with(|user| known_with(user.attributes.keys().cloned()))
        }),
        about: Memo::new(|_| None),
        what: "the changed user",
        put: Callback::new(move |user| put(app, user)),
        replace: Callback::new(move |(user, message)| replace(app, user, message)),
    }
}

/// Stores the user that was changed by hand.
fn put(app: App, user: SourceUser) {
    app.edit(|setup| setup.edit_page_data(|bench| bench.changed_user = Some(user)));
}

/// Puts another user in its place, which can be undone.
fn replace(app: App, user: SourceUser, message: String) {
    let before = app.setup.with_untracked(|setup| setup.page_data());
    put(app, user);
    let back = Undo::new(move |app| {
        let user = before.changed_user.clone();
        app.edit(|setup| setup.edit_page_data(|bench| bench.changed_user = user));
    });
    app.offer_undo(message, back);
}

fn start_again(app: App) {
    let user = app.setup.with_untracked(sample_user::user);
    let message = "The changed user is the sample user again";
    replace(app, user, message.to_owned());
}
