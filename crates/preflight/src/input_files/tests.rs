//! What becomes of files, as tables.

use super::*;
use crate::input_files::blockers::Blocker;
use crate::protocol::InputPurpose;
use crate::protocol::Scope;
use crate::users_file::{Column, Format, UsersFileEncoding};

fn mark(name: &str) -> FileFingerprint {
    FileFingerprint {
        name: name.to_owned(),
        bytes: 10.0,
        changed: Some(7.0),
    }
}

fn look(origin: UsersFileOrigin, columns: &[(&str, &str)]) -> SniffedFile {
    let columns = columns.iter().map(|(name, attribute)| Column {
        name: (*name).to_owned(),
        attribute: (!attribute.is_empty()).then(|| (*attribute).to_owned()),
        meaning: Meaning::default(),
        is_password: name.contains("password"),
        samples: Vec::new(),
        repeated: false,
    });
    SniffedFile {
        format: Format::Csv { delimiter: ',' },
        encoding: UsersFileEncoding::Utf8,
        origin,
        columns: columns.collect(),
        rows: 1,
        whole: true,
        notes: Vec::new(),
    }
}

const USERS: [(&str, &str); 2] = [("id", "objectId"), ("upn", "userPrincipalName")];
const WHOLE: [(&str, &str); 3] = [
    ("upn", "userPrincipalName"),
    ("mail", "mail"),
    ("surname", "surname"),
];
const ROLES: [(&str, &str); 2] = [("PrincipalId", "objectId"), ("AppRoleId", APP_ROLES)];

fn given(looks: &[SniffedFile]) -> InputFiles {
    let mut input_files = InputFiles::default();
    for (index, look) in looks.iter().enumerate() {
        let id = input_files
            .add(mark(&format!("{index}.csv")))
            .expect("room");
        input_files.looked(id, look.clone());
    }
    input_files
}

fn uses(input_files: &InputFiles) -> Vec<InputPurpose> {
    input_files
        .all()
        .iter()
        .map(|input_file| input_file.purpose)
        .collect()
}

#[test]
fn what_was_chosen_stays() {
    let mut input_files = given(&[look(UsersFileOrigin::Other, &USERS)]);
    input_files.choose(1, InputPurpose::Users);
    let id = input_files.add(mark("whole.csv")).expect("room");
    input_files.looked(id, look(UsersFileOrigin::PortalNewer, &WHOLE));
    assert_eq!(
        uses(&input_files),
        [InputPurpose::Users, InputPurpose::More]
    );
}

#[test]
fn what_a_file_is_for_is_guessed() {
    let (users, roles) = (
        look(UsersFileOrigin::Graph, &USERS),
        look(UsersFileOrigin::Other, &ROLES),
    );
    let talkdesk = look(UsersFileOrigin::Talkdesk, &[("userName", "")]);
    let ids = look(UsersFileOrigin::Other, &[("objectId", "objectId")]);
    let more = look(
        UsersFileOrigin::Other,
        &[("id", "objectId"), ("employeeId", "employeeId")],
    );
    let cases = [
        (vec![users.clone()], vec![InputPurpose::Users]),
        (
            vec![users.clone(), users.clone()],
            vec![InputPurpose::Users, InputPurpose::Assigned],
        ),
        (
            vec![users.clone(), roles.clone(), talkdesk],
            vec![
                InputPurpose::Users,
                InputPurpose::Assigned,
                InputPurpose::Talkdesk,
            ],
        ),
        (
            vec![roles, users.clone()],
            vec![InputPurpose::Assigned, InputPurpose::Users],
        ),
        // A list of attributes that was opened first is not the users.
        (
            vec![more.clone(), look(UsersFileOrigin::PortalNewer, &WHOLE)],
            vec![InputPurpose::More, InputPurpose::Users],
        ),
        (
            vec![look(UsersFileOrigin::PortalNewer, &WHOLE), more],
            vec![InputPurpose::Users, InputPurpose::More],
        ),
        // Only ids: whoever makes such a list means those who are assigned.
        (
            vec![look(UsersFileOrigin::PortalNewer, &WHOLE), ids.clone()],
            vec![InputPurpose::Users, InputPurpose::Assigned],
        ),
        (
            vec![ids, look(UsersFileOrigin::PortalNewer, &WHOLE)],
            vec![InputPurpose::Assigned, InputPurpose::Users],
        ),
    ];
    for (looks, due) in cases {
        assert_eq!(uses(&given(&looks)), due);
    }
}

