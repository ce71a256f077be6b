use super::*;
use crate::protocol::Query;
use crate::report::UserOutcome;
use crate::users_file::{UsersFileError, UsersFileNote};
use provisioning::talkdesk::USER_NAME;

#[test]
fn talkdesks_list_separates_create_from_update_and_orphan() {
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
        (InputPurpose::Users, users.as_bytes()),
        (InputPurpose::Talkdesk, list.as_bytes()),
    ];
    let set = MappingSet::default();
    let (mut found, report) = run_files(&files, &set, &PreflightOptions::default(), 50).unwrap();
    let outcomes: Vec<_> = (0..8)
        .map(|user| found.row(user).unwrap().outcome)
        .collect();
    use UserOutcome::{Created, Refused, Skipped, Unchanged, Updated};
    let expected = [
        Created, Unchanged, Updated, Updated, Skipped, Created, Refused, Updated,
    ];
    assert_eq!(outcomes, expected);
    assert_eq!(kinds(&mut found, 3), [FindingKind::Deactivates]);
    assert_eq!(kinds(&mut found, 5), [FindingKind::ExistsUnmatched]);
    assert_eq!(kinds(&mut found, 6), [FindingKind::SeveralInTalkdesk]);
    assert_eq!(kinds(&mut found, 7), [FindingKind::Reactivates]);
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
fn a_list_of_talkdesk_is_compared_or_refused() {
    let users = "id,userPrincipalName,givenName,surname,accountEnabled,department\n1,a@x.org,A,B,True,Sales\n";
    let mut set = MappingSet::default();
    set.rows
        .push(Row::new(TEAMS, Source::Direct("department".to_owned())));
    let whole = "userName,externalId,name.givenName,name.familyName,active";
    let cases = [
        (
            format!("{whole}\na@x.org,1,A,B,true\n"),
            Ok(UserOutcome::Unchanged),
        ),
        (
            "Name,Role\nA,Agent\n".to_owned(),
            Err(UsersFileError::NoUserName),
        ),
        (
            r#"{"totalResults":0,"Resources":[]}"#.to_owned(),
            Ok(UserOutcome::Created),
        ),
    ];
    for (list, expected) in cases {
        let files = [
            (InputPurpose::Users, users.as_bytes()),
            (InputPurpose::Talkdesk, list.as_bytes()),
        ];
        let noted = match run_files(&files, &set, &PreflightOptions::default(), 64) {
            Ok((found, report)) => {
                let outcome = found.row(0).unwrap().outcome;
                let noted =
                    report.notes[1].contains(&UsersFileNote::NotCompared(vec!["teams".to_owned()]));
                assert_eq!(noted, outcome == UserOutcome::Unchanged, "{list}");
                Ok(outcome)
            }
            Err(PreflightResponse::Refused { file: 1, why }) => Err(why),
            Err(other) => panic!("{other:?}"),
        };
        assert_eq!(noted, expected, "{list}");
    }
}

/// One user of the tenant beside a list, with a set.
fn beside(list: &str, set: &MappingSet) -> (PreflightRun, PreflightReport, String) {
    let users = "id,userPrincipalName,givenName,surname,accountEnabled,department,employeeId\n\
        1,a@x.org,A,B,True,Sales,7\n";
    let files = [
        (InputPurpose::Users, users.as_bytes()),
        (InputPurpose::Talkdesk, list.as_bytes()),
    ];
    let (run, report) = run_files(&files, set, &PreflightOptions::default(), 64).unwrap();
    (run, report, users.to_owned())
}

