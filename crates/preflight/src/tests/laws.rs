//! Whatever bytes a file has, there is a report or a refusal as text.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::*;
use crate::fixtures::generate;
use crate::protocol::{ExportFormat, Query};
use crate::users_file::UsersFileError;

/// Runs files as the page would, and also those whose first part it would
/// refuse: a file can change after it was looked at.
fn run_any(
    files: &[(InputPurpose, &[u8])],
    part: usize,
) -> Result<(PreflightRun, PreflightReport), PreflightResponse> {
    let planned = files.iter().map(|(purpose, bytes)| {
        let mut columns = columns(bytes);
        if columns.is_empty() {
            let known = ["userPrincipalName", "objectId", "givenName"];
            columns.extend(known.map(|name| Column {
                name: name.to_owned(),
                attribute: Some(name.to_owned()),
                ..Column::default()
            }));
        }
        PlannedFile {
            purpose: *purpose,
            columns,
        }
    });
    let plan = PreflightPlan {
        files: planned.collect(),
        set: set(),
        options: options(),
    };
    run_plan(plan, files, part)
}

#[test]
fn what_has_no_identity_or_no_rows_is_refused() {
    for (csv, expected) in [
        ("name,dept\nx,y\n", UsersFileError::NoIdentity),
        ("", UsersFileError::Empty),
        ("id\n", UsersFileError::OnlyHeaders),
        ("userPrincipalName,mail\n,\n", UsersFileError::OnlyHeaders),
        ("[]", UsersFileError::NoObjects),
    ] {
        let files = [(InputPurpose::Users, csv.as_bytes())];
        let response = run_any(&files, 5).err();
        let Some(PreflightResponse::Refused { file: 0, why }) = response else {
            panic!("{csv:?}: {response:?}");
        };
        assert_eq!(why, expected, "{csv:?}");
    }
}

#[test]
fn the_files_below_are_often_read_and_often_refused() {
    use proptest::strategy::ValueTree as _;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut reports, mut refusals) = (0, std::collections::BTreeSet::new());
    for _ in 0..400 {
        let bytes = files().new_tree(&mut runner).unwrap().current();
        match run_any(&[(InputPurpose::Users, &bytes)], 64) {
            Ok(_) => reports += 1,
            Err(PreflightResponse::Refused { why, .. }) => {
                let name = format!("{why:?}");
                refusals.insert(name.split([' ', '(']).next().unwrap().to_owned());
            }
            Err(other) => panic!("{other:?}"),
        }
    }
    assert!((150..370).contains(&reports), "{reports} reports");
    assert!(refusals.len() >= 5, "{refusals:?}");
}

/// Files as the portal, PowerShell, Graph and Talkdesk write them.
const WRITTEN: [&str; 11] = [
    "version:v1.0\r\nName [displayName] Required,User name [userPrincipalName] Required,Initial password [passwordProfile] Required,Block sign in (Yes/No) [accountEnabled] Required,First name [givenName],Last name [surname]\r\nAna,a@x.org,secret,No,A,B\r\nBea,b@x.org,secret,Yes,B,C\r\n",
    "Users of Contoso\n\nBlock credential;Object Id;Proxy addresses;Soft deletion time stamp;User principal name\nTrue;1;SMTP:a@x.org+smtp:b@x.org;;a@x.org\nperhaps;2;;2024-03-01;b@x.org\n",
    "#TYPE Microsoft.Graph.PowerShell.Models.MicrosoftGraphUser\r\n\"UserPrincipalName\",\"Id\",\"GivenName\",\"Surname\",\"AccountEnabled\",\"Mail\"\r\n\"ana@x.org\",\"1\",\"Ana\",\"Søren \"\"S\"\"\",\"True\",\"ana@x.org\"\r\n\"bea@x.org\",\"2\",\"Béa\",\"a\nb\",\"False\",\r\n",
    "sep=;\nuserPrincipalName;objectId;surname;givenName;accountEnabled\na@x.org;1;Ł;A;WAHR\nb@x.org;2;;B;FALSCH\n\n;;;;\nc@x.org;2;x;y\n",
    "id\tuserPrincipalName\tdisplayName\textensionAttribute1\n1\ta@x.org\tA\tAgent;Lead\r2\tA@X.org\tB\tagent\r",
    r#"{"@odata.context":"x","value":[{"id":"1","userPrincipalName":"a@x.org","givenName":"A","surname":"é😀","accountEnabled":true,"proxyAddresses":["a","b"],"onPremisesExtensionAttributes":{"extensionAttribute1":"Agent"}},{"id":"2","userPrincipalName":"b#EXT#@x.org","mail":null}],"@odata.nextLink":"y"}{"value":[]}"#,
    "{\"id\":\"1\",\"userPrincipalName\":\"a@x.org\",\"n\":1.5}\n{\"id\":\"1\",\"appRoleAssignments\":[{\"appRoleId\":\"r\"},{\"value\":\"s\"}]}\n",
    "[ {\"id\" : \"1\\u00e9\\n\" , \"userPrincipalName\":\"\\\"\" } ,\r\n {\"id\":\"2\",\"accountEnabled\":\"no\"} ]",
    "principalId,principalType,appRole,assigned\n1,User,Agent,\n2,Group,Lead,\n00000000-0000-0000-0000-000000000000,User,,x\n",
    r#"{"schemas":["u"],"totalResults":3,"Resources":[{"userName":"A@x.org","externalId":"1","active":true,"name":{"givenName":"A","familyName":"B"}},{"userName":"a@x.org"},{"externalId":"1","active":"no"}]}"#,
    "Username,Status,External ID\na@x.org,Inactive,1\nb@x.org,perhaps,2\n",
];

