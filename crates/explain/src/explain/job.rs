//! A synchronization job: status, quarantine, schedule and the last cycle
//! together. A job in quarantine is never fine.

use provisioning::format::counted;
use provisioning_log::cause::{Cause, CauseConfidence, CauseKind};
use provisioning_log::entry::LogTime;
use provisioning_log::reference::{self, ReferenceEntry, ReferenceType};
use serde_json::Value;

use super::json::{at, document, elements, member, number, text, time};
use crate::explanation::{Destination, Explanation, ExplanationSeverity, FurtherCause};
use crate::input_cause::InputCause;
use crate::input_kind::Recognition;

/// How many jobs of a list are read.
const MAX_JOBS: usize = 200;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum JobCause {
    Input(InputCause),
    Operation(CauseKind),
}

/// What is read of one job.
struct JobFacts<'v> {
    job: &'v Value,
    /// The object with the code, which may have been pasted alone.
    status: &'v Value,
    code: Option<&'v str>,
    quarantine: Option<&'v Value>,
    last: Option<&'v Value>,
}

impl<'v> JobFacts<'v> {
    fn of(job: &'v Value) -> Self {
        let status = match member(job, "status") {
            Some(status) if status.is_object() => status,
            _ => job,
        };
        let is_quarantine = |value: &&Value| {
            text(value, &["reason"]).is_some() || has_error(value) || has_series(value)
        };
        // A quarantine that was pasted alone.
        let alone = (at(status, &["quarantine"]).is_none() && text(status, &["code"]).is_none())
            .then_some(status);
        let quarantine = at(status, &["quarantine"]).or(alone);
        Self {
            job,
            status,
            // PowerShell prints the status of some objects as text.
            code: text(status, &["code"]).or_else(|| text(job, &["status"])),
            // An empty object means that there is none.
            quarantine: quarantine.filter(is_quarantine),
            last: at(status, &["lastExecution"]).filter(|last| last.is_object()),
        }
    }

    fn cause(&self) -> (JobCause, CauseConfidence) {
        use JobCause::{Input, Operation};
        let is = |code: &str| self.code.is_some_and(|own| own.eq_ignore_ascii_case(code));
        if self.quarantine.is_some() || is("Quarantine") {
            return self.quarantine_cause();
        }
        let state = self.last.and_then(|last| text(last, &["state"]));
        let is_state = |name: &str| state.is_some_and(|state| state.eq_ignore_ascii_case(name));
        let has_error = self.last.is_some_and(has_error);
        let escrowed = self.last.and_then(|last| number(last, &["countEscrowed"]));
        let failures = number(self.status, &["countSuccessiveCompleteFailures"]);
        let is_disabled = text(self.job, &["schedule", "state"])
            .is_some_and(|state| state.eq_ignore_ascii_case("Disabled"));
        let cause = match () {
            () if is("NotConfigured") => Input(InputCause::JobNotConfigured),
            () if (is("NotRun") || is("Paused")) && !self.has_run() => {
                Input(InputCause::JobNeverRan)
            }
            () if is("NotRun") || is("Paused") => Input(InputCause::JobPaused),
            () if !is("Active") => {
                return (Input(InputCause::JobUnknown), CauseConfidence::Possible);
            }
            () if is_disabled => Input(InputCause::JobDisabled),
            () if is_state("Failed") || has_error || failures.unwrap_or_default() > 0 => {
                Input(InputCause::JobFailed)
            }
            () if is_state("EntryLevelErrors")
                || escrowed.unwrap_or_default() > 0
                || self.are_escrows_pruned() =>
            {
                Operation(CauseKind::EntryErrors)
            }
            () if self.last.is_none() || is_state("Succeeded") => Input(InputCause::JobRunning),
            // What the documentation doesn't list says nothing.
            () => return (Input(InputCause::JobUnknown), CauseConfidence::Possible),
        };
        (cause, CauseConfidence::Certain)
    }

    /// Whether there were more errors of single objects than Entra keeps.
    fn are_escrows_pruned(&self) -> bool {
        at(self.status, &["escrowsPruned"]).and_then(Value::as_bool) == Some(true)
    }

    fn has_run(&self) -> bool {
        let executions = [
            "lastExecution",
            "lastSuccessfulExecution",
            "lastSuccessfulExecutionWithExports",
        ];
        executions.iter().any(|name| {
            let is_set = |member: &str| time(self.status, &[name, member]).is_some();
            is_set("timeBegan") || is_set("timeEnded")
        }) || time(self.status, &["steadyStateFirstAchievedTime"]).is_some()
    }

