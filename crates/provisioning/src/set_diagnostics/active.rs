//! Whether `active` deactivates whom it should, by evaluating it for every
//! state of a user.
//!
//! `IsSoftDeleted` is True for a user who was unassigned, left the scope, was
//! deleted, or is blocked from signing in (`accountEnabled` False). Source:
//! Microsoft, "How application provisioning works in Microsoft Entra ID",
//! sections "Deprovisioning" and "Attribute mapping".

use entra_expression::Expr;
use entra_expression::evaluate::{EvaluationOutcome, Program};

use super::active_result::{ActiveResult, FALSE, TRUE, of_text, put, result};
use super::branches::branches;
use super::code::{NeverBecause, SetCode};
use super::evaluate::Evaluator;
use super::sample_records::{self, SampleRecord};
use crate::diagnostics::MappingDiagnostic;
use crate::diagnostics::set_fix::SetFix;
use crate::entra::{ENABLED, SOFT_DELETED};
use crate::evaluate::CompiledRow;
use crate::mapping::{Apply, MappingSet, Source};

pub(super) fn check(
    set: &MappingSet,
    target: &str,
    row: Option<&CompiledRow>,
    users: &[SampleRecord],
    evaluator: &mut Evaluator<'_>,
) -> Vec<MappingDiagnostic> {
    let mut codes = Vec::new();
    let row = row.filter(|row| row.row().source != Source::None);
    match row {
        None => codes.push(SetCode::NobodyDeactivated(NeverBecause::NotMapped)),
        // What is wrong with the text of the expression is said elsewhere.
        Some(row) if row.error().is_some() => {}
        Some(row) => {
            codes = of_row(row, users, evaluator);
            let never = |code: &SetCode| matches!(code, SetCode::NobodyDeactivated(_));
            if row.row().apply == Apply::OnlyDuringCreation && !codes.iter().any(never) {
                codes.retain(|code| !matches!(code, SetCode::SomeStayActive(_)));
                codes.insert(
                    0,
                    SetCode::NobodyDeactivated(NeverBecause::OnlyDuringCreation),
                );
            }
        }
    }
    if !set.operations.update {
        codes.retain(|code| {
            !matches!(
                code,
                SetCode::SomeStayActive(_) | SetCode::UnassignedStayActive
            )
        });
        codes.push(SetCode::NobodyDeactivated(NeverBecause::UpdateOff));
    }
    codes
        .into_iter()
        .map(|code| {
            let fix = fix(&code, row);
            code.diagnostic(target, fix)
        })
        .collect()
}

fn fix(code: &SetCode, row: Option<&CompiledRow>) -> Option<SetFix> {
    let reads_others = row.is_some_and(|row| {
        let mut read = row.attributes().iter();
        read.any(|name| name != SOFT_DELETED && name != ENABLED)
    });
    match code {
        SetCode::NobodyDeactivated(NeverBecause::UpdateOff) => Some(SetFix::UpdateOn),
        SetCode::NobodyDeactivated(NeverBecause::OnlyDuringCreation) => Some(SetFix::ApplyAlways),
        // A condition on other attributes may be meant, and the fix removes it.
        SetCode::SomeInactive(_) | SetCode::NotChecked => None,
        SetCode::SomeStayActive(_)
        | SetCode::ActiveFailsForSome { .. }
        | SetCode::ReturningStayInactive
        | SetCode::ActiveWithoutSource { .. }
            if reads_others =>
        {
            None
        }
        _ => Some(SetFix::PublishedActive),
    }
}

/// What `active` is for one user in each state.
struct States {
    assigned: ActiveResult,
    unassigned: ActiveResult,
    blocked: ActiveResult,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Right,
    /// Active, and deactivated when blocked, but not when unassigned.
    OnlyWhenBlocked,
    /// Active, and never deactivated.
    Stays,
    Inverted,
    Inactive,
    Fails,
}

impl States {
    fn always_fails(&self) -> bool {
        let all = [&self.assigned, &self.unassigned, &self.blocked];
        all.iter()
            .all(|result| matches!(result, ActiveResult::Fails(_)))
    }

