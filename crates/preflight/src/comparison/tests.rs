use super::*;
use crate::protocol::{
    InputPurpose, PlannedFile, PreflightOptions, PreflightPlan, PreflightResponse, Scope,
};
use crate::run::PreflightRun;
use crate::users_file::{Column, SNIFF_BYTES, UsersFileError, sniff};
use provisioning::mapping::{Apply, Row, Source};
use provisioning::talkdesk::USER_NAME;

type Files<'f> = [(InputPurpose, &'f str)];

const HEADERS: &str =
    "userPrincipalName,mail,givenName,surname,id,accountEnabled,displayName,jobTitle,department\n";

/// Four users in scope, a disabled one and a repeated one.
const USERS: &str = "a@x.org,a@x.org,Ana,A,1,True,Ana A,Agent,Care
b@x.org,bea@x.org,Bea,B,2,True,Bea B,Lead,Care
c@x.org,c@x.org,Cy,C,3,True,Cy C,Agent,Sales
d@x.org,,Di,D,4,True,Di D,,
e@x.org,e2@x.org,Ed,E,5,False,Ed E,Agent,Care
b@x.org,other@x.org,Bea,B,2,True,Bea B,Lead,Care
";

fn csv() -> String {
    format!("{HEADERS}{USERS}")
}

fn columns(text: &str) -> Vec<Column> {
    let part = &text.as_bytes()[..text.len().min(SNIFF_BYTES)];
    let sniffed = sniff(part, part.len() == text.len());
    sniffed.map(|sniffed| sniffed.columns).unwrap_or_default()
}

fn run(files: &Files<'_>, set: &MappingSet, options: PreflightOptions) -> PreflightRun {
    let planned = files.iter().map(|(purpose, text)| PlannedFile {
        purpose: *purpose,
        columns: columns(text),
    });
    let plan = PreflightPlan {
        files: planned.collect(),
        set: set.clone(),
        options,
    };
    let mut run = PreflightRun::new(plan).unwrap();
    for file in run.order() {
        run.begin(file);
        run.push(files[file].1.as_bytes()).unwrap();
        run.end().unwrap();
    }
    let _ = run.report(0.0, 0.0);
    run
}

fn compare(
    run: &mut PreflightRun,
    users: &str,
    after: &MappingSet,
    part: usize,
) -> Result<ComparisonReport, PreflightResponse> {
    let plan = ComparisonPlan {
        before: run.set.clone(),
        after: after.clone(),
    };
    let mut comparison = ComparisonRun::new(run, &plan)?;
    let refused = |why| PreflightResponse::Refused { file: 0, why };
    for part in users.as_bytes().chunks(part) {
        comparison.push(run, part).map_err(refused)?;
        let report = comparison.report();
        assert!(report.compared <= report.users && !report.is_complete);
    }
    comparison.end(run).map_err(refused)?;
    Ok(comparison.report())
}

/// Compares the published mappings with these, for one file.
fn change(edit: impl Fn(&mut MappingSet)) -> ComparisonReport {
    let before = MappingSet::default();
    let mut after = before.clone();
    edit(&mut after);
    let csv = csv();
    let mut run = run(
        &[(InputPurpose::Users, &csv)],
        &before,
        PreflightOptions::default(),
    );
    compare(&mut run, &csv, &after, 1 << 20).unwrap()
}

fn direct(target: &str, attribute: &str) -> Row {
    Row::new(target, Source::Direct(attribute.to_owned()))
}

fn expression(target: &str, text: &str) -> Row {
    Row::new(target, Source::Expression(text.to_owned()))
}

/// Each affected user with what changes.
fn messages(report: &ComparisonReport) -> Vec<String> {
    let users = report.first.iter().map(|user| {
        let change = match &user.change {
            UserChange::Sent => "sent".to_owned(),
            UserChange::NotSent => "not sent".to_owned(),
            UserChange::Values(values) => {
                let values = values.iter().map(|value| {
                    let (before, after) = (value.before.message(), value.after.message());
                    format!("{}: {before} → {after}", value.target)
                });
                values.collect::<Vec<_>>().join("; ")
            }
        };
        let other = if user.is_matched_otherwise {
            " (another)"
        } else {
            ""
        };
        format!("{} {change}{other}", user.upn)
    });
    users.collect()
}