    fn quarantine_cause(&self) -> (JobCause, CauseConfidence) {
        use JobCause::{Input, Operation};
        let quarantine = self.quarantine.unwrap_or(&Value::Null);
        let reason = text(quarantine, &["reason"]).unwrap_or_default();
        let by_reason = reference::entry_of(reason)
            .filter(|entry| entry.entry_type == ReferenceType::QuarantineReason)
            .and_then(ReferenceEntry::cause);
        if let Some(kind) = by_reason.filter(|kind| {
            // The error says why the connection fails.
            !matches!(
                kind,
                CauseKind::QuarantineForConnection | CauseKind::QuarantineUnknown
            )
        }) {
            return (Operation(kind), CauseConfidence::Certain);
        }
        let error = [
            text(quarantine, &["error", "code"]),
            text(quarantine, &["error", "message"]),
            self.last.and_then(|last| text(last, &["error", "code"])),
            self.last.and_then(|last| text(last, &["error", "message"])),
        ];
        let error = error.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let low = error.to_ascii_lowercase();
        let has = |parts: &[&str]| parts.iter().any(|part| low.contains(part));
        // A number in an identifier is no status.
        let has_word = |word: &str| {
            let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-';
            low.split(|c| !is_part(c)).any(|own| own == word)
        };
        match () {
            () if has_word("401")
                || has_word("403")
                || has(&["unauthorized", "forbidden", "invalid credentials"]) =>
            {
                (
                    Input(InputCause::QuarantineCredentials),
                    CauseConfidence::Certain,
                )
            }
            () if has(&["credentialvalidationfailure", "invalidcredentials"]) => (
                Input(InputCause::QuarantineCredentials),
                CauseConfidence::Likely,
            ),
            () if has(&[
                "unavailable",
                "timeout",
                "timed out",
                "could not be resolved",
            ]) =>
            {
                (
                    Input(InputCause::QuarantineUnreachable),
                    CauseConfidence::Likely,
                )
            }
            () if !error.is_empty() => (
                Input(InputCause::QuarantineIncompatible),
                CauseConfidence::Likely,
            ),
            () => (
                Operation(by_reason.unwrap_or(CauseKind::QuarantineUnknown)),
                CauseConfidence::Possible,
            ),
        }
    }

    fn explanation(&self, recognition: &Recognition) -> Explanation {
        let (cause, confidence) = self.cause();
        let explanation = match cause {
            JobCause::Input(cause) => Explanation::of_input(recognition, cause),
            JobCause::Operation(kind) => {
                Explanation::of_operation(recognition, Cause::of_kind(kind))
            }
        };
        let mut explanation = self.read_into(explanation);
        explanation.confidence = confidence;
        if self.quarantine.is_some()
            || self
                .code
                .is_some_and(|it| it.eq_ignore_ascii_case("Quarantine"))
        {
            return in_quarantine(cause, explanation);
        }
        if cause != JobCause::Input(InputCause::JobRunning) {
            return explanation;
        }
        if self.last.is_none() {
            explanation.severity = ExplanationSeverity::Check;
            return explanation
                .with_headline("The job is active, but no cycle is known to have ended")
                .with_hidden("Whether users are provisioned: the job has no result of a cycle.");
        }
        explanation.with_hidden(
            "Which users were skipped, and whether they should be: only the log shows that.",
        )
    }