#[test]
fn only_one_file_holds_the_users_and_it_comes_first() {
    let users = look(UsersFileOrigin::Graph, &USERS);
    let mut input_files = given(&[users.clone(), users]);
    input_files.choose(2, InputPurpose::Users);
    assert_eq!(
        uses(&input_files),
        [InputPurpose::More, InputPurpose::Users]
    );
    let planned = input_files.planned();
    assert_eq!(planned[0].0, 2);
    assert_eq!(planned[0].1.purpose, InputPurpose::Users);
    assert_eq!(planned[1].1.purpose, InputPurpose::More);
    assert_eq!(planned[0].1.columns[1].name, "upn");
}

#[test]
fn an_attribute_comes_from_one_column() {
    let mut input_files = given(&[look(
        UsersFileOrigin::Other,
        &[("a", "mail"), ("b", ""), ("c", "objectId")],
    )]);
    assert_eq!(input_files.take_for(1, 1, " Mail "), Some("a".to_owned()));
    assert_eq!(input_files.take_for(1, 2, ""), None);
    assert_eq!(input_files.take_for(1, 0, "my own"), None);
    assert_eq!(input_files.take_for(1, 9, "city"), None);
    let attributes: Vec<_> = input_files.planned()[0]
        .1
        .columns
        .iter()
        .map(|column| column.attribute.clone())
        .collect();
    assert_eq!(
        attributes,
        [Some("my own".to_owned()), Some("mail".to_owned()), None]
    );
    assert_eq!(attribute_of("upn"), Some("userPrincipalName".to_owned()));
}

#[test]
fn a_column_chosen_by_hand_needs_a_meaning_of_true() {
    let meaning = |input_files: &InputFiles, column: usize| {
        input_files.planned()[0].1.columns[column].meaning
    };
    let open = |file: &str, column: &str| {
        let (column, file) = (column.to_owned(), file.to_owned());
        Some(Blocker::Meaning { column, file })
    };
    // Header, what is typed, how the column is read then.
    let cases = [
        ("Zugang zu", "accountEnabled", Meaning::Unknown),
        ("Zugang zu", "enabled", Meaning::Unknown),
        ("Removed", "IsSoftDeleted", Meaning::Unknown),
        ("From AD", "dirSyncEnabled", Meaning::Unknown),
        ("Status", "accountEnabled", Meaning::Unknown),
        ("Block credential", "accountEnabled", Meaning::Inverted),
        ("Enabled", "accountEnabled", Meaning::SameAsAttribute),
        (
            "userAccountControl",
            "accountEnabled",
            Meaning::AccountControl,
        ),
        // What the header says is about another attribute.
        ("deletedDateTime", "accountEnabled", Meaning::Unknown),
        ("Zugang zu", "department", Meaning::SameAsAttribute),
    ];
    for (header, typed, due) in cases {
        let mut input_files = given(&[look(
            UsersFileOrigin::Other,
            &[("upn", "userPrincipalName"), (header, "")],
        )]);
        input_files.take_for(1, 1, typed);
        assert_eq!(meaning(&input_files, 1), due, "{header} {typed}");
        let due = (due == Meaning::Unknown)
            .then(|| open("0.csv", header))
            .flatten();
        assert_eq!(input_files.blocker(Scope::All), due, "{header} {typed}");
        input_files.set_meaning(1, 1, Meaning::Inverted);
        assert_eq!(input_files.blocker(Scope::All), None);
    }
    // Whoever loses the attribute loses what was said of it.
    let mut input_files = given(&[look(
        UsersFileOrigin::Other,
        &[("upn", "userPrincipalName"), ("a", ""), ("b", "")],
    )]);
    input_files.take_for(1, 1, "accountEnabled");
    input_files.set_meaning(1, 1, Meaning::Inverted);
    input_files.take_for(1, 2, "accountEnabled");
    assert_eq!(meaning(&input_files, 1), Meaning::SameAsAttribute);
    assert_eq!(input_files.blocker(Scope::All), open("0.csv", "b"));
    input_files.take_for(1, 2, "");
    assert_eq!(input_files.blocker(Scope::All), None);
}

#[test]
fn a_column_of_passwords_is_never_used() {
    let mut input_files = given(&[look(
        UsersFileOrigin::Other,
        &[("upn", "userPrincipalName"), ("Temporary password", "")],
    )]);
    input_files.take_for(1, 1, "department");
    assert_eq!(input_files.planned()[0].1.columns[1].attribute, None);
}

