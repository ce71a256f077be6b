use super::*;
use crate::checklist::STEPS;
use crate::input::MappingCheck;
use setup::{Setup, SetupId, mapping_fingerprint};

fn at(minute: u32) -> Timestamp {
    Timestamp(format!("2026-11-23T19:{minute:02}:00.000Z"))
}

#[test]
fn the_last_page_says_what_happens_next() {
    let mut setup = Setup::new(SetupId("00".to_owned()), "Contoso".to_owned(), at(0));
    let check = MappingCheck::Passed;
    let finish = Finish::new(&GuideInput::new(&setup, &check));
    assert_eq!(finish.started, None);
    assert!(
        finish
            .lead
            .starts_with("The first cycle takes from 20 minutes")
    );
    assert!(!is_finished(&GuideInput::new(&setup, &check)));
    setup.preflight = Some(PreflightSummary {
        created: 19_600,
        seconds: 9_840,
        mapping: mapping_fingerprint(&setup.mapping),
        ..PreflightSummary::default()
    });
    for step in &STEPS {
        marks::mark_done(step, &mut setup.guide, &at(40));
    }
    let finish = Finish::new(&GuideInput::new(&setup, &check));
    assert_eq!(finish.started, Some(at(40)));
    assert_eq!(finish.title, "Provisioning is on");
    assert_eq!(
        finish.lead,
        "The first cycle creates 19,600 users and takes about 2 hours 44 minutes. After that, Entra sends changes about every 40 minutes."
    );
    let minutes: Vec<_> = finish.next.iter().map(|event| event.minutes).collect();
    assert_eq!(minutes, [Some(0), Some(40), Some(164), Some(1440)]);
    // Without a region something stays open, whatever is marked.
    assert!(!is_finished(&GuideInput::new(&setup, &check)));
    assert!(!finish.open_items.is_empty());
}
