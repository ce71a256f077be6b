//! What the list of steps says about each: its numbers in Talkdesk's guide, the
//! attribute that it maps, and which steps contradict their marks.

use provisioning::talkdesk::{ACTIVE, EXTERNAL_ID, ROLES, TEAMS};
use setup::StepMark;

use crate::checklist::{ChecklistStep, ROLES_STEP, STEPS, TEAMS_STEP};
use crate::input::GuideInput;
use crate::marks;
use crate::status::{self, StepStatus};

/// The step after a given one that is not left out.
pub fn following(step: &ChecklistStep, input: &GuideInput) -> Option<&'static ChecklistStep> {
    let mut later = STEPS.iter().skip(step.index() + 1);
    later.find(|step| !status::status(step, input).is_left_out())
}

/// The first other step that the admin marked as done and that something
/// contradicts, with the reason.
pub fn contradiction(
    open: &ChecklistStep,
    input: &GuideInput,
) -> Option<(&'static ChecklistStep, String)> {
    let others = STEPS.iter().filter(|step| *step != open);
    let mut marked = others.filter(|step| {
        let mark = marks::mark(step, &input.setup.guide);
        matches!(mark, Some(StepMark::Done(_)))
    });
    marked.find_map(|step| match status::status(step, input) {
        StepStatus::NeedsAttention { reason } => Some((step, reason)),
        _ => None,
    })
}

/// The attribute that a step maps, by its full name.
pub fn mapped_target(step: &ChecklistStep) -> Option<&'static str> {
    match step.number {
        "2.12" => Some(ACTIVE),
        "2.13" => Some(EXTERNAL_ID),
        ROLES_STEP => Some(ROLES),
        TEAMS_STEP => Some(TEAMS),
        _ => None,
    }
}

/// The numbers of a step for a narrow column, such as `2.3–2.5`.
pub fn short_numbers(step: &ChecklistStep) -> String {
    let last_part = |number: &str| number.rsplit('.').next()?.parse::<u32>().ok();
    let numbers = match step.published {
        [] => step.numbers,
        published => published,
    };
    let mut runs: Vec<(&str, &str)> = Vec::new();
    for number in numbers.iter().copied() {
        match runs.last_mut() {
            Some((_, last)) if last_part(last).map(|last| last + 1) == last_part(number) => {
                *last = number;
            }
            _ => runs.push((number, number)),
        }
    }
    let runs: Vec<String> = runs
        .into_iter()
        .map(|(first, last)| match first == last {
            true => first.to_owned(),
            false => format!("{first}–{last}"),
        })
        .collect();
    runs.join(", ")
}

#[cfg(test)]
mod tests {
    use setup::{Setup, SetupId, Timestamp};

    use super::*;
    use crate::checklist::step_of;
    use crate::input::MappingCheck;

    fn at(minute: u32) -> Timestamp {
        Timestamp(format!("2026-11-23T19:{minute:02}:00.000Z"))
    }

    fn setup() -> Setup {
        Setup::new(SetupId("00".to_owned()), "Contoso".to_owned(), at(0))
    }

    fn found(number: &str) -> &'static ChecklistStep {
        step_of(number).expect("the step exists")
    }

    #[test]
    fn each_published_number_is_in_the_list() {
        for (number, shown) in [
            ("0.1", "0.1–0.2, 0.4–0.5"),
            ("0.3", "0.3"),
            ("2.3", "2.3–2.5"),
            ("2.12", "2.11–2.12"),
            ("2.14", "2.14–2.15"),
            ("2.13a", "2.13a"),
            ("2.20", "2.20"),
        ] {
            assert_eq!(short_numbers(found(number)), shown);
        }
    }

    #[test]
    fn the_next_step_is_one_that_applies() {
        let (setup, mappings) = (setup(), MappingCheck::default());
        let input = GuideInput::new(&setup, &mappings);
        let after = |number| following(found(number), &input).map(|step| step.number);
        assert_eq!(after("0.1"), Some("0.3"));
        assert_eq!(
            after("2.13a"),
            Some("2.18"),
            "neither roles nor teams are mapped"
        );
        assert_eq!(after("2.20"), None);
    }

    #[test]
    fn a_failed_test_contradicts_the_mark_that_came_before() {
        let (mut setup, mappings) = (setup(), MappingCheck::default());
        let url = "https://api.talkdeskapp.eu/scim/v2".to_owned();
        setup.tenant = setup::Tenant::Custom(url.clone());
        marks::mark_done(found("2.3"), &mut setup.guide, &at(1));
        let contradicted = |setup: &Setup, open| {
            let input = GuideInput::new(setup, &mappings);
            contradiction(found(open), &input).map(|(step, _)| step.number)
        };
        assert_eq!(contradicted(&setup, "2.6"), None);
        let matching = setup.matching();
        setup.record_test(
            at(2),
            url,
            matching,
            Err("The token has expired".to_owned()),
        );
        assert_eq!(contradicted(&setup, "2.6"), Some("2.3"));
        assert_eq!(contradicted(&setup, "2.3"), None, "its own page says it");
        marks::mark_done(found("2.3"), &mut setup.guide, &at(3));
        assert_eq!(contradicted(&setup, "2.6"), None);
    }
}
