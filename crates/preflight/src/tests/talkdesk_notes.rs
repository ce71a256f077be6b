use super::*;
use crate::report::UserOutcome;
use crate::users_file::UsersFileNote;

fn notes(files: &[(InputPurpose, &str)]) -> Vec<Vec<UsersFileNote>> {
    let files: Vec<_> = files
        .iter()
        .map(|(of, text)| (*of, text.as_bytes()))
        .collect();
    let set = MappingSet::default();
    let (_, report) = run_files(&files, &set, &PreflightOptions::default(), 64).unwrap();
    report.notes
}

#[test]
fn a_file_that_is_not_the_whole_says_so() {
    let users = format!("{HEADERS}a@x.org,,A,R,1,True,A,,\n");
    let page = |rest: &str| {
        format!(
            r#"{{"value":[{{"id":"1","userPrincipalName":"a@x.org","accountEnabled":true}}]{rest}}}"#
        )
    };
    let more = page(r#","@odata.nextLink":"https://graph.microsoft.com/x""#);
    let cases = [
        (page(""), false),
        (more.clone(), true),
        // The page behind it is the last one.
        (
            format!(
                "{more}\n{}",
                page("").replace("a@x", "b@x").replace("\"1\"", "\"2\"")
            ),
            false,
        ),
        (
            more.replace(r#"{"value""#, r#"{"@odata.nextLink":"https://x/y","value""#),
            true,
        ),
    ];
    for (text, expected) in cases {
        let found = notes(&[(InputPurpose::Users, &text)]);
        assert_eq!(
            found[0].contains(&UsersFileNote::MorePages),
            expected,
            "{text}"
        );
    }
    let list = |total: u32, name: &str| {
        format!(
            r#"{{"totalResults":{total},"Resources":[{{"userName":"{name}","externalId":"{name}"}}]}}"#
        )
    };
    let cases = [
        (list(1, "a@x.org"), None),
        (list(900, "a@x.org"), Some((900, 1))),
        (
            format!("{}{}", list(2, "a@x.org"), list(2, "b@x.org")),
            None,
        ),
    ];
    for (text, expected) in cases {
        let found = notes(&[
            (InputPurpose::Talkdesk, &text),
            (InputPurpose::Users, &users),
        ]);
        let part = found[0].iter().find_map(|note| match note {
            UsersFileNote::PartOfTalkdesk { total, held } => Some((*total, *held)),
            _ => None,
        });
        assert_eq!(part, expected, "{text}");
    }
}

#[test]
fn who_is_enabled_has_to_be_given() {
    let cases = [
        ("True", "False", None),
        ("", "", Some(UsersFileNote::NoAccountEnabled)),
        ("True", "", Some(UsersFileNote::MissingAccountEnabled(1))),
    ];
    for (one, other, expected) in cases {
        let users = format!("{HEADERS}a@x.org,,A,R,1,{one},A,,\nb@x.org,,A,R,2,{other},A,,\n");
        let found = notes(&[(InputPurpose::Users, &users)]);
        let found: Vec<_> = found[0].to_vec();
        assert_eq!(found, Vec::from_iter(expected), "{one} {other}");
    }
}

#[test]
fn a_list_without_external_ids_changes_nobody_unnoticed() {
    let users = format!("{HEADERS}a@x.org,,A,R,1,True,A,,\n");
    let run_with = |list: &str| {
        let files = [
            (InputPurpose::Talkdesk, list.as_bytes()),
            (InputPurpose::Users, users.as_bytes()),
        ];
        let (found, report) = run_files(
            &files,
            &MappingSet::default(),
            &PreflightOptions::default(),
            64,
        )
        .unwrap();
        (found.row(0).unwrap().outcome, report.notes[0].clone())
    };
    // A table has what it has columns for.
    let (outcome, notes) = run_with("Email,First Name,Last Name,Status\na@x.org,A,R,Active\n");
    assert_eq!(outcome, UserOutcome::Unchanged);
    assert_eq!(
        notes,
        [UsersFileNote::NotCompared(vec!["externalId".to_owned()])]
    );
    // What the API does not answer is not there, and Entra sends it.
    let (outcome, notes) = run_with(
        r#"{"totalResults":1,"Resources":[{"userName":"a@x.org","active":true,"name":{"givenName":"A","familyName":"R"}}]}"#,
    );
    assert_eq!(outcome, UserOutcome::Updated);
    assert_eq!(notes, [UsersFileNote::NoExternalIds]);
}

#[test]
fn who_is_refused_and_has_no_change_is_sent_nothing() {
    let users = format!("{HEADERS}a@x.org,,A,R,1,True,A,,\nA@x.org,,A,R,1b,True,B,,\n");
    let list = r#"{"totalResults":1,"Resources":[{"userName":"a@x.org","externalId":"1","active":true,"name":{"givenName":"A","familyName":"R"}}]}"#;
    let files = [
        (InputPurpose::Talkdesk, list.as_bytes()),
        (InputPurpose::Users, users.as_bytes()),
    ];
    let set = MappingSet::default();
    let (mut found, _) = run_files(&files, &set, &PreflightOptions::default(), 64).unwrap();
    let opened = open(&mut found, 0, users.as_bytes());
    assert_eq!(opened.row.outcome, UserOutcome::Refused);
    assert_eq!(opened.request, None);
    // The other one has another externalId and userName.
    let opened = open(&mut found, 1, users.as_bytes());
    assert_eq!(
        opened.request.map(|(line, _)| line).as_deref(),
        Some("PATCH /Users/{id}")
    );
}
