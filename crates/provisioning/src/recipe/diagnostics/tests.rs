use super::*;
use crate::recipe::{Entry, Recipe, Table, TableSource, Writing};

fn attribute(name: &str) -> Recipe {
    Recipe::Attribute(name.to_owned())
}

fn names(text: &str) -> Recipe {
    Recipe::Names(Names::parse(text))
}

fn table(writing: Writing, lines: &[(&str, &str)]) -> Recipe {
    let entries = lines.iter().map(|(key, names)| Entry {
        key: (*key).to_owned(),
        names: Names::parse(names),
    });
    Recipe::Table(Table {
        source: TableSource::AppRole,
        writing,
        default: None,
        entries: entries.collect(),
    })
}

#[test]
fn each_fault_is_found_where_it_is() {
    use Place::*;
    let long = "x".repeat(101);
    let first_of =
        |names: &[&str]| Recipe::FirstOf(names.iter().map(|name| (*name).to_owned()).collect());
    let or_text = |text: &str| Recipe::OrText {
        attribute: "givenName".to_owned(),
        text: text.to_owned(),
    };
    let cases: Vec<(Recipe, Vec<(Place, Fault)>)> = vec![
        (attribute("mail"), vec![]),
        (attribute("employeeHireDate"), vec![]),
        (attribute("passwordProfile.password"), vec![]),
        (attribute(" "), vec![(Attribute, Fault::NoAttribute)]),
        (attribute("[mail]"), vec![(Attribute, Fault::Brackets)]),
        (
            attribute("mail "),
            vec![(Attribute, Fault::AttributeBlanks)],
        ),
        (
            attribute("e mail"),
            vec![(Attribute, Fault::Character(' '))],
        ),
        (attribute("mél"), vec![(Attribute, Fault::Character('é'))]),
        (attribute("1mail"), vec![(Attribute, Fault::NoLetter)]),
        (attribute("Mail"), vec![(Attribute, Fault::Case("mail"))]),
        (attribute("UserType"), vec![(Attribute, Fault::NotOffered)]),
        (
            attribute("proxyAddresses"),
            vec![(Attribute, Fault::MultiValued)],
        ),
        (
            attribute("appRoleAssignments"),
            vec![(Attribute, Fault::AppRoles)],
        ),
        (
            attribute("extension_0123456789abcdef0123456789abcdef_talkdeskRole"),
            vec![],
        ),
        (
            attribute("extension_01234567-89ab-cdef-0123-456789abcdef_role"),
            vec![(Attribute, Fault::ExtensionForm)],
        ),
        (
            attribute("extension_role"),
            vec![(Attribute, Fault::ExtensionForm)],
        ),
        (names("Agent"), vec![]),
        (names("Sales;Support"), vec![]),
        (names(r#"The "A" team \ night"#), vec![]),
        (names(""), vec![(Names, Fault::NoName)]),
        (names(";"), vec![(Names, Fault::NoName)]),
        (names("Sales;"), vec![(Names, Fault::EmptyName)]),
        (names("Sales;;A; ;B"), vec![(Names, Fault::EmptyName)]),
        (names("Sales; Support"), vec![(Names, Fault::Blanks)]),
        (names("Team\u{a0}Lead"), vec![(Names, Fault::Invisible)]),
        (names("A;B;A"), vec![(Names, Fault::RepeatedName)]),
        (names(&long), vec![(Names, Fault::LongName(101))]),
        (or_text("-"), vec![]),
        (or_text(""), vec![(Text, Fault::NoText)]),
        (first_of(&["mail", "userPrincipalName"]), vec![]),
        (first_of(&["mail"]), vec![(Whole, Fault::OneSource)]),
        (
            first_of(&["mail", "", "mail"]),
            vec![
                (Source(1), Fault::NoAttribute),
                (Source(2), Fault::RepeatedSource),
            ],
        ),
        (table(Writing::Switch, &[("a", "A"), ("b", "B;C")]), vec![]),
        (table(Writing::Iif, &[]), vec![(Whole, Fault::EmptyTable)]),
        (
            table(Writing::Switch, &[("a", "A"), ("", "B"), ("a", "")]),
            vec![
                (Key(1), Fault::NoKey),
                (Key(2), Fault::RepeatedKey(1)),
                (Entry(2), Fault::NoName),
            ],
        ),
        (
            table(Writing::Switch, &[("a ", "A")]),
            vec![(Key(0), Fault::Blanks)],
        ),
    ];
    for (recipe, expected) in cases {
        let found: Vec<_> = problems(&recipe)
            .into_iter()
            .map(|problem| (problem.place, problem.fault))
            .collect();
        assert_eq!(found, expected, "{recipe:?}");
    }
}

#[test]
fn the_length_of_the_whole_expression_and_the_depth_of_nesting_are_limited() {
    let lines: Vec<(String, String)> = (0..120)
        .map(|line| (format!("key {line}"), "n".repeat(90)))
        .collect();
    let lines: Vec<_> = lines
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let faults = |recipe: &Recipe| -> Vec<Fault> {
        problems(recipe)
            .into_iter()
            .map(|problem| problem.fault)
            .collect()
    };
    assert!(matches!(
        faults(&table(Writing::Switch, &lines)).as_slice(),
        [Fault::LongExpression(12_000..)]
    ));
    assert!(faults(&table(Writing::Iif, &lines)).contains(&Fault::DeepNesting(120)));
}

#[test]
fn a_fix_removes_its_fault() {
    let cases = [
        (attribute("[mail]"), "mail"),
        (attribute(" mail"), "mail"),
        (attribute("USERPRINCIPALNAME"), "userPrincipalName"),
        (
            attribute("extension_01234567-89ab-cdef-0123-456789abcdef_role"),
            "extension_0123456789abcdef0123456789abcdef_role",
        ),
        (names(" Sales ; Support"), "Sales;Support"),
        (names("Team\u{a0}Lead\u{200b}"), "Team Lead"),
        (names("A;B;A"), "A;B"),
    ];
    for (recipe, mended) in cases {
        let [problem] = problems(&recipe).try_into().expect("one problem");
        let text = match &recipe {
            Recipe::Attribute(name) => name.clone(),
            Recipe::Names(names) => names.text(),
            _ => unreachable!(),
        };
        let fix = problem.fault.fix(&text).expect("it can be mended");
        assert_eq!(fix.text, mended);
    }
}

#[test]
fn warnings_do_not_keep_a_recipe_from_becoming_a_row() {
    assert!(is_sound(&problems(&names("Sales; Support"))));
    assert!(!is_sound(&problems(&names("Sales;"))));
}
