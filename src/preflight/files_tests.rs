//! What becomes of files, as tables.

use super::*;
use provisioning::users_file::{Column, Encoding, Format};

fn look(origin: Origin, columns: &[(&str, &str)]) -> Look {
    let columns = columns.iter().map(|(name, attribute)| Column {
        name: (*name).to_owned(),
        attribute: (!attribute.is_empty()).then(|| (*attribute).to_owned()),
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
const ROLES: [(&str, &str); 2] = [("PrincipalId", "objectId"), ("AppRoleId", APP_ROLES)];

fn given(looks: &[Look]) -> Sheets {
    let mut sheets = Sheets::default();
    for (index, look) in looks.iter().enumerate() {
        let id = sheets.add(&format!("{index}.csv"), 10.0).expect("room");
        sheets.looked(id, look.clone());
    }
    sheets
}

fn uses(sheets: &Sheets) -> Vec<Use> {
    sheets.all().iter().map(|sheet| sheet.purpose).collect()
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
        (vec![roles, users], vec![Use::Assigned, Use::Users]),
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
fn what_stands_in_the_way_is_said() {
    let all = Scope::All;
    assert_eq!(Sheets::default().missing(all), Some(Missing::Users));
    let mut sheets = given(&[look(Origin::Graph, &USERS)]);
    assert_eq!(sheets.missing(all), None);
    assert_eq!(sheets.missing(Scope::Assigned), Some(Missing::Assigned));
    let second = sheets.add("more.csv", 1.0).expect("room");
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
    let first = sheets.add("a", 0.0).expect("room");
    assert_eq!(sheets.take_new(), [first]);
    let second = sheets.add("b", 0.0).expect("room");
    assert_eq!(sheets.take_new(), [second]);
    assert_eq!(sheets.add("c", 0.0), Some(3));
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
        assert!(sheets.add("a", 0.0).is_some());
    }
    assert_eq!(sheets.add("a", 0.0), None);
}
