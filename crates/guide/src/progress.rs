//! How far the admin is, and what comes next.

use super::parts;
use super::step::{GuidePart, GuideStep, StepNeed};
use setup::{Setup, StepMark, Timestamp};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepState {
    Open,
    Done(Timestamp),
    /// The admin marked it as not needed.
    NotNeeded(Timestamp),
    /// The setup's choices make it pointless; why, in a sentence.
    NotApplicable(&'static str),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StepCount {
    pub done: usize,
    pub needed: usize,
}

pub fn state(step: &GuideStep, setup: &Setup) -> StepState {
    match setup.guide.mark(step.number) {
        Some(StepMark::Done(when)) => return StepState::Done(when.clone()),
        Some(StepMark::NotNeeded(when)) => return StepState::NotNeeded(when.clone()),
        None => {}
    }
    match step.need {
        StepNeed::When(condition) if !(condition.holds)(&setup.mapping) => {
            StepState::NotApplicable(condition.reason)
        }
        _ => StepState::Open,
    }
}

/// Whether the admin may mark a step as not needed.
pub fn is_optional(step: &GuideStep) -> bool {
    !matches!(step.need, StepNeed::Always)
}

pub fn overall(setup: &Setup) -> StepCount {
    count(&parts::steps(), setup)
}

pub fn part_progress(part: &GuidePart, setup: &Setup) -> StepCount {
    count(&part.steps(), setup)
}

fn count(steps: &[&GuideStep], setup: &Setup) -> StepCount {
    let mut progress = StepCount::default();
    for step in steps {
        match state(step, setup) {
            StepState::Done(_) => {
                progress.done += 1;
                progress.needed += 1;
            }
            StepState::Open => progress.needed += 1,
            StepState::NotNeeded(_) | StepState::NotApplicable(_) => {}
        }
    }
    progress
}

/// The first step that is still to do.
pub fn next(setup: &Setup) -> Option<&'static GuideStep> {
    parts::steps()
        .into_iter()
        .find(|step| state(step, setup) == StepState::Open)
}

/// The first step to do behind a given one, or else the first of all.
pub fn next_after(number: &str, setup: &Setup) -> Option<&'static GuideStep> {
    parts::steps()
        .into_iter()
        .skip_while(|step| step.number != number)
        .skip(1)
        .find(|step| state(step, setup) == StepState::Open)
        .or_else(|| next(setup))
}

#[cfg(test)]
mod tests {
    use super::*;
    use provisioning::mapping::{Row, Source};
    use provisioning::talkdesk::{ROLES, TEAMS};
    use setup::SetupId;

    fn now() -> Timestamp {
        Timestamp("2026-11-23T19:00:00.000Z".to_owned())
    }

    fn setup() -> Setup {
        Setup::new(SetupId("00".to_owned()), "Contoso".to_owned(), now())
    }

    #[test]
    fn role_and_team_steps_follow_the_mappings() {
        let mut setup = setup();
        let step = parts::step("2.15").expect("published");
        let app_roles = parts::step("2.15a").expect("added");
        assert!(matches!(state(step, &setup), StepState::NotApplicable(_)));
        setup
            .mapping
            .put(Row::new(TEAMS, Source::Constant("Sales".to_owned())));
        assert_eq!(state(step, &setup), StepState::Open);
        assert!(matches!(
            state(app_roles, &setup),
            StepState::NotApplicable(_)
        ));
        let role = "SingleAppRoleAssignment([appRoleAssignments])";
        setup
            .mapping
            .put(Row::new(ROLES, Source::Expression(role.to_owned())));
        assert_eq!(state(app_roles, &setup), StepState::Open);
    }

    #[test]
    fn the_guide_leads_to_its_end() {
        let mut setup = setup();
        let mut visited = 0;
        while let Some(step) = next(&setup) {
            let mark = StepMark::Done(now());
            setup.guide.set_mark(step.number, Some(mark));
            visited += 1;
        }
        let progress = overall(&setup);
        assert_eq!((progress.done, progress.needed), (visited, visited));
        assert!(visited >= 24, "only {visited} steps");
    }

    #[test]
    fn a_step_marked_as_not_needed_does_not_count() {
        let mut setup = setup();
        let before = overall(&setup);
        let mark = StepMark::NotNeeded(now());
        setup.guide.set_mark("2.19a", Some(mark));
        assert_eq!(overall(&setup).needed, before.needed - 1);
    }

    #[test]
    fn what_comes_next_starts_behind_the_open_step() {
        let setup = setup();
        let after = |number| next_after(number, &setup).map(|step| step.number);
        assert_eq!(after("2.3"), Some("2.4"));
        assert_eq!(after("2.13a"), Some("2.18"), "role steps are left out");
        assert_eq!(after("2.20b"), Some("0.1"), "nothing behind it");
    }
}
