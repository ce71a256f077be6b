use super::*;
use crate::preflight::ask::Scope;
use crate::preflight::report::{Known, Skip};
use crate::schema_file::scope::{Clause, Operator, ScopeFilter, ScopeGroup};
use crate::users_file::Note;

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
