//! What the sample user changes to, on the page: the choice, what differs in
//! words, and the form of a change that is made by hand.

use leptos::prelude::*;
use provisioning::user::SourceUser;
use provisioning::user::sample::SAMPLE_USERS;
use provisioning::user::user_diff::USER_CHANGES;

use crate::components::element::{self, El, button, el, several};
use crate::components::paste_user::paste_button;
use crate::components::user_form::{UserForm, form};
use crate::state::changed_user::{self, ChangedUserChoice};
use crate::state::sample_user;
use crate::state::{App, Undo};
use provisioning::entra::known_with;

const ID: &str = "changed-to";
/// Identity of the heading of the form.
const FORM: &str = "changed-title";

/// Choice, differences, and the form where there is one.
pub fn part(app: App) -> El {
    let choice = Memo::new(move |_| {
        app.setup
            .with(|setup| changed_user::choice(&setup.page_data()))
    });
    let select = el("select")
        .attr("id", ID)
        .child(group(
            "A change",
            (0..USER_CHANGES.len()).map(ChangedUserChoice::Offered),
        ))
        .child(group(
            "Another user",
            (0..SAMPLE_USERS.len()).map(ChangedUserChoice::Example),
        ))
        .child(group("By hand", [ChangedUserChoice::Own].into_iter()))
        .live_value(move || choice.get().word())
        .on("change", move |event| {
            if let Some(chosen) = ChangedUserChoice::parse(&element::value(&event)) {
                app.edit(|setup| {
                    setup.edit_page_data(|bench| changed_user::choose(bench, chosen));
                });
            }
        });
    let own = Memo::new(move |_| choice.get() == ChangedUserChoice::Own);
    el("div")
        .class("stack changed")
        .child(
            el("div")
                .class("who")
                .child(el("label").attr("for", ID).text("Changed to"))
                .child(select),
        )
        .child(differences(app))
        .live(move || match own.get() {
            true => untrack(|| by_hand(app)),
            false => several(),
        })
}

fn group(label: &str, choices: impl Iterator<Item = ChangedUserChoice>) -> El {
    let options = choices.map(|choice| {
        el("option")
            .attr("value", &choice.word())
            .text(&choice.about())
    });
    el("optgroup").attr("label", label).children(options)
}

fn differences(app: App) -> El {
    let description = Memo::new(move |_| app.setup.with(changed_user::described_changes));
    el("div")
        .class("differs")
        .attr("role", "status")
        .attr("aria-label", "What changes")
        .live(move || {
            let (words, more) = description.get();
            if words.is_empty() {
                return el("p").text("Nothing changes: Entra sends no request.");
            }
            let items = words.iter().map(|words| el("li").text(words));
            let more = (more > 0).then(|| el("li").text(&format!("and {more} more")));
            el("ul").children(items).maybe(more)
        })
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

fn by_hand(app: App) -> El {
    let user = Memo::new(move |_| {
        app.setup
            .with(|setup| changed_user::changed(&setup.page_data()))
    });
    let person = UserForm {
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
    };
    let take = move |user: SourceUser, name: &str| {
        replace(app, user, format!("The user changes to {name} now"));
    };
    let (open_paste, pasting) = paste_button(take, FORM);
    let again = button("small", "Start again from the sample user", move || {
        let user = app.setup.with_untracked(sample_user::user);
        replace(
            app,
            user,
            "The changed user is the sample user again".to_owned(),
        );
    });
    el("section")
        .class("sample stack")
        .attr("aria-labelledby", FORM)
        .child(
            el("h3")
                .attr("id", FORM)
                .attr("tabindex", "-1")
                .text("The user after the change"),
        )
        .child(el("div").class("row").child(open_paste).child(again))
        .child(pasting)
        .child(form(
            person,
            "Read by the rows",
            "No row reads an attribute.",
        ))
}
