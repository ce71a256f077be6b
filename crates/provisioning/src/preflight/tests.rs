use std::collections::BTreeSet;

use proptest::prelude::*;

use super::Run;
use super::ask::{ColumnUse, Form, Options, Plan, PlannedFile, Purpose, Query, Scope, Sort, Told};
use super::generate::generate;
use super::kind::{Kind, Severity};
use super::opened::Opened;
use super::report::{Known, Outcome, Report, Skip};
use crate::mapping::{MappingSet, Row, Source};
use crate::schema_file::scope::{Clause, Operator, ScopeFilter, ScopeGroup};
use crate::talkdesk::{EXTERNAL_ID, GIVEN_NAME, ROLES, TEAMS, USER_NAME};
use crate::users_file::{LOOK_BYTES, Note, Refusal, look};

fn columns(bytes: &[u8]) -> Vec<ColumnUse> {
    let part = &bytes[..bytes.len().min(LOOK_BYTES)];
    let look = look(part, part.len() == bytes.len());
    let columns = look.map(|look| look.columns).unwrap_or_default();
    let uses = columns.into_iter().map(|column| ColumnUse {
        name: column.name,
        attribute: column.attribute,
    });
    uses.collect()
}

/// Runs files, each with its purpose.
fn run_files(
    files: &[(Purpose, &[u8])],
    set: &MappingSet,
    options: &Options,
    part: usize,
) -> Result<(Run, Report), Told> {
    let planned = files.iter().map(|(purpose, bytes)| PlannedFile {
        purpose: *purpose,
        columns: columns(bytes),
    });
    let plan = Plan {
        files: planned.collect(),
        set: set.clone(),
        options: options.clone(),
    };
    run_plan(plan, files, part)
}

fn run_plan(plan: Plan, files: &[(Purpose, &[u8])], part: usize) -> Result<(Run, Report), Told> {
    let mut run = Run::new(plan)?;
    for file in run.order() {
        let refused = |why| Told::Refused { file, why };
        run.begin(file);
        for part in files[file].1.chunks(part) {
            run.push(part).map_err(refused)?;
            let _ = run.progress(1.0);
        }
        run.end().map_err(refused)?;
    }
    let report = run.report(0.0, 0.0);
    Ok((run, report))
}

fn run(csv: &str, set: &MappingSet, options: &Options) -> (Run, Report) {
    run_files(&[(Purpose::Users, csv.as_bytes())], set, options, 1 << 16).unwrap()
}

fn kinds(run: &mut Run, user: u32) -> Vec<Kind> {
    run.row(user).unwrap().kinds
}

fn open(run: &mut Run, user: u32, bytes: &[u8]) -> Opened {
    let piece = run.piece(user).unwrap();
    let start = usize::try_from(piece.file.start).unwrap();
    let end = usize::try_from(piece.file.end).unwrap().min(bytes.len());
    run.open(user, &bytes[start..end]).unwrap()
}

#[test]
fn every_planted_fault_is_found_and_nothing_else() {
    for count in [10, 10_000, 100_000] {
        let generated = generate(count);
        let bytes = generated.csv.as_bytes();
        let files = [(Purpose::Users, bytes)];
        let (run, report) = run_plan(generated.plan, &files, 1 << 18).unwrap();
        let mut found = BTreeSet::new();
        for user in 0..u32::try_from(count).unwrap() {
            found.extend(
                run.row(user)
                    .unwrap()
                    .kinds
                    .into_iter()
                    .map(|kind| (user, kind)),
            );
        }
        let missed: Vec<_> = generated.planted.difference(&found).take(20).collect();
        let beyond: Vec<_> = found.difference(&generated.planted).take(20).collect();
        assert!(
            missed.is_empty() && beyond.is_empty(),
            "missed {missed:?}, beyond {beyond:?}"
        );
        let planted = |severity| {
            let of_severity = generated
                .planted
                .iter()
                .filter(|(_, kind)| kind.severity() == severity);
            of_severity.map(|(user, _)| *user).collect::<BTreeSet<_>>()
        };
        let refused = planted(Severity::Refused);
        let totals = report.totals;
        assert_eq!(totals.users as usize, count);
        assert_eq!(totals.refused as usize, refused.len());
        let warned = planted(Severity::Warning);
        assert_eq!(totals.warned as usize, warned.difference(&refused).count());
        assert_eq!(totals.skips[Skip::Repeated as usize], generated.repeated);
        assert_eq!(
            totals.created + totals.refused + totals.skipped,
            totals.users
        );
        assert_eq!(report.licences, totals.created);
        let summed: u32 = report.findings.iter().map(|counted| counted.users).sum();
        assert_eq!(summed as usize, generated.planted.len());
    }
}

