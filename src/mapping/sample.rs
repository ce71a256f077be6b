//! The user whose values are shown: the set-up's own, or a built-in one.

use provisioning::sample::{self, EXAMPLES, Example};
use provisioning::user::SourceUser;

use crate::setup::Setup;

/// The user.
pub fn user(setup: &Setup) -> SourceUser {
    let own = setup.workbench().sample_user;
    own.unwrap_or_else(|| EXAMPLES[0].user())
}

/// The user after a change.
pub fn changed(setup: &Setup) -> SourceUser {
    let own = setup.workbench().changed_user;
    own.unwrap_or_else(|| sample::changed(&user(setup)))
}

/// The built-in user that this is, as its place among them.
pub fn built_in(user: &SourceUser) -> Option<usize> {
    EXAMPLES.iter().position(|example| example.user() == *user)
}

/// What to call the user.
pub fn name(user: &SourceUser) -> String {
    let known = built_in(user).and_then(|index| EXAMPLES.get(index));
    let written = ["displayName", "userPrincipalName", "mail"]
        .into_iter()
        .find_map(|name| user.one(name));
    match (known, written) {
        (Some(Example { name, .. }), _) => (*name).to_owned(),
        (None, Some(name)) => name.to_owned(),
        (None, None) => "the sample user".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::setup::{SetupId, Timestamp};

    #[test]
    fn without_a_user_of_its_own_a_set_up_has_the_first_example() {
        let mut setup = Setup::new(
            SetupId("1".to_owned()),
            String::new(),
            Timestamp(String::new()),
        );
        assert_eq!(built_in(&user(&setup)), Some(0));
        assert_eq!(name(&user(&setup)), "Ana Silva");
        assert_ne!(changed(&setup), user(&setup));
        setup.edit_workbench(|bench| {
            bench.sample_user = Some(SourceUser::of(&[("mail", "x@example.com")]));
        });
        assert_eq!(built_in(&user(&setup)), None);
        assert_eq!(name(&user(&setup)), "x@example.com");
        assert_eq!(name(&SourceUser::default()), "the sample user");
    }
}
