use super::*;

#[test]
fn the_portal_s_own_rows_go_where_they_fit() {
    let set = crate::portal::default_mappings::user_rows();
    let found = findings(&set);
    let mut wrong = found.iter().filter(|found| {
        found.code == RESULT_TYPE || matches!(found.subject, DiagnosticSubject::Expression(_))
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
                .any(|what| what.code == TARGET_CAPITALS && what.message.contains(right)),
            "{found:?}"
        );
        assert!(found.iter().all(|what| what.code != "unsupported-target"));
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
                .any(|what| what.is_error() && what.message.contains("Foo")),
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
    let unused = unused.map(|source| (source, Some("The source returns a value for every user")));
    for (source, expected) in used.map(|source| (source, None)).into_iter().chain(unused) {
        let mut set = with(TEAMS, source.clone());
        let row = set.rows.iter_mut().find(|row| row.target == TEAMS);
        row.expect("it was put").default_value = Some("None".to_owned());
        let found = of_target(&set, TEAMS);
        let found = found.iter().find(|what| what.code == "default-unused");
        assert_eq!(found.is_some(), expected.is_some(), "{source:?}");
        if let (Some(found), Some(begin)) = (found, expected) {
            assert!(found.message.starts_with(begin), "{}", found.message);
        }
    }
    let mut set = MappingSet::default();
    set.rows[0].default_value = Some("x@example.com".to_owned());
    let found = of_target(&set, USER_NAME);
    assert!(
        found[0]
            .message
            .starts_with("Entra finds users by this attribute and skips")
    );
    assert_eq!(codes(found), ["default-unused"]);
}

#[test]
fn a_default_value_needs_creation() {
    let mut set = MappingSet::default();
    set.rows[2].default_value = Some("-".to_owned());
    assert!(findings(&set).is_empty());
    set.operations.create = false;
    let target = set.rows[2].target.clone();
    let found = of_target(&set, &target);
    assert!(found[0].message.contains("Create is off"));
    assert_eq!(codes(found), ["default-unused"]);
}