/// The set of the guide with a role from the column `role` and a team from
/// the column `team`.
fn set() -> MappingSet {
    let mut set = MappingSet::default();
    let role = Source::Direct("extensionAttribute1".to_owned());
    set.put(Row::new(ROLES, role));
    set.put(Row::new(
        TEAMS,
        Source::Direct("extensionAttribute2".to_owned()),
    ));
    set
}

fn options() -> Options {
    Options {
        roles: vec!["Agent".to_owned(), "Team Lead".to_owned()],
        teams: vec!["Sales".to_owned()],
        ..Options::default()
    }
}

const HEADERS: &str = "userPrincipalName,mail,givenName,surname,id,accountEnabled,displayName,extensionAttribute1,extensionAttribute2\n";

#[test]
fn each_finding_is_told_and_what_is_near_is_not() {
    use Kind as K;
    // The row of one user among two that are as they should be.
    let cases: [(&str, &[Kind]); 30] = [
        (
            "ana@x.org,ana@x.org,Ana,Silva,1,True,Ana Silva,Agent,Sales",
            &[],
        ),
        ("ana@x.org,ANA@X.ORG,Ana,Silva,1,True,Ana Silva,Agent,", &[]),
        ("ana@x.org,,Ana,Silva,1,True,,Agent,", &[]),
        (
            "ana@x.org,a@x.org,Ana,Silva,1,True,,Agent,",
            &[K::UpnMailDiffer],
        ),
        (",,Ana,Silva,1,True,,Agent,", &[K::MandatoryMissing]),
        ("ana@x.org,,,Silva,1,True,,Agent,", &[K::MandatoryMissing]),
        ("ana@x.org,,\" \",Silva,1,True,,Agent,", &[K::OnlyBlanks]),
        ("ana,,Ana,Silva,1,True,,Agent,", &[K::NotEmail]),
        ("ana@x,,Ana,Silva,1,True,,Agent,", &[K::NotEmail]),
        ("ana @x.org,,Ana,Silva,1,True,,Agent,", &[K::NotEmail]),
        (" ana@x.org,,Ana,Silva,1,True,,Agent,", &[K::OuterBlanks]),
        (
            "ana\u{1}@x.org,,Ana,Silva,1,True,,Agent,",
            &[K::BreaksFilter],
        ),
        ("BEA@x.org,,Ana,Silva,1,True,,Agent,", &[K::Duplicate]),
        ("bea1@x.org,,Ana,Silva,1,True,,Agent,", &[]),
        ("ana@x.org,,Ana,Silva,1,True,,,", &[K::DefaultRole]),
        ("ana@x.org,,Ana,Silva,1,True,,agent,", &[K::RoleCase]),
        ("ana@x.org,,Ana,Silva,1,True,,TeamLead,", &[K::RoleBlanks]),
        ("ana@x.org,,Ana,Silva,1,True,,Boss,", &[K::RoleUnknown]),
        ("ana@x.org,,Ana,Silva,1,True,,Agent,Boss", &[K::TeamUnknown]),
        (
            "ana@x.org,,Ana,Silva,1,True,,Agent;Team Lead,SALES",
            &[K::TeamCase],
        ),
        (
            "ana@x.org,,Ana,Silva,1,True,,Agent,Sales;",
            &[K::TeamBlanks],
        ),
        ("ana@x.org,,Ana,Silva,1,False,,Boss,", &[K::Disabled]),
        ("ana@x.org,,Ana,Silva,1,FALSE,,Agent,", &[K::Disabled]),
        ("ana@x.org,,Ana,Silva,1,,,Agent,", &[]),
        ("ana@x.org,,Ana,Silva,1", &[K::RaggedRow, K::DefaultRole]),
        ("ana@x.org,,Ana,Silva,1,True,,Agent,,,", &[]),
        (
            "a_b.org#EXT#@x.onmicrosoft.com,a@b.org,Ana,Silva,1,True,,Agent,",
            &[K::NotEmail, K::Guest],
        ),
        (
            "ana@x.onmicrosoft.com,,Ana,Silva,1,True,,Agent,",
            &[K::InitialDomain],
        ),
        ("info@x.org,,Ana,Silva,1,True,,Agent,", &[K::SharedMailbox]),
        (
            "svc-x@x.org,,Ana,Silva,1,True,,Agent,",
            &[K::ServiceAccount],
        ),
    ];
    for (row, expected) in cases {
        let csv = format!(
            "{HEADERS}bea@x.org,,Bea,Reis,98,True,,Agent,\n{row}\ncid@x.org,,Cid,Reis,99,True,,Agent,\n"
        );
        let (mut run, _) = run(&csv, &set(), &options());
        assert_eq!(kinds(&mut run, 1), expected, "{row}");
        assert_eq!(kinds(&mut run, 2), [], "{row}");
        let opened = open(&mut run, 1, csv.as_bytes());
        let told: BTreeSet<_> = opened.findings.iter().map(|finding| finding.kind).collect();
        assert_eq!(told, expected.iter().copied().collect(), "{row}");
        let skipped = opened.row.outcome == Outcome::Skipped;
        assert_eq!(opened.request.is_none(), skipped, "{row}");
    }
}

