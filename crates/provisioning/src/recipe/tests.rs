use super::*;
use crate::diagnostics::MappingDiagnostic;
use crate::mapping::{ACTIVE_EXPRESSION, APP_ROLE_EXPRESSION, Apply};
use crate::recipe::rules::diagnose;
use crate::talkdesk::{ACTIVE, ROLES, TARGETS, TEAMS, target};

fn target_of(name: &str) -> &'static TargetAttribute {
    target(name).expect("a target of Talkdesk")
}

fn row(name: &str, source: Source) -> Row {
    Row::new(target_of(name).name, source)
}

fn expression(text: &str) -> Source {
    Source::Expression(text.to_owned())
}

/// NameList and keys that are hard to write down.
const HOSTILE: [&str; 12] = [
    "Agent",
    "Team Lead",
    r#"The "A" team"#,
    r"Night\Day",
    r#"\""#,
    r"ends with \",
    "a, b",
    "[mail]",
    r#"", "x"#,
    "Zürich – Süd",
    "%Macro% && {curly}",
    "IIF(",
];

fn table(source: RecipeTableSource, writing: RecipeTableStyle, default: Option<&str>) -> Recipe {
    let entries = HOSTILE
        .iter()
        .enumerate()
        .map(|(index, key)| RecipeTableEntry {
            key: (*key).to_owned(),
            names: NameList(vec![
                HOSTILE[(index + 5) % 12].to_owned(),
                format!("n{index}"),
            ]),
        });
    Recipe::Table(RecipeTable {
        source,
        writing,
        default: default.map(NameList::parse),
        entries: entries.collect(),
    })
}

