//! The choice of the sample user: an example, or one of one's own.

use leptos::prelude::*;
use provisioning::sample::SAMPLE_USERS;
use provisioning::user::SourceUser;

use super::sample;
use crate::components::element::{self, El, el, several};
use crate::state::{App, Undo, UndoAction};
use setup::workbench::Workbench;

/// Identity of the field.
pub const ID: &str = "sample";
/// What stands before the place of a user of one's own.
const OWN: &str = "own ";

/// The field. It follows the set-up.
pub fn select(app: App) -> El {
    let own = Memo::new(move |_| {
        let users = app.setup.with(|setup| sample::own(&setup.workbench()));
        users.iter().map(sample::name).collect::<Vec<_>>()
    });
    let value = move || {
        // The options are made anew with these, and lose what was selected.
        own.track();
        let user = app.setup.with(sample::user);
        match sample::built_in(&user) {
            Some(index) => index.to_string(),
            None => format!("{OWN}0"),
        }
    };
    let options = move || {
        let own = own.get();
        let examples = SAMPLE_USERS.iter().enumerate().map(|(index, example)| {
            let label = format!("{}: {}", example.name, example.about);
            option(&index.to_string(), &label)
        });
        let own = own.iter().enumerate().map(|(index, name)| {
            let whose = if index == 0 { "Your own" } else { "Your other" };
            option(&format!("{OWN}{index}"), &format!("{whose} user: {name}"))
        });
        several().children(examples).children(own)
    };
    el("select")
        .attr("id", ID)
        .live(options)
        .live_value(value)
        .on("change", move |event| {
            let chosen = element::value(&event);
            let bench = app.setup.with_untracked(|setup| setup.workbench());
            if let Some(user) = user_of(&bench, &chosen) {
                let said = format!("{} is the sample user now", sample::name(&user));
                take(app, user, &said);
            }
        })
}

fn option(value: &str, label: &str) -> El {
    el("option").attr("value", value).text(label)
}

/// The user of an option.
fn user_of(bench: &Workbench, value: &str) -> Option<SourceUser> {
    match value.strip_prefix(OWN) {
        Some(index) => sample::own(bench).into_iter().nth(index.parse().ok()?),
        None => SAMPLE_USERS
            .get(value.parse::<usize>().ok()?)
            .map(|example| example.user()),
    }
}

/// Makes somebody the sample user, which can be undone.
pub fn take(app: App, user: SourceUser, said: &str) {
    let before = app.setup.with_untracked(|setup| setup.workbench());
    app.edit(|setup| {
        setup.edit_workbench(|bench| {
            let _ = sample::choose(bench, user);
        });
    });
    let back = UndoAction::new(move |app| {
        let users = [before.sample_user.clone(), before.own_user.clone()];
        app.edit(|setup| {
            setup.edit_workbench(|bench| [bench.sample_user, bench.own_user] = users);
        });
    });
    app.offer_undo(said, Undo::Page(back));
}