#[test]
fn mappings_make_findings_of_their_own() {
    let csv = "userPrincipalName,id,givenName,surname,appRole,employeeId\n\
        a@x.org,1,A,B,\"Agent\nLead\",x\n\
        b@x.org,2,A,B,Agent,2024-01-05\n";
    let row = |target: &str, text: &str| Row::new(target, Source::Expression(text.to_owned()));
    let cases = [
        (
            row(ROLES, "SingleAppRoleAssignment([appRoleAssignments])"),
            Kind::TwoAppRoles,
        ),
        (
            row(
                GIVEN_NAME,
                r#"FormatDateTime([employeeId], , "yyyy-MM-dd", "dd")"#,
            ),
            Kind::EvaluationError,
        ),
        (
            row("active", r#"Switch([employeeId], "True", "x", "maybe")"#),
            Kind::ActiveNotBoolean,
        ),
        (
            row(
                EXTERNAL_ID,
                r#"IIF([employeeId]="x", IgnoreAttributeFlow, "9")"#,
            ),
            Kind::EvaluationError,
        ),
    ];
    for (index, (row, kind)) in cases.into_iter().enumerate() {
        let mut set = MappingSet::default();
        set.put(row.clone());
        let (mut run, _) = run(csv, &set, &Options::default());
        let expected: &[Kind] = if index == 3 { &[] } else { &[kind] };
        assert_eq!(kinds(&mut run, 0), expected, "{row:?}");
        assert_eq!(kinds(&mut run, 1), [], "{row:?}");
    }
    let mut unsound = MappingSet::default();
    unsound.put(row(ROLES, "Foo("));
    let files = [(Purpose::Users, csv.as_bytes())];
    let told = run_files(&files, &unsound, &Options::default(), 99);
    assert!(matches!(told, Err(Told::Unsound { target, .. }) if target == ROLES));
}

#[test]
fn duplicates_are_told_by_their_attribute() {
    let csv = "userPrincipalName,mail,id,givenName,surname,employeeId\n\
        a@x.org,,1,A,B,7\nb@x.org,,2,A,B,7\na@x.org,,1,A,B,8\nc@x.org,,3,A,B,\nd@x.org,,4,A,B,\n";
    let mut set = MappingSet::default();
    set.put(Row::new(
        EXTERNAL_ID,
        Source::Direct("employeeId".to_owned()),
    ));
    let (mut found, report) = run(csv, &set, &Options::default());
    assert_eq!(kinds(&mut found, 0), [Kind::DuplicateExternalId]);
    assert_eq!(kinds(&mut found, 1), [Kind::DuplicateExternalId]);
    assert_eq!(found.row(2).unwrap().skip, Some(Skip::Repeated));
    assert_eq!(kinds(&mut found, 3), []);
    assert_eq!((report.totals.created, report.totals.warned), (4, 2));
    let opened = open(&mut found, 0, csv.as_bytes());
    assert_eq!(opened.findings[0].other, Some(1));
    assert_eq!(opened.findings[0].target.as_deref(), Some(EXTERNAL_ID));
    // As the matching attribute it decides who is who.
    let mut matching = Row::new(EXTERNAL_ID, Source::Direct("employeeId".to_owned()));
    matching.matching_precedence = Some(0);
    set.put(matching);
    let (mut found, report) = run(csv, &set, &Options::default());
    assert_eq!(kinds(&mut found, 1), [Kind::Duplicate]);
    assert_eq!(report.totals.refused, 2);
}

#[test]
fn scope_is_who_is_assigned_and_whom_the_filter_lets_through() {
    let users = "id,userPrincipalName,givenName,surname,department,userType\n\
        1,a@x.org,A,B,Sales,Member\n2,b@x.org,A,B,Sales,Member\n3,c@x.org,A,B,Care,Guest\n";
    let more =
        "principalId,principalType,appRoleId\nAB,Group,r1\n1,User,R1\n1,User,r1\n9,User,r1\n";
    let upns = "userPrincipalName\nC@x.org\n";
    let mut set = MappingSet::default();
    set.put(Row::new(
        ROLES,
        Source::Expression("SingleAppRoleAssignment([appRoleAssignments])".to_owned()),
    ));
    let assigned = Purpose::More { assigned: true };
    let files = [
        (Purpose::Users, users.as_bytes()),
        (assigned, more.as_bytes()),
        (assigned, upns.as_bytes()),
    ];
    let options = Options {
        scope: Scope::Assigned,
        roles: vec!["Agent".to_owned()],
        app_roles: vec![("r1".to_owned(), "Agent".to_owned())],
        ..Options::default()
    };
    let (found, report) = run_files(&files, &set, &options, 7).unwrap();
    let skips: Vec<_> = (0..3).map(|user| found.row(user).unwrap().skip).collect();
    assert_eq!(skips, [None, Some(Skip::NotAssigned), None]);
    assert_eq!(report.roles[0].name, "Agent");
    assert_eq!(
        (report.roles[0].users, report.roles[0].known),
        (1, Known::Yes)
    );
    let notes = &report.notes[1];
    assert!(
        notes.contains(&Note::Groups { count: 1 }) && notes.contains(&Note::Unjoined { count: 1 })
    );
    assert!(report.notes[0].contains(&Note::NoAccountEnabled));
    let clause = Clause {
        attribute: "department".to_owned(),
        operator: Operator::Equals,
        values: vec!["Sales".to_owned()],
    };
    let group = ScopeGroup {
        name: String::new(),
        clauses: vec![clause],
    };
    let filtered = Options {
        filter: Some(ScopeFilter {
            groups: vec![group],
            hidden: false,
        }),
        skip_guests: true,
        ..Options::default()
    };
    let (found, report) = run(users, &set, &filtered);
    let skips: Vec<_> = (0..3).map(|user| found.row(user).unwrap().skip).collect();
    assert_eq!(skips, [None, None, Some(Skip::Guest)]);
    assert_eq!(report.totals.skips, [0, 0, 0, 1, 0, 0]);
}

#[test]
fn talkdesks_list_tells_create_from_update_and_orphan() {
    let users = "id,userPrincipalName,givenName,surname,accountEnabled\n\
        1,new@x.org,New,B,True\n2,same@x.org,Same,B,True\n3,Changed@x.org,Changed,New,True\n\
        4,leaver@x.org,L,B,False\n5,gone@x.org,G,B,False\n6,renamed@x.org,R,B,True\n7,twice@x.org,T,B,True\n\
        8,back@x.org,K,B,True\n";
    let one = |name: &str, given: &str, id: &str, active: bool| {
        format!(
            r#"{{"userName":"{name}","externalId":"{id}","active":{active},"name":{{"givenName":"{given}","familyName":"B"}}}}"#
        )
    };
    let list = [
        one("same@x.org", "Same", "2", true),
        one("changed@x.org", "Changed", "3", true),
        one("leaver@x.org", "L", "4", true),
        one("old@x.org", "R", "6", true),
        one("twice@x.org", "T", "7", true),
        one("TWICE@x.org", "T", "7b", true),
        one("back@x.org", "K", "8", false),
        one("orphan@x.org", "O", "99", true),
    ];
    let list = format!(r#"{{"totalResults":8,"Resources":[{}]}}"#, list.join(","));
    let files = [
        (Purpose::Users, users.as_bytes()),
        (Purpose::Talkdesk, list.as_bytes()),
    ];
    let set = MappingSet::default();
    let (mut found, report) = run_files(&files, &set, &Options::default(), 50).unwrap();
    let outcomes: Vec<_> = (0..8)
        .map(|user| found.row(user).unwrap().outcome)
        .collect();
    use Outcome::{Created, Refused, Skipped, Unchanged, Updated};
    let expected = [
        Created, Unchanged, Updated, Updated, Skipped, Created, Refused, Updated,
    ];
    assert_eq!(outcomes, expected);
    assert_eq!(kinds(&mut found, 3), [Kind::Deactivates]);
    assert_eq!(kinds(&mut found, 5), [Kind::ExistsUnmatched]);
    assert_eq!(kinds(&mut found, 6), [Kind::SeveralInTalkdesk]);
    assert_eq!(kinds(&mut found, 7), [Kind::Reactivates]);
    assert_eq!(report.licences, 3);
    assert_eq!(report.first_cycle.requests, 2 + 1 + 2 + 2 + 2 + 2 + 2);
    assert_eq!(report.first_cycle.seconds, 4);
    let orphans = found.orphans(&Query {
        count: 10,
        search: "ORPHAN".to_owned(),
        ..Query::default()
    });
    assert_eq!((orphans.total, orphans.rows[0].name.as_str()), (1, "O B"));
    assert_eq!(report.totals.orphans, 4);
    let opened = open(&mut found, 2, users.as_bytes());
    let changes: Vec<_> = opened
        .changes
        .iter()
        .map(|change| {
            (
                change.target.as_str(),
                change.from.as_deref(),
                change.to.as_str(),
            )
        })
        .collect();
    let expected = [
        (USER_NAME, Some("changed@x.org"), "Changed@x.org"),
        ("name.familyName", Some("B"), "New"),
    ];
    assert_eq!(changes, expected);
    let (path, body) = opened.request.unwrap();
    assert!(
        path.starts_with("PATCH") && body.contains("\"Replace\""),
        "{path} {body}"
    );
}

#[test]
fn lists_are_filtered_searched_and_sorted() {
    let csv = format!(
        "{HEADERS}c@x.org,,Cid,Reis,3,True,Cid,Agent,\nA@x.org,,,Silva,1,True,ana,Agent,\n\
         b@x.org,,Bea,Reis,2,False,Bea,Agent,\n"
    );
    let (mut found, _) = run(&csv, &set(), &options());
    let mut names = |query: Query| -> Vec<String> {
        let window = found.users(&Query { count: 10, ..query });
        window.rows.into_iter().map(|row| row.name).collect()
    };
    assert_eq!(names(Query::default()), ["Cid", "ana", "Bea"]);
    let by_name = Query {
        sort: Sort::Name,
        ..Query::default()
    };
    assert_eq!(names(by_name.clone()), ["ana", "Bea", "Cid"]);
    assert_eq!(
        names(Query {
            descending: true,
            ..by_name
        }),
        ["Cid", "Bea", "ana"]
    );
    assert_eq!(
        names(Query {
            search: "a@X".to_owned(),
            ..Query::default()
        }),
        ["ana"]
    );
    assert_eq!(
        names(Query {
            outcome: Some(Outcome::Skipped),
            ..Query::default()
        }),
        ["Bea"]
    );
    assert_eq!(
        names(Query {
            severity: Some(Severity::Warning),
            ..Query::default()
        }),
        ["ana"]
    );
    assert_eq!(
        names(Query {
            kind: Some(Kind::Disabled),
            ..Query::default()
        }),
        ["Bea"]
    );
    assert_eq!(
        names(Query {
            start: 2,
            ..Query::default()
        }),
        ["Bea"]
    );
    assert_eq!(
        names(Query {
            start: 9,
            ..Query::default()
        }),
        [""; 0]
    );
}

#[test]
fn every_form_of_the_report_can_be_read() {
    let csv = format!(
        "{HEADERS}=cmd@x.org,,,Silva,a'1,True,\"=1+1, x\",Agent,\nb@x.org,,B,R,2,True,B,Agent|,\n"
    );
    let (found, _) = run(&csv, &set(), &options());
    let text = found.export(Form::FindingsCsv);
    let files = [(Purpose::Users, text.as_bytes())];
    let (again, report) = run_files(&files, &set(), &options(), 64).unwrap();
    assert_eq!(report.totals.users, 3, "{text}");
    assert_eq!(again.row(0).unwrap().name, "'=1+1, x");
    assert!(
        text.contains("mandatory-missing") && !text.contains(",=") && !text.contains("\"="),
        "{text}"
    );
    let users = found.export(Form::UsersCsv);
    assert_eq!(users.lines().count(), 3);
    let json: serde_json::Value = serde_json::from_str(&found.export(Form::Json)).unwrap();
    assert_eq!(json["users"][0]["findings"][0]["kind"], "MandatoryMissing");
    let markdown = found.export(Form::Markdown);
    assert!(
        markdown.contains("| Refused | 2 |") && markdown.contains("Agent\\|"),
        "{markdown}"
    );
    assert!(found.export(Form::PowerShell).contains("'a''1'"));
    assert!(found.export(Form::Graph).contains("/users/a%271\n"));
}

#[test]
fn what_has_no_identity_is_refused() {
    for csv in ["name,dept\nx,y\n", ""] {
        let files = [(Purpose::Users, csv.as_bytes())];
        let told = run_files(&files, &MappingSet::default(), &Options::default(), 5).err();
        let Some(Told::Refused { file: 0, why }) = told else {
            panic!("{csv:?}: {told:?}");
        };
        let expected = if csv == "id\n" {
            Refusal::OnlyHeaders
        } else {
            Refusal::NoIdentity
        };
        assert_eq!(why, expected, "{csv:?}");
    }
}

/// Bytes that are often a users file and often none.
fn files() -> impl Strategy<Value = Vec<u8>> {
    let cell = "[a-zA-Zé@.;\"# \u{0}\n]{0,8}";
    let row = prop::collection::vec(cell, 0..8).prop_map(|cells| cells.join(","));
    let csv = prop::collection::vec(row, 0..8).prop_map(|rows| {
        let headers = "userPrincipalName,id,givenName,surname,mail,accountEnabled,appRole";
        format!("{headers}\n{}", rows.join("\n")).into_bytes()
    });
    prop_oneof![
        3 => csv.clone(),
        1 => (csv, any::<u8>(), any::<prop::sample::Index>()).prop_map(|(mut text, byte, at)| {
            text.insert(at.index(text.len()), byte);
            text
        }),
        1 => prop::collection::vec(any::<u8>(), 0..300),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_give_a_report_or_a_refusal_however_they_are_parted(
        users in files(), more in files(), part in 1_usize..60,
    ) {
        let files = [
            (Purpose::Users, users.as_slice()),
            (Purpose::More { assigned: true }, more.as_slice()),
        ];
        let (set, options) = (set(), options());
        let whole = run_files(&files, &set, &options, usize::MAX);
        let parted = run_files(&files, &set, &options, part);
        match (whole, parted) {
            (Ok((mut a, one)), Ok((mut b, other))) => {
                prop_assert_eq!(one, other);
                let query = Query { count: 500, ..Query::default() };
                let rows = a.users(&query);
                prop_assert_eq!(&rows, &b.users(&query));
                for row in rows.rows {
                    prop_assert_eq!(open(&mut a, row.user, &users), open(&mut b, row.user, &users));
                }
                for form in [Form::FindingsCsv, Form::Json, Form::Markdown, Form::PowerShell] {
                    prop_assert_eq!(a.export(form), b.export(form));
                }
            }
            (Err(one), Err(other)) => prop_assert_eq!(one, other),
            (one, other) => prop_assert!(false, "{:?} {:?}", one.is_ok(), other.is_ok()),
        }
    }
}

#[test]
fn accounts_are_enabled_in_many_words() {
    let cases = [
        ("True", None, 0),
        ("FALSE", Some(Skip::Disabled), 0),
        ("FALSCH", Some(Skip::Disabled), 0),
        (" no ", Some(Skip::Disabled), 0),
        ("1", None, 0),
        ("", None, 0),
        ("perhaps", None, 1),
    ];
    let set = MappingSet::default();
    for (word, skip, unclear) in cases {
        let csv = format!(
            "id,userPrincipalName,givenName,surname,accountEnabled\n1,a@x.org,A,B,{word}\n"
        );
        let (found, report) = run(&csv, &set, &Options::default());
        assert_eq!(found.row(0).unwrap().skip, skip, "{word:?}");
        let note = Note::UnclearAccountEnabled { count: 1 };
        assert_eq!(report.notes[0].contains(&note), unclear == 1, "{word:?}");
    }
}

#[test]
fn a_list_of_talkdesk_is_compared_or_refused() {
    let users = "id,userPrincipalName,givenName,surname,accountEnabled,department\n1,a@x.org,A,B,True,Sales\n";
    let mut set = MappingSet::default();
    set.rows
        .push(Row::new(TEAMS, Source::Direct("department".to_owned())));
    let whole = "userName,externalId,name.givenName,name.familyName,active";
    let cases = [
        (
            format!("{whole}\na@x.org,1,A,B,true\n"),
            Ok(Outcome::Unchanged),
        ),
        ("Name,Role\nA,Agent\n".to_owned(), Err(Refusal::NoUserName)),
        (
            r#"{"totalResults":0,"Resources":[]}"#.to_owned(),
            Ok(Outcome::Created),
        ),
    ];
    for (list, expected) in cases {
        let files = [
            (Purpose::Users, users.as_bytes()),
            (Purpose::Talkdesk, list.as_bytes()),
        ];
        let told = match run_files(&files, &set, &Options::default(), 64) {
            Ok((found, report)) => {
                let outcome = found.row(0).unwrap().outcome;
                let noted = report.notes[1].contains(&Note::NotCompared(vec!["teams".to_owned()]));
                assert_eq!(noted, outcome == Outcome::Unchanged, "{list}");
                Ok(outcome)
            }
            Err(Told::Refused { file: 1, why }) => Err(why),
            Err(other) => panic!("{other:?}"),
        };
        assert_eq!(told, expected, "{list}");
    }
}
