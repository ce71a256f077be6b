//! A connection test so far.

use crate::checks::check::{CheckId, CheckInput};
use crate::checks::{plan, user_lookup};
use crate::http::outcome::Outcome;
use crate::steps::request::StepRequest;
use crate::steps::runner::{Ended, TestRun};
use crate::steps::step::{NextStep, StepKind, StepResult};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckRun {
    /// What it asks for. It has the id of the user once that was found.
    pub input: CheckInput,
    results: Vec<StepResult<CheckId>>,
}

impl CheckRun {
    pub fn new(input: CheckInput) -> CheckRun {
        CheckRun::with_outcomes(input, Vec::new())
    }

    /// A test whose first checks had these outcomes.
    pub fn with_outcomes(input: CheckInput, outcomes: Vec<Outcome>) -> CheckRun {
        let results = CheckId::STEPS.iter().zip(outcomes);
        let results = results.map(|(step, outcome)| StepResult {
            step: step.id,
            id: None,
            outcome,
        });
        CheckRun {
            input,
            results: results.collect(),
        }
    }
}

impl CheckRun {
    /// How long the responses took together, in milliseconds.
    pub fn response_ms(&self) -> u32 {
        let times = self.results.iter().filter_map(|result| result.outcome.ms());
        times.fold(0, u32::saturating_add)
    }
}

impl TestRun for CheckRun {
    type Step = CheckId;

    fn results(&self) -> &[StepResult<CheckId>] {
        &self.results
    }

    fn next_step(&self) -> Option<NextStep<CheckId>> {
        plan::next(self)
    }

    fn request(&self, step: CheckId) -> Option<StepRequest> {
        Some(step.request(&self.input))
    }

    fn add(&mut self, result: StepResult<CheckId>) {
        let is_search = matches!(result.step, CheckId::FindUser | CheckId::FindByOther);
        let is_search = is_search && !matches!(result.outcome, Outcome::NotSent(_));
        self.results.push(result);
        if is_search {
            self.input.user_id = user_lookup::id_to_read(self);
        }
    }

    /// The outcomes say it all, and nothing has to be cleaned up.
    fn end(&mut self, _: Ended) {}
}

#[cfg(test)]
mod tests;
