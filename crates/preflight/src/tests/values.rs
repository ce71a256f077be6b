use super::*;
use crate::protocol::Scope;
use crate::report::{NameStatus, SkipReason};
use crate::users_file::{UsersFileError, UsersFileNote};
use provisioning::entra::ENABLED;
use provisioning::scoping_filter::{Clause, ScopeFilter, ScopeGroup, ScopeOperator};

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
    let assigned = InputPurpose::Assigned;
    let files = [
        (InputPurpose::Users, users.as_bytes()),
        (assigned, more.as_bytes()),
        (assigned, upns.as_bytes()),
    ];
    let options = PreflightOptions {
        scope: Scope::Assigned,
        roles: vec!["Agent".to_owned()],
        app_roles: vec![("r1".to_owned(), "Agent".to_owned())],
        ..PreflightOptions::default()
    };
    let (found, report) = run_files(&files, &set, &options, 7).unwrap();
    let skips: Vec<_> = (0..3).map(|user| found.row(user).unwrap().skip).collect();
    assert_eq!(skips, [None, Some(SkipReason::NotAssigned), None]);
    assert_eq!(report.roles[0].name, "Agent");
    assert_eq!(
        (report.roles[0].users, report.roles[0].known),
        (1, NameStatus::Exact)
    );
    let notes = &report.notes[1];
    assert!(
        notes.contains(&UsersFileNote::Groups(1)) && notes.contains(&UsersFileNote::Unjoined(1))
    );
    assert!(report.notes[0].contains(&UsersFileNote::NoAccountEnabled));
    let clause = Clause {
        attribute: "department".to_owned(),
        operator: ScopeOperator::Equals,
        values: vec!["Sales".to_owned()],
    };
    let group = ScopeGroup {
        name: String::new(),
        clauses: vec![clause],
    };
    let filtered = PreflightOptions {
        filter: Some(ScopeFilter {
            groups: vec![group],
            hidden: false,
        }),
        skip_guests: true,
        ..PreflightOptions::default()
    };
    let (found, report) = run(users, &set, &filtered);
    let skips: Vec<_> = (0..3).map(|user| found.row(user).unwrap().skip).collect();
    assert_eq!(skips, [None, None, Some(SkipReason::Guest)]);
    assert_eq!(report.totals.skips, [0, 0, 0, 0, 1, 0, 0]);
}

#[test]
fn accounts_are_enabled_in_many_words() {
    let cases = [
        ("True", None, 0),
        ("FALSE", Some(SkipReason::Disabled), 0),
        ("FALSCH", Some(SkipReason::Disabled), 0),
        (" no ", Some(SkipReason::Disabled), 0),
        ("1", None, 0),
        ("", None, 0),
        ("perhaps", None, 1),
    ];
    let set = MappingSet::default();
    for (word, skip, unclear) in cases {
        let csv = format!(
            "id,userPrincipalName,givenName,surname,accountEnabled\n1,a@x.org,A,B,{word}\n"
        );
        let (found, report) = run(&csv, &set, &PreflightOptions::default());
        assert_eq!(found.row(0).unwrap().skip, skip, "{word:?}");
        let note = UsersFileNote::UnclearTruth {
            attribute: ENABLED.to_owned(),
            count: 1,
            values: vec![word.to_owned()],
        };
        assert_eq!(report.notes[0].contains(&note), unclear == 1, "{word:?}");
    }
}

#[test]
fn every_boolean_is_written_as_entra_holds_it() {
    let mut set = MappingSet::default();
    let rows = [("title", "dirSyncEnabled"), ("userType", "IsSoftDeleted")];
    for (target, attribute) in rows {
        set.put(Row::new(target, Source::Direct(attribute.to_owned())));
    }
    let cases = [
        ("True", "False", ["True", "False"], None),
        ("TRUE", "false", ["True", "False"], None),
        ("WAHR", " 0 ", ["True", "False"], None),
        (
            "perhaps",
            "nein",
            ["perhaps", "False"],
            Some("dirSyncEnabled"),
        ),
        ("", "gone", ["", "gone"], Some("IsSoftDeleted")),
    ];
    for (synced, deleted, expected, unclear) in cases {
        let csv = format!(
            "id,userPrincipalName,givenName,surname,dirSyncEnabled,IsSoftDeleted\n1,a@x.org,A,B,{synced},{deleted}\n"
        );
        let (mut found, report) = run(&csv, &set, &PreflightOptions::default());
        let opened = open(&mut found, 0, csv.as_bytes());
        let values = rows.map(|(target, _)| {
            let mapped = opened.values.iter().find(|mapped| mapped.target == target);
            mapped
                .and_then(|mapped| mapped.value.clone())
                .unwrap_or_default()
        });
        assert_eq!(values, expected, "{synced:?} {deleted:?}");
        // Opening the user does not count it again.
        let notes = [&report.notes[0], &found.report(0.0, 0.0).notes[0]];
        for notes in notes {
            let noted: Vec<_> = notes
                .iter()
                .filter_map(|note| match note {
                    UsersFileNote::UnclearTruth {
                        attribute,
                        count: 1,
                        ..
                    } => Some(attribute.as_str()),
                    _ => None,
                })
                .collect();
            assert_eq!(noted, unclear.into_iter().collect::<Vec<_>>(), "{synced:?}");
        }
    }
}

#[test]
fn what_is_stored_of_users_has_a_limit() {
    let rows = (0..500).map(|number| format!("{number},user{number}@x.org\n"));
    let csv = format!("id,userPrincipalName\n{}", rows.collect::<String>());
    let files = [(InputPurpose::Users, csv.as_bytes())];
    let plan = PreflightPlan {
        files: vec![PlannedFile {
            purpose: InputPurpose::Users,
            columns: columns(files[0].1),
        }],
        set: set(),
        options: options(),
    };
    for (most, refused) in [(1_000, true), (100_000, false)] {
        let mut run = PreflightRun::new(plan.clone()).unwrap();
        run.engine.max_bytes = most;
        run.begin(0);
        let result = run.push(csv.as_bytes()).and_then(|()| run.end());
        let limit = most as u64;
        let expected = if refused {
            Err(UsersFileError::MuchToHold { limit })
        } else {
            Ok(())
        };
        assert_eq!(result, expected);
    }
}

#[test]
fn groups_among_the_members_of_a_group_are_no_users() {
    let users = "id,userPrincipalName,givenName,surname,accountEnabled\n1,a@x.org,A,B,True\n";
    for (header, value) in [
        ("objectType", "Group"),
        ("@odata.type", "#microsoft.graph.group"),
    ] {
        let more = format!("id,userPrincipalName,{header}\n1,a@x.org,user\n7,,{value}\n");
        let files = [
            (InputPurpose::Users, users.as_bytes()),
            (InputPurpose::Assigned, more.as_bytes()),
        ];
        let (_, report) = run_files(
            &files,
            &MappingSet::default(),
            &PreflightOptions::default(),
            64,
        )
        .unwrap();
        let notes = &report.notes[1];
        assert!(notes.contains(&UsersFileNote::Groups(1)), "{notes:?}");
        assert!(!notes.contains(&UsersFileNote::Unjoined(1)), "{notes:?}");
    }
}