    fn fate(&self) -> Fate {
        let is_off = |result: &ActiveResult| *result == ActiveResult::Inactive;
        match (is_off(&self.assigned), is_off(&self.unassigned)) {
            (true, true) => Fate::Inactive,
            (true, false) => Fate::Inverted,
            (false, true) => Fate::Right,
            _ if matches!(self.unassigned, ActiveResult::Fails(_)) => Fate::Fails,
            (false, false) if is_off(&self.blocked) => Fate::OnlyWhenBlocked,
            (false, false) => Fate::Stays,
        }
    }
}

fn of_row(
    row: &CompiledRow,
    users: &[SampleRecord],
    evaluator: &mut Evaluator<'_>,
) -> Vec<SetCode> {
    let reads = |name: &str| row.attributes().iter().any(|own| own == name);
    let reads_others = row
        .attributes()
        .iter()
        .any(|name| name != SOFT_DELETED && name != ENABLED);
    let mut tried: Vec<SampleRecord> = users.to_vec();
    if reads_others {
        let base = users.first().map(|user| user.record.clone());
        if let (Some(expr), Some(base)) = (expr_of(row), base) {
            tried.extend(sample_records::made_for(&expr, &base));
        }
    } else {
        // Nothing else of the user counts.
        tried.truncate(1);
    }
    let mut states = Vec::new();
    for user in &tried {
        // One that takes too long is enough to know that the result is unknown.
        if evaluator.reached_limit() {
            return vec![SetCode::NotChecked];
        }
        let mut of = |gone: Option<&str>, enabled: Option<&str>| {
            result(row, &put(&user.record, gone, enabled), evaluator)
        };
        let own = States {
            assigned: of(Some(FALSE), Some(TRUE)),
            unassigned: of(Some(TRUE), Some(TRUE)),
            blocked: of(Some(TRUE), Some(FALSE)),
        };
        // A text of the expression need not be one that the attribute can
        // have: no date is "yyyyMMdd". The name of such a user quotes the text.
        let is_made = states.len() >= users.len() && user.name.contains('"');
        if !(is_made && own.always_fails()) {
            states.push((user, own));
        }
    }
    if evaluator.reached_limit() {
        return vec![SetCode::NotChecked];
    }
    // The first users are the ones that were given.
    let mut codes = of_states(&states, users.len());
    if reads_others && codes.iter().all(leaves_leavers_open) {
        codes.extend(of_branches(row, users, evaluator));
    }
    let plain = |code: &SetCode| {
        matches!(
            code,
            SetCode::ActiveInverted | SetCode::EverybodyInactive | SetCode::ActiveFails(_)
        )
    };
    if let Some(user) = tried.first().filter(|_| !codes.iter().any(plain)) {
        for name in [SOFT_DELETED, ENABLED]
            .into_iter()
            .filter(|name| reads(name))
        {
            let (gone, enabled) = match name {
                SOFT_DELETED => (None, Some(TRUE)),
                _ => (Some(FALSE), None),
            };
            let result = result(row, &put(&user.record, gone, enabled), evaluator);
            if !matches!(result, ActiveResult::Active | ActiveResult::NoValue) {
                codes.push(SetCode::ActiveWithoutSource {
                    attribute: name.to_owned(),
                    result,
                });
            }
        }
    }
    codes
}

/// Whether a code says nothing about users who leave.
fn leaves_leavers_open(code: &SetCode) -> bool {
    matches!(
        code,
        SetCode::SomeInactive(_)
            | SetCode::ReturningStayInactive
            | SetCode::ActiveNotBoolean(_)
            | SetCode::ActiveFailsForSome { .. }
    )
}

/// Branches that no user above took, and that keep leavers active.
fn of_branches(
    row: &CompiledRow,
    users: &[SampleRecord],
    evaluator: &mut Evaluator<'_>,
) -> Option<SetCode> {
    let expr = expr_of(row)?;
    let user = users.first()?;
    let Some(branches) = branches(&expr) else {
        return Some(SetCode::NotChecked);
    };
    let wrong = branches.into_iter().find(|branch| {
        let Ok(program) = Program::from_expr(&branch.expr) else {
            return false;
        };
        let mut of = |enabled: &str| {
            let record = put(&user.record, Some(TRUE), Some(enabled));
            match program.run(&record, evaluator.environment()) {
                Ok(EvaluationOutcome::Value(text)) => of_text(&text),
                // What a branch lacks is said of the users that take it.
                Err(_) => ActiveResult::Inactive,
                Ok(_) => ActiveResult::NoValue,
            }
        };
        of(TRUE) != ActiveResult::Inactive || of(FALSE) != ActiveResult::Inactive
    });
    wrong.map(|branch| SetCode::SomeStayActive(branch.user))
}

