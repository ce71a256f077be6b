//! The user whose values are shown: the set-up's own, or a built-in one.

use provisioning::sample::{SAMPLE_USERS, SampleUser};
use provisioning::user::SourceUser;

use setup::Setup;
use setup::workbench::Workbench;

/// The user.
pub fn user(setup: &Setup) -> SourceUser {
    of(&setup.workbench())
}

/// The user of a workbench.
pub fn of(bench: &Workbench) -> SourceUser {
    let own = bench.sample_user.clone();
    own.unwrap_or_else(|| SAMPLE_USERS[0].user())
}

/// The built-in user that this is, as its place among them.
pub fn built_in(user: &SourceUser) -> Option<usize> {
    SAMPLE_USERS
        .iter()
        .position(|example| example.user() == *user)
}

/// The users that somebody made, the one in use first.
pub fn own(bench: &Workbench) -> Vec<SourceUser> {
    let now = of(bench);
    let used = built_in(&now).is_none().then(|| now.clone());
    let kept = bench.own_user.clone().filter(|kept| *kept != now);
    used.into_iter().chain(kept).collect()
}

/// Takes another user in its place. The one of somebody's own is kept; returns
/// whether an older one had to go for it.
pub fn choose(bench: &mut Workbench, user: SourceUser) -> bool {
    let now = of(bench);
    let own = built_in(&now).is_none() && now != user;
    let kept = bench.own_user.take().filter(|kept| *kept != user);
    let lost = own && kept.as_ref().is_some_and(|kept| *kept != now);
    bench.own_user = if own { Some(now) } else { kept };
    bench.sample_user = Some(user);
    lost
}

/// What to call the user.
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
        setup.edit_workbench(|bench| {
            bench.sample_user = Some(SourceUser::of(&[("mail", "x@example.com")]));
        });
        assert_eq!(built_in(&user(&setup)), None);
        assert_eq!(name(&user(&setup)), "x@example.com");
        assert_eq!(name(&SourceUser::default()), "the sample user");
    }

    #[test]
    fn a_user_of_ones_own_is_kept_while_another_is_looked_at() {
        let mine = SourceUser::of(&[("mail", "mine@example.com")]);
        let other = SourceUser::of(&[("mail", "other@example.com")]);
        let [ana, jose] = [0, 1].map(|index| SAMPLE_USERS[index].user());
        let mut bench = Workbench::default();
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
