use std::collections::BTreeSet;

use super::*;
use crate::report::{SkipReason, UserOutcome};
use provisioning::talkdesk::{EXTERNAL_ID, GIVEN_NAME};

#[test]
fn each_finding_is_reported_and_what_is_near_is_not() {
    use FindingKind as K;
    // The row of one user among two that are as they should be.
    let cases: [(&str, &[FindingKind]); 30] = [
        (
            "ana@x.org,ana@x.org,Ana,Silva,1,True,Ana Silva,Agent,Sales",
            &[],
        ),
        (
            "ana@x.org,ANA@X.ORG,Ana,Silva,1,True,Ana Silva,Agent,",
            &[K::UpnMailCase],
        ),
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
        let kinds: BTreeSet<_> = opened.findings.iter().map(|finding| finding.kind).collect();
        assert_eq!(kinds, expected.iter().copied().collect(), "{row}");
        let skipped = opened.row.outcome == UserOutcome::Skipped;
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
            FindingKind::TwoAppRoles,
        ),
        (
            row(
                GIVEN_NAME,
                r#"FormatDateTime([employeeId], , "yyyy-MM-dd", "dd")"#,
            ),
            FindingKind::EvaluationError,
        ),
        (
            row("active", r#"Switch([employeeId], "True", "x", "maybe")"#),
            FindingKind::ActiveNotBoolean,
        ),
        (
            row(
                EXTERNAL_ID,
                r#"IIF([employeeId]="x", IgnoreAttributeFlow, "9")"#,
            ),
            FindingKind::EvaluationError,
        ),
    ];
    for (index, (row, kind)) in cases.into_iter().enumerate() {
        let mut set = MappingSet::default();
        set.put(row.clone());
        let (mut run, _) = run(csv, &set, &PreflightOptions::default());
        let expected: &[FindingKind] = if index == 3 { &[] } else { &[kind] };
        assert_eq!(kinds(&mut run, 0), expected, "{row:?}");
        assert_eq!(kinds(&mut run, 1), [], "{row:?}");
    }
    let mut unsound = MappingSet::default();
    unsound.put(row(ROLES, "Foo("));
    let files = [(InputPurpose::Users, csv.as_bytes())];
    let refused = run_files(&files, &unsound, &PreflightOptions::default(), 99);
    assert!(
        matches!(refused, Err(PreflightResponse::InvalidExpression { target, .. }) if target == ROLES)
    );
}

#[test]
fn duplicates_are_reported_by_their_attribute() {
    let csv = "userPrincipalName,mail,id,givenName,surname,employeeId\n\
        a@x.org,,1,A,B,7\nb@x.org,,2,A,B,7\na@x.org,,1,A,B,8\nc@x.org,,3,A,B,\nd@x.org,,4,A,B,\n";
    let mut set = MappingSet::default();
    set.put(Row::new(
        EXTERNAL_ID,
        Source::Direct("employeeId".to_owned()),
    ));
    let (mut found, report) = run(csv, &set, &PreflightOptions::default());
    assert_eq!(kinds(&mut found, 0), [FindingKind::DuplicateExternalId]);
    assert_eq!(kinds(&mut found, 1), [FindingKind::DuplicateExternalId]);
    assert_eq!(found.row(2).unwrap().skip, Some(SkipReason::Repeated));
    assert_eq!(kinds(&mut found, 3), []);
    assert_eq!((report.totals.created, report.totals.warned), (4, 2));
    let opened = open(&mut found, 0, csv.as_bytes());
    assert_eq!(opened.findings[0].other, Some(1));
    assert_eq!(opened.findings[0].target.as_deref(), Some(EXTERNAL_ID));
    // As the matching attribute it decides who is who.
    let mut matching = Row::new(EXTERNAL_ID, Source::Direct("employeeId".to_owned()));
    matching.matching_precedence = Some(0);
    set.put(matching);
    let (mut found, report) = run(csv, &set, &PreflightOptions::default());
    assert_eq!(kinds(&mut found, 1), [FindingKind::Duplicate]);
    // Two others have no value to be looked up by.
    assert_eq!(report.totals.refused, 4);
}

#[test]
fn users_are_distinguished_by_whatever_entra_looks_them_up_by() {
    let csv = "userPrincipalName,id,givenName,surname,employeeId\n\
        a@x.org,1,A,B,k7\nb@x.org,2,A,B,K7\nc@x.org,3,A,B,8\nd@x.org,4,A,B,\ne@x.org,5,A,B,\n\
        f@x.org,6,A,B,k7\n";
    let target = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber";
    let mut set = MappingSet::default();
    set.rows[0].matching_precedence = None;
    let mut row = Row::new(target, Source::Direct("employeeId".to_owned()));
    row.matching_precedence = Some(1);
    set.put(row);
    let (mut found, report) = run(csv, &set, &PreflightOptions::default());
    // Talkdesk does not have this attribute, which is said of everybody who has
    // a value; who has none cannot be looked up.
    let duplicate = [FindingKind::Duplicate, FindingKind::UnsupportedTarget];
    for (user, expected, other) in [
        (0, &duplicate[..], Some(1)),
        (1, &duplicate, Some(0)),
        (2, &[FindingKind::UnsupportedTarget], None),
        (3, &[FindingKind::NoMatchingValue], None),
        (5, &duplicate, Some(0)),
    ] {
        assert_eq!(kinds(&mut found, user), expected, "{user}");
        let opened = open(&mut found, user, csv.as_bytes());
        let found = opened.findings.iter().find_map(|finding| finding.other);
        assert_eq!(found, other);
        for finding in &opened.findings {
            assert_eq!(finding.target.as_deref(), Some(target));
        }
    }
    assert_eq!(report.totals.refused, 5);
    let searched = |found: &mut PreflightRun, search: &str| {
        let query = crate::protocol::Query {
            search: search.to_owned(),
            count: 9,
            ..Default::default()
        };
        found.users(&query).total
    };
    assert_eq!(searched(&mut found, "k7"), 3);
    assert_eq!(searched(&mut found, "k9"), 0);
}

#[test]
fn external_ids_are_compared_also_when_only_some_are_the_object_ids() {
    // The third user has the objectId of the first as externalId; the mapping
    // drops the second, so that its value is nobody's.
    let csv = "userPrincipalName,id,givenName,surname,employeeId\n\
        a@x.org,1,A,B,\nb@x.org,2,drop,B,9\nc@x.org,3,A,B,1\nd@x.org,4,A,B,9\n";
    let mut set = MappingSet::default();
    for (target, text) in [
        (EXTERNAL_ID, "Coalesce([employeeId], [objectId])"),
        (TEAMS, r#"IIF([givenName]="drop", IgnoreObjectFlow, "x")"#),
    ] {
        set.put(Row::new(target, Source::Expression(text.to_owned())));
    }
    let (mut found, _) = run(csv, &set, &PreflightOptions::default());
    let all: Vec<_> = (0..4).map(|user| kinds(&mut found, user)).collect();
    let shared = vec![FindingKind::DuplicateExternalId];
    assert_eq!(all, [shared.clone(), vec![], shared, vec![]]);
    assert_eq!(found.row(1).unwrap().skip, Some(SkipReason::Dropped));
    let opened = open(&mut found, 0, csv.as_bytes());
    assert_eq!(opened.findings[0].other, Some(2));
}
