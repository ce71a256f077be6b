use std::collections::BTreeSet;

use provisioning::mapping::{APP_ROLE_EXPRESSION, Apply, MappingSet, Row, Source};
use provisioning::set_status::set_evaluation::SetEvaluation;
use provisioning::talkdesk::regions::Region;
use provisioning::talkdesk::{ACTIVE, EXTERNAL_ID, USER_NAME};
use setup::{Setup, SetupId, Tenant, Timestamp};

use super::*;
use crate::checklist::{STEPS, step_of};
use crate::input::MappingCheck;
use crate::screen::ControlKind;

fn fresh() -> Setup {
    let now = Timestamp("2026-11-23T19:00:00.000Z".to_owned());
    Setup::new(SetupId("00".to_owned()), "Contoso".to_owned(), now)
}

fn with_roles() -> Setup {
    let mut setup = fresh();
    setup.tenant = Tenant::Region(Region::Europe);
    setup.application_name = "Talkdesk EU".to_owned();
    let role = Source::Expression(APP_ROLE_EXPRESSION.to_owned());
    setup.mapping.put(Row::new(ROLES, role));
    setup
}

fn of(number: &str, setup: &Setup) -> StepContent {
    let step = step_of(number).expect("the step exists");
    content(step, &GuideInput::new(setup, &MappingCheck::Passed))
}

fn title_of(number: &str, setup: &Setup) -> String {
    let step = step_of(number).expect("the step exists");
    title(step, &GuideInput::new(setup, &MappingCheck::Passed))
}

fn texts(content: &StepContent) -> Vec<String> {
    content
        .clicks
        .iter()
        .map(|click| click.text.plain())
        .collect()
}

fn controls(content: &StepContent) -> Vec<(String, ControlKind)> {
    let screen = content.screen.as_ref().expect("a screen");
    let sections = screen.behind.iter().chain([&screen.front]);
    let controls = sections.flat_map(|section| section.controls.clone());
    controls
        .map(|control| (control.label, control.kind))
        .collect()
}

#[test]
fn every_published_marker_is_in_the_step_that_the_guide_has_it_in() {
    let published = [
        ("1.1", 1..=3),
        ("1.4", 4..=7),
        ("2.1", 1..=2),
        ("2.3", 3..=6),
        ("2.6", 7..=10),
        ("2.8", 11..=13),
        ("2.10", 14..=15),
        ("2.12", 16..=20),
        ("2.13", 21..=24),
        ("2.14", 25..=28),
        ("2.16", 29..=33),
        ("2.16a", 29..=33),
        ("2.18", 34..=39),
        ("2.20", 40..=41),
    ];
    for (number, markers) in published {
        let content = of(number, &fresh());
        let found: BTreeSet<u8> = content
            .clicks
            .iter()
            .filter_map(|click| click.marker)
            .filter(|marker| number != "2.13" || !marker.is_conditional)
            .map(|marker| marker.number)
            .collect();
        assert_eq!(found, markers.collect(), "{number}");
    }
    let conditional: Vec<_> = STEPS
        .iter()
        .flat_map(|step| of(step.number, &fresh()).clicks)
        .filter_map(|click| click.marker)
        .filter(|marker| marker.is_conditional)
        .map(|marker| marker.number)
        .collect();
    assert_eq!(
        conditional,
        [16, 16],
        "Add New Mapping for active and externalId"
    );
}

