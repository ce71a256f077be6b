use super::*;

#[test]
fn the_portal_s_own_rows_go_where_they_fit() {
    let set = crate::default_mappings::user_rows();
    let found = findings(&set);
    let mut wrong = found.iter().filter(|found| {
        matches!(
            found.what,
            MappingCode::WrongType(_) | MappingCode::Caution(_) | MappingCode::Unreadable(_)
        )
    });
    assert_eq!(wrong.next(), None);
}

#[test]
fn other_capitals_have_a_fix() {
    for (name, right) in [("externalID", "externalId"), ("USERNAME", "userName")] {
        let mut set = MappingSet::default();
        set.put(Row::new(name, direct("objectId")));
        let found = of_target(&set, name);
        assert!(
            found
                .iter()
                .any(|what| matches!(what, MappingCode::Spelling(to) if *to == right)),
            "{found:?}"
        );
        assert!(!found.contains(&MappingCode::Unsupported));
    }
}

#[test]
fn a_function_that_does_not_exist_is_an_error_for_any_target() {
    for target in [ROLES, "title"] {
        let set = with(target, expression("Foo([mail])"));
        let found = of_target(&set, target);
        assert!(
            found
                .iter()
                .any(|what| matches!(what, MappingCode::Unreadable(why) if why.contains("Foo"))),
            "{found:?}"
        );
        assert_eq!(status_of(&set, target), RowStatus::Fix);
    }
}

#[test]
fn a_default_value_needs_a_value_to_stand_in_for() {
    let used = [
        direct("surname"),
        expression("PCase([surname])"),
        expression(r#"Switch([city], , "Rome", "Sales")"#),
        expression(r#"IIF([city]="Rome", "Sales", [department])"#),
        expression("Coalesce([surname], [displayName])"),
        Source::None,
    ];
    let unused = [
        constant("Sales"),
        expression(r#"Switch([city], "Support", "Rome", "Sales")"#),
        expression(r#"IIF([city]="Rome", "Sales", "Support")"#),
        expression(r#"Coalesce([department], "Sales")"#),
    ];
    let unused = unused.map(|source| (source, Some(UnusedDefault::AlwaysAValue)));
    for (source, expected) in used.map(|source| (source, None)).into_iter().chain(unused) {
        let mut set = with(TEAMS, source.clone());
        let row = set.rows.iter_mut().find(|row| row.target == TEAMS);
        row.expect("it was put").default_value = Some("None".to_owned());
        let found = of_target(&set, TEAMS);
        let found = found.into_iter().find_map(|what| match what {
            MappingCode::DefaultUnused(why) => Some(why),
            _ => None,
        });
        assert_eq!(found, expected, "{source:?}");
    }
    let mut set = MappingSet::default();
    set.rows[0].default_value = Some("x@example.com".to_owned());
    assert_eq!(
        of_target(&set, USER_NAME),
        [MappingCode::DefaultUnused(UnusedDefault::Matching)]
    );
}

#[test]
fn a_default_value_needs_creation() {
    let mut set = MappingSet::default();
    set.rows[2].default_value = Some("-".to_owned());
    assert!(findings(&set).is_empty());
    set.operations.create = false;
    let target = set.rows[2].target.clone();
    assert_eq!(
        of_target(&set, &target),
        [MappingCode::DefaultUnused(UnusedDefault::NoCreation)]
    );
}
