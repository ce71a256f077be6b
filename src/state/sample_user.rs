//! The user whose values are shown: the setup's own, or a built-in one.

pub mod changed_user;

use leptos::prelude::*;
use provisioning::user::SourceUser;
use provisioning::user::sample::{SAMPLE_USERS, SampleUser};

use crate::state::{App, Undo};
use setup::Setup;
use setup::page_data::PageData;

pub fn user(setup: &Setup) -> SourceUser {
    of(&setup.page_data())
}

pub fn of(bench: &PageData) -> SourceUser {
    let own = bench.sample_user.clone();
    own.unwrap_or_else(|| SAMPLE_USERS[0].user())
}

/// Which built-in user this is, as an index.
pub fn built_in(user: &SourceUser) -> Option<usize> {
    SAMPLE_USERS
        .iter()
        .position(|example| example.user() == *user)
}

/// The setup's own users, the one in use first.
pub fn own(bench: &PageData) -> Vec<SourceUser> {
    let now = of(bench);
    let used = built_in(&now).is_none().then(|| now.clone());
    let own_user = bench.own_user.clone().filter(|own_user| *own_user != now);
    used.into_iter().chain(own_user).collect()
}

/// Makes another user the sample user. The setup keeps one of its own beside
/// it; returns whether an older one was dropped for that.
pub fn choose(bench: &mut PageData, user: SourceUser) -> bool {
    let now = of(bench);
    let own = built_in(&now).is_none() && now != user;
    let own_user = bench.own_user.take().filter(|own_user| *own_user != user);
    let lost = own && own_user.as_ref().is_some_and(|own_user| *own_user != now);
    bench.own_user = if own { Some(now) } else { own_user };
    bench.sample_user = Some(user);
    lost
}

/// Identity of the field that chooses the sample user.
pub const FIELD_ID: &str = "sample";

/// Values and labels of the users that can be chosen: the examples, then the
/// setup's own. A value is an index.
pub fn options(app: App) -> Memo<Vec<(String, String)>> {
    let names = Memo::new(move |_| {
        let users = app.setup.with(|setup| own(&setup.page_data()));
        users.iter().map(name).collect::<Vec<_>>()
    });
    Memo::new(move |_| {
        let examples = SAMPLE_USERS
            .iter()
            .map(|example| format!("{}: {}", example.name, example.about));
        let names = names.get();
        let own = names.iter().enumerate().map(|(index, name)| match index {
            0 => format!("Your own user: {name}"),
            _ => format!("Your other user: {name}"),
        });
        let labels = examples.chain(own).enumerate();
        labels
            .map(|(index, label)| (index.to_string(), label))
            .collect()
    })
}

/// The value of the chosen option.
pub fn option_value(app: App) -> String {
    let index = built_in(&app.setup.with(user));
    index.unwrap_or(SAMPLE_USERS.len()).to_string()
}

/// Makes the user of an option the sample user, which can be undone.
pub fn choose_option(app: App, value: &str) {
    let own = app.setup.with_untracked(|setup| own(&setup.page_data()));
    let mut users = SAMPLE_USERS.iter().map(SampleUser::user).chain(own);
    let user = value.parse().ok().and_then(|index| users.nth(index));
    if let Some(user) = user {
        let message = format!("{} is the sample user now", name(&user));
        take(app, user, &message);
    }
}

/// Makes another user the sample user, which can be undone.
pub fn take(app: App, user: SourceUser, message: &str) {
    let before = app.setup.with_untracked(|setup| setup.page_data());
    app.edit(|setup| {
        setup.edit_page_data(|bench| {
            let _ = choose(bench, user);
        });
    });
    let back = Undo::new(move |app| {
        let users = [before.sample_user.clone(), before.own_user.clone()];
        app.edit(|setup| {
            setup.edit_page_data(|bench| [bench.sample_user, bench.own_user] = users);
        });
    });
    app.offer_undo(message, back);
}

/// Overwrites the sample user, as its form does.
pub fn put(app: App, user: SourceUser) {
    app.edit(|setup| setup.edit_page_data(|bench| bench.sample_user = Some(user)));
}

/// The name of the sample user.
pub fn current_name(app: App) -> Memo<String> {
    Memo::new(move |_| app.setup.with(|setup| name(&user(setup))))
}

pub fn name(user: &SourceUser) -> String {
    let known = built_in(user).and_then(|index| SAMPLE_USERS.get(index));
    let written = ["displayName", "userPrincipalName", "mail"]
        .into_iter()
        .find_map(|name| user.one(name).filter(|text| !text.trim().is_empty()));
    match (known, written) {
        (Some(SampleUser { name, .. }), _) => (*name).to_owned(),
        (None, Some(name)) => name.to_owned(),
        (None, None) => "the sample user".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use setup::{SetupId, Timestamp};

    #[test]
    fn without_a_user_of_its_own_a_set_up_has_the_first_example() {
        let mut setup = Setup::new(
            SetupId("1".to_owned()),
            String::new(),
            Timestamp(String::new()),
        );
        assert_eq!(built_in(&user(&setup)), Some(0));
        assert_eq!(name(&user(&setup)), "Ana Silva");
        setup.edit_page_data(|bench| {
            bench.sample_user = Some(SourceUser::of(&[("mail", "x@example.com")]));
        });
        assert_eq!(built_in(&user(&setup)), None);
        assert_eq!(name(&user(&setup)), "x@example.com");
        assert_eq!(name(&SourceUser::default()), "the sample user");
    }

    #[test]
    fn a_user_of_ones_own_is_retained_while_another_is_used() {
        let mine = SourceUser::of(&[("mail", "mine@example.com")]);
        let other = SourceUser::of(&[("mail", "other@example.com")]);
        let [ana, jose] = [0, 1].map(|index| SAMPLE_USERS[index].user());
        let mut bench = PageData::default();
        assert!(own(&bench).is_empty());
        // Each step: whom one takes, whose own there are then, what was lost.
        let steps: [(&SourceUser, &[&SourceUser], bool); 8] = [
            (&mine, &[&mine], false),
            (&jose, &[&mine], false),
            (&ana, &[&mine], false),
            (&mine, &[&mine], false),
            (&other, &[&other, &mine], false),
            (&mine, &[&mine, &other], false),
            (&jose, &[&mine], true),
            (&jose, &[&mine], false),
        ];
        for (index, (user, expected, lost)) in steps.into_iter().enumerate() {
            assert_eq!(choose(&mut bench, user.clone()), lost, "step {index}");
            assert_eq!(of(&bench), *user);
            assert_eq!(
                own(&bench).iter().collect::<Vec<_>>(),
                expected,
                "step {index}"
            );
        }
        // Editing goes on from what is in use, and is one's own as well.
        bench.sample_user = Some(other.clone());
        assert_eq!(own(&bench), [other, mine]);
    }
}