#[test]
fn controls_are_of_the_kind_that_the_portal_has() {
    let has = |number: &str, label: &str, kind: ControlKind| {
        let controls = controls(&of(number, &with_roles()));
        let found = controls.iter().find(|(name, _)| name.starts_with(label));
        assert_eq!(found.map(|(_, kind)| kind), Some(&kind), "{number} {label}");
    };
    let drop_down = |text: &str| ControlKind::DropDown(text.to_owned());
    has(
        "1.4",
        "Integrate any other",
        ControlKind::RadioButton { is_selected: true },
    );
    has(
        "1.4",
        "Register an",
        ControlKind::RadioButton { is_selected: false },
    );
    has(
        "1.4",
        "What’s the name",
        ControlKind::TextBox(Ok("Talkdesk EU".to_owned())),
    );
    has(
        "2.3",
        "Tenant URL",
        ControlKind::TextBox(Ok("https://api.talkdeskapp.eu/scim/v2".to_owned())),
    );
    has(
        "2.5a",
        "Send an email",
        ControlKind::CheckBox { is_checked: true },
    );
    has("2.6", "Enabled", ControlKind::Toggle { is_on: false });
    has("2.8", "Enabled", ControlKind::Toggle { is_on: true });
    has("2.8", "Delete", ControlKind::CheckBox { is_checked: true });
    has("2.12", "Mapping type", drop_down("Expression"));
    has("2.13", "Source attribute", drop_down("objectId"));
    has(
        "2.14",
        "Show advanced options",
        ControlKind::CheckBox { is_checked: true },
    );
    has(
        "2.16",
        "Expression",
        ControlKind::TextBox(Ok(APP_ROLE_EXPRESSION.to_owned())),
    );
    has(
        "2.20",
        "Start provisioning",
        ControlKind::Button { is_primary: false },
    );
}

/// Bug 16 and problem 20 of the review: the text is the setup's own.
#[test]
fn type_and_value_are_those_of_the_setup() {
    let app_role = of("2.16", &with_roles());
    assert!(texts(&app_role).contains(&"Set Mapping type to Expression.".to_owned()));
    assert!(texts(&app_role).contains(&"Paste the Expression:".to_owned()));
    let values: Vec<_> = app_role
        .clicks
        .iter()
        .flat_map(|click| &click.values)
        .collect();
    assert_eq!(values[0].text.as_deref(), Ok(APP_ROLE_EXPRESSION));
    assert!(values[0].is_expression);
    assert_eq!(values[1].text.as_deref(), Ok(ROLES));

    let mut setup = with_roles();
    setup.mapping.put(Row {
        default_value: Some("Sales".to_owned()),
        apply: Apply::OnlyDuringCreation,
        ..Row::new(TEAMS, Source::Constant("Sales;Care".to_owned()))
    });
    let teams = texts(&of("2.16a", &setup));
    for expected in [
        "Set Mapping type to Constant.",
        "Enter the Constant Value:",
        "Enter Default value if null (optional):",
        "Set Target attribute to teamsString:",
        "Set Apply this mapping to Only during object creation.",
    ] {
        assert!(
            teams.contains(&expected.to_owned()),
            "{expected} in {teams:?}"
        );
    }

    setup.mapping.put(Row::new(
        ACTIVE,
        Source::Expression("Not([IsSoftDeleted])".to_owned()),
    ));
    let active = of("2.12", &setup);
    assert_eq!(
        active.published.len(),
        1,
        "the published expression differs"
    );
    assert!(of("2.12", &fresh()).published.is_empty());
    setup.mapping.put(Row::new(
        EXTERNAL_ID,
        Source::Direct("employeeId".to_owned()),
    ));
    let external = of("2.13", &setup);
    assert!(texts(&external).contains(&"Set Source attribute to employeeId:".to_owned()));
    assert!(!external.lead.plain().contains("objectId"));
}