/// Recipes of every kind, hostile names included.
fn samples() -> Vec<Recipe> {
    let text = |text: &str| text.to_owned();
    let extension = "extension_0123456789abcdef0123456789abcdef_talkdesk.Role-1";
    let mut all = vec![
        Recipe::NotMapped,
        Recipe::SwitchDeleted,
        Recipe::NotDeleted,
        Recipe::AppRole,
        Recipe::Names(NameList(HOSTILE.iter().map(|name| text(name)).collect())),
    ];
    for name in ["mail", "givenName", "department", extension] {
        all.extend([
            Recipe::Attribute(text(name)),
            Recipe::TitleCase(text(name)),
            Recipe::PlainLetters(text(name)),
            Recipe::FirstOf(vec![text(name), text("companyName"), text("x")]),
            Recipe::Joined(vec![text("city"), text(name)]),
        ]);
    }
    for hostile in HOSTILE {
        all.push(Recipe::Names(NameList(vec![text(hostile)])));
        all.push(Recipe::OrText {
            attribute: text("givenName"),
            text: text(hostile),
        });
    }
    for writing in [RecipeTableStyle::Switch, RecipeTableStyle::Iif] {
        for default in [None, Some("Agent"), Some(r#"A "quoted";B"#)] {
            all.push(table(RecipeTableSource::AppRole, writing, default));
            all.push(table(
                RecipeTableSource::Attribute(text("department")),
                writing,
                default,
            ));
        }
    }
    all
}

#[test]
fn what_a_recipe_writes_opens_in_it_again() {
    let mut tried = 0;
    for target in &TARGETS {
        for recipe in samples() {
            if !catalog::of(target)
                .iter()
                .any(|choice| choice.kind == recipe.kind())
            {
                continue;
            }
            let found = diagnose(target.name, &recipe);
            assert!(!found.iter().any(MappingDiagnostic::is_error), "{found:?}");
            let row = to_row(target, &recipe, None);
            assert_eq!(recognise(target, row.as_ref()), recipe, "{row:?}");
            // The row itself comes back letter by letter.
            assert_eq!(to_row(target, &recipe, row.as_ref()), row);
            tried += 1;
        }
    }
    assert!(tried > 100, "{tried}");
}

#[test]
fn published_expressions_are_written_to_the_letter() {
    let roles = target_of(ROLES);
    let source = |recipe: Recipe| recipe.source();
    assert_eq!(
        source(Recipe::SwitchDeleted),
        Some(expression(ACTIVE_EXPRESSION))
    );
    assert_eq!(
        source(Recipe::AppRole),
        Some(expression(APP_ROLE_EXPRESSION))
    );
    assert_eq!(
        source(Recipe::FirstOf(vec![
            "mail".to_owned(),
            "userPrincipalName".to_owned()
        ])),
        Some(expression("Coalesce([mail], [userPrincipalName])"))
    );
    let text = r#"Switch(SingleAppRoleAssignment([appRoleAssignments]), , "TeamLead", "Team Lead", "Team Lead", "Team Lead")"#;
    let recipe = recognise(roles, Some(&row(ROLES, expression(text))));
    assert_eq!(recipe.kind(), RecipeKind::AppRoleTable);
    assert_eq!(source(recipe), Some(expression(text)));
}

#[test]
fn rows_written_by_hand_open_in_the_recipe_they_fit() {
    let cases = [
        (
            ACTIVE,
            "Switch([IsSoftDeleted],,\"False\",\"True\",\n  \"True\",\"False\")",
            RecipeKind::SwitchDeleted,
        ),
        (ACTIVE, " Not( [IsSoftDeleted] ) ", RecipeKind::NotDeleted),
        ("givenName", "PCase([givenName])", RecipeKind::TitleCase),
        ("givenName", "PCase([givenName], )", RecipeKind::TitleCase),
        (
            "familyName",
            r#"Coalesce([surname], "-")"#,
            RecipeKind::OrText,
        ),
        (
            "userName",
            "Coalesce([mail],[userPrincipalName])",
            RecipeKind::FirstOf,
        ),
        (
            ROLES,
            r#"Switch([department], "Agent", "Sales", "A;B")"#,
            RecipeKind::AttributeTable,
        ),
        (
            ROLES,
            r#"IIF([department]="Sales", "Seller", IIF([department] = "IT", "Admin", IgnoreAttributeFlow))"#,
            RecipeKind::AttributeTable,
        ),
        (
            TEAMS,
            r#"Join(";", [department], [city])"#,
            RecipeKind::Joined,
        ),
        // A table with two equal keys is wrong, and still a table.
        (
            TEAMS,
            r#"Switch([city], , "a", "A", "a", "B")"#,
            RecipeKind::AttributeTable,
        ),
    ];
    for (name, text, kind) in cases {
        let recipe = recognise(target_of(name), Some(&row(name, expression(text))));
        assert_eq!(recipe.kind(), kind, "{text}");
        let again = recipe.source().map(|source| source.text().to_owned());
        let tree = |text: &str| {
            let expr = entra_expression::parse(text).expr();
            expr.as_ref().map(entra_expression::normalise)
        };
        assert_eq!(again.as_deref().and_then(tree), tree(text), "{text}");
    }
}

#[test]
fn what_no_recipe_writes_stays_as_it_is() {
    let cases = [
        (ACTIVE, expression("Not([accountEnabled])")),
        (ACTIVE, Source::Direct("accountEnabled".to_owned())),
        (ACTIVE, Source::Constant("True".to_owned())),
        (ACTIVE, Source::None),
        (ACTIVE, expression("Switch([IsSoftDeleted], , \"False\"")),
        ("userName", expression("[mail]")),
        ("userName", expression("PCase([mail])")),
        ("givenName", Source::Constant("Ana".to_owned())),
        (
            ROLES,
            expression(r#"Switch([department], , "Sales", "A", "IT")"#),
        ),
        (
            ROLES,
            expression(r#"Switch([department], "", "Sales", "A")"#),
        ),
        (
            ROLES,
            expression(r#"Switch([department], [title], "Sales", "A")"#),
        ),
        (ROLES, expression(r#"Switch([x], , "1", 2)"#)),
        (ROLES, expression(r#"Switch([IsSoftDeleted])"#)),
        (
            ROLES,
            expression(r#"IIF([a]="x", "A", IIF([b]="y", "B", "C"))"#),
        ),
        (ROLES, expression(r#"IIF([a]<>"x", "A", "B")"#)),
        (ROLES, expression(r#"Join(",", [a], [b])"#)),
        (ROLES, expression("Join(\";\")")),
        (TEAMS, expression(APP_ROLE_EXPRESSION)),
        (ROLES, expression("")),
    ];
    for (name, source) in cases {
        let target = target_of(name);
        let before = Row {
            default_value: Some("x".to_owned()),
            apply: Apply::OnlyDuringCreation,
            ..row(name, source.clone())
        };
        let recipe = recognise(target, Some(&before));
        assert_eq!(recipe, Recipe::Custom(source));
        assert_eq!(to_row(target, &recipe, Some(&before)), Some(before));
    }
}

#[test]
fn a_recipe_leaves_the_rest_of_the_row_alone() {
    let target = target_of("userName");
    let before = Row {
        default_value: Some("nobody@example.com".to_owned()),
        matching_precedence: None,
        apply: Apply::OnlyDuringCreation,
        ..row("userName", Source::None)
    };
    let recipe = Recipe::Attribute("mail".to_owned());
    let after = to_row(target, &recipe, Some(&before)).expect("a row");
    assert_eq!(after.source, Source::Direct("mail".to_owned()));
    assert_eq!(
        Row {
            source: Source::None,
            ..after
        },
        before
    );
    let new = to_row(target, &recipe, None).expect("a row");
    assert_eq!(new.matching_precedence, Some(1));
}
