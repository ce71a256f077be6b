use super::*;
use crate::SetupId;
use crate::record::{members, read, write};
use crate::replica::Replica;
use serde_json::json;

fn empty() -> Setup {
    Setup::new(
        SetupId("00c0ffee00c0ffee".to_owned()),
        "Contoso".to_owned(),
        Timestamp("2026-11-23T19:00:00.000Z".to_owned()),
    )
}

fn user(id: &str, expected: &[(&str, &str)]) -> StoredSampleUser {
    let expected = expected.iter().map(|(attribute, value)| ExpectedAttribute {
        attribute: (*attribute).to_owned(),
        value: (*value).to_owned(),
    });
    StoredSampleUser {
        id: id.to_owned(),
        added: Timestamp(format!("2026-11-23T19:00:0{id}.000Z")),
        user: SourceUser::of(&[("mail", "ana@contoso.com")]),
        expected: expected.collect(),
    }
}

#[test]
fn sample_users_are_written_and_read_back() {
    let mut setup = empty();
    assert_eq!(setup.sample_users(), []);
    let first = user("2", &[("userName", "ana@contoso.com"), ("title", "")]);
    let second = user("3", &[]);
    for one in [&second, &first] {
        setup.put_sample_user(one.clone()).expect("there is room");
    }
    let mut again = read(&write(&setup).to_string()).expect("still a setup");
    assert_eq!(again.sample_users(), [first.clone(), second.clone()]);
    let changed = user("3", &[("userName", "x")]);
    again.put_sample_user(changed.clone()).expect("it is there");
    assert_eq!(again.sample_users(), [first, changed]);
    again.remove_sample_user("2");
    again.remove_sample_user("3");
    assert_eq!(again, empty());
}

#[test]
fn limits_are_held_and_named() {
    let many: Vec<String> = (0..=MAX_EXPECTED).map(|at| format!("a{at}")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|name| (name.as_str(), "x")).collect();
    let long = "é".repeat(MAX_EXPECTED_TEXT + 1);
    let cases: [(&[(&str, &str)], &str); 4] = [
        (&many, "50 expected values"),
        (&[("userName", &long)], "1,001 characters"),
        (&[(" ", "x")], "Choose the attribute"),
        (&[("title", "x"), ("title", "y")], "“title” has two"),
    ];
    for (expected, says) in cases {
        let mut setup = empty();
        let error = setup.put_sample_user(user("1", expected)).expect_err(says);
        assert!(error.to_string().contains(says), "{says}: {error}");
        assert_eq!(setup, empty());
    }
    let mut setup = empty();
    setup
        .put_sample_user(user("1", &many[..MAX_EXPECTED]))
        .expect("as many as are allowed");
    for number in 1..MAX_SAMPLE_USERS {
        let id = format!("u{number}");
        let one = StoredSampleUser {
            id,
            ..user("2", &[])
        };
        setup.put_sample_user(one).expect("there is room");
    }
    let full = setup.clone();
    let error = setup.put_sample_user(user("9", &[])).expect_err("full");
    assert_eq!(error, SampleUserError::TooManyUsers);
    assert_eq!(setup, full);
    // One that is there can still be changed.
    assert_eq!(setup.put_sample_user(user("1", &[])), Ok(()));
}

#[test]
fn what_is_damaged_harms_nothing_and_stays() {
    let good = user("1", &[("title", "x")]);
    let mut setup = empty();
    setup.put_sample_user(good.clone()).expect("there is room");
    let damaged = [
        json!(7),
        json!({}),
        json!({"user": {}, "added": "2026", "expected": 7}),
        json!({"user": {}, "added": "2026", "expected": [{"attribute": "title"}]}),
        json!({"user": 7, "added": "2026", "expected": []}),
        json!({"user": {}, "expected": []}),
    ];
    for (index, value) in damaged.iter().enumerate() {
        setup.rest[MEMBER][format!("x{index}")] = value.clone();
    }
    assert_eq!(setup.sample_users(), std::slice::from_ref(&good));
    setup.put_sample_user(good).expect("it is there");
    for (index, value) in damaged.iter().enumerate() {
        assert_eq!(setup.rest[MEMBER][format!("x{index}")], *value);
    }
    for value in [json!(null), json!([]), json!("x")] {
        let mut setup = empty();
        let _ = setup.rest.insert(MEMBER.to_owned(), value);
        assert_eq!(setup.sample_users(), []);
        let one = user("1", &[]);
        setup.put_sample_user(one.clone()).expect("there is room");
        assert_eq!(setup.sample_users(), [one]);
    }
}

#[test]
fn a_password_of_a_sample_user_is_not_written() {
    let mut setup = empty();
    let mut one = user("1", &[]);
    one.user = SourceUser::of(&[("mail", "a"), ("passwordProfile.password", "S3cret")]);
    setup.put_sample_user(one).expect("there is room");
    assert!(!write(&setup).to_string().contains("S3cret"));
}

#[test]
fn users_that_two_tabs_add_change_and_remove_merge_by_time() {
    let with = |users: &[StoredSampleUser]| {
        let mut setup = empty();
        for one in users {
            setup.put_sample_user(one.clone()).expect("there is room");
        }
        members(&setup)
    };
    let [a, b, c] = ["1", "2", "3"].map(|id| user(id, &[("title", "old")]));
    let newer = user("1", &[("title", "new")]);
    let mut one = Replica::of(with(&[a.clone(), b.clone()]), 0);
    let mut other = one.clone();
    // One tab changes the first and removes the second; the other one adds a
    // third, and changed the first before.
    let _ = other.edit(with(&[user("1", &[("title", "lost")]), b.clone()]), 1);
    let _ = one.edit(with(std::slice::from_ref(&newer)), 2);
    let _ = other.edit(
        with(&[user("1", &[("title", "lost")]), b.clone(), c.clone()]),
        3,
    );
    let mut merged = one.clone();
    assert!(merged.merge(&other));
    let _ = other.merge(&one);
    assert_eq!(merged, other);
    let record = crate::record::with_members(&SetupId("1".to_owned()), merged.record());
    let setup = read(&record.to_string()).expect("still a setup");
    assert_eq!(setup.sample_users(), [newer, c]);
}