/// Texts of files that are as they should be.
fn texts() -> impl Strategy<Value = String> {
    let cell = "[a-zA-Zé@.;\"# \u{0}\n]{0,8}";
    let row = prop::collection::vec(cell, 0..8).prop_map(|cells| cells.join(","));
    let table = prop::collection::vec(row, 0..8).prop_map(|rows| {
        let headers = "userPrincipalName,id,givenName,surname,mail,accountEnabled,appRole";
        format!("{headers}\n{}", rows.join("\n"))
    });
    prop_oneof![
        3 => select(&WRITTEN[..]).prop_map(str::to_owned),
        1 => (2_usize..40).prop_map(|count| generate(count).csv),
        2 => table,
    ]
}

/// The bytes of a text in one of the encodings that are understood.
fn encoded(text: &str, encoding: u8) -> Vec<u8> {
    let units = || text.encode_utf16();
    let marked = || std::iter::once(0xFEFF).chain(units());
    match encoding {
        0 => marked().flat_map(u16::to_le_bytes).collect(),
        1 => marked().flat_map(u16::to_be_bytes).collect(),
        2 => units().flat_map(u16::to_le_bytes).collect(),
        3 => units().flat_map(u16::to_be_bytes).collect(),
        // Windows-1252, where what it lacks became a question mark.
        4 => {
            let bytes = text.chars().map(|c| u8::try_from(c).unwrap_or(b'?'));
            bytes.collect()
        }
        5 => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        _ => text.as_bytes().to_vec(),
    }
}

/// One way to spoil bytes.
#[derive(Debug, Clone)]
enum Spoil {
    Insert(Index, Vec<u8>),
    Remove(Index, usize),
    Repeat(Index, usize),
    Cut(Index),
    Change(Index, u8),
}

