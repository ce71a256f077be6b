//! Comparing two mapping sets for the users of the last report, one part of the
//! file after the other.

use preflight::ComparisonRun;
use preflight::protocol::PreflightResponse;
use preflight::protocol::comparison::ComparisonPlan;
use preflight::users_file::UsersFileError;

use super::{LAST_REPORT, LastReport, PROGRESS, unreadable};
use crate::blob::{self, PART};

/// A comparison that waits for the page to want more.
pub struct PausedComparison {
    run: ComparisonRun,
    /// Bytes of the users file that were read.
    at: f64,
}

/// Begins a comparison, or goes on with the one that waits, for a moment.
pub async fn compare(plan: Option<ComparisonPlan>) -> PreflightResponse {
    match part(plan).await {
        Ok(response) | Err(response) => response,
    }
}

async fn part(plan: Option<ComparisonPlan>) -> Result<PreflightResponse, PreflightResponse> {
    let (users, mut paused) = with_report(|last| {
        let waiting = last.comparison.take();
        let paused = match plan {
            Some(plan) => PausedComparison {
                run: ComparisonRun::new(&last.run, &plan)?,
                at: 0.0,
            },
            None => waiting.ok_or(PreflightResponse::NoReport)?,
        };
        Ok((last.users.clone(), paused))
    })?;
    let begun = js_sys::Date::now();
    let refused = |why: UsersFileError| PreflightResponse::Refused { file: 0, why };
    while js_sys::Date::now() - begun < PROGRESS {
        if paused.at >= users.size() {
            with_report(|last| paused.run.end(&mut last.run).map_err(refused))?;
            break;
        }
        let bytes = blob::read(&users, paused.at, paused.at + PART).await;
        let bytes = bytes.map_err(|_| unreadable(0))?;
        paused.at += PART;
        with_report(|last| paused.run.push(&mut last.run, &bytes).map_err(refused))?;
    }
    let report = paused.run.report();
    if !report.is_complete {
        with_report(|last| {
            last.comparison = Some(paused);
            Ok(())
        })?;
    }
    Ok(PreflightResponse::Compared(Box::new(report)))
}

fn with_report<T>(
    work: impl FnOnce(&mut LastReport) -> Result<T, PreflightResponse>,
) -> Result<T, PreflightResponse> {
    LAST_REPORT.with_borrow_mut(|last| match last {
        Some(last) => work(last),
        None => Err(PreflightResponse::NoReport),
    })
}
