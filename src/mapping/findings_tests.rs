use super::*;

fn expression(text: &str) -> Source {
    Source::Expression(text.to_owned())
}

fn direct(name: &str) -> Source {
    Source::Direct(name.to_owned())
}

fn constant(text: &str) -> Source {
    Source::Constant(text.to_owned())
}

/// The default set with one row changed.
fn with(target: &str, source: Source) -> MappingSet {
    let mut set = MappingSet::default();
    let before = set.row(target).cloned();
    set.put(Row {
        source: source.clone(),
        ..before.unwrap_or_else(|| Row::new(target, source))
    });
    set
}

#[test]
fn the_published_set_has_nothing_to_say() {
    let set = MappingSet::default();
    assert_eq!(findings(&set), []);
    assert_eq!(standing(&set, ROLES), Standing::Off);
    assert_eq!(standing(&set, ACTIVE), Standing::Ready);
}

#[test]
fn each_mistake_is_found_at_its_target() {
    let complex = "AppRoleAssignmentsComplex([appRoleAssignments])";
    let cases = [
        (
            with(USER_NAME, constant("a@example.com")),
            USER_NAME,
            What::SameForEverybody,
        ),
        (
            with(ACTIVE, direct("accountEnabled")),
            ACTIVE,
            What::ActiveFromAccountEnabled,
        ),
        (
            with(
                ACTIVE,
                expression(r#"Switch([accountEnabled], , "True", "True")"#),
            ),
            ACTIVE,
            What::ActiveFromAccountEnabled,
        ),
        (
            with(ACTIVE, direct(SOFT_DELETED)),
            ACTIVE,
            What::ActiveTurned,
        ),
        (
            with(ACTIVE, constant("True")),
            ACTIVE,
            What::ActiveElsewhere,
        ),
        (with(ROLES, constant("")), ROLES, What::EmptyConstant),
        (with(ROLES, expression(complex)), ROLES, What::ComplexRoles),
        (
            with(ROLES, direct("Department")),
            ROLES,
            What::Fault(Fault::Case("department")),
        ),
        (
            with("roles", expression(complex)),
            "roles",
            What::Unsupported,
        ),
        (
            with("givenName", direct("givenName")),
            "givenName",
            What::Unsupported,
        ),
    ];
    for (set, target, what) in cases {
        assert_eq!(of_target(&set, target), [what], "{set:?}");
    }
}

#[test]
fn a_missing_row_matters_where_talkdesk_or_leavers_need_it() {
    let missing = |target: &str| {
        let mut set = MappingSet::default();
        set.remove(target);
        (of_target(&set, target), standing(&set, target))
    };
    assert_eq!(
        missing("name.givenName"),
        (vec![What::MandatoryMissing], Standing::Mend)
    );
    assert_eq!(
        missing(ACTIVE),
        (vec![What::ActiveMissing], Standing::Check)
    );
    assert_eq!(missing("externalId"), (vec![], Standing::Off));
    assert_eq!(
        missing(USER_NAME).0,
        [What::MandatoryMissing, What::NoMatch]
    );
    // A row of the mapping type None maps nothing either.
    assert_eq!(
        of_target(&with(ACTIVE, Source::None), ACTIVE),
        [What::ActiveMissing]
    );
}

#[test]
fn an_expression_that_cannot_be_read_is_an_error_with_its_reason() {
    let set = with(ACTIVE, expression(r#"Switch([IsSoftDeleted], , "False""#));
    let found = of_target(&set, ACTIVE);
    assert!(matches!(found.as_slice(), [What::Unreadable(why)] if !why.is_empty()));
    assert_eq!(standing(&set, ACTIVE), Standing::Mend);
}

#[test]
fn rows_are_compared_with_each_other() {
    let mut set = MappingSet::default();
    set.rows.push(Row::new(ACTIVE, constant("True")));
    set.rows[4].matching_precedence = Some(2);
    let found = findings(&set);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(of_target(&set, ACTIVE), [What::TwoRows]);
    assert_eq!(of_target(&set, "externalId"), [What::SeveralMatches]);

    set.rows.pop();
    set.rows[0].matching_precedence = None;
    assert_eq!(of_target(&set, "externalId"), [What::MatchedByOther]);
}

#[test]
fn foreign_rows_are_listed_apart() {
    let set = with("displayName", direct("displayName"));
    assert_eq!(
        unsupported(&set),
        [("displayName".to_owned(), "Direct: displayName".to_owned())]
    );
}
