use proptest::prelude::*;

use super::*;
use crate::preflight::ask::{Form, Query};
use crate::users_file::Refusal;

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
