//! How a test came out, in words, for its card and for a ticket.

use super::conclusion::{Conclusion, FlagAnswer, conclude, flag_answer};
use super::conclusion_words::{lines, untested};
use super::course::{Aim, Course};
use super::facts::{Failure, State, Topic, facts};
use super::judge::{Ending, broke_at, ending};
use super::words::Told;
use crate::connection::check::Method;
use crate::connection::findings::Grade;
use crate::connection::tenant_url::Service;

/// What is said about a test that has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// How good or bad it is.
    pub grade: Grade,
    /// In a sentence.
    pub headline: String,
    /// Why it is so.
    pub cause: String,
    /// What else is to be known, each in a line.
    pub lines: Vec<String>,
    /// What to do. Empty if there is nothing to do.
    pub remedy: String,
    /// The answer to the flag question: how good, what, and why.
    pub flag: (Grade, String, &'static str),
}

/// The conclusion of a test whose steps were all made.
pub fn conclusion(course: &Course) -> Conclusion {
    conclude(&facts(course), course.needs.active)
}

/// The report of a test; nothing while steps are left.
pub fn report(course: &Course, service: Service) -> Option<Report> {
    let ending = ending(course)?;
    let facts = facts(course);
    let told = match ending {
        Ending::Completed => conclusion(course).told(),
        ending => ending.told(),
    };
    let Told {
        grade,
        headline,
        cause,
        remedy,
    } = told;
    let mut report = Report {
        grade,
        headline: service.fill(headline),
        cause: service.fill(cause),
        lines: Vec::new(),
        remedy: service.fill(remedy),
        flag: flag(ending, flag_answer(&facts)),
    };
    if matches!(ending, Ending::NotCreated | Ending::RefusedButCreated) {
        let created = facts.iter().find(|fact| fact.topic == Topic::Create);
        if let Some(State::Fails(Failure::Refused(refusal))) = created.map(|fact| &fact.state) {
            report.lines.push(format!("Status {}.", refusal.status));
            let message = refusal.cause.message(Method::Post);
            report.lines[0].push_str(&format!(" {}", service.fill(message)));
            report.lines.extend(refusal.quote(service));
            if ending == Ending::NotCreated {
                report.remedy = service.fill(refusal.cause.remedy());
            }
        }
    }
    if course.aim == Aim::Life && course.was_created() && broke_at(course).is_none() {
        report.lines.extend(lines(&facts, service));
    } else if course.aim == Aim::Life {
        let untested = untested(&facts).into_iter();
        let lines = untested.map(|attribute| format!("{} was not tested.", attribute.short()));
        report.lines.extend(lines);
    }
    Some(report)
}

fn flag(ending: Ending, answer: FlagAnswer) -> (Grade, String, &'static str) {
    let (grade, what, why) = match ending {
        Ending::Removed => FlagAnswer::Open.told(),
        _ => answer.told(),
    };
    // After a whole test, an open question is a result.
    match (ending, grade) {
        (Ending::Completed, Grade::Skipped) => (Grade::Unknown, what, why),
        _ => (grade, what, why),
    }
}
