//! What comes after the last step.

use provisioning::format::{counted, span};
use setup::{PreflightStatus, PreflightSummary, StepMark, Timestamp};

use crate::checklist::step_of;
use crate::facts::{self, OpenItem, SetupFact};
use crate::input::GuideInput;
use crate::marks;
use crate::rich_text::{RichText, rich};
use crate::status::{self, StepStatus};

/// The page after the last step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finish {
    /// When provisioning was marked as started.
    pub started: Option<Timestamp>,
    pub title: &'static str,
    pub lead: String,
    pub facts: Vec<SetupFact>,
    pub open_items: Vec<OpenItem>,
    /// What happens next, in order.
    pub next: Vec<NextEvent>,
    /// What to keep an eye on later.
    pub watch: Vec<WatchItem>,
}

/// Something that happens after the start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextEvent {
    /// Such as "In 40 minutes".
    pub when: &'static str,
    /// Minutes after the start, if they are known.
    pub minutes: Option<u32>,
    pub text: RichText,
    /// A page of this app that helps.
    pub href: Option<&'static str>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatchItem {
    pub text: RichText,
    pub source: &'static str,
}

/// Minutes between two cycles.
pub const CYCLE_MINUTES: u32 = 40;

/// Whether no step is left to do.
pub fn is_finished(input: &GuideInput) -> bool {
    status::next(input).is_none()
}

impl Finish {
    pub fn new(input: &GuideInput) -> Self {
        let setup = input.setup;
        let start = step_of("2.20").and_then(|step| marks::mark(step, &setup.guide));
        let started = match start {
            Some(StepMark::Done(when)) => Some(when),
            _ => None,
        };
        let run = match setup.preflight_status() {
            PreflightStatus::Current(run) => Some(run),
            _ => None,
        };
        let status = step_of("2.20").map(|step| status::status(step, input));
        let is_on = started.is_some() || matches!(status, Some(StepStatus::Verified { .. }));
        Self {
            title: match status {
                Some(StepStatus::NeedsAttention { .. }) => "Provisioning needs attention",
                _ if is_on => "Provisioning is on",
                _ => "Provisioning isn’t marked as started",
            },
            lead: lead(run),
            facts: facts::facts(input),
            open_items: facts::open_items(input),
            next: next_events(run, is_on),
            watch: watch_items(),
            started,
        }
    }
}

fn lead(run: Option<&PreflightSummary>) -> String {
    let first = match run {
        Some(run) if run.seconds > 0 => {
            let users = counted(run.created.into(), "user", "users");
            let duration = span(run.seconds.into());
            format!("The first cycle creates {users} and takes about {duration}.")
        }
        _ => "The first cycle takes from 20 minutes to several hours.".to_owned(),
    };
    format!("{first} After that, Entra sends changes about every {CYCLE_MINUTES} minutes.")
}

fn next_events(run: Option<&PreflightSummary>, is_started: bool) -> Vec<NextEvent> {
    let [first, second] = match is_started {
        true => ["Now", "In 40 minutes"],
        false => ["When you start", "40 minutes later"],
    };
    let event = |when, minutes, template: &str, href| NextEvent {
        when,
        minutes,
        text: rich(template, &[]),
        href,
    };
    let minutes = run
        .map(|run| run.seconds.div_ceil(60))
        .filter(|minutes| *minutes > 0);
    vec![
        event(
            first,
            Some(0),
            "Entra reads assigned users and starts with the first ones. *Overview* in the portal shows the progress.",
            None,
        ),
        event(
            second,
            Some(CYCLE_MINUTES),
            "Open *Provisioning logs* and filter by the status *Failure*. Paste an error in Connection to see its cause.",
            Some("#/connection"),
        ),
        event(
            "When the first cycle ends",
            minutes,
            "Compare the license count in Talkdesk under *Admin* > *Billing*.",
            None,
        ),
        event(
            "Tomorrow",
            Some(24 * 60),
            "Unassign one test user, then check that Talkdesk shows them as deactivated.",
            None,
        ),
    ]
}

fn watch_items() -> Vec<WatchItem> {
    let item = |template: &str, source| WatchItem {
        text: rich(template, &[]),
        source,
    };
    vec![
        item(
            "Users that fail are retried after 6, 12 and 24 hours, then daily for 28 days.",
            "Microsoft, how application provisioning works",
        ),
        item(
            "Wrong credentials or many failures (more than 40 percent, from 5,000 on) put the job in quarantine: one cycle per day, and off after four weeks. Fix the cause, then choose *Restart provisioning*.",
            "Microsoft, quarantine status",
        ),
        item(
            "If you change mappings, the next cycle is a full one again.",
            "Microsoft, how application provisioning works",
        ),
        item(
            "Entra doesn’t send cleared values: clearing a team in Entra doesn’t clear it in Talkdesk.",
            "Microsoft, how application provisioning works",
        ),
        item(
            "A user who is unassigned first and deleted later never gets a delete request.",
            "Microsoft, how application provisioning works",
        ),
        item(
            "If new users appear as Deactivated, you have probably run out of licenses.",
            "Talkdesk, SCIM API, Pre-requisites",
        ),
    ]
}

#[cfg(test)]
mod tests;
