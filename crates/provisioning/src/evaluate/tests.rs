use entra_expression::evaluate::{AttributeRecord, AttributeValue};

use super::*;
use crate::mapping::Apply;
use crate::talkdesk::ROLES;
use crate::user::sample::SAMPLE_USERS;

fn row(target: &str, source: Source) -> Row {
    Row::new(target, source)
}

fn set(rows: Vec<Row>) -> CompiledSet {
    CompiledSet::new(&MappingSet {
        rows,
        ..MappingSet::default()
    })
}

fn one(text: &str) -> MappedValue<'_> {
    MappedValue::One(Cow::Borrowed(text))
}

#[test]
fn each_mapping_type_gives_its_value() {
    let user = SAMPLE_USERS[2].user().record();
    let none = AttributeRecord::default();
    let expression = |text: &str| Source::Expression(text.to_owned());
    let direct = |name: &str| Source::Direct(name.to_owned());
    let cases = [
        (direct("givenName"), one("Kim"), MappedValue::Null),
        (direct("surname"), MappedValue::Null, MappedValue::Null),
        (
            expression(r#"Split("Agent;Supervisor", ";")"#),
            MappedValue::Many(vec!["Agent".into(), "Supervisor".into()]),
            MappedValue::Many(vec!["Agent".into(), "Supervisor".into()]),
        ),
        (
            Source::Constant("Agent".to_owned()),
            one("Agent"),
            one("Agent"),
        ),
        (Source::Constant(String::new()), one(""), one("")),
        (Source::None, MappedValue::Null, MappedValue::Null),
        (
            expression(r#"Append([givenName], "!")"#),
            one("Kim!"),
            MappedValue::Null,
        ),
        (
            expression(r#"IIF([givenName]="Kim", IgnoreAttributeFlow, "x")"#),
            MappedValue::Ignored(IgnoredFlow::Attribute),
            one("x"),
        ),
    ];
    for (source, expected, without) in cases {
        let set = set(vec![row("userName", source.clone())]);
        let mut environment = Environment::default();
        assert_eq!(
            set.evaluate(&user, &mut environment).values(),
            [expected],
            "{source:?}"
        );
        assert_eq!(
            set.evaluate(&none, &mut environment).values(),
            [without],
            "{source:?}"
        );
    }
}

#[test]
fn what_fails_says_where_and_why() {
    let user = SAMPLE_USERS[2].user().record();
    let two = "SingleAppRoleAssignment([appRoleAssignments])";
    let cases = [
        (two, "roles", two, false),
        ("Foo([mail])", "parse", "Foo", true),
        ("ToLower([mail]", "parse", "", true),
    ];
    for (text, class, span, always) in cases {
        let set = set(vec![row(ROLES, Source::Expression(text.to_owned()))]);
        assert_eq!(set.rows()[0].error().is_some(), always, "{text}");
        let mut environment = Environment::default();
        let applied = set.evaluate(&user, &mut environment);
        let Some(MappedValue::Failed(error)) = applied.get(ROLES) else {
            panic!("{text} fails: {applied:?}");
        };
        assert_eq!(error.kind.class(), class);
        if !span.is_empty() {
            assert_eq!(error.span.of(text), span);
        }
        assert!(!error.to_string().is_empty());
    }
}

#[test]
fn the_default_value_counts_on_creation_only() {
    let with_default = |default: &str| Row {
        default_value: Some(default.to_owned()),
        ..row("name.familyName", Source::Direct("surname".to_owned()))
    };
    let set = set(vec![with_default("Unknown")]);
    let user = SAMPLE_USERS[2].user().record();
    let mut environment = Environment::default();
    let applied = set.evaluate(&user, &mut environment);
    assert_eq!(applied.get("name.familyName"), Some(&MappedValue::Null));
    let created = applied.created("name.familyName");
    assert_eq!(created.as_deref(), Some(&one("Unknown")));
    let ana = SAMPLE_USERS[0].user().record();
    let applied = set.evaluate(&ana, &mut environment);
    let created = applied.created("name.familyName");
    assert_eq!(created.as_deref(), Some(&one("Silva")));
}

#[test]
fn the_lowest_precedence_finds_the_user() {
    let matching = |target: &str, name: &str, precedence| Row {
        matching_precedence: precedence,
        ..row(target, Source::Direct(name.to_owned()))
    };
    let user = SAMPLE_USERS[0].user().record();
    let mut environment = Environment::default();
    let found = set(vec![
        matching("externalId", "objectId", Some(2)),
        matching("userName", "mail", Some(1)),
    ]);
    let applied = found.evaluate(&user, &mut environment);
    assert_eq!(
        applied.matching(),
        Some(("userName", "ana.silva@contoso.com"))
    );
    let none = set(vec![matching("userName", "mail", None)]);
    assert_eq!(none.evaluate(&user, &mut environment).matching(), None);
    let empty = set(vec![matching("userName", "faxNumber", Some(1))]);
    assert_eq!(empty.evaluate(&user, &mut environment).matching(), None);
}

#[test]
fn lines_of_a_table_give_the_same_as_users() {
    let mut mapping = MappingSet::default();
    mapping.put(Row {
        apply: Apply::OnlyDuringCreation,
        ..row(ROLES, Source::Constant("Agent".to_owned()))
    });
    mapping.put(row("title", Source::None));
    mapping.put(row("x", Source::Expression("Foo(".to_owned())));
    let set = CompiledSet::new(&mapping);
    let names = set.attributes();
    assert_eq!(
        names,
        [
            "userPrincipalName",
            "IsSoftDeleted",
            "givenName",
            "surname",
            "objectId"
        ]
    );
    let columns = set.columns(&names);
    let mut environment = Environment::default();
    for example in SAMPLE_USERS {
        let record = example.user().record();
        let line: Vec<Option<AttributeValue>> = names
            .iter()
            .map(|name| record.get(*name).cloned())
            .collect();
        let user = columns.user(&line);
        let by_line = set.evaluate_row(&user, &mut environment);
        let by_name = set.evaluate(&record, &mut environment);
        assert_eq!(by_line.values(), by_name.values());
        assert_eq!(by_line.matching(), by_name.matching());
    }
}
