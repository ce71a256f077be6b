use super::*;
use crate::set_status::row_status::{self, RowStatus};

const FAMILY: &str = "name.familyName";
const CUSTOM: &str = "urn:ietf:params:scim:schemas:extension:contoso:2.0:User:vip";
const MANAGER: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager";

/// What is found without an evaluation.
fn findings(set: &MappingSet) -> Vec<MappingDiagnostic> {
    crate::set_status::findings(set, &SetEvaluation::pending())
}

fn of_target(set: &MappingSet, target: &str) -> Vec<MappingDiagnostic> {
    crate::set_status::of_target(set, &SetEvaluation::pending(), target)
}

fn codes(found: Vec<MappingDiagnostic>) -> Vec<String> {
    found.into_iter().map(|one| one.code.into()).collect()
}

/// How a target stands once the set is evaluated.
fn status_of(set: &MappingSet, target: &str) -> RowStatus {
    row_status::row_status(set, &SetEvaluation::of(set), target)
}

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
    assert_eq!(status_of(&set, ROLES), RowStatus::Off);
    assert_eq!(status_of(&set, ACTIVE), RowStatus::Ready);
}

#[test]
fn each_error_is_found_at_its_target() {
    let complex = "AppRoleAssignmentsComplex([appRoleAssignments])";
    let cases = [
        (
            with(USER_NAME, constant("a@example.com")),
            USER_NAME,
            "same-for-everybody",
        ),
        (with(ROLES, constant("")), ROLES, "empty-constant"),
        (with(ROLES, expression(complex)), ROLES, "complex-roles"),
        (
            with(ROLES, direct("Department")),
            ROLES,
            "wrong-case-attribute",
        ),
        (
            with("roles", expression(complex)),
            "roles",
            "unsupported-target",
        ),
        (
            with("givenName", direct("givenName")),
            "givenName",
            "unsupported-target",
        ),
    ];
    for (set, target, what) in cases {
        assert_eq!(codes(of_target(&set, target)), [what], "{set:?}");
    }
}

#[test]
fn a_missing_row_matters_where_talkdesk_or_leavers_need_it() {
    let missing = |target: &str| {
        let mut set = MappingSet::default();
        set.remove(target);
        (codes(of_target(&set, target)), status_of(&set, target))
    };
    assert_eq!(
        missing("name.givenName"),
        (vec!["mandatory-missing".to_owned()], RowStatus::Fix)
    );
    assert_eq!(missing(ACTIVE), (vec![], RowStatus::Fix));
    assert_eq!(missing("externalId"), (vec![], RowStatus::Off));
    assert_eq!(missing(USER_NAME).0, ["mandatory-missing", "no-match"]);
    // A row of the mapping type None maps nothing either.
    let set = with(ACTIVE, Source::None);
    let found = crate::set_status::of_target(&set, &SetEvaluation::of(&set), ACTIVE);
    let [one] = found.as_slice() else {
        panic!("{found:?}");
    };
    assert_eq!(one.code, "nobody-deactivated");
    assert!(one.message.starts_with("active isn’t mapped"));
}

