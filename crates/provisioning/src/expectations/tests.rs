use super::*;
use crate::mapping::{Row, Source};
use crate::talkdesk::{ACTIVE, ROLES, USER_NAME};

fn expected(attribute: &str, value: &str) -> ExpectedAttribute {
    ExpectedAttribute {
        attribute: attribute.to_owned(),
        value: value.to_owned(),
    }
}

fn request(rows: Vec<Row>, expected: Vec<ExpectedAttribute>) -> ExpectationRequest {
    let mut user = SourceUser::of(&[("mail", "Ana@contoso.com"), ("IsSoftDeleted", "False")]);
    let many = crate::user::UserValue::Many(vec!["a".to_owned(), "b".to_owned()]);
    let _ = user.attributes.insert("proxyAddresses".to_owned(), many);
    ExpectationRequest {
        set: MappingSet {
            rows,
            ..MappingSet::default()
        },
        users: vec![ExpectationUser {
            id: "1".to_owned(),
            user,
            expected,
        }],
        now: 0,
        skip: Vec::new(),
    }
}

fn result(row: Row, value: &str) -> ExpectationResult {
    let expected = expected(&row.target, value);
    let response = run(&request(vec![row], vec![expected]), |_| ());
    response.users[0].results[0].clone()
}

#[test]
fn a_value_passes_fails_or_is_not_known() {
    let expression = |text: &str| Source::Expression(text.to_owned());
    let direct = |name: &str| Source::Direct(name.to_owned());
    let default = |source| Row {
        default_value: Some("Agent".to_owned()),
        ..Row::new(ROLES, source)
    };
    let cases = [
        (
            Row::new(USER_NAME, direct("mail")),
            "Ana@contoso.com",
            "Entra sends “Ana@contoso.com”, as expected.",
        ),
        (
            Row::new(USER_NAME, direct("mail")),
            "ana@contoso.com",
            "Expected “ana@contoso.com”, but Entra sends “Ana@contoso.com”.",
        ),
        (
            Row::new(USER_NAME, direct("mail")),
            "",
            "Expected no value, but Entra sends “Ana@contoso.com”.",
        ),
        (
            Row::new(USER_NAME, direct("city")),
            "",
            "Entra sends no value, as expected.",
        ),
        (
            Row::new(USER_NAME, direct("city")),
            "Lisbon",
            "Expected “Lisbon”, but Entra sends no value.",
        ),
        // The default value counts when the user is created.
        (
            default(direct("city")),
            "Agent",
            "Entra sends “Agent”, as expected.",
        ),
        // A boolean has no case.
        (
            Row::new(ACTIVE, Source::Constant("True".to_owned())),
            "true",
            "Entra sends “true”, as expected.",
        ),
        (
            Row::new(USER_NAME, direct("proxyAddresses")),
            "a",
            "Expected “a”, but the mapping gives 2 values (a, b), and the attribute takes one.",
        ),
        (
            Row::new(USER_NAME, expression("RandomString(8, 2, 2, 0, 0)")),
            "x",
            "Expected “x”. The value is random, so it can’t be checked.",
        ),
    ];
    for (row, value, message) in cases {
        let about = format!("{row:?}");
        assert_eq!(result(row, value).message(), message, "{about}");
    }
    let failed = result(Row::new(USER_NAME, expression("Nothing([mail])")), "x");
    let message = failed.message();
    assert!(
        message.starts_with("Expected “x”, but the expression fails: "),
        "{message}"
    );
    assert!(
        message.ends_with('.') && !message.ends_with(".."),
        "{message}"
    );
}

#[test]
fn what_is_not_mapped_passes_only_as_no_value() {
    let expected = vec![expected("title", "Agent"), expected("nickName", "")];
    let response = run(&request(Vec::new(), expected), |_| ());
    let results = &response.users[0].results;
    assert_eq!(
        results[0].message(),
        "Expected “Agent”, but no mapping has this attribute."
    );
    assert_eq!(results[1].status, ExpectationStatus::Passed);
}

#[test]
fn rows_that_were_ended_are_not_run_again() {
    let rows = || {
        vec![
            Row::new(USER_NAME, Source::Direct("mail".to_owned())),
            Row::new(ROLES, Source::Constant("Agent".to_owned())),
        ]
    };
    let expected = vec![expected(USER_NAME, "x"), expected(ROLES, "Agent")];
    let request = ExpectationRequest {
        skip: vec![0],
        ..request(rows(), expected)
    };
    let begun = std::cell::RefCell::new(Vec::new());
    let response = run(&request, |row| begun.borrow_mut().push(row));
    assert_eq!(*begun.borrow(), [1, 1]);
    let results = &response.users[0].results;
    let ended = ExpectationStatus::Unknown(UnknownValue::TookTooLong);
    assert_eq!(results[0].status, ended);
    assert_eq!(results[1].status, ExpectationStatus::Passed);
    assert_eq!(response.users[0].id, "1");
}

#[test]
fn an_expression_that_reaches_its_limit_is_not_known() {
    let long = "x".repeat(2_000);
    let text = format!("Replace(\"{long}\", , \"(x+x+)+y\", , \"z\", , )");
    let row = Row::new(USER_NAME, Source::Expression(text));
    assert_eq!(
        result(row, "x").status,
        ExpectationStatus::Unknown(UnknownValue::TookTooLong)
    );
}

#[test]
fn counts_are_one_sentence() {
    let counts = |passed, failed, unknown| ExpectationCounts {
        passed,
        failed,
        unknown,
    };
    let cases = [
        (counts(0, 0, 0), None),
        (counts(1, 0, 0), Some("The expected value matches.")),
        (counts(3, 0, 0), Some("All 3 expected values match.")),
        (
            counts(2, 0, 1),
            Some("1 of 3 expected values can’t be checked."),
        ),
        (
            counts(2, 1, 1),
            Some("1 of 4 expected values would be different."),
        ),
    ];
    for (counts, message) in cases {
        assert_eq!(counts.message().as_deref(), message, "{counts:?}");
    }
}