#[test]
fn changed_values_are_counted_and_shown() {
    let names = "name.givenName";
    let cases: [(&str, &dyn Fn(&mut MappingSet), u32, &[&str]); 9] = [
        ("the same", &|_| (), 0, &[]),
        (
            "a source for which the values are the same",
            &|set| set.put(expression(names, "Trim([givenName])")),
            0,
            &[],
        ),
        (
            "another source",
            &|set| {
                set.put(Row {
                    matching_precedence: Some(1),
                    ..direct(USER_NAME, "mail")
                });
            },
            2,
            &[
                "b@x.org userName: b@x.org → bea@x.org",
                "d@x.org userName: d@x.org → no value",
            ],
        ),
        (
            "a new row with an attribute that the run did not read",
            &|set| set.put(direct("title", "jobTitle")),
            3,
            &[
                "a@x.org title: no value → Agent",
                "b@x.org title: no value → Lead",
                "c@x.org title: no value → Agent",
            ],
        ),
        (
            "a default value counts on creation",
            &|set| {
                set.put(Row {
                    default_value: Some("none".to_owned()),
                    ..direct("title", "department")
                });
            },
            4,
            &[
                "a@x.org title: no value → Care",
                "b@x.org title: no value → Care",
                "c@x.org title: no value → Sales",
                "d@x.org title: no value → none",
            ],
        ),
        (
            "a row less",
            &|set| drop(set.remove(names)),
            4,
            &[
                "a@x.org name.givenName: Ana → no value",
                "b@x.org name.givenName: Bea → no value",
                "c@x.org name.givenName: Cy → no value",
                "d@x.org name.givenName: Di → no value",
            ],
        ),
        (
            "only when users are updated, of whom there are none",
            &|set| {
                set.put(Row {
                    apply: Apply::OnlyDuringCreation,
                    ..direct(names, "givenName")
                });
                set.operations.update = false;
            },
            0,
            &[],
        ),
        (
            "no user is created",
            &|set| set.operations.create = false,
            4,
            &[
                "a@x.org not sent",
                "b@x.org not sent",
                "c@x.org not sent",
                "d@x.org not sent",
            ],
        ),
        (
            "a row that fails",
            &|set| set.put(expression(names, "Word([givenName], 0, \" \")")),
            4,
            &[],
        ),
    ];
    for (name, edit, affected, users) in cases {
        let report = change(edit);
        assert_eq!(report.affected, affected, "{name}: {report:?}");
        assert!(report.is_complete && report.unknown == 0, "{name}");
        assert_eq!((report.users, report.compared), (6, 6), "{name}");
        if !users.is_empty() || affected == 0 {
            assert_eq!(messages(&report), users, "{name}");
        }
    }
}

#[test]
fn users_whom_a_row_leaves_out_begin_or_cease_to_be_sent() {
    let mut all = MappingSet::default();
    all.put(direct("title", "jobTitle"));
    let mut without_care = all.clone();
    without_care.put(expression(
        "nickName",
        r#"IIF([department]="Care", IgnoreObjectFlow, [displayName])"#,
    ));
    let mut other_title = without_care.clone();
    other_title.put(direct("title", "department"));
    let csv = csv();
    let cases: [(&str, &MappingSet, &MappingSet, &[&str]); 3] = [
        (
            "left out from now on",
            &all,
            &without_care,
            &[
                "a@x.org not sent",
                "b@x.org not sent",
                "c@x.org nickName: no value → Cy C",
                "d@x.org nickName: no value → Di D",
            ],
        ),
        (
            "no longer left out",
            &without_care,
            &all,
            &[
                "a@x.org sent",
                "b@x.org sent",
                "c@x.org nickName: Cy C → no value",
                "d@x.org nickName: Di D → no value",
            ],
        ),
        // Another row leaves the others out, before and after.
        (
            "left out on both sides",
            &without_care,
            &other_title,
            &["c@x.org title: Agent → Sales"],
        ),
    ];
    for (name, before, after, users) in cases {
        let mut run = run(
            &[(InputPurpose::Users, &csv)],
            before,
            PreflightOptions::default(),
        );
        let report = compare(&mut run, &csv, after, 7).unwrap();
        assert_eq!(messages(&report), users, "{name}");
    }
}

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

#[test]
fn the_message_counts_users() {
    let report = |users, compared, affected, is_complete| ComparisonReport {
        users,
        compared,
        affected,
        is_complete,
        ..ComparisonReport::default()
    };
    let cases = [
        (
            report(2_310, 2_310, 14, true),
            "This change affects 14 of 2,310 users in the open file.",
        ),
        (
            report(2_310, 2_310, 0, true),
            "This change affects none of the 2,310 users in the open file.",
        ),
        (
            report(2_310, 1_000, 3, false),
            "So far this change affects 3 of 1,000 users in the open file.",
        ),
        (
            report(1, 1, 1, true),
            "This change affects 1 of 1 user of the open file.",
        ),
    ];
    for (report, message) in cases {
        assert_eq!(report.message(), message);
    }
}