#[test]
fn an_expression_that_cannot_be_read_is_an_error_with_its_reason() {
    let set = with(ACTIVE, expression(r#"Switch([IsSoftDeleted], , "False""#));
    let found = of_target(&set, ACTIVE);
    assert!(matches!(found.as_slice(), [one] if one.is_error() && !one.message.is_empty()));
    assert_eq!(status_of(&set, ACTIVE), RowStatus::Fix);
}

#[test]
fn an_expression_beyond_the_limit_is_one_error() {
    let long = format!("ToLower(\"{}\")", "x".repeat(10_000));
    for target in [ACTIVE, USER_NAME, "title"] {
        let found = of_target(&with(target, expression(&long)), target);
        let lengths = found
            .iter()
            .filter(|what| what.message.contains("10,011 characters"));
        assert_eq!(lengths.count(), 1, "{target}: {found:?}");
    }
}

#[test]
fn rows_are_compared_with_each_other() {
    let mut set = MappingSet::default();
    set.rows.push(Row::new(ACTIVE, constant("True")));
    set.rows[4].matching_precedence = Some(2);
    let found = findings(&set);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(codes(of_target(&set, ACTIVE)), ["two-rows"]);
    assert_eq!(codes(of_target(&set, "externalId")), ["several-matches"]);

    // RFC 7643, section 2.1: names of attributes are compared without case.
    set.rows[5].target = "Active".to_owned();
    assert!(codes(of_target(&set, "Active")).contains(&"two-rows".to_owned()));
    set.rows.pop();
    set.rows[0].matching_precedence = None;
    assert_eq!(codes(of_target(&set, "externalId")), ["matched-by-other"]);
}

#[test]
fn a_target_gets_what_it_takes() {
    let cases = [
        (
            ACTIVE,
            expression(r#"Switch([IsSoftDeleted], , "False", "1", "True", "0")"#),
            vec![
                "active needs True or False, not \"1\".",
                "active needs True or False, not \"0\".",
            ],
        ),
        (
            "title",
            expression(r#"Split([proxyAddresses], ";")"#),
            vec!["title needs one value, not several values."],
        ),
        (
            "title",
            direct("proxyAddresses"),
            vec!["title accepts one value, but proxyAddresses holds several values."],
        ),
        (
            "name.givenName",
            direct("accountEnabled"),
            vec!["givenName accepts one value, but accountEnabled holds True or False."],
        ),
        (
            ACTIVE,
            direct("city"),
            vec!["active accepts True or False, but city holds a string."],
        ),
        (
            ROLES,
            direct("manager"),
            vec!["rolesString accepts one value, but manager holds another user."],
        ),
        (
            MANAGER,
            direct("mail"),
            vec![
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager accepts another user, but mail holds a string.",
            ],
        ),
        (MANAGER, direct("manager"), vec![]),
        (
            "name.givenName",
            expression("Not([accountEnabled])"),
            vec!["givenName needs one value, not True or False."],
        ),
        // What a custom attribute takes is decided in the portal.
        (CUSTOM, direct("accountEnabled"), vec![]),
        (CUSTOM, direct("proxyAddresses"), vec![]),
        (CUSTOM, expression("Not([accountEnabled])"), vec![]),
        // Nobody knows what an attribute of the tenant's own holds.
        (
            "name.givenName",
            direct("extension_0123456789abcdef0123456789abcdef_vip"),
            vec![],
        ),
        ("title", direct("jobTitle"), vec![]),
        (ACTIVE, expression("Not([IsSoftDeleted])"), vec![]),
    ];
    for (target, source, expected) in cases {
        let found = of_target(&with(target, source.clone()), target);
        let found: Vec<_> = found
            .iter()
            .filter(|what| what.code == RESULT_TYPE)
            .map(|what| what.message.as_str())
            .collect();
        assert_eq!(found, expected, "{source:?}");
    }
    // The cause is said once, and what comes of it.
    let set = with(ACTIVE, constant("yes"));
    let found = crate::set_status::of_target(&set, &SetEvaluation::of(&set), ACTIVE);
    let headlines: Vec<_> = found.iter().map(|one| one.headline.as_ref()).collect();
    assert_eq!(headlines, ["Wrong type of value", "Leavers stay active"]);
}

/// The cases of `tests/verdicts/mapping-sets.json` reach the list of mappings:
/// an error there holds the row back and blocks the set.
#[test]
fn what_evaluating_shows_blocks_the_set() {
    use crate::set_status::readiness::{Readiness, readiness};

    let text = include_str!("../../../../tests/verdicts/mapping-sets.json");
    let cases: Vec<serde_json::Value> = serde_json::from_str(text).unwrap();
    let mut errors = 0;
    for case in &cases {
        let Some(expression) = case["active"]["expression"].as_str() else {
            continue;
        };
        let set = with(ACTIVE, Source::Expression(expression.to_owned()));
        let evaluation = SetEvaluation::of(&set);
        let is_error = evaluation
            .diagnostics()
            .iter()
            .any(MappingDiagnostic::is_error);
        let blocked = matches!(readiness(&set, &evaluation), Readiness::Blocked(_));
        assert_eq!(blocked, is_error, "{expression}");
        let held = row_status::held_back(&set, &evaluation, ACTIVE);
        assert_eq!(held.is_some(), is_error, "{expression}");
        errors += usize::from(is_error);
    }
    assert!(errors >= 10, "{errors}");
}

#[test]
fn an_expression_is_read_as_the_portal_reads_it() {
    let with_error = |text: &str| Some(format!("The expression has an error: {text}"));
    let caution = |text: &str| Some(format!("Check the expression: {text}"));
    let cases = [
        (FAMILY, "ToLower([surname])", None),
        (
            FAMILY,
            "ToLower([Mail])",
            with_error("The attribute is called “mail”. Case matters."),
        ),
        (
            "title",
            "ToLower([Mail])",
            with_error("The attribute is called “mail”. Case matters."),
        ),
        (FAMILY, "ToLower([userType])", with_error("")),
        (FAMILY, "ToLower([employeeHireDate])", caution("")),
        // The form of the recipe says it.
        (
            FAMILY,
            "PCase([Mail])",
            Some("The source attribute has an error: The attribute is called “mail”".to_owned()),
        ),
        // Entra takes what the form of a table does not.
        (
            ROLES,
            r#"Switch([department], "Agent", "", "Guest", "Sales", "Sales Agent")"#,
            None,
        ),
        (ROLES, r#"Join(";", [department])"#, None),
        (
            ROLES,
            r#"Switch([department], , "A", "x", "A", "y")"#,
            Some("Check the entries: Row 1 has the same value".to_owned()),
        ),
        (
            "title",
            r#"Switch([city], , "A", "x", "A", "y")"#,
            caution(""),
        ),
        ("externalId", "Guid()", caution("")),
        (FAMILY, r#"Left([surname], "x")"#, with_error("")),
    ];
    for (target, text, expected) in cases {
        let found = of_target(&with(target, expression(text)), target);
        let found: Vec<String> = found
            .iter()
            .filter(|what| what.code != "unsupported-target")
            .map(|what| format!("{}: {}", what.headline, what.message))
            .collect();
        match (found.as_slice(), expected) {
            ([], None) => {}
            ([one], Some(expected)) if one.starts_with(&expected) => {}
            (_, expected) => panic!("{text}: {found:?}, not {expected:?}"),
        }
    }
}

mod portal_rows;
