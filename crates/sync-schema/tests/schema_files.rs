//! Schema files of several shapes: what is read from them, what is exported.
//!
//! The files in `schemas` are invented: a whole job of an application in no
//! gallery, the same as an older export, and as a template on one line.

#![allow(clippy::unwrap_used)] // A fixture that is not as it should be stops the test.

use provisioning::mapping::{ACTIVE_EXPRESSION, Apply, MappingSet, Row, Source};
use provisioning::talkdesk::{ROLES, TEAMS};
use serde_json::Value;
use sync_schema::diff::compare;
use sync_schema::encoding::SchemaFileEncoding;
use sync_schema::error::{Limit, OtherFile, SchemaFileError};
use sync_schema::export::{Export, ExportOptions, RefusalReason, apply, export};
use sync_schema::locate::{FileShape, Pick, PickReason};
use sync_schema::message;
use sync_schema::pasted_tree::{PastedError, PastedTree};
use sync_schema::read::{ParsedSchema, canonical, read};
use sync_schema::unsupported::{SchemaObject, Unsupported};

const JOB: &str = include_str!("schemas/scim-job.json");
const OLDER: &str = include_str!("schemas/older-order.json");
const TEMPLATE: &str = include_str!("schemas/template.json");

fn reading(text: &str) -> ParsedSchema {
    read(text.as_bytes(), None).unwrap()
}

fn exported(text: &str, set: &MappingSet, options: &ExportOptions) -> (Export, String) {
    let pick = reading(text).pick;
    let made = export(text.as_bytes(), pick, set, options).unwrap();
    let bytes = apply(text.as_bytes(), &made);
    (made, String::from_utf8(bytes).unwrap())
}

fn talkdesk_set() -> MappingSet {
    let mut set = MappingSet::default();
    set.put(Row::new(ROLES, Source::Constant("Agent".to_owned())));
    let teams = r#"Switch([department], , "Sales", "Inside Sales", "IT", "Support")"#;
    set.put(Row::new(TEAMS, Source::Expression(teams.to_owned())));
    set
}

fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn a_scim_job_is_read_as_the_portal_shows_it() {
    let read = reading(JOB);
    assert_eq!(read.shape, FileShape::Schema);
    assert_eq!(read.why, PickReason::OnlyUsers);
    assert_eq!(
        read.pick,
        Pick {
            rule: 0,
            mapping: 1
        }
    );
    assert_eq!(read.candidates.len(), 2);
    assert_eq!(read.set.rows.len(), 22);
    assert_eq!(read.groups, ["Provision Microsoft Entra ID Groups"]);
    assert_eq!(read.notes, []);
    assert!(read.version.unwrap().starts_with("Date:2026"));
    let user_name = read.set.row("userName").unwrap();
    assert_eq!(user_name.matching_precedence, Some(1));
    let active = read.set.row("active").unwrap();
    assert_eq!(
        active.source,
        Source::Expression(ACTIVE_EXPRESSION.to_owned())
    );
    let scope = read.scope.unwrap();
    assert_eq!(scope.groups[0].name, "Sales only");
    let clauses: Vec<_> = scope.groups[0]
        .clauses
        .iter()
        .map(|one| one.text())
        .collect();
    assert_eq!(clauses, ["department EQUALS Sales", "mail IS NOT NULL"]);
}

#[test]
fn an_older_export_is_read_with_its_peculiarities() {
    let read = reading(OLDER);
    // An inbound rule stands first and is not taken.
    assert_eq!(
        (read.pick, read.why),
        (
            Pick {
                rule: 1,
                mapping: 1
            },
            PickReason::OnlyUsers
        )
    );
    assert_eq!(read.set.rows.len(), 24);
    let language = read.set.row("preferredLanguage").unwrap();
    assert_eq!(language.apply, Apply::OnlyDuringCreation);
    assert_eq!(language.default_value.as_deref(), Some("en"));
    let locale = read.set.row("locale").unwrap();
    assert_eq!(
        (&locale.source, locale.default_value.as_deref()),
        (&Source::None, Some("pt-PT"))
    );
    let user_type = read.set.row("userType").unwrap();
    assert_eq!(user_type.source, Source::Constant("Employee".to_owned()));
    let flow = Unsupported::FlowType {
        target: "title".to_owned(),
        value: "ValueAddOnly".to_owned(),
    };
    assert_eq!(read.notes, [flow]);
    let off = OLDER.replace("\"enabled\": true", "\"enabled\": false");
    let requested = read_pick(&off, read.pick);
    assert_eq!(
        (requested.why, requested.set.rows.len()),
        (PickReason::Requested, 24)
    );
    assert!(requested.notes.contains(&Unsupported::MappingOff));
}

fn read_pick(text: &str, pick: Pick) -> ParsedSchema {
    read(text.as_bytes(), Some(pick)).unwrap()
}

