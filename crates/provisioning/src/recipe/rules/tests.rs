use super::*;
use crate::recipe::RecipeTableEntry;
use crate::talkdesk::ROLES;

fn attribute(name: &str) -> Recipe {
    Recipe::Attribute(name.to_owned())
}

fn names(text: &str) -> Recipe {
    Recipe::Names(NameList::parse(text))
}

fn table(writing: RecipeTableStyle, lines: &[(&str, &str)]) -> Recipe {
    let entries = lines.iter().map(|(key, names)| RecipeTableEntry {
        key: (*key).to_owned(),
        names: NameList::parse(names),
    });
    Recipe::Table(RecipeTable {
        source: RecipeTableSource::AppRole,
        writing,
        default: None,
        entries: entries.collect(),
    })
}

#[test]
fn each_diagnostic_is_at_its_field() {
    use RecipeField::*;
    let long = "x".repeat(101);
    let first_of =
        |names: &[&str]| Recipe::FirstOf(names.iter().map(|name| (*name).to_owned()).collect());
    let or_text = |text: &str| Recipe::OrText {
        attribute: "givenName".to_owned(),
        text: text.to_owned(),
    };
    let cases: Vec<(Recipe, Vec<(RecipeField, &str)>)> = vec![
        (attribute("mail"), vec![]),
        (attribute("employeeHireDate"), vec![]),
        (attribute("passwordProfile.password"), vec![]),
        (attribute(" "), vec![(Attribute, "no-attribute")]),
        (
            attribute("[mail]"),
            vec![(Attribute, "attribute-in-brackets")],
        ),
        (
            attribute("mail "),
            vec![(Attribute, "attribute-whitespace")],
        ),
        (
            attribute("e mail"),
            vec![(Attribute, "attribute-character")],
        ),
        (attribute("mél"), vec![(Attribute, "attribute-character")]),
        (
            attribute("1mail"),
            vec![(Attribute, "attribute-first-letter")],
        ),
        (attribute("Mail"), vec![(Attribute, "wrong-case-attribute")]),
        (
            attribute("UserType"),
            vec![(Attribute, "not-offered-attribute")],
        ),
        (
            attribute("proxyAddresses"),
            vec![(Attribute, "result-type")],
        ),
        (
            attribute("appRoleAssignments"),
            vec![(Attribute, "raw-app-roles")],
        ),
        (
            attribute("extension_0123456789abcdef0123456789abcdef_talkdeskRole"),
            vec![],
        ),
        (
            attribute("extension_01234567-89ab-cdef-0123-456789abcdef_role"),
            vec![(Attribute, "extension-form")],
        ),
        (
            attribute("extension_role"),
            vec![(Attribute, "extension-form")],
        ),
        (names("Agent"), vec![]),
        (names("Sales;Support"), vec![]),
        (names(r#"The "A" team \ night"#), vec![]),
        (names(""), vec![(Names, "no-name")]),
        (names(";"), vec![(Names, "no-name")]),
        (names("Sales;"), vec![(Names, "empty-name")]),
        (names("Sales;;A; ;B"), vec![(Names, "empty-name")]),
        (names("Sales; Support"), vec![(Names, "blanks")]),
        (
            names("Team\u{a0}Lead"),
            vec![(Names, "invisible-character")],
        ),
        (names("A;B;A"), vec![(Names, "repeated-name")]),
        (names(&long), vec![(Names, "long-name")]),
        (or_text("-"), vec![]),
        (or_text(""), vec![(Text, "no-text")]),
        (first_of(&["mail", "userPrincipalName"]), vec![]),
        (first_of(&["mail"]), vec![(Whole, "one-source")]),
        (
            first_of(&["mail", "", "mail"]),
            vec![(Source(1), "no-attribute"), (Source(2), "repeated-source")],
        ),
        (
            table(RecipeTableStyle::Switch, &[("a", "A"), ("b", "B;C")]),
            vec![],
        ),
        (
            table(RecipeTableStyle::Iif, &[]),
            vec![(Whole, "empty-table")],
        ),
        (
            table(
                RecipeTableStyle::Switch,
                &[("a", "A"), ("", "B"), ("a", "")],
            ),
            vec![
                (Key(1), "no-key"),
                (Key(2), "repeated-key"),
                (RecipeField::Entry(2), "no-name"),
            ],
        ),
        (
            table(RecipeTableStyle::Switch, &[("a ", "A")]),
            vec![(Key(0), "blanks")],
        ),
    ];
    for (recipe, expected) in cases {
        let all = diagnose(ROLES, &recipe);
        let found: Vec<_> = all
            .iter()
            .map(|one| (one.field().expect("a field"), one.code.as_ref()))
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
    let found = diagnose(ROLES, &table(RecipeTableStyle::Switch, &lines));
    let [long] = found.as_slice() else {
        panic!("{found:?}");
    };
    assert_eq!(long.code, "too-long");
    assert!(
        long.message.starts_with("The expression has 12,"),
        "{}",
        long.message
    );
    let found = diagnose(ROLES, &table(RecipeTableStyle::Iif, &lines));
    let deep = found.iter().find(|one| one.code == "deep-nesting");
    assert!(deep.expect("an error").message.starts_with("120 rows"));
}

#[test]
fn a_fix_removes_its_diagnostic() {
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
    for (recipe, fixed) in cases {
        let [diagnostic] = diagnose(ROLES, &recipe).try_into().expect("one problem");
        let text = match &recipe {
            Recipe::Attribute(name) => name.clone(),
            Recipe::Names(names) => names.text(),
            _ => unreachable!(),
        };
        assert_eq!(diagnostic.fixes[0].apply(&text), fixed);
    }
}

#[test]
fn warnings_do_not_keep_a_recipe_from_becoming_a_row() {
    let is_sound = |text| {
        let found = diagnose(ROLES, &names(text));
        !found.iter().any(MappingDiagnostic::is_error)
    };
    assert!(is_sound("Sales; Support"));
    assert!(!is_sound("Sales;"));
}