impl Spoil {
    fn on(&self, bytes: &mut Vec<u8>) {
        let range = |at: &Index, size: usize| {
            let start = at.index(bytes.len() + 1);
            start..(start + size).min(bytes.len())
        };
        match self {
            Spoil::Insert(at, more) => {
                let at = at.index(bytes.len() + 1);
                bytes.splice(at..at, more.iter().copied());
            }
            Spoil::Remove(at, size) => drop(bytes.drain(range(at, *size))),
            Spoil::Repeat(at, size) => {
                let range = range(at, *size);
                let copy = bytes[range.clone()].to_vec();
                bytes.splice(range.start..range.start, copy);
            }
            Spoil::Cut(at) => bytes.truncate(at.index(bytes.len() + 1)),
            Spoil::Change(at, byte) if !bytes.is_empty() => {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            Spoil::Change(..) => {}
        }
    }
}

fn spoils() -> impl Strategy<Value = Vec<Spoil>> {
    let telling = select(&b"\",;\t\r\n{}[]:\\\0\xFF\xC3\xE2#="[..]);
    let byte = prop_oneof![telling, any::<u8>()].boxed();
    let some = prop::collection::vec(byte.clone(), 1..4);
    let one = prop_oneof![
        (any::<Index>(), some).prop_map(|(at, bytes)| Spoil::Insert(at, bytes)),
        (any::<Index>(), 1_usize..30).prop_map(|(at, size)| Spoil::Remove(at, size)),
        (any::<Index>(), 1_usize..80).prop_map(|(at, size)| Spoil::Repeat(at, size)),
        any::<Index>().prop_map(Spoil::Cut),
        (any::<Index>(), byte).prop_map(|(at, byte)| Spoil::Change(at, byte)),
    ];
    prop::collection::vec(one, 0..4)
}

/// Bytes that are often a file, often nearly one, and sometimes anything.
fn files() -> impl Strategy<Value = Vec<u8>> {
    let spoilt = (texts(), 0_u8..9, spoils()).prop_map(|(text, encoding, spoils)| {
        let mut bytes = encoded(&text, encoding);
        for spoil in &spoils {
            spoil.on(&mut bytes);
        }
        bytes
    });
    prop_oneof![
        12 => spoilt,
        1 => prop::collection::vec(any::<u8>(), 0..300),
    ]
}

/// What is said when a run is refused.
fn check_refusal(response: &PreflightResponse, files: usize) -> Result<(), TestCaseError> {
    let PreflightResponse::Refused { file, why } = response else {
        return Err(TestCaseError::fail(format!("{response:?}")));
    };
    prop_assert!(*file < files);
    prop_assert!(!why.to_string().is_empty() && why.remedy().ends_with('.'));
    Ok(())
}

fn check_report(
    run: &mut PreflightRun,
    report: &PreflightReport,
    users: &[u8],
) -> Result<(), TestCaseError> {
    let totals = report.totals;
    let outcomes = totals.created + totals.updated + totals.unchanged;
    prop_assert_eq!(
        outcomes + totals.refused + totals.unknown + totals.skipped,
        totals.users
    );
    prop_assert_eq!(totals.skips.iter().sum::<u32>(), totals.skipped);
    prop_assert!(report.licences <= totals.users);
    for note in report.notes.iter().flatten() {
        prop_assert!(note.to_string().ends_with('.'), "{:?}", note);
    }
    let query = Query {
        count: 500,
        ..Query::default()
    };
    let rows = run.users(&query).rows;
    for counted in &report.findings {
        let with = rows.iter().filter(|row| row.kinds.contains(&counted.kind));
        prop_assert_eq!(with.count(), counted.users as usize, "{:?}", counted.kind);
    }
    for row in &rows {
        // Whoever is in the list can be opened, and shows the same findings.
        let opened = open(run, row.user, users);
        for kind in &row.kinds {
            prop_assert!(
                opened
                    .findings
                    .iter()
                    .any(|response| response.kind == *kind)
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn any_bytes_give_a_report_or_a_refusal_however_they_are_parted(
        users in files(), more in files(), list in files(), some in 0_u8..4, part in 1_usize..60,
    ) {
        let mut files = vec![(InputPurpose::Users, users.as_slice())];
        if some & 1 == 1 {
            files.push((InputPurpose::Assigned, more.as_slice()));
        }
        if some & 2 == 2 {
            files.push((InputPurpose::Talkdesk, list.as_slice()));
        }
        let whole = run_any(&files, usize::MAX);
        let parted = run_any(&files, part);
        match (whole, parted) {
            (Ok((mut a, one)), Ok((mut b, other))) => {
                prop_assert_eq!(&one, &other);
                check_report(&mut a, &one, &users)?;
                let query = Query { count: 500, ..Query::default() };
                let rows = a.users(&query);
                prop_assert_eq!(&rows, &b.users(&query));
                for row in rows.rows {
                    prop_assert_eq!(open(&mut a, row.user, &users), open(&mut b, row.user, &users));
                }
                for form in [ExportFormat::FindingsCsv, ExportFormat::Json, ExportFormat::Markdown, ExportFormat::PowerShell] {
                    prop_assert_eq!(a.export(form), b.export(form));
                }
            }
            (Err(one), Err(other)) => {
                check_refusal(&one, files.len())?;
                prop_assert_eq!(one, other);
            }
            (one, other) => prop_assert!(false, "{:?} {:?}", one.is_ok(), other.is_ok()),
        }
    }
}