#[test]
fn rows_of_users_go_into_no_other_mapping() {
    let users = |text: &str| {
        let all = reading(text).candidates.into_iter();
        all.filter(|one| one.users).count()
    };
    for (text, rule) in [(JOB, 0), (TEMPLATE, 0), (OLDER, 1)] {
        assert_eq!(users(text), 1);
        let groups = Pick { rule, mapping: 0 };
        let set = talkdesk_set();
        let made = export(text.as_bytes(), groups, &set, &ExportOptions::default());
        assert_eq!(made, Err(SchemaFileError::NotUsers));
        assert_eq!(
            read(text.as_bytes(), Some(groups)),
            Err(SchemaFileError::NotUsers)
        );
    }
    let none = JOB.replace(
        "\"sourceObjectName\": \"User\"",
        "\"sourceObjectName\": \"Group\"",
    );
    let error = read(none.as_bytes(), None).unwrap_err();
    let message = error.to_string();
    assert!(
        message.contains("starts from users. It has: Provision Microsoft Entra ID Groups, "),
        "{message}"
    );
}

#[test]
fn a_template_wraps_a_schema_and_a_list_wraps_templates() {
    assert_eq!(reading(TEMPLATE).shape, FileShape::Wrapped);
    let list = format!(r#"{{"value":[{{"id":"other","schema":null}},{TEMPLATE}]}}"#);
    let read = reading(&list);
    assert_eq!((read.shape, read.set.rows.len()), (FileShape::Listed, 22));
    assert_eq!(reading(&format!("[{TEMPLATE}]")).shape, FileShape::Listed);
}

#[test]
fn what_is_no_schema_is_reported_by_what_it_is() {
    use OtherFile::*;
    let cases = [
        (r#"{"error": {"code": "Unauthorized"}}"#, GraphError),
        (
            r#"{"parsedExpression": {}, "error": null}"#,
            ParsedExpression,
        ),
        (r#"{"format": "scimdesk-setup", "version": 3}"#, Setup),
        (r#"{"schemas": ["urn:x"], "Resources": []}"#, ScimSchema),
        (
            r#"{"value": [{"id": "scim.1", "templateId": "scim", "schedule": {}}]}"#,
            SynchronizationJob,
        ),
        (r#"{"synchronizationRules": {}}"#, Unknown),
        ("7", Unknown),
    ];
    for (text, other) in cases {
        assert_eq!(
            read(text.as_bytes(), None),
            Err(SchemaFileError::OtherFile(other)),
            "{text}"
        );
    }
    let cases = [
        ("\u{feff} \n", SchemaFileError::Empty),
        ("<!doctype html>", SchemaFileError::WebPage),
        (
            "userPrincipalName,displayName\na@example.com,Ana\n",
            SchemaFileError::Csv,
        ),
        (
            "\"id\";\"name; given\"\n\"1\";\"Ana\"",
            SchemaFileError::Csv,
        ),
        ("id\tname\tmail", SchemaFileError::Csv),
        (
            r#"{"synchronizationRules": []}"#,
            SchemaFileError::NoMapping,
        ),
    ];
    for (text, error) in cases {
        assert_eq!(read(text.as_bytes(), None), Err(error));
    }
    let large = vec![b' '; 20_000_001];
    assert_eq!(
        read(&large, None),
        Err(SchemaFileError::TooLarge { bytes: 20_000_001 })
    );
}

#[test]
fn a_broken_file_is_explained_at_the_position() {
    let at = JOB.find("\"name.givenName\"").unwrap();
    let cut = &JOB[..at];
    let Err(error) = read(cut.as_bytes(), None) else {
        panic!("it is cut short");
    };
    let message = error.to_string();
    let line = cut.lines().count();
    assert!(
        message.starts_with(&format!("Line {line}, column ")),
        "{}",
        message
    );
    assert!(message.contains("The file ends too early"), "{message}");
    for text in ["abc", "one, two", "nonsense\nwithout columns"] {
        let error = read(text.as_bytes(), None).unwrap_err();
        assert!(matches!(error, SchemaFileError::Damaged { .. }), "{text}");
    }
    let typed = read(b"{ \"id\": nonsense", None).unwrap_err();
    assert_eq!(
        typed.to_string(),
        "Line 1, column 9: Unexpected “n”; expected a value."
    );
    let comma = JOB.replacen("\"enabled\": true,", "\"enabled\": true", 1);
    let message = read(comma.as_bytes(), None).unwrap_err().to_string();
    assert!(
        message.contains("Unexpected quotation mark; expected a comma or }"),
        "{}",
        message
    );
}

#[test]
fn a_mapping_without_rows_or_directories_gets_its_rows() {
    for list in ["", r#", "attributeMappings": []"#] {
        let text = format!(
            r#"{{"synchronizationRules": [{{"objectMappings": [{{"sourceObjectName": "User"{list}}}]}}]}}"#
        );
        let set = talkdesk_set();
        let (made, changed) = exported(&text, &set, &ExportOptions::default());
        assert_eq!(made.unlisted.len(), set.rows.len());
        assert!(compare(&reading(&changed).set, &set).is_same());
    }
}

#[test]
fn one_form_stands_for_all_ways_to_write_a_row() {
    let mut row = Row::new("a", Source::Expression(" [mail] ".to_owned()));
    row.default_value = Some(String::new());
    row.matching_precedence = Some(0);
    assert_eq!(
        canonical(&row),
        Row::new("a", Source::Direct("mail".to_owned()))
    );
}

mod export;
mod unsupported;