    fn read_into(&self, explanation: Explanation) -> Explanation {
        let quarantine = self.quarantine.unwrap_or(&Value::Null);
        let last = self.last.unwrap_or(&Value::Null);
        let began = time(quarantine, &["seriesBegan"]).or(time(quarantine, &["currentBegan"]));
        let tries = number(quarantine, &["seriesCount"]).map(|count| count.to_string());
        let failures = number(self.status, &["countSuccessiveCompleteFailures"]);
        let failures = failures
            .filter(|count| *count > 0)
            .map(|count| count.to_string());
        let interval = text(self.job, &["schedule", "interval"]).map(|interval| match interval {
            // The longest time that .NET has.
            interval if interval.starts_with("P10675199D") => "None",
            interval => interval,
        });
        let pruned = self.are_escrows_pruned().then_some("Yes");
        let count = |name: &str| number(last, &[name]).map(|count| count.to_string());
        explanation
            .read_some("Job", text(self.job, &["id"]))
            .read_some("Status", self.code)
            .read_some("Reason", text(quarantine, &["reason"]))
            .read_some("Error code", text(quarantine, &["error", "code"]))
            .read_some("Error message", text(quarantine, &["error", "message"]))
            .read_some("In quarantine since", began)
            .read_some("Turned off by Entra on", began.and_then(turned_off))
            .read_some("Tries", tries)
            .read_some("Next try", time(quarantine, &["nextAttempt"]))
            .read_some("Schedule", text(self.job, &["schedule", "state"]))
            .read_some("Interval", interval)
            .read_some("Last cycle", text(last, &["state"]))
            .read_some("Last cycle began", time(last, &["timeBegan"]))
            .read_some("Error of the last cycle", text(last, &["error", "message"]))
            .read_some("Errors that Entra no longer lists", pruned)
            .read_some("Imported", count("countImported"))
            .read_some("Exported", count("countExported"))
            .read_some("Failed users", count("countEscrowed"))
            .read_some("Cycles failed in a row", failures)
    }
}

/// The date on which Entra turns the job off: four weeks after the quarantine began.
fn turned_off(began: &str) -> Option<String> {
    const FOUR_WEEKS: i64 = 28 * 24 * 60 * 60 * 1_000;
    let began = LogTime::parse(began)?;
    let end = LogTime(began.0.checked_add(FOUR_WEEKS)?).to_iso();
    end.split('T').next().map(str::to_owned)
}

/// Whether a quarantine or a cycle has an error.
fn has_error(value: &Value) -> bool {
    text(value, &["error", "code"]).is_some() || text(value, &["error", "message"]).is_some()
}

fn has_series(quarantine: &Value) -> bool {
    number(quarantine, &["seriesCount"]).is_some_and(|count| count > 0)
        || time(quarantine, &["seriesBegan"]).is_some()
}

/// What to do after the cause is fixed, and what stays as it is until then.
fn in_quarantine(cause: JobCause, explanation: Explanation) -> Explanation {
    let explanation = match cause {
        JobCause::Input(InputCause::QuarantineCredentials) => explanation.and_then(
            "In Entra, paste it as Secret token, choose Test connection, then Save.",
            Destination::GuideStep("2.3"),
        ),
        JobCause::Input(_) => explanation.and_then(
            "Correct it in Entra, choose Test connection, then Save.",
            Destination::GuideStep("2.3"),
        ),
        JobCause::Operation(_) => explanation,
    };
    let explanation = match cause {
        JobCause::Input(_) => explanation.and_then(
            "Choose Restart provisioning: it ends the quarantine and starts a full cycle.",
            Destination::GuideStep("2.20"),
        ),
        JobCause::Operation(_) => explanation,
    };
    explanation.with_consequence(
        "Until you fix this, no user is created, changed or deactivated. People who leave keep their access. Waiting doesn’t help: Entra turns the job off after four weeks.",
    )
}

/// Of several jobs the worst one leads, and the others are named.
pub(super) fn explain(text: &str, recognition: &Recognition) -> Explanation {
    let Some(document) = document(text) else {
        return Explanation::of_input(recognition, InputCause::JobUnknown);
    };
    let elements = elements(&document);
    let count = elements.len();
    let mut jobs: Vec<Explanation> = elements
        .into_iter()
        .take(MAX_JOBS)
        .map(|job| JobFacts::of(job).explanation(recognition))
        .collect();
    // The sort keeps the order of the list among equals.
    jobs.sort_by_key(|job| std::cmp::Reverse(job.severity));
    let mut jobs = jobs.into_iter();
    let Some(mut first) = jobs.next() else {
        return Explanation::of_input(recognition, InputCause::GraphListEmpty);
    };
    for job in jobs {
        add_further(&mut first, job);
    }
    if count > 1 {
        first = first.read("Jobs", counted(count as u64, "job", "jobs"));
    }
    first
}

fn add_further(first: &mut Explanation, job: Explanation) {
    let same = |further: &&mut FurtherCause| further.cause == job.cause;
    match first.further.iter_mut().find(same) {
        Some(further) => further.count += 1,
        None => first.further.push(FurtherCause {
            cause: job.cause,
            headline: job.headline,
            count: 1,
        }),
    }
}
