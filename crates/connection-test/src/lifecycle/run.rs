//! Runs a life-cycle test from its first step to its last.

use crate::http::outcome::Outcome;
use crate::lifecycle::course::{Course, Ended};
use crate::lifecycle::plan::{next, patience_ms};
use crate::lifecycle::requests::Request;
use crate::lifecycle::steps::StepId;

/// What makes the requests of a test, one after the other.
pub trait Http {
    /// Makes a request.
    async fn send(&mut self, request: &Request) -> Outcome;
    /// Waits, unless the test is cancelled meanwhile.
    async fn pause(&mut self, ms: f64);
    /// Whether the test was cancelled.
    fn is_cancelled(&self) -> bool;
    /// From now on nothing cancels requests.
    fn ignore_cancel(&mut self);
}

/// What follows a test.
pub trait Observer {
    /// A step is about to be made.
    fn step_starts(&mut self, course: &Course, step: StepId);
    /// A step was made.
    fn step_ended(&mut self, course: &Course);
    /// Persists who the test user is, and says whether that record outlives
    /// the page.
    async fn persist(&mut self, course: &Course) -> bool;
}

/// Makes one step after the other until there is none left. Without a record
/// of the user nothing is created.
pub async fn run(http: &mut impl Http, observer: &mut impl Observer, course: &mut Course) {
    let mut cleaning = false;
    while let Some(step) = next(course) {
        if step.is_clean_up() && !cleaning {
            cleaning = true;
            // Cleaning up is not to be cancelled with the test.
            http.ignore_cancel();
        }
        observer.step_starts(course, step);
        if step == StepId::Create && !observer.persist(course).await {
            course.ended = Some(Ended::NoRecord);
            continue;
        }
        http.pause(patience_ms(course, step)).await;
        // The plan never asks for a change that may not be sent.
        let Some(request) = course.request(step) else {
            break;
        };
        let recorded = course.recorded_id();
        let outcome = http.send(&request).await;
        course.add(step, request.id, outcome);
        if !cleaning && http.is_cancelled() {
            course.ended = Some(Ended::Cancelled);
        }
        if course.recorded_id() != recorded {
            // The record without the id stays good enough.
            observer.persist(course).await;
        }
        observer.step_ended(course);
    }
}

#[cfg(test)]
mod tests;
