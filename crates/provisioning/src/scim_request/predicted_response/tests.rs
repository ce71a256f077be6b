use entra_expression::evaluate::Environment;

use super::*;
use crate::evaluate::CompiledSet;
use crate::mapping::{MappingSet, Row, Source};
use crate::user::SourceUser;
use crate::user::sample::SAMPLE_USERS;

fn reasons(set: &MappingSet, user: &SourceUser, known: &KnownNames) -> Vec<Reason> {
    let set = CompiledSet::new(set);
    create(
        &set.evaluate(&user.record(), &mut Environment::default()),
        known,
    )
}

fn user(extra: &[(&str, &str)]) -> SourceUser {
    let mut all = vec![
        ("userPrincipalName", "ana@contoso.com"),
        ("givenName", "Ana"),
        ("surname", "Silva"),
        ("objectId", "1"),
        ("IsSoftDeleted", "False"),
    ];
    all.retain(|(name, _)| extra.iter().all(|(other, _)| other != name));
    all.extend(extra.iter().filter(|(_, value)| !value.is_empty()));
    SourceUser::of(&all)
}

/// Attributes that differ, the reasons, and what follows.
type Case<'a> = (&'a [(&'a str, &'a str)], Vec<Reason>, RequestOutcome);

#[test]
fn users_are_checked_by_what_is_documented() {
    let owned = str::to_owned;
    let cases: Vec<Case<'_>> = vec![
        (&[], vec![], RequestOutcome::Accepted),
        (
            &[("surname", "")],
            vec![Reason::Missing(owned("name.familyName"))],
            RequestOutcome::Refused,
        ),
        (
            &[("givenName", "  ")],
            vec![Reason::Blank(owned("name.givenName"))],
            RequestOutcome::Unknown,
        ),
        (
            &[("userPrincipalName", "ana")],
            vec![Reason::NoEmail(owned("ana"))],
            RequestOutcome::Refused,
        ),
        (
            &[("userPrincipalName", "")],
            vec![Reason::NoMatchingValue, Reason::Missing(owned("userName"))],
            RequestOutcome::NotSent,
        ),
        (
            &[("IsSoftDeleted", "")],
            vec![Reason::ActiveMissing],
            RequestOutcome::Unknown,
        ),
    ];
    for (extra, expected, word) in cases {
        let found = reasons(&MappingSet::default(), &user(extra), &KnownNames::default());
        assert_eq!(found, expected, "{extra:?}");
        assert_eq!(worst_outcome(&found), word);
        for reason in found {
            assert!(reason.message().ends_with('.'));
        }
    }
}

#[test]
fn without_a_row_that_finds_users_no_source_is_blamed() {
    let mut set = MappingSet::default();
    for row in &mut set.rows {
        row.matching_precedence = None;
    }
    let found = reasons(&set, &user(&[]), &KnownNames::default());
    assert_eq!(found, [Reason::NoMatchingRow]);
    assert!(
        found[0]
            .message()
            .contains("Match objects using this attribute")
    );
    assert_eq!(worst_outcome(&found), RequestOutcome::NotSent);
}

#[test]
fn names_are_compared_with_what_exists() {
    use NameKind::{Role, Team};
    let known = KnownNames::from_lines("Agent\n Supervisor \n\n", "");
    let cases = [
        (ROLES, "Agent;Supervisor", vec![]),
        (
            ROLES,
            "Boss",
            vec![Reason::NoSuchName(Role, "Boss".to_owned())],
        ),
        (
            ROLES,
            "agent; Supervisor",
            vec![
                Reason::NearlySuchName(Role, "agent".to_owned()),
                Reason::NearlySuchName(Role, " Supervisor".to_owned()),
            ],
        ),
        (ROLES, "Agent;", vec![Reason::EmptyName(Role)]),
        (ROLES, "", vec![]),
        (TEAMS, "Sales", vec![Reason::NamesNotChecked(Team)]),
    ];
    for (target, text, expected) in cases {
        let mut set = MappingSet::default();
        set.put(Row::new(target, Source::Constant(text.to_owned())));
        assert_eq!(reasons(&set, &user(&[]), &known), expected, "{text}");
    }
}

#[test]
fn rows_that_fail_or_that_talkdesk_lacks_are_named() {
    let mut set = MappingSet::default();
    set.put(Row::new("title", Source::Constant("x".to_owned())));
    set.put(Row::new("nickName", Source::Direct("missing".to_owned())));
    assert_eq!(
        reasons(&set, &user(&[]), &KnownNames::default()),
        [Reason::Unsupported("title".to_owned())]
    );
    let role = Source::Expression("SingleAppRoleAssignment([appRoleAssignments])".to_owned());
    set.put(Row::new(ROLES, role));
    let found = reasons(&set, &SAMPLE_USERS[2].user(), &KnownNames::default());
    assert!(
        found.contains(&Reason::Failed(ROLES.to_owned())),
        "{found:?}"
    );
    assert_eq!(worst_outcome(&found), RequestOutcome::NotSent);
}

#[test]
fn addresses_have_one_at_and_a_host() {
    for good in ["a@b.c", "o'neill+x@mail.contoso.com", "jürgen@exämple.de"] {
        assert!(is_email(good), "{good}");
    }
    for bad in [
        "", "a", "a@b", "@b.c", "a@@b.c", "a b@c.d", "a@b..c", "a@.c", "a@b@c.d",
    ] {
        assert!(!is_email(bad), "{bad}");
    }
}

#[test]
fn neither_form_of_an_update_is_certain() {
    for form in [PatchStyle::Default, PatchStyle::Flag] {
        assert_eq!(worst_outcome(&update(form)), RequestOutcome::Unknown);
    }
}