/// What the states of all users together mean.
fn of_states(states: &[(&SampleRecord, States)], given: usize) -> Vec<SetCode> {
    let mut codes = Vec::new();
    let Some((first, _)) = states.first() else {
        return codes;
    };
    let fates: Vec<Fate> = states.iter().map(|(_, states)| states.fate()).collect();
    let all = |fate: Fate| fates.iter().all(|own| *own == fate);
    let any = |fate: Fate| fates.iter().position(|own| *own == fate);
    let name = |at: usize| {
        let found = states.get(at).map(|(user, _)| user.name.clone());
        found.unwrap_or_else(|| first.name.clone())
    };
    // A failure for everybody is the cause of all else.
    let assigned = || {
        states
            .iter()
            .take(given)
            .map(|(_, states)| &states.assigned)
    };
    let failure = assigned().find_map(|result| match result {
        ActiveResult::Fails(why) => Some(why.clone()),
        _ => None,
    });
    let gives_nothing =
        |result: &ActiveResult| matches!(result, ActiveResult::Fails(_) | ActiveResult::NoValue);
    if let Some(why) = failure.filter(|_| assigned().all(gives_nothing)) {
        return vec![SetCode::ActiveFails(why)];
    }
    let blocked_wrong = states.iter().any(|(_, states)| {
        states.blocked == ActiveResult::Active
            && (states.unassigned == ActiveResult::Inactive
                || states.assigned == ActiveResult::Inactive)
    });
    if all(Fate::Inverted) {
        codes.push(SetCode::ActiveInverted);
        return codes;
    }
    if all(Fate::Inactive) {
        codes.push(SetCode::EverybodyInactive);
        if blocked_wrong {
            codes.push(SetCode::BlockedBecomeActive);
        }
        return codes;
    }
    let deactivates = any(Fate::Right).or(any(Fate::OnlyWhenBlocked));
    let stays = any(Fate::Stays).or(any(Fate::Inverted));
    if deactivates.is_none() {
        let cause = stays.or(any(Fate::Fails)).and_then(|at| states.get(at));
        codes.push(SetCode::NobodyDeactivated(match cause {
            Some((_, states)) => NeverBecause::Gives(states.unassigned.clone()),
            None => NeverBecause::Gives(ActiveResult::NoValue),
        }));
    } else if any(Fate::Right).is_none() {
        codes.push(SetCode::UnassignedStayActive);
    } else if let Some(at) = stays.or(any(Fate::OnlyWhenBlocked)) {
        codes.push(SetCode::SomeStayActive(name(at)));
    }
    if deactivates.is_some()
        && let Some(at) = any(Fate::Fails)
        && let Some((_, states)) = states.get(at)
        && let ActiveResult::Fails(why) = &states.unassigned
    {
        codes.push(SetCode::ActiveFailsForSome {
            example: name(at),
            why: why.clone(),
        });
    }
    if let Some(at) = any(Fate::Inactive).or(any(Fate::Inverted)) {
        codes.push(SetCode::SomeInactive(name(at)));
    }
    let blocked_stays = states.iter().any(|(_, states)| {
        states.unassigned == ActiveResult::Inactive && states.blocked != ActiveResult::Inactive
    });
    if blocked_wrong {
        codes.push(SetCode::BlockedBecomeActive);
    } else if blocked_stays {
        codes.push(SetCode::BlockedStayActive);
    }
    let working = states.iter().map(|(_, states)| &states.assigned);
    let odd = working.clone().find_map(|result| match result {
        ActiveResult::Other(text) => Some(text.clone()),
        _ => None,
    });
    if let Some(text) = odd {
        codes.push(SetCode::ActiveNotBoolean(text));
    } else if deactivates.is_some()
        && working
            .clone()
            .all(|result| *result == ActiveResult::NoValue)
    {
        codes.push(SetCode::ReturningStayInactive);
    }
    codes
}

pub(super) fn expr_of(row: &CompiledRow) -> Option<Expr> {
    match &row.row().source {
        Source::Expression(text) => entra_expression::parse(text).expr(),
        Source::Direct(name) => Some(Expr::attribute(name)),
        Source::Constant(text) => Some(Expr::text(text)),
        Source::None => None,
    }
}