#[test]
fn changes_of_roles_and_teams_are_reported_where_the_list_has_them() {
    let mut set = MappingSet::default();
    set.put(Row::new(ROLES, Source::Constant("Agent".to_owned())));
    set.put(Row::new(TEAMS, Source::Direct("department".to_owned())));
    let list = |roles: &str, teams: &str| {
        format!(
            r#"{{"userName":"a@x.org","externalId":"1","active":true,"name":{{"givenName":"A","familyName":"B"}},"{}":{{"rolesString":"{roles}","teamsString":"{teams}"}}}}"#,
            provisioning::talkdesk::EXTENSION_SCHEMA
        )
    };
    /// A target with what Talkdesk has and what it gets.
    type Changed = (&'static str, &'static str, &'static str);
    let cases: [(&str, &str, &[Changed]); 3] = [
        ("Agent", "Sales", &[]),
        ("Supervisor", "Sales", &[(ROLES, "Supervisor", "Agent")]),
        (
            "agent",
            "Care;Sales",
            &[(ROLES, "agent", "Agent"), (TEAMS, "Care;Sales", "Sales")],
        ),
    ];
    for (roles, teams, expected) in cases {
        let (mut run, _, users) = beside(&list(roles, teams), &set);
        let opened = open(&mut run, 0, users.as_bytes());
        let changes: Vec<_> = opened
            .changes
            .iter()
            .map(|change| {
                let from = change.from.as_deref().unwrap_or_default();
                (change.target.as_str(), from, change.to.as_str())
            })
            .collect();
        assert_eq!(changes, expected, "{roles} {teams}");
        let outcome = match expected.is_empty() {
            true => UserOutcome::Unchanged,
            false => UserOutcome::Updated,
        };
        assert_eq!(opened.row.outcome, outcome, "{roles} {teams}");
        let body = opened.request.map(|(_, body)| body).unwrap_or_default();
        assert_eq!(body.contains(ROLES), roles != "Agent", "{body}");
    }
}

#[test]
fn only_what_can_change_is_reported_as_unseen() {
    use provisioning::mapping::Apply::{Always, OnlyDuringCreation};
    let list = "userName,externalId,name.givenName,name.familyName,active\na@x.org,1,A,B,true\n";
    let department = Source::Direct("department".to_owned());
    let cases = [
        (Always, department.clone(), vec!["roles"]),
        (OnlyDuringCreation, department, vec![]),
        (Always, Source::None, vec![]),
    ];
    for (apply, source, expected) in cases {
        let mut set = MappingSet::default();
        let mut row = Row::new(ROLES, source);
        row.apply = apply;
        set.put(row);
        let (_, report, _) = beside(list, &set);
        let noted = report.notes[1].iter().find_map(|note| match note {
            UsersFileNote::NotCompared(names) => Some(names.clone()),
            _ => None,
        });
        assert_eq!(noted.unwrap_or_default(), expected, "{apply:?}");
    }
}

#[test]
fn any_target_finds_users_in_a_list_that_has_it() {
    let number = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber";
    let mail = r#"emails[type eq "work"].value"#;
    let cases = [
        (
            number,
            format!("userName,{number}\nold@x.org,7\n"),
            UserOutcome::Updated,
            false,
        ),
        (
            number,
            format!("userName,{number}\nold@x.org,8\n"),
            UserOutcome::Created,
            false,
        ),
        (
            number,
            "userName\na@x.org\n".to_owned(),
            UserOutcome::Created,
            true,
        ),
        (
            mail,
            r#"{"userName":"old@x.org","emails":[{"type":"work","value":"A@x.org"}]}"#.to_owned(),
            UserOutcome::Updated,
            false,
        ),
        (
            mail,
            r#"{"userName":"a@x.org"}"#.to_owned(),
            UserOutcome::Created,
            true,
        ),
    ];
    for (target, list, outcome, noted) in cases {
        let mut set = MappingSet::default();
        set.rows[0].matching_precedence = None;
        let attribute = if target == mail {
            "userPrincipalName"
        } else {
            "employeeId"
        };
        let mut row = Row::new(target, Source::Direct(attribute.to_owned()));
        row.matching_precedence = Some(1);
        set.put(row);
        let (run, report, _) = beside(&list, &set);
        assert_eq!(run.row(0).unwrap().outcome, outcome, "{list}");
        let note = UsersFileNote::NotFoundBy(target.to_owned());
        assert_eq!(report.notes[1].contains(&note), noted, "{list}");
    }
}

#[test]
fn what_is_gone_in_entra_stays_in_talkdesk_and_refuses_nobody() {
    let users = format!(
        "{HEADERS}stays@x.org,,Ana,,1,True,A,,\nback@x.org,,Ana,,2,True,B,,\nnew@x.org,,Ana,,3,True,C,,\n"
    );
    let one = |name: &str, id: &str, active: bool| {
        format!(
            r#"{{"userName":"{name}","externalId":"{id}","active":{active},"name":{{"givenName":"Ana","familyName":"Silva"}}}}"#
        )
    };
    let list = [one("stays@x.org", "1", true), one("back@x.org", "2", false)].join(",");
    let list = format!(r#"{{"totalResults":2,"Resources":[{list}]}}"#);
    let files = [
        (InputPurpose::Users, users.as_bytes()),
        (InputPurpose::Talkdesk, list.as_bytes()),
    ];
    let set = MappingSet::default();
    let (mut found, report) = run_files(&files, &set, &PreflightOptions::default(), 50).unwrap();
    let outcomes: Vec<_> = (0..3)
        .map(|user| found.row(user).unwrap().outcome)
        .collect();
    use UserOutcome::{Refused, Unchanged, Updated};
    assert_eq!(outcomes, [Unchanged, Updated, Refused]);
    assert_eq!(kinds(&mut found, 0), [FindingKind::ValueStays]);
    assert_eq!(kinds(&mut found, 2), [FindingKind::MandatoryMissing]);
    // The one who comes back takes one; who is refused takes none.
    assert_eq!(report.licences, 1);
}

#[test]
fn who_is_refused_takes_no_licence_and_all_who_match_are_in_the_file() {
    let users = format!("{HEADERS}a@x.org,,=,Silva,1,True,A,,\nb x.org,,B,R,2,True,B,,\n");
    let one = |name: &str, id: &str| {
        format!(r#"{{"userName":"{name}","externalId":"{id}","active":false}}"#)
    };
    let list = [
        one("a@x.org", "8"),
        one("A@x.org", "9"),
        one("b x.org", "2"),
        one("c@x.org", "7"),
    ];
    let list = format!(r#"{{"totalResults":4,"Resources":[{}]}}"#, list.join(","));
    let files = [
        (InputPurpose::Users, users.as_bytes()),
        (InputPurpose::Talkdesk, list.as_bytes()),
    ];
    let set = MappingSet::default();
    let (found, report) = run_files(&files, &set, &PreflightOptions::default(), 50).unwrap();
    assert_eq!(report.totals.refused, 2);
    assert_eq!(report.licences, 0);
    let orphans = found.orphans(&Query {
        count: 10,
        ..Query::default()
    });
    let rows = orphans.rows.iter();
    let found: Vec<_> = rows
        .map(|row| (row.user_name.as_str(), row.in_file))
        .collect();
    assert_eq!(
        found,
        [("a@x.org", true), ("A@x.org", true), ("c@x.org", false)]
    );
}
