//! The table of users files and what Preflight has to say of each.

use provisioning::entra::ENABLED;
use serde::Deserialize;
use std::collections::BTreeMap;

use super::*;
use crate::protocol::ExportFormat;
use crate::report::{SkipReason, UserOutcome, UserRow};
use crate::users_file::{Meaning, SniffedFile, UsersFileError, UsersFileNote};

const TABLE: &str = include_str!("../../../../tests/verdicts/users-files.json");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    input: Vec<String>,
    #[serde(default)]
    talkdesk: Vec<String>,
    /// Targets with the attribute that they are mapped from.
    #[serde(default)]
    mappings: BTreeMap<String, String>,
    /// What an admin chose for a column.
    #[serde(default)]
    choose: BTreeMap<String, (String, Meaning)>,
    expected: Expected,
    #[expect(dead_code)]
    source: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Expected {
    origin: Option<String>,
    /// Headers with attribute and meaning, `password`, or nothing.
    columns: BTreeMap<String, String>,
    refused: Option<String>,
    outcomes: Option<Vec<String>>,
    kinds: Option<Vec<Vec<String>>>,
    /// Notes that have to be there, and that must not.
    notes: Vec<String>,
    absent: Vec<String>,
    #[serde(rename = "lookNotes")]
    look_notes: Vec<String>,
    lacks: Option<Vec<String>>,
    /// Users whose outcome the lack leaves open.
    unknown: Option<u64>,
    values: Option<Vec<Option<TargetValue>>>,
    secrets: Vec<String>,
}

/// A target, and its value if it has one.
type TargetValue = (String, Option<String>);

fn name(note: &UsersFileNote) -> String {
    let text = format!("{note:?}");
    let end = text.find(|c: char| !c.is_alphanumeric());
    text[..end.unwrap_or(text.len())].to_owned()
}

fn messages(notes: &[UsersFileNote]) -> Vec<String> {
    let table_name = |note: &UsersFileNote| match note {
        UsersFileNote::UnclearTruth { attribute, .. } if attribute == ENABLED => {
            "UnclearAccountEnabled".to_owned()
        }
        note => name(note),
    };
    notes.iter().map(table_name).collect()
}

fn outcome(outcome: UserOutcome, skip: Option<SkipReason>) -> String {
    match skip {
        Some(skip) => format!("skipped: {}", skip.label()),
        None => format!("{outcome:?}").to_lowercase(),
    }
}

fn check_look(case: &Case, look: &SniffedFile) {
    let (id, expected) = (&case.id, &case.expected);
    if let Some(origin) = &expected.origin {
        assert_eq!(&format!("{:?}", look.origin), origin, "{id}");
    }
    for (header, due) in &expected.columns {
        let column = look.columns.iter().find(|column| column.name == *header);
        let column = column.unwrap_or_else(|| panic!("{id}: {header}"));
        let found = match &column.attribute {
            _ if column.is_password => "password".to_owned(),
            Some(attribute) => format!("{attribute} {:?}", column.meaning),
            None => String::new(),
        };
        assert_eq!(&found, due, "{id} {header}");
    }
    for note in &expected.look_notes {
        assert!(
            messages(&look.notes).contains(note),
            "{id}: {:?}",
            look.notes
        );
    }
    let sent = serde_json::to_string(look).unwrap();
    for secret in &expected.secrets {
        assert!(!sent.contains(secret), "{id}: {secret} is sent to the page");
    }
}

