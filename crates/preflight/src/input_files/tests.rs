//! What becomes of files, as tables.

use super::*;
use crate::input_files::blockers::Missing;
use crate::protocol::Scope;
use crate::users_file::{Column, Encoding, Format};

fn mark(name: &str) -> FileMark {
    FileMark {
        name: name.to_owned(),
        bytes: 10.0,
        changed: Some(7.0),
    }
}

fn look(origin: Origin, columns: &[(&str, &str)]) -> Look {
    let columns = columns.iter().map(|(name, attribute)| Column {
        name: (*name).to_owned(),
        attribute: (!attribute.is_empty()).then(|| (*attribute).to_owned()),
        meaning: Meaning::default(),
        is_password: name.contains("password"),
        samples: Vec::new(),
        repeated: false,
    });
    Look {
        format: Format::Csv { delimiter: ',' },
        encoding: Encoding::Utf8,
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

fn given(looks: &[Look]) -> Sheets {
    let mut sheets = Sheets::default();
    for (index, look) in looks.iter().enumerate() {
        let id = sheets.add(mark(&format!("{index}.csv"))).expect("room");
        sheets.looked(id, look.clone());
    }
    sheets
}

fn uses(sheets: &Sheets) -> Vec<Use> {
    sheets.all().iter().map(|sheet| sheet.purpose).collect()
}

#[test]
fn what_was_chosen_stays() {
    let mut sheets = given(&[look(Origin::Other, &USERS)]);
    sheets.choose(1, Use::Users);
    let id = sheets.add(mark("whole.csv")).expect("room");
    sheets.looked(id, look(Origin::PortalNewer, &WHOLE));
    assert_eq!(uses(&sheets), [Use::Users, Use::More]);
}

#[test]
fn what_a_file_is_for_is_guessed() {
    let (users, roles) = (look(Origin::Graph, &USERS), look(Origin::Other, &ROLES));
    let talkdesk = look(Origin::Talkdesk, &[("userName", "")]);
    let cases = [
        (vec![users.clone()], vec![Use::Users]),
        (
            vec![users.clone(), users.clone()],
            vec![Use::Users, Use::More],
        ),
        (
            vec![users.clone(), roles.clone(), talkdesk],
            vec![Use::Users, Use::Assigned, Use::Talkdesk],
        ),
        (vec![roles, users.clone()], vec![Use::Assigned, Use::Users]),
        // A list of attributes that was opened first is not the users.
        (
            vec![users.clone(), look(Origin::PortalNewer, &WHOLE)],
            vec![Use::More, Use::Users],
        ),
        (
            vec![look(Origin::PortalNewer, &WHOLE), users],
            vec![Use::Users, Use::More],
        ),
    ];
    for (looks, due) in cases {
        assert_eq!(uses(&given(&looks)), due);
    }
}

#[test]
fn only_one_file_holds_the_users_and_it_comes_first() {
    let users = look(Origin::Graph, &USERS);
    let mut sheets = given(&[users.clone(), users]);
    sheets.choose(2, Use::Users);
    assert_eq!(uses(&sheets), [Use::More, Use::Users]);
    let planned = sheets.planned();
    assert_eq!(planned[0].0, 2);
    assert_eq!(planned[0].1.purpose, Purpose::Users);
    assert_eq!(planned[1].1.purpose, Purpose::More { assigned: false });
    assert_eq!(planned[0].1.columns[1].name, "upn");
}

#[test]
fn an_attribute_comes_from_one_column() {
    let mut sheets = given(&[look(
        Origin::Other,
        &[("a", "mail"), ("b", ""), ("c", "objectId")],
    )]);
    assert_eq!(sheets.take_for(1, 1, " Mail "), Some("a".to_owned()));
    assert_eq!(sheets.take_for(1, 2, ""), None);
    assert_eq!(sheets.take_for(1, 0, "my own"), None);
    assert_eq!(sheets.take_for(1, 9, "city"), None);
    let attributes: Vec<_> = sheets.planned()[0]
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
fn a_column_chosen_by_hand_asks_what_true_means() {
    let meaning = |sheets: &Sheets, column: usize| sheets.planned()[0].1.columns[column].meaning;
    let open = |file: &str, column: &str| {
        let (column, file) = (column.to_owned(), file.to_owned());
        Some(Missing::Meaning { column, file })
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
        let mut sheets = given(&[look(
            Origin::Other,
            &[("upn", "userPrincipalName"), (header, "")],
        )]);
        sheets.take_for(1, 1, typed);
        assert_eq!(meaning(&sheets, 1), due, "{header} {typed}");
        let due = (due == Meaning::Unknown)
            .then(|| open("0.csv", header))
            .flatten();
        assert_eq!(sheets.missing(Scope::All), due, "{header} {typed}");
        sheets.set_meaning(1, 1, Meaning::Inverted);
        assert_eq!(sheets.missing(Scope::All), None);
    }
    // Whoever loses the attribute loses what was said of it.
    let mut sheets = given(&[look(
        Origin::Other,
        &[("upn", "userPrincipalName"), ("a", ""), ("b", "")],
    )]);
    sheets.take_for(1, 1, "accountEnabled");
    sheets.set_meaning(1, 1, Meaning::Inverted);
    sheets.take_for(1, 2, "accountEnabled");
    assert_eq!(meaning(&sheets, 1), Meaning::SameAsAttribute);
    assert_eq!(sheets.missing(Scope::All), open("0.csv", "b"));
    sheets.take_for(1, 2, "");
    assert_eq!(sheets.missing(Scope::All), None);
}

#[test]
fn a_column_of_passwords_is_never_used() {
    let mut sheets = given(&[look(
        Origin::Other,
        &[("upn", "userPrincipalName"), ("Temporary password", "")],
    )]);
    sheets.take_for(1, 1, "department");
    assert_eq!(sheets.planned()[0].1.columns[1].attribute, None);
}

#[test]
fn what_stands_in_the_way_is_said() {
    let all = Scope::All;
    assert_eq!(Sheets::default().missing(all), Some(Missing::Users));
    let mut sheets = given(&[look(Origin::Graph, &USERS)]);
    assert_eq!(sheets.missing(all), None);
    assert_eq!(sheets.missing(Scope::Assigned), Some(Missing::Assigned));
    let second = sheets.add(mark("more.csv")).expect("room");
    assert_eq!(sheets.missing(all), Some(Missing::Looking));
    sheets.looked(second, look(Origin::Other, &[("x", "city")]));
    assert_eq!(
        sheets.missing(all),
        Some(Missing::Identity("more.csv".to_owned()))
    );
    let words = RefusalWords {
        what: "The file is empty.".to_owned(),
        remedy: "",
    };
    sheets.refused(second, words);
    assert_eq!(
        sheets.missing(all),
        Some(Missing::Unusable("more.csv".to_owned()))
    );
    sheets.remove(second);
    assert_eq!(sheets.missing(all), None);
}

#[test]
fn new_files_are_looked_at_once() {
    let mut sheets = Sheets::default();
    let first = sheets.add(mark("a")).expect("room");
    assert_eq!(sheets.take_new(), [first]);
    let second = sheets.add(mark("b")).expect("room");
    assert_eq!(sheets.take_new(), [second]);
    assert_eq!(sheets.add(mark("c")), Some(3));
    sheets.forget_new();
    assert_eq!(sheets.all().len(), 2);
    assert_eq!(
        (sheets.name(first), sheets.name(9)),
        ("a".to_owned(), String::new())
    );
}

#[test]
fn there_is_an_end_to_files() {
    let mut sheets = Sheets::default();
    for _ in 0..MOST {
        assert!(sheets.add(mark("a")).is_some());
    }
    assert_eq!(sheets.add(mark("a")), None);
}

#[test]
fn a_second_users_file_is_known_as_one() {
    let (users, roles) = (look(Origin::Other, &WHOLE), look(Origin::Other, &ROLES));
    let more = look(
        Origin::Other,
        &[("upn", "userPrincipalName"), ("x", "extensionAttribute1")],
    );
    let cases = [
        (vec![users.clone(), users.clone()], Some("0.csv")),
        (vec![users.clone(), more], None),
        (vec![users.clone(), roles], None),
        (vec![look(Origin::Talkdesk, &WHOLE), users.clone()], None),
    ];
    for (looks, due) in cases {
        let sheets = given(&looks);
        let rival = sheets.rival(2).map(|rival| rival.name.as_str());
        assert_eq!(rival, due);
        assert_eq!(sheets.rival(1), None);
    }
    // Once it is judged, the former one is told so.
    let mut sheets = given(&[users.clone(), users]);
    sheets.choose(2, Use::Users);
    assert_eq!(sheets.rival(2), None);
    assert_eq!(sheets.rival(1).map(|rival| rival.id), Some(2));
}

#[test]
fn a_file_that_is_open_already_is_known() {
    let mut sheets = given(&[look(Origin::Graph, &USERS)]);
    assert_eq!(sheets.same_as(&mark("0.csv")), Some("0.csv"));
    let differing = [
        mark("1.csv"),
        FileMark {
            bytes: 11.0,
            ..mark("0.csv")
        },
        FileMark {
            changed: Some(8.0),
            ..mark("0.csv")
        },
    ];
    for file in differing {
        assert_eq!(sheets.same_as(&file), None, "{file:?}");
    }
    // Text that was pasted says nothing of when it was changed.
    let pasted = FileMark {
        changed: None,
        ..mark("Pasted text")
    };
    let first = sheets.add(pasted.clone()).expect("room");
    assert_eq!(sheets.same_as(&pasted), None);
    assert_eq!(sheets.twin(first), None);
    let second = sheets.add(pasted).expect("room");
    assert_eq!(sheets.twin(second), Some(first));
    assert_eq!(sheets.name(second), "Pasted text (2)");
    sheets.replace(first, second);
    assert_eq!(sheets.name(second), "Pasted text");
    assert_eq!(sheets.find(first), None);
}

#[test]
fn what_cannot_be_used_makes_room() {
    let mut sheets = given(&[look(Origin::Graph, &USERS)]);
    let second = sheets.add(mark("users.xlsx")).expect("room");
    let words = RefusalWords {
        what: String::new(),
        remedy: "",
    };
    sheets.refused(second, words);
    assert_eq!(
        sheets.same_as(&mark("users.xlsx")),
        None,
        "it may be tried again"
    );
    assert_eq!(sheets.drop_refused(), ["users.xlsx"]);
    assert_eq!(sheets.drop_refused(), Vec::<String>::new());
    assert_eq!(sheets.all().len(), 1);
}