#[test]
fn the_table_step_has_what_mappings_has_to_change() {
    let mut setup = fresh();
    assert_eq!(title_of("2.10", &setup), "Delete 17 default mappings");
    let table = of("2.10", &setup);
    let deleted = &table.clicks.iter().find(|click| !click.names.is_empty());
    assert_eq!(deleted.map(|click| click.names.len()), Some(17));
    assert_eq!(table.clicks.len(), 3, "userName, delete, save");
    assert!(texts(&table)[1].ends_with("Honorific prefix, if present:"));

    // A first name that is edited, and a row that the portal lost.
    let name = Source::Expression("PCase([givenName])".to_owned());
    setup.mapping.put(Row::new("name.givenName", name));
    let portal: Vec<Row> = MappingSet::default()
        .rows
        .into_iter()
        .filter(|row| row.target != "name.familyName")
        .collect();
    let check = MappingCheck::Passed;
    let input = GuideInput {
        portal_rows: Some(&portal),
        ..GuideInput::new(&setup, &check)
    };
    let step = step_of("2.10").expect("the step exists");
    assert_eq!(title(step, &input), "Keep only supported mappings");
    let table = content(step, &input);
    let edited = &table.clicks[1];
    assert_eq!(
        edited.text.plain(),
        "Open the row givenName, change it and choose Ok:"
    );
    let labels: Vec<_> = edited
        .values
        .iter()
        .map(|value| value.name.as_str())
        .collect();
    assert_eq!(labels, ["Mapping type", "Expression"]);
    assert_eq!(
        table.clicks[2].text.plain(),
        "Choose Add New Mapping for familyName, enter this and choose Ok:"
    );
    // active, externalId, roles and teams have steps of their own.
    let all = texts(&table).join("\n");
    assert!(
        !all.contains("externalId") && !all.contains("active"),
        "{all}"
    );
}

#[test]
fn every_change_is_in_one_of_the_steps() {
    let mut setup = with_roles();
    setup
        .mapping
        .put(Row::new(TEAMS, Source::Constant("Sales".to_owned())));
    let input = GuideInput::new(&setup, &MappingCheck::Passed);
    let mut everything = String::new();
    for step in &STEPS {
        let content = content(step, &input);
        for click in content.clicks {
            everything.push_str(&click.text.plain());
            everything.push('\n');
            everything.push_str(&click.names.join("\n"));
            for value in click.values {
                everything.push_str(&value.text.unwrap_or_default());
                everything.push('\n');
            }
        }
    }
    for change in input.changes() {
        use provisioning::portal::portal_diff::RowChange::{Add, Delete, Edit};
        if matches!(change.change, Edit | Add | Delete) {
            assert!(everything.contains(&change.target), "{}", change.target);
        }
    }
}

#[test]
fn no_instructions_while_a_mapping_has_an_error() {
    let mut setup = with_roles();
    let _ = setup.mapping.remove(USER_NAME);
    let check = MappingCheck::of(&setup.mapping, &SetEvaluation::of(&setup.mapping));
    let input = GuideInput::new(&setup, &check);
    for step in &STEPS {
        let content = content(step, &input);
        let is_blocked = enters_mappings(step);
        assert_eq!(content.blocked.is_some(), is_blocked, "{}", step.number);
        assert_eq!(content.clicks.is_empty(), is_blocked, "{}", step.number);
        if let Some(blocked) = content.blocked {
            assert_eq!(content.screen, None);
            assert_eq!(
                blocked.message,
                "1 mapping has an error. Fix this in Mappings before you change anything in Entra."
            );
            assert!(!blocked.errors.is_empty());
        }
    }
    // While nothing is known, the steps are there.
    for check in [MappingCheck::NotChecked, MappingCheck::Checking] {
        let input = GuideInput::new(&setup, &check);
        assert_eq!(content(&STEPS[9], &input).blocked, None);
    }
}

#[test]
fn region_and_application_reach_the_steps() {
    let mut setup = fresh();
    let value = |setup: &Setup| of("2.3", setup).clicks[0].values[0].text.clone();
    assert_eq!(
        value(&setup),
        Err("Choose the Talkdesk region first.".to_owned())
    );
    setup.tenant = Tenant::Region(Region::Europe);
    assert_eq!(
        value(&setup),
        Ok("https://api.talkdeskapp.eu/scim/v2".to_owned())
    );
    setup.application_name = "Talk *desk*".to_owned();
    let text = texts(&of("2.1", &setup)).concat();
    assert!(text.contains("Enterprise applications > All Applications > Talk *desk*"));
    assert!(of("0.2", &setup).has_region_field);
}
