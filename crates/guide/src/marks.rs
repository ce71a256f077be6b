//! What the admin marked by hand, and notes.
//!
//! Marks and notes are stored by the numbers that a step combines, so those
//! that an earlier version stored still count, and an earlier version
//! understands new ones.

use setup::{GuideProgress, StepMark, Timestamp};

use crate::checklist::{ChecklistStep, ROLES_STEP, TEAMS_STEP, step_of};

/// A number that is not needed when another one is not.
fn prerequisite(number: &str) -> Option<&'static str> {
    match number {
        "2.12" | "2.13" => Some("2.11"),
        "2.15" => Some("2.14"),
        "2.17" => Some("2.16"),
        _ => None,
    }
}

fn mark_of_number(number: &str, guide: &GuideProgress) -> Option<StepMark> {
    let own = guide.mark(number).cloned();
    own.or_else(|| match guide.mark(prerequisite(number)?)? {
        StepMark::NotNeeded(when) => Some(StepMark::NotNeeded(when.clone())),
        StepMark::Done(_) => None,
    })
}

/// How a step is marked. One that combines several numbers counts once all of
/// its published ones are marked.
pub fn mark(step: &ChecklistStep, guide: &GuideProgress) -> Option<StepMark> {
    let mut numbers = step.deciding_numbers();
    if step.number == TEAMS_STEP && !guide.has_record(TEAMS_STEP) {
        numbers = step.published.to_vec();
    }
    let mut done: Option<Timestamp> = None;
    let mut not_needed: Option<Timestamp> = None;
    for number in numbers {
        match mark_of_number(number, guide)? {
            StepMark::Done(when) => done = done.max(Some(when)),
            StepMark::NotNeeded(when) => not_needed = not_needed.max(Some(when)),
        }
    }
    done.map(StepMark::Done)
        .or(not_needed.map(StepMark::NotNeeded))
}

/// Marks a step as done, whatever proves it.
pub fn mark_done(step: &ChecklistStep, guide: &mut GuideProgress, when: &Timestamp) {
    set(step, guide, Some(StepMark::Done(when.clone())));
}

/// Marks a step as not needed.
pub fn mark_not_needed(step: &ChecklistStep, guide: &mut GuideProgress, when: &Timestamp) {
    set(step, guide, Some(StepMark::NotNeeded(when.clone())));
}

/// Opens a step again.
pub fn clear_mark(step: &ChecklistStep, guide: &mut GuideProgress) {
    set(step, guide, None);
    for number in step.numbers {
        if let Some(before) = prerequisite(number)
            && matches!(guide.mark(before), Some(StepMark::NotNeeded(_)))
        {
            guide.set_mark(before, None);
        }
    }
}

fn set(step: &ChecklistStep, guide: &mut GuideProgress, new: Option<StepMark>) {
    // From now on 2.16 and 2.17 are marks of the step for roles only.
    if step.number == ROLES_STEP
        && !guide.has_record(TEAMS_STEP)
        && let Some(teams) = step_of(TEAMS_STEP)
    {
        let before = mark(teams, guide);
        guide.set_mark(TEAMS_STEP, before);
    }
    for number in step.numbers {
        guide.set_mark(number, new.clone());
    }
}

/// The numbers that are marked while others of the step are not.
pub fn partly_marked(step: &ChecklistStep, guide: &GuideProgress) -> Vec<&'static str> {
    if mark(step, guide).is_some() {
        return Vec::new();
    }
    let numbers = step.numbers.iter().copied();
    numbers
        .filter(|number| guide.mark(number).is_some())
        .collect()
}

/// The note on a step. Notes on several of its numbers are lines of one.
pub fn note(step: &ChecklistStep, guide: &GuideProgress) -> String {
    let notes = step
        .numbers
        .iter()
        .map(|number| (number, guide.note(number)));
    let notes: Vec<_> = notes.filter(|(_, note)| !note.is_empty()).collect();
    match notes.as_slice() {
        [(_, note)] => (*note).to_owned(),
        several => {
            let lines = several
                .iter()
                .map(|(number, note)| format!("{number}: {note}"));
            lines.collect::<Vec<_>>().join("\n")
        }
    }
}