#[test]
fn blockers_have_messages() {
    let all = Scope::All;
    assert_eq!(InputFiles::default().blocker(all), Some(Blocker::Users));
    let mut input_files = given(&[look(UsersFileOrigin::Graph, &USERS)]);
    assert_eq!(input_files.blocker(all), None);
    assert_eq!(
        input_files.blocker(Scope::Assigned),
        Some(Blocker::Assigned)
    );
    let second = input_files.add(mark("more.csv")).expect("room");
    assert_eq!(input_files.blocker(all), Some(Blocker::Looking));
    input_files.looked(second, look(UsersFileOrigin::Other, &[("x", "city")]));
    assert_eq!(
        input_files.blocker(all),
        Some(Blocker::Identity("more.csv".to_owned()))
    );
    let words = UsersFileErrorText {
        what: "The file is empty.".to_owned(),
        remedy: "",
    };
    input_files.refused(second, words);
    assert_eq!(
        input_files.blocker(all),
        Some(Blocker::Unusable("more.csv".to_owned()))
    );
    input_files.remove(second);
    assert_eq!(input_files.blocker(all), None);
}

#[test]
fn new_files_are_looked_at_once() {
    let mut input_files = InputFiles::default();
    let first = input_files.add(mark("a")).expect("room");
    assert_eq!(input_files.take_new(), [first]);
    let second = input_files.add(mark("b")).expect("room");
    assert_eq!(input_files.take_new(), [second]);
    assert_eq!(input_files.add(mark("c")), Some(3));
    input_files.forget_new();
    assert_eq!(input_files.all().len(), 2);
    assert_eq!(
        (input_files.name(first), input_files.name(9)),
        ("a".to_owned(), String::new())
    );
}

#[test]
fn there_is_an_end_to_files() {
    let mut input_files = InputFiles::default();
    for _ in 0..MAX_FILES {
        assert!(input_files.add(mark("a")).is_some());
    }
    assert_eq!(input_files.add(mark("a")), None);
}

#[test]
fn a_second_users_file_is_known_as_one() {
    let (users, roles) = (
        look(UsersFileOrigin::Other, &WHOLE),
        look(UsersFileOrigin::Other, &ROLES),
    );
    let more = look(
        UsersFileOrigin::Other,
        &[("upn", "userPrincipalName"), ("x", "extensionAttribute1")],
    );
    let cases = [
        (vec![users.clone(), users.clone()], Some("0.csv")),
        (vec![users.clone(), more], None),
        (vec![users.clone(), roles], None),
        (
            vec![look(UsersFileOrigin::Talkdesk, &WHOLE), users.clone()],
            None,
        ),
    ];
    for (looks, due) in cases {
        let input_files = given(&looks);
        let rival = input_files.rival(2).map(|rival| rival.name.as_str());
        assert_eq!(rival, due);
        assert_eq!(input_files.rival(1), None);
    }
    // Once its users are evaluated, it is the rival of the former one.
    let mut input_files = given(&[users.clone(), users]);
    input_files.choose(2, InputPurpose::Users);
    assert_eq!(input_files.rival(2), None);
    assert_eq!(input_files.rival(1).map(|rival| rival.id), Some(2));
}

#[test]
fn a_file_that_is_open_already_is_known() {
    let mut input_files = given(&[look(UsersFileOrigin::Graph, &USERS)]);
    assert_eq!(input_files.same_as(&mark("0.csv")), Some("0.csv"));
    let differing = [
        mark("1.csv"),
        FileFingerprint {
            bytes: 11.0,
            ..mark("0.csv")
        },
        FileFingerprint {
            changed: Some(8.0),
            ..mark("0.csv")
        },
    ];
    for file in differing {
        assert_eq!(input_files.same_as(&file), None, "{file:?}");
    }
    // Text that was pasted says nothing of when it was changed.
    let pasted = FileFingerprint {
        changed: None,
        ..mark("Pasted text")
    };
    let first = input_files.add(pasted.clone()).expect("room");
    assert_eq!(input_files.same_as(&pasted), None);
    assert_eq!(input_files.twin(first), None);
    let second = input_files.add(pasted).expect("room");
    assert_eq!(input_files.twin(second), Some(first));
    assert_eq!(input_files.name(second), "Pasted text (2)");
    input_files.replace(first, second);
    assert_eq!(input_files.name(second), "Pasted text");
    assert_eq!(input_files.find(first), None);
}

#[test]
fn what_cannot_be_used_makes_room() {
    let mut input_files = given(&[look(UsersFileOrigin::Graph, &USERS)]);
    let second = input_files.add(mark("users.xlsx")).expect("room");
    let words = UsersFileErrorText {
        what: String::new(),
        remedy: "",
    };
    input_files.refused(second, words);
    assert_eq!(
        input_files.same_as(&mark("users.xlsx")),
        None,
        "it may be tried again"
    );
    assert_eq!(input_files.drop_refused(), ["users.xlsx"]);
    assert_eq!(input_files.drop_refused(), Vec::<String>::new());
    assert_eq!(input_files.all().len(), 1);
}