fn check_run(case: &Case, run: &mut PreflightRun, report: &PreflightReport, csv: &[u8]) {
    let (id, expected) = (&case.id, &case.expected);
    let notes = &report.notes[0];
    let count = report.totals.users;
    let rows: Vec<_> = (0..count).map(|user| run.row(user).unwrap()).collect();
    if let Some(outcomes) = &expected.outcomes {
        let found: Vec<_> = rows
            .iter()
            .map(|row| outcome(row.outcome, row.skip))
            .collect();
        assert_eq!(&found, outcomes, "{id} {notes:?}");
    }
    if let Some(kinds) = &expected.kinds {
        let codes = |row: &UserRow| {
            row.kinds
                .iter()
                .map(|kind| kind.text().code.to_owned())
                .collect()
        };
        let found: Vec<Vec<String>> = rows.iter().map(codes).collect();
        assert_eq!(&found, kinds, "{id}");
    }
    for note in &expected.notes {
        assert!(messages(notes).contains(note), "{id} {note}: {notes:?}");
    }
    for note in &expected.absent {
        assert!(!messages(notes).contains(note), "{id} {note}: {notes:?}");
    }
    let lack = notes.iter().find_map(|note| match note {
        UsersFileNote::LacksColumns {
            attributes,
            unknown,
        } => Some((attributes.clone(), *unknown)),
        _ => None,
    });
    if let Some(lacks) = &expected.lacks {
        let mut found = lack.clone().unwrap_or_default().0;
        let mut due = lacks.clone();
        found.sort();
        due.sort();
        assert_eq!(found, due, "{id}");
    }
    if let Some(unknown) = expected.unknown {
        assert_eq!(lack.map(|(_, unknown)| unknown), Some(unknown), "{id}");
    }
    let mut texts = vec![serde_json::to_string(report).unwrap()];
    for user in 0..count {
        let opened = open(run, user, csv);
        texts.push(serde_json::to_string(&opened).unwrap());
        let due = expected
            .values
            .as_ref()
            .and_then(|all| all[user as usize].clone());
        if let Some((target, due)) = due {
            let mut mapped = opened.values.iter();
            let mapped = mapped.find(|mapped| mapped.target == target).unwrap();
            assert_eq!(mapped.value, due, "{id} {user}");
        }
    }
    let forms = [
        ExportFormat::FindingsCsv,
        ExportFormat::UsersCsv,
        ExportFormat::Json,
        ExportFormat::Markdown,
        ExportFormat::PowerShell,
        ExportFormat::Graph,
    ];
    texts.extend(forms.map(|form| run.export(form)));
    for secret in &expected.secrets {
        assert!(texts.iter().all(|text| !text.contains(secret)), "{id}");
    }
}

#[test]
fn users_files_are_reported_as_the_table_says() {
    let cases: Vec<Case> = serde_json::from_str(TABLE).unwrap();
    assert!(cases.len() > 25);
    for case in &cases {
        let csv = case.input.join("\n") + "\n";
        let look = sniff(csv.as_bytes(), true).unwrap();
        check_look(case, &look);
        let mut columns = columns(csv.as_bytes());
        for (header, (attribute, meaning)) in &case.choose {
            for column in &mut columns {
                if column.name == *header {
                    column.attribute = Some(attribute.clone());
                    column.meaning = *meaning;
                } else if column.attribute.as_ref() == Some(attribute) {
                    column.attribute = None;
                }
            }
        }
        let mut set = MappingSet::default();
        for (target, attribute) in &case.mappings {
            let mut row = Row::new(target, Source::Direct(attribute.clone()));
            let own = set.rows.iter().find(|row| row.target == *target);
            row.matching_precedence = own.and_then(|row| row.matching_precedence);
            set.put(row);
        }
        let list = case.talkdesk.join("\n") + "\n";
        let mut files = vec![(InputPurpose::Users, csv.as_bytes())];
        if !case.talkdesk.is_empty() {
            files.push((InputPurpose::Talkdesk, list.as_bytes()));
        }
        let mut planned = vec![PlannedFile {
            purpose: InputPurpose::Users,
            columns,
        }];
        planned.extend(files.iter().skip(1).map(|(purpose, bytes)| PlannedFile {
            purpose: *purpose,
            columns: super::columns(bytes),
        }));
        let plan = PreflightPlan {
            files: planned,
            set,
            options: PreflightOptions::default(),
        };
        match (run_plan(plan, &files, 64), &case.expected.refused) {
            (Ok((mut run, report)), None) => check_run(case, &mut run, &report, csv.as_bytes()),
            (Err(PreflightResponse::Refused { why, .. }), Some(due)) => {
                assert_eq!(&format!("{why:?}"), due, "{}", case.id);
                assert_ne!(why, UsersFileError::Unreadable);
            }
            (other, _) => panic!("{}: {:?}", case.id, other.err()),
        }
    }
}
