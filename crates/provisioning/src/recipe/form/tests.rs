use super::*;
use crate::mapping::MappingSet;
use crate::talkdesk::{ACTIVE, ROLES, TARGETS, target};

fn open(name: &str, set: &MappingSet) -> RecipeForm {
    let target = target(name).expect("a target of Talkdesk");
    RecipeForm::open(target, set.row(target.name))
}

fn written(draft: &RecipeForm) -> String {
    match draft.row(None) {
        None => "not sound".to_owned(),
        Some(None) => "no row".to_owned(),
        Some(Some(row)) => row.source.text().to_owned(),
    }
}

#[test]
fn every_form_opens_on_what_the_set_up_has() {
    let set = MappingSet::default();
    for target in &TARGETS {
        let draft = RecipeForm::open(target, set.row(target.name));
        assert!(draft.is_saved(), "{}", target.short);
        assert_eq!(
            draft.row(set.row(target.name)),
            Some(set.row(target.name).cloned())
        );
    }
}

#[test]
fn every_choice_can_be_chosen_and_says_what_it_makes() {
    let set = MappingSet::default();
    for target in &TARGETS {
        for choice in catalog::of(target) {
            let mut draft = RecipeForm::open(target, set.row(target.name));
            draft.choose(choice.id);
            assert_eq!(draft.choice(), choice);
            assert_eq!(draft.recipe().kind(), choice.kind);
        }
    }
}