/// Replaces the note on a step.
pub fn set_note(step: &ChecklistStep, guide: &mut GuideProgress, note: String) {
    for number in step.numbers {
        if *number != step.number && !guide.note(number).is_empty() {
            guide.set_note(number, String::new());
        }
    }
    guide.set_note(step.number, note);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklist::STEPS;

    fn at(minute: u32) -> Timestamp {
        Timestamp(format!("2026-11-23T19:{minute:02}:00.000Z"))
    }

    fn found(number: &str) -> &'static ChecklistStep {
        step_of(number).expect("the step exists")
    }

    /// Numbers with their marks: the minute, and whether it is "not needed".
    fn marked(marks: &[(&str, u32, bool)]) -> GuideProgress {
        let mut guide = GuideProgress::default();
        for (number, minute, is_not_needed) in marks {
            let mark = match is_not_needed {
                true => StepMark::NotNeeded(at(*minute)),
                false => StepMark::Done(at(*minute)),
            };
            guide.set_mark(number, Some(mark));
        }
        guide
    }

    #[test]
    fn marks_of_earlier_versions_count() {
        let done = |minute| Some(StepMark::Done(at(minute)));
        let not_needed = |minute| Some(StepMark::NotNeeded(at(minute)));
        type Case<'a> = (&'a str, &'a [(&'a str, u32, bool)], Option<StepMark>);
        let cases: &[Case] = &[
            ("2.3", &[], None),
            ("2.3", &[("2.3", 1, false), ("2.4", 2, false)], None),
            (
                "2.3",
                &[("2.3", 1, false), ("2.4", 3, false), ("2.5", 2, false)],
                done(3),
            ),
            // Steps that were added need no mark where published ones decide.
            ("2.14", &[("2.14", 1, false), ("2.15", 2, false)], done(2)),
            ("2.14", &[("2.14a", 1, false)], None),
            ("2.20", &[("2.20", 4, false)], done(4)),
            ("2.20", &[("2.19b", 4, false), ("2.20a", 4, false)], None),
            ("2.5a", &[("2.5a", 4, false)], done(4)),
            ("2.10", &[("2.10", 4, false)], done(4)),
            (
                "0.1",
                &[
                    ("0.1", 1, false),
                    ("0.2", 1, false),
                    ("0.4", 1, false),
                    ("0.5", 9, false),
                ],
                done(9),
            ),
            // What is not needed takes along what depends on it.
            ("2.12", &[("2.11", 1, true)], not_needed(1)),
            ("2.13", &[("2.11", 1, true)], not_needed(1)),
            ("2.12", &[("2.11", 1, true), ("2.12", 2, false)], done(2)),
            ("2.14", &[("2.14", 1, true)], not_needed(1)),
            ("2.16", &[("2.16", 1, true)], not_needed(1)),
            // One step was for roles and teams.
            ("2.16", &[("2.16", 1, false), ("2.17", 2, false)], done(2)),
            ("2.16a", &[("2.16", 1, false), ("2.17", 2, false)], done(2)),
            ("2.16a", &[("2.16", 1, false)], None),
            (
                "2.16a",
                &[("2.16", 1, false), ("2.17", 2, false), ("2.16a", 3, false)],
                done(3),
            ),
        ];
        for (number, marks, expected) in cases {
            assert_eq!(
                mark(found(number), &marked(marks)),
                *expected,
                "{number} {marks:?}"
            );
        }
    }

    #[test]
    fn marking_the_step_for_roles_says_nothing_of_teams() {
        let (roles, teams) = (found("2.16"), found("2.16a"));
        let mut guide = GuideProgress::default();
        mark_done(roles, &mut guide, &at(1));
        assert_eq!(mark(roles, &guide), Some(StepMark::Done(at(1))));
        assert_eq!(mark(teams, &guide), None);
        // Of an earlier version both were done, and one is opened again.
        let mut guide = marked(&[("2.16", 1, false), ("2.17", 2, false)]);
        clear_mark(roles, &mut guide);
        assert_eq!(mark(roles, &guide), None);
        assert_eq!(mark(teams, &guide), Some(StepMark::Done(at(2))));
    }

    #[test]
    fn each_step_is_marked_and_opened_again_alone() {
        for step in &STEPS {
            let mut guide = GuideProgress::default();
            mark_done(step, &mut guide, &at(7));
            for other in &STEPS {
                let expected = (other == step).then(|| StepMark::Done(at(7)));
                assert_eq!(
                    mark(other, &guide),
                    expected,
                    "{} {}",
                    step.number,
                    other.number
                );
            }
            mark_not_needed(step, &mut guide, &at(8));
            assert_eq!(mark(step, &guide), Some(StepMark::NotNeeded(at(8))));
            clear_mark(step, &mut guide);
            assert!(!guide.has_marks(), "{}", step.number);
        }
        let mut guide = marked(&[("2.11", 1, true)]);
        clear_mark(found("2.13"), &mut guide);
        assert_eq!(mark(found("2.13"), &guide), None);
    }

    #[test]
    fn single_marks_and_notes_are_not_lost() {
        let step = found("2.3");
        let mut guide = marked(&[("2.3", 1, false), ("2.5", 1, false)]);
        assert_eq!(partly_marked(step, &guide), ["2.3", "2.5"]);
        guide.set_note("2.4", "Token of Ana".to_owned());
        assert_eq!(note(step, &guide), "Token of Ana");
        guide.set_note("2.5", "passed".to_owned());
        assert_eq!(note(step, &guide), "2.4: Token of Ana\n2.5: passed");
        set_note(step, &mut guide, "All".to_owned());
        assert_eq!(note(step, &guide), "All");
        mark_done(step, &mut guide, &at(2));
        assert!(partly_marked(step, &guide).is_empty());
        assert_eq!(note(step, &guide), "All");
    }
}
