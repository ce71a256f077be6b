//! What the other files, the scope and the parts of a file make of it.

use super::*;

#[test]
fn what_no_file_has_is_not_known() {
    let report = change(|set| set.put(direct("title", "employeeId")));
    assert_eq!((report.affected, report.unknown), (0, 4));
    assert_eq!(report.missing, ["employeeId"]);
    assert_eq!(
        report.message(),
        "This change affects 0 of 6 users in the open file. For 4 users it isn’t known, because the open files don’t have employeeId."
    );
    // Of a supplement only what the run read is held.
    let csv = csv();
    let more = "id,employeeId,extensionAttribute1\n1,77,x\n2,78,y\n";
    let files = [
        (InputPurpose::Users, csv.as_str()),
        (InputPurpose::More, more),
    ];
    let mut before = MappingSet::default();
    before.put(direct("title", "extensionAttribute1"));
    let mut run = run(&files, &before, PreflightOptions::default());
    let mut after = before.clone();
    after.put(expression("title", "ToUpper([extensionAttribute1])"));
    let report = compare(&mut run, &csv, &after, 64).unwrap();
    assert_eq!(
        messages(&report),
        ["a@x.org title: x → X", "b@x.org title: y → Y"]
    );
    after.put(direct("title", "employeeId"));
    let report = compare(&mut run, &csv, &after, 64).unwrap();
    assert_eq!((report.affected, report.unknown), (0, 4));
}

#[test]
fn users_of_talkdesk_are_updated_and_found() {
    let csv = csv();
    let talkdesk = r#"{"totalResults": 2, "Resources": [
        {"userName": "a@x.org", "active": true, "name": {"givenName": "Ana"}},
        {"userName": "bea@x.org", "active": true, "name": {"givenName": "Bea"}},
        {"userName": "e@x.org", "active": true, "name": {"givenName": "Ed"}}
    ]}"#;
    let files = [
        (InputPurpose::Users, csv.as_str()),
        (InputPurpose::Talkdesk, talkdesk),
    ];
    let before = MappingSet::default();
    let mut run = run(&files, &before, PreflightOptions::default());
    let mut once = before.clone();
    once.put(Row {
        apply: Apply::OnlyDuringCreation,
        ..direct("name.givenName", "givenName")
    });
    let report = compare(&mut run, &csv, &once, 64).unwrap();
    // Only users who exist are updated; the disabled one exists, so it counts.
    assert_eq!(
        messages(&report),
        [
            "a@x.org name.givenName: Ana → no value",
            "e@x.org name.givenName: Ed → no value",
        ]
    );
    let mut by_mail = before.clone();
    by_mail.put(Row {
        matching_precedence: Some(1),
        ..direct(USER_NAME, "mail")
    });
    let report = compare(&mut run, &csv, &by_mail, 64).unwrap();
    assert_eq!(report.matched_otherwise, 2);
    assert_eq!(
        messages(&report),
        [
            "b@x.org userName: b@x.org → bea@x.org (another)",
            "d@x.org userName: d@x.org → no value",
            "e@x.org userName: e@x.org → e2@x.org (another)",
        ]
    );
}

#[test]
fn scope_is_that_of_the_run() {
    let csv = csv();
    let assigned = "id\n1\n";
    let files = [
        (InputPurpose::Users, csv.as_str()),
        (InputPurpose::Assigned, assigned),
    ];
    let options = PreflightOptions {
        scope: Scope::Assigned,
        ..PreflightOptions::default()
    };
    let before = MappingSet::default();
    let mut run = run(&files, &before, options);
    let mut after = before.clone();
    after.put(direct("title", "jobTitle"));
    let report = compare(&mut run, &csv, &after, 64).unwrap();
    assert_eq!(messages(&report), ["a@x.org title: no value → Agent"]);
}

#[test]
fn parts_make_no_difference_and_only_the_first_users_are_listed() {
    let mut csv = HEADERS.to_owned();
    for number in 0..300 {
        csv.push_str(&format!(
            "u{number}@x.org,u{number}@x.org,G,S,{number},True,N,T{},D\n",
            number % 3
        ));
    }
    let before = MappingSet::default();
    let mut after = before.clone();
    after.put(expression(
        "title",
        "IIF([jobTitle]=\"T0\", \"zero\", \"\")",
    ));
    let mut run = run(
        &[(InputPurpose::Users, &csv)],
        &before,
        PreflightOptions::default(),
    );
    let whole = compare(&mut run, &csv, &after, csv.len()).unwrap();
    assert_eq!((whole.affected, whole.users), (100, 300));
    assert_eq!(whole.first.len(), crate::FIRST_USERS);
    assert_eq!((whole.first[1].user, whole.first[1].line), (3, 5));
    assert_eq!(whole.attributes[0].users, 100);
    for part in [1, 7, 64, 4096] {
        assert_eq!(compare(&mut run, &csv, &after, part).unwrap(), whole);
    }
    // The report of the run stays as it was.
    assert_eq!(run.report(0.0, 0.0).totals.users, 300);
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let csv = csv();
    let before = MappingSet::default();
    let mut run = run(
        &[(InputPurpose::Users, &csv)],
        &before,
        PreflightOptions::default(),
    );
    let mut invalid = before.clone();
    invalid.put(expression("title", "Join("));
    let response = compare(&mut run, &csv, &invalid, 64).unwrap_err();
    assert!(
        matches!(&response, PreflightResponse::InvalidExpression { target, .. } if target == "title"),
        "{response:?}"
    );
    // The file was replaced by another one meanwhile.
    let unreadable = PreflightResponse::Refused {
        file: 0,
        why: UsersFileError::Unreadable,
    };
    let longer = format!("{csv}z@x.org,z@x.org,Z,Z,9,True,Z,Z,Z\n");
    let shorter = &csv[..csv.len() - 60];
    let moved = csv.replace("Ana", "Annabelle");
    for other in [longer.as_str(), shorter, &moved] {
        let response = compare(&mut run, other, &before, 64);
        assert_eq!(response, Err(unreadable.clone()));
    }
}
