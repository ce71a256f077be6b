use super::*;
use crate::protocol::{ExportFormat, Query, Sort};
use crate::report::UserOutcome;
use crate::report::finding_kind::FindingSeverity;
use crate::users_file::identifiers::{IdentifiersErrorKind, identifiers};

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
            outcome: Some(UserOutcome::Skipped),
            ..Query::default()
        }),
        ["Bea"]
    );
    assert_eq!(
        names(Query {
            severity: Some(FindingSeverity::Warning),
            ..Query::default()
        }),
        ["ana"]
    );
    assert_eq!(
        names(Query {
            kind: Some(FindingKind::Disabled),
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
    let text = found.export(ExportFormat::FindingsCsv);
    let files = [(InputPurpose::Users, text.as_bytes())];
    let (again, report) = run_files(&files, &set(), &options(), 64).unwrap();
    assert_eq!(report.totals.users, 3, "{text}");
    assert_eq!(again.row(0).unwrap().name, "'=1+1, x");
    assert!(
        text.contains("mandatory-missing") && !text.contains(",=") && !text.contains("\"="),
        "{text}"
    );
    let users = found.export(ExportFormat::UsersCsv);
    assert_eq!(users.lines().count(), 3);
    let json: serde_json::Value = serde_json::from_str(&found.export(ExportFormat::Json)).unwrap();
    assert_eq!(json["users"][0]["findings"][0]["code"], "mandatory-missing");
    assert_eq!(json["users"][0]["outcome"], "refused");
    assert_eq!(json["skipped"]["guest"], 0);
    assert_eq!(json["firstCycle"]["requests"], 4);
    assert!(!found.export(ExportFormat::Json).contains('_'));
    let markdown = found.export(ExportFormat::Markdown);
    for basis in [
        "- All users in the users file are in scope.",
        "- Talkdesk’s users weren’t loaded",
    ] {
        assert!(markdown.contains(basis), "{markdown}");
    }
    assert!(
        markdown.contains("| Rejected | 2 |") && markdown.contains("Agent\\|"),
        "{markdown}"
    );
    assert!(found.export(ExportFormat::PowerShell).contains("'a''1'"));
    assert!(found.export(ExportFormat::Graph).contains("/users/a%271\n"));
}

#[test]
fn the_exported_tables_are_users_files_of_the_scripts() {
    let csv = format!(
        "{HEADERS}a@x.org,,,R,1,True,\"A;-1\r\n=2\",Agent,\nb@x.org,,B,R,2,True,B,,\n\
         c_y.org#EXT#@x.org,,,R,3,True,\"=1+1\",Agent,\n"
    );
    let (found, _) = run(&csv, &set(), &options());
    for form in [ExportFormat::UsersCsv, ExportFormat::FindingsCsv] {
        assert_eq!(
            identifiers(found.export(form).as_bytes()).unwrap(),
            ["a@x.org", "b@x.org", "c_y.org#EXT#@x.org"]
        );
    }
}

/// An apostrophe stands before such a name, and `'-d@x.org` is another user.
#[test]
fn an_exported_name_that_begins_a_formula_is_rejected_as_users_file() {
    let csv = format!("{HEADERS}-d@x.org,,,R,4,True,D,Agent,\n");
    let (found, _) = run(&csv, &set(), &options());
    for form in [ExportFormat::UsersCsv, ExportFormat::FindingsCsv] {
        let error = identifiers(found.export(form).as_bytes()).unwrap_err();
        assert_eq!(error.kind, IdentifiersErrorKind::Identifier);
    }
}
