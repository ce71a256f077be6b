//! Evaluates a mapping set and says what is to be known about the result.

use dotnet_text::date::Ticks;
use entra_expression::evaluate::Environment;

use super::code::SetCode;
use super::sample_records::{self, SampleRecord};
use super::{active, values};
use crate::diagnostics::MappingDiagnostic;
use crate::diagnostics::set_fix::is_active;
use crate::evaluate::CompiledSet;
use crate::mapping::MappingSet;
use crate::talkdesk::ACTIVE;
use crate::user::SourceUser;

/// Steps of one evaluation. An expression that needs more is reported as not
/// checked, so that checking a set never takes long.
const MAX_STEPS: u64 = 100_000;

#[derive(Debug, Clone, Copy, Default)]
pub struct EvaluationOptions<'a> {
    pub own: Option<&'a SourceUser>,
    /// What `Now()` is, in seconds since 1970.
    pub now: i64,
    /// Rows that are not evaluated, by their index: they took too long before.
    pub skip: &'a [usize],
}

/// The environment of all evaluations of one check.
pub(super) struct Evaluator<'a> {
    environment: Environment,
    limit_reached: bool,
    skip: &'a [usize],
    begun: &'a dyn Fn(usize),
}

impl Evaluator<'_> {
    pub(super) fn environment(&mut self) -> &mut Environment {
        &mut self.environment
    }

    /// Notes that an evaluation was ended by its limit.
    pub(super) fn set_limit_reached(&mut self) {
        self.limit_reached = true;
    }

    /// Whether an evaluation of the row at hand was ended by its limit.
    pub(super) fn reached_limit(&self) -> bool {
        self.limit_reached
    }

    /// Begins with a row; false when it must not be evaluated.
    pub(super) fn begin(&mut self, row: usize) -> bool {
        self.limit_reached = false;
        if self.skip.contains(&row) {
            return false;
        }
        (self.begun)(row);
        true
    }
}

/// What there is to say about a set, in the order of its targets. `begun`
/// is called with the index of each row before it is evaluated.
pub fn evaluate(
    set: &MappingSet,
    checked: EvaluationOptions<'_>,
    begun: &dyn Fn(usize),
) -> Vec<MappingDiagnostic> {
    evaluate_for(set, &sample_records::samples(checked.own), checked, begun)
}

/// The same with the built-in sample users only.
pub fn evaluate_samples(set: &MappingSet, now: i64) -> Vec<MappingDiagnostic> {
    let checked = EvaluationOptions {
        now,
        ..EvaluationOptions::default()
    };
    evaluate(set, checked, &|_| ())
}

/// The same for users of a file. What Preflight finds for each user is left
/// out.
pub fn evaluate_file(set: &MappingSet, users: &[SampleRecord], now: i64) -> Vec<MappingDiagnostic> {
    let checked = EvaluationOptions {
        now,
        ..EvaluationOptions::default()
    };
    let mut found = match users.is_empty() {
        true => evaluate_samples(set, now),
        false => evaluate_for(set, users, checked, &|_| ()),
    };
    let by_user = [
        "no-value",
        "always-fails",
        "matching-without-source",
        "matching-case-of-mail",
    ];
    found.retain(|one| !by_user.contains(&one.code.as_ref()));
    found
}

fn evaluate_for(
    set: &MappingSet,
    users: &[SampleRecord],
    checked: EvaluationOptions<'_>,
    begun: &dyn Fn(usize),
) -> Vec<MappingDiagnostic> {
    let compiled = CompiledSet::new(set);
    let mut environment = Environment::default();
    environment.now = Ticks::from_unix(checked.now);
    environment.limits.steps = MAX_STEPS;
    let mut evaluator = Evaluator {
        environment,
        limit_reached: false,
        skip: checked.skip,
        begun,
    };
    let mut found = Vec::new();
    let rows = || compiled.rows().iter().enumerate();
    let (active, others): (Vec<_>, Vec<_>) =
        rows().partition(|(_, row)| is_active(&row.row().target));
    if active.is_empty() {
        found.extend(active::check(set, ACTIVE, None, users, &mut evaluator));
    }
    for (at, row) in active {
        let target = row.row().target.as_str();
        match evaluator.begin(at) {
            true => found.extend(active::check(set, target, Some(row), users, &mut evaluator)),
            false => found.push(SetCode::NotChecked.diagnostic(target, None)),
        }
    }
    for (index, row) in others {
        if evaluator.begin(index) {
            let is_matching = row.row().matching_precedence.is_some();
            found.extend(values::check(row, is_matching, users, &mut evaluator));
        }
    }
    found
}
