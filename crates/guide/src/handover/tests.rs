use super::*;
use crate::input::MappingCheck;
use provisioning::talkdesk::regions::Region;
use setup::{Setup, SetupId, Tenant};

fn now() -> Timestamp {
    Timestamp("2026-11-30T19:00:00.000Z".to_owned())
}

fn setup() -> Setup {
    let mut setup = Setup::new(SetupId("00".to_owned()), "A | *B*".to_owned(), now());
    setup.tenant = Tenant::Region(Region::Canada);
    setup
}

fn report(setup: &Setup) -> HandoverReport {
    HandoverReport::new(&GuideInput::new(setup, &MappingCheck::NotChecked), &now())
}

#[test]
fn the_file_is_named_after_the_setup_and_the_day() {
    let mut setup = setup();
    for (name, expected) in [
        (
            "Contoso production",
            "contoso-production-handover-2026-11-30.md",
        ),
        ("A | *B*", "a-b-handover-2026-11-30.md"),
        ("", "setup-handover-2026-11-30.md"),
    ] {
        setup.name = name.to_owned();
        assert_eq!(report(&setup).markdown_file_name(), expected);
    }
}

#[test]
fn the_report_has_facts_first_and_each_step_once() {
    let mut setup = setup();
    let step = step_of("1.1").expect("the step exists");
    marks::mark_done(step, &mut setup.guide, &now());
    marks::set_note(step, &mut setup.guide, "by Ana\nand <b>Ben</b>".to_owned());
    let report = report(&setup);
    let titles: Vec<_> = report
        .tables()
        .into_iter()
        .map(|table| table.title)
        .collect();
    assert_eq!(titles, ["Status", "Open items", "Mappings", "Step log"]);
    assert_eq!(report.log.len(), STEPS.len());
    assert_eq!(report.deleted.len(), 17);
    let text = report.markdown();
    for expected in [
        "# Handover report: A \\| \\*B\\*\n\nscimdesk, 2026-11-30 19:00 UTC\n\nProvisioning from Microsoft Entra ID to Talkdesk isn’t marked as started. 1 of 16 steps are done. Of 14 facts, 0 are verified, 0 were done by hand and 14 are open.\n",
        "| Tenant URL | https://api.talkdeskappca.com/scim/v2 | Open | Step 6 |",
        "| Secret token | Not marked as entered | Open | Step 6 |",
        "| Enter a notification email. | Without it, no one learns of a quarantine. | Step 7 |",
        "| userName | Direct | userPrincipalName | yes | To keep |",
        "| externalId | Direct | objectId |  | To edit |",
        "| 3 (1.1) | Start a new application | By hand | 2026-11-30 19:00 UTC | by Ana and \\<b\\>Ben\\</b\\> |",
        "| 2.16a | Map teamsString | Left out: no roles or teams |  |  |",
    ] {
        assert!(text.contains(expected), "{expected}\nnot in\n{text}");
    }
    assert!(!text.contains("Open items\n\nNone"));
    assert!(!text.to_lowercase().contains("entered in the portal"));
}

#[test]
fn notes_of_single_steps_are_in_the_log() {
    let mut setup = setup();
    setup.guide.set_note("2.4", "Token of Ana".to_owned());
    let report = report(&setup);
    let entry = report.log.iter().find(|entry| entry.number == "2.3");
    assert_eq!(entry.map(|entry| entry.note.as_str()), Some("Token of Ana"));
}
