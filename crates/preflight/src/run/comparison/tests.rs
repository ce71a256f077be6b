mod files;

use super::*;
use crate::protocol::comparison::ComparisonPlan;
use crate::protocol::{
    InputPurpose, PlannedFile, PreflightOptions, PreflightPlan, PreflightResponse, Scope,
};
use crate::run::PreflightRun;
use crate::users_file::{Column, SNIFF_BYTES, UsersFileError, sniff};
use provisioning::mapping::{Apply, MappingSet, Row, Source};
use provisioning::talkdesk::USER_NAME;

type Files<'f> = [(InputPurpose, &'f str)];

/// A change by its name, how many users it affects, and who they are.
type ChangeCase<'c> = (&'c str, &'c dyn Fn(&mut MappingSet), u32, &'c [&'c str]);

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
            SentChange::Sent => "sent".to_owned(),
            SentChange::NotSent => "not sent".to_owned(),
            SentChange::Values(values) => {
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
    let cases: [ChangeCase<'_>; 9] = [
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
