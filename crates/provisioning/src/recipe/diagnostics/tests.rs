use super::*;
use crate::recipe::{Recipe, RecipeTable, RecipeTableEntry, RecipeTableSource, RecipeTableStyle};

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
    let cases: Vec<(Recipe, Vec<(RecipeField, RecipeCode)>)> = vec![
        (attribute("mail"), vec![]),
        (attribute("employeeHireDate"), vec![]),
        (attribute("passwordProfile.password"), vec![]),
        (attribute(" "), vec![(Attribute, RecipeCode::NoAttribute)]),
        (attribute("[mail]"), vec![(Attribute, RecipeCode::Brackets)]),
        (
            attribute("mail "),
            vec![(Attribute, RecipeCode::AttributeBlanks)],
        ),
        (
            attribute("e mail"),
            vec![(Attribute, RecipeCode::Character(' '))],
        ),
        (
            attribute("mél"),
            vec![(Attribute, RecipeCode::Character('é'))],
        ),
        (attribute("1mail"), vec![(Attribute, RecipeCode::NoLetter)]),
        (
            attribute("Mail"),
            vec![(Attribute, RecipeCode::Case("mail"))],
        ),
        (
            attribute("UserType"),
            vec![(Attribute, RecipeCode::NotOffered)],
        ),
        (
            attribute("proxyAddresses"),
            vec![(Attribute, RecipeCode::MultiValued)],
        ),
        (
            attribute("appRoleAssignments"),
            vec![(Attribute, RecipeCode::AppRoles)],
        ),
        (
            attribute("extension_0123456789abcdef0123456789abcdef_talkdeskRole"),
            vec![],
        ),
        (
            attribute("extension_01234567-89ab-cdef-0123-456789abcdef_role"),
            vec![(Attribute, RecipeCode::ExtensionForm)],
        ),
        (
            attribute("extension_role"),
            vec![(Attribute, RecipeCode::ExtensionForm)],
        ),
        (names("Agent"), vec![]),
        (names("Sales;Support"), vec![]),
        (names(r#"The "A" team \ night"#), vec![]),
        (names(""), vec![(Names, RecipeCode::NoName)]),
        (names(";"), vec![(Names, RecipeCode::NoName)]),
        (names("Sales;"), vec![(Names, RecipeCode::EmptyName)]),
        (names("Sales;;A; ;B"), vec![(Names, RecipeCode::EmptyName)]),
        (names("Sales; Support"), vec![(Names, RecipeCode::Blanks)]),
        (
            names("Team\u{a0}Lead"),
            vec![(Names, RecipeCode::Invisible)],
        ),
        (names("A;B;A"), vec![(Names, RecipeCode::RepeatedName)]),
        (names(&long), vec![(Names, RecipeCode::LongName(101))]),
        (or_text("-"), vec![]),
        (or_text(""), vec![(Text, RecipeCode::NoText)]),
        (first_of(&["mail", "userPrincipalName"]), vec![]),
        (first_of(&["mail"]), vec![(Whole, RecipeCode::OneSource)]),
        (
            first_of(&["mail", "", "mail"]),
            vec![
                (Source(1), RecipeCode::NoAttribute),
                (Source(2), RecipeCode::RepeatedSource),
            ],
        ),
        (
            table(RecipeTableStyle::Switch, &[("a", "A"), ("b", "B;C")]),
            vec![],
        ),
        (
            table(RecipeTableStyle::Iif, &[]),
            vec![(Whole, RecipeCode::EmptyTable)],
        ),
        (
            table(
                RecipeTableStyle::Switch,
                &[("a", "A"), ("", "B"), ("a", "")],
            ),
            vec![
                (Key(1), RecipeCode::NoKey),
                (Key(2), RecipeCode::RepeatedKey(1)),
                (RecipeField::Entry(2), RecipeCode::NoName),
            ],
        ),
        (
            table(RecipeTableStyle::Switch, &[("a ", "A")]),
            vec![(Key(0), RecipeCode::Blanks)],
        ),
    ];
    for (recipe, expected) in cases {
        let found: Vec<_> = diagnose(&recipe)
            .into_iter()
            .map(|diagnostic| (diagnostic.field, diagnostic.code))
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
    let codes = |recipe: &Recipe| -> Vec<RecipeCode> {
        diagnose(recipe)
            .into_iter()
            .map(|diagnostic| diagnostic.code)
            .collect()
    };
    assert!(matches!(
        codes(&table(RecipeTableStyle::Switch, &lines)).as_slice(),
        [RecipeCode::LongExpression(12_000..)]
    ));
    assert!(codes(&table(RecipeTableStyle::Iif, &lines)).contains(&RecipeCode::DeepNesting(120)));
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
        let [diagnostic] = diagnose(&recipe).try_into().expect("one problem");
        let text = match &recipe {
            Recipe::Attribute(name) => name.clone(),
            Recipe::Names(names) => names.text(),
            _ => unreachable!(),
        };
        let fix = diagnostic.code.fix(&text).expect("it can be mended");
        assert_eq!(fix.text, fixed);
    }
}

#[test]
fn warnings_do_not_keep_a_recipe_from_becoming_a_row() {
    assert!(is_sound(&diagnose(&names("Sales; Support"))));
    assert!(!is_sound(&diagnose(&names("Sales;"))));
}