#[test]
fn presets_begin_sound() {
    let set = MappingSet::default();
    let cases = [
        (
            "userName",
            "first-of",
            "Coalesce([mail], [userPrincipalName])",
        ),
        ("userName", "mail", "mail"),
        ("userName", "attribute", "not sound"),
        ("givenName", "title-case", "PCase([givenName])"),
        ("familyName", "or-text", r#"Coalesce([surname], "-")"#),
        (
            "familyName",
            "plain-letters",
            "NormalizeDiacritics([surname])",
        ),
        ("active", "not", "Not([IsSoftDeleted])"),
        ("active", "none", "no row"),
        ("rolesString", "constant", "not sound"),
        ("teamsString", "joined", "not sound"),
    ];
    for (name, choice, expected) in cases {
        let mut draft = open(name, &set);
        draft.choose(choice);
        assert_eq!(written(&draft), expected, "{name} {choice}");
    }
}

#[test]
fn a_table_is_filled_in_line_by_line() {
    let mut draft = open(ROLES, &MappingSet::default());
    draft.choose("app-role-table");
    assert_eq!(written(&draft), "not sound");
    draft.set(RecipeField::Key(0), "Team Lead".to_owned());
    draft.set(RecipeField::Entry(0), "Team Lead;Agent".to_owned());
    assert_eq!(draft.add_same(0), RecipeField::Key(1));
    assert_eq!(draft.text(RecipeField::Entry(1)), "Team Lead;Agent");
    assert!(!draft.is_sound(), "the value is still to be typed");
    draft.set(RecipeField::Key(1), "team_lead".to_owned());
    assert!(draft.move_up(1));
    assert!(!draft.move_up(0));
    draft.set(RecipeField::Default, "Agent".to_owned());
    assert_eq!(
        written(&draft),
        r#"Switch(SingleAppRoleAssignment([appRoleAssignments]), "Agent", "team_lead", "Team Lead;Agent", "Team Lead", "Team Lead;Agent")"#
    );
    draft.remove(0);
    draft.write_as(RecipeTableStyle::Iif);
    assert_eq!(
        written(&draft),
        r#"IIF(SingleAppRoleAssignment([appRoleAssignments])="Team Lead", "Team Lead;Agent", "Agent")"#
    );
}

#[test]
fn what_is_typed_survives_another_choice() {
    let mut draft = open(ROLES, &MappingSet::default());
    draft.choose("constant");
    draft.set(RecipeField::Names, "Sales;".to_owned());
    draft.choose("none");
    draft.choose("constant");
    assert_eq!(draft.text(RecipeField::Names), "Sales;");
}

#[test]
fn a_mapping_written_by_hand_can_be_chosen_again() {
    let mut set = MappingSet::default();
    let by_hand = Source::Expression("Not([accountEnabled])".to_owned());
    set.put(Row::new(ACTIVE, by_hand.clone()));
    let mut draft = open(ACTIVE, &set);
    assert_eq!(draft.choice().kind, RecipeKind::Custom);
    draft.choose("switch");
    set.put(draft.row(None).flatten().expect("a row"));
    draft.follow(set.row(ACTIVE));
    draft.choose(catalog::CUSTOM.id);
    let row = draft.row(set.row(ACTIVE)).flatten().expect("a row");
    assert_eq!(row.source, by_hand);
}

#[test]
fn a_sound_form_follows_another_tab_and_an_unsound_one_keeps_its_words() {
    let mut set = MappingSet::default();
    let mut draft = open(ROLES, &set);
    draft.choose("constant");
    draft.set(RecipeField::Names, "Sales;".to_owned());
    set.put(Row::new(ROLES, Source::Constant("Agent".to_owned())));
    draft.follow(set.row(ROLES));
    assert_eq!(draft.text(RecipeField::Names), "Sales;");
    assert!(!draft.is_saved());

    let mut other = open("externalId", &set);
    set.put(Row::new(
        "externalId",
        Source::Direct("employeeId".to_owned()),
    ));
    other.follow(set.row("externalId"));
    assert_eq!(other.choice().id, "attribute");
    assert_eq!(other.text(RecipeField::Attribute), "employeeId");
}

#[test]
fn typing_past_a_preset_does_not_change_the_choice() {
    let mut set = MappingSet::default();
    let mut draft = open("userName", &set);
    draft.choose("attribute");
    for text in ["mai", "mail", "mailN", "mailNickname"] {
        draft.set(RecipeField::Attribute, text.to_owned());
        set.put(draft.row(set.row("userName")).flatten().expect("a row"));
        draft.follow(set.row("userName"));
        assert_eq!(draft.choice().id, "attribute");
        assert!(draft.is_saved());
    }
    assert_eq!(
        set.row("userName").and_then(|row| row.matching_precedence),
        Some(1)
    );
}

#[test]
fn the_rest_of_a_row_survives_that_it_is_switched_off_and_on() {
    let mut set = MappingSet::default();
    let row = Row {
        default_value: Some("x@example.com".to_owned()),
        ..set.row("userName").cloned().expect("a row")
    };
    set.put(row.clone());
    let mut draft = open("userName", &set);
    draft.choose("none");
    assert_eq!(draft.row(set.row("userName")), Some(None));
    set.remove("userName");
    draft.follow(None);
    draft.choose("userPrincipalName");
    assert_eq!(draft.row(None), Some(Some(row)));
}

#[test]
fn a_draft_says_what_it_lacks() {
    let set = MappingSet::default();
    /// Target, recipe, what is typed, and what is still to do.
    type Case<'a> = (
        &'a str,
        &'a str,
        &'a [(RecipeField, &'a str)],
        Option<&'a str>,
    );
    let cases: [Case<'_>; 10] = [
        (ROLES, "none", &[], None),
        (ROLES, "constant", &[], Some("enter a role")),
        (
            ROLES,
            "constant",
            &[(RecipeField::Names, "A;")],
            Some("fix the roles"),
        ),
        (
            ROLES,
            "app-role-table",
            &[],
            Some("enter an app role in row 1"),
        ),
        (
            ROLES,
            "app-role-table",
            &[(RecipeField::Key(0), "Admin")],
            Some("enter a role for Admin"),
        ),
        (
            "teamsString",
            "attribute-table",
            &[],
            Some("enter a source attribute"),
        ),
        (
            ROLES,
            "joined",
            &[(RecipeField::Source(0), "city")],
            Some("enter attribute 2"),
        ),
        (
            "userName",
            "attribute",
            &[(RecipeField::Attribute, "Mail")],
            Some("fix the source attribute"),
        ),
        (
            "familyName",
            "or-text",
            &[(RecipeField::Text, "")],
            Some("enter a fallback value"),
        ),
        ("familyName", "or-text", &[], None),
    ];
    for (target, choice, entries, expected) in cases {
        let mut draft = open(target, &set);
        draft.choose(choice);
        for (field, text) in entries {
            draft.set(*field, (*text).to_owned());
        }
        assert_eq!(
            draft.to_complete().as_deref(),
            expected,
            "{target} {choice}"
        );
    }
    let mut draft = open("active", &set);
    draft.choose(catalog::CUSTOM.id);
    draft.write_by_hand(Source::Expression("Not(".to_owned()));
    assert_eq!(draft.to_complete().as_deref(), Some("fix the expression"));
}
