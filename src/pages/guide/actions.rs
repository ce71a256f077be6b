//! What the admin does in the guide: opening steps and marking them.

use leptos::prelude::*;

use crate::browser::{self, focus_soon};
use crate::pages::guide::open_number;
use crate::state::{App, UNDO_ID, Undo};
use guide::checklist::{ChecklistStep, STEPS, step_of};
use guide::input::GuideInput;
use guide::status::{self, StepStatus};
use guide::{marks, start_card, step_list};
use setup::SetupMethod;

pub fn address(step: &ChecklistStep) -> String {
    format!("#/guide/{}", step.number)
}

fn address_or_finish(step: Option<&ChecklistStep>) -> String {
    step.map_or_else(|| "#/guide/finish".to_owned(), address)
}

/// Opens the next step to do, wherever the admin is.
pub fn go_on(app: App) {
    browser::go(&untrack(|| {
        app.guide(|input| address_or_finish(status::next(input)))
    }));
}

/// What the main button of a step does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MainAction {
    /// Mark the step as done and open the next one to do.
    Done,
    /// Open the step that follows.
    Next,
    /// Fix the mappings first.
    FixMappings,
}

pub fn main_action(step: &ChecklistStep, input: &GuideInput) -> MainAction {
    match status::status(step, input) {
        StepStatus::NeedsAttention { .. }
            if status::enters_mappings(step) && !input.mappings.errors().is_empty() =>
        {
            MainAction::FixMappings
        }
        StepStatus::Open | StepStatus::NeedsAttention { .. } => MainAction::Done,
        // A test proves a part of the step; that the rest was done, only the
        // admin can say.
        StepStatus::Verified { .. } if marks::mark(step, &input.setup.guide).is_none() => {
            MainAction::Done
        }
        StepStatus::ByHand(_)
        | StepStatus::Verified { .. }
        | StepStatus::LeftOut(_)
        | StepStatus::WaitingForInput { .. } => MainAction::Next,
    }
}

/// The step that comes after one; nothing after the last.
pub fn next_step(step: &ChecklistStep, input: &GuideInput) -> Option<&'static ChecklistStep> {
    let following = match main_action(step, input) {
        MainAction::Done => None,
        MainAction::Next | MainAction::FixMappings => step_list::following(step, input),
    };
    following.or_else(|| status::next_after(step, input))
}

/// The address of the step that comes after one.
pub fn next_address(step: &ChecklistStep, input: &GuideInput) -> String {
    address_or_finish(next_step(step, input))
}

/// Marks the open step as done, unless it is or cannot be, and opens the next.
pub fn done_next(app: App) {
    let open = untrack(|| app.route.with(|route| open_number(app, route)));
    let Some(step) = step_of(open) else {
        return;
    };
    let (action, next) =
        untrack(|| app.guide(|input| (main_action(step, input), next_address(step, input))));
    if action == MainAction::Done {
        app.edit(|setup| marks::mark_done(step, &mut setup.guide, &browser::now()));
        app.announce(format!("Step {} done", step.number));
    }
    browser::go(&next);
}

/// Opens a step again that was marked.
pub fn clear_mark(app: App, step: &'static ChecklistStep) {
    app.edit(|setup| marks::clear_mark(step, &mut setup.guide));
    app.announce(format!("Step {} is open again", step.number));
}

/// Marks a step as not needed.
pub fn skip(app: App, step: &'static ChecklistStep) {
    app.edit(|setup| marks::mark_not_needed(step, &mut setup.guide, &browser::now()));
    app.announce(format!("Step {} marked as not needed", step.number));
}

/// Opens all steps again and goes to the first, which can be undone.
pub fn reset(app: App) {
    let before = app.setup.with_untracked(|setup| setup.guide.clone());
    app.edit(|setup| setup.guide.clear_marks());
    if let Some(first) = STEPS.first() {
        browser::go(&address(first));
    }
    app.offer_undo(
        "Progress cleared",
        Undo::new(move |app| app.edit(|setup| setup.guide = before.clone())),
    );
    focus_soon(UNDO_ID);
}

/// Leaves the questions at the start.
pub fn begin(app: App, method: SetupMethod) {
    app.edit(|setup| start_card::start(setup, method, browser::now()));
    match method {
        SetupMethod::ByHand => go_on(app),
        SetupMethod::Script => browser::go("#/mappings/scripts"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use guide::input::MappingCheck;
    use provisioning::talkdesk::regions::Region;
    use setup::{Setup, SetupId, Tenant, Timestamp};

    #[test]
    fn only_an_open_step_is_marked_by_the_main_button() {
        let now = Timestamp("2026-11-23T19:00:00.000Z".to_owned());
        let mut setup = Setup::new(SetupId("00".to_owned()), "Contoso".to_owned(), now.clone());
        let mappings = MappingCheck::default();
        let step = |number| step_of(number).expect("the step exists");
        let action =
            |setup: &Setup, number| main_action(step(number), &GuideInput::new(setup, &mappings));
        assert_eq!(action(&setup, "2.3"), MainAction::Next, "no region yet");
        assert_eq!(action(&setup, "2.6"), MainAction::Done);
        assert_eq!(action(&setup, "2.14"), MainAction::Next, "left out");
        setup.tenant = Tenant::Region(Region::Europe);
        assert_eq!(action(&setup, "2.3"), MainAction::Done);
        marks::mark_done(step("2.3"), &mut setup.guide, &now);
        assert_eq!(action(&setup, "2.3"), MainAction::Next);
        let next =
            |setup: &Setup, number| next_address(step(number), &GuideInput::new(setup, &mappings));
        assert_eq!(next(&setup, "2.1"), "#/guide/2.5a", "2.3 is done");
        assert_eq!(next(&setup, "2.3"), "#/guide/2.5a");
        for step in &STEPS {
            marks::mark_done(step, &mut setup.guide, &now);
        }
        assert_eq!(
            next(&setup, "2.1"),
            "#/guide/2.3",
            "in order, once all is done"
        );
        assert_eq!(next(&setup, "2.20"), "#/guide/finish");
    }
}
