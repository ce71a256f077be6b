//! Every sentence about the facts behind a conclusion.

use crate::diagnosis::messages::VerdictSeverity;
use crate::http::request::Method;
use crate::lifecycle::extension::{ATTRIBUTES, Attribute};
use crate::lifecycle::facts::{ChangeMode, Doubt, Fact, Failure, State, Topic};
use crate::lifecycle::report::ReportLine;
use crate::tenant_url::TargetService;
use provisioning::scim_request::PatchStyle;

/// What a line is about: facts that differ only in the form share one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subject {
    Create,
    Find,
    Read,
    Written(Attribute),
    Update,
    Changed(Attribute),
    Deactivate,
    Reactivate,
    Delete,
}

impl Subject {
    fn of(topic: Topic) -> Subject {
        match topic {
            Topic::Create => Subject::Create,
            Topic::Find => Subject::Find,
            Topic::Read => Subject::Read,
            Topic::Written(attribute) => Subject::Written(attribute),
            Topic::Update(_) => Subject::Update,
            Topic::Changed(attribute, _) => Subject::Changed(attribute),
            Topic::Deactivate(_) => Subject::Deactivate,
            Topic::Reactivate(_) => Subject::Reactivate,
            Topic::Delete => Subject::Delete,
        }
    }

    fn attribute(self) -> Option<Attribute> {
        match self {
            Subject::Written(attribute) | Subject::Changed(attribute) => Some(attribute),
            _ => None,
        }
    }

    fn name(self) -> String {
        match self {
            Subject::Create => "Creation".to_owned(),
            Subject::Find => "Finding with Entra’s filter".to_owned(),
            Subject::Read => "Reading by ID".to_owned(),
            Subject::Written(attribute) => format!("{} of a new user", attribute.short()),
            Subject::Update => "Change of the name".to_owned(),
            Subject::Changed(attribute) => format!("Change of {}", attribute.short()),
            Subject::Deactivate => "Deactivation".to_owned(),
            Subject::Reactivate => "Reactivation".to_owned(),
            Subject::Delete => "Deletion".to_owned(),
        }
    }

    /// What a failure means for people.
    fn meaning(self) -> &'static str {
        match self {
            Subject::Deactivate => "If it fails, leavers stay active.",
            Subject::Reactivate => "If it fails, a returning employee stays inactive.",
            Subject::Update => "If it fails, changed names don’t arrive.",
            Subject::Changed(_) => "If it fails, users keep what they had.",
            Subject::Written(_) => "New users get something other than what Entra sends.",
            Subject::Create | Subject::Find | Subject::Read | Subject::Delete => "",
        }
    }
}

/// The facts in lines, one for each subject: first what fails, then what is not
/// known, then what works.
pub fn lines(facts: &[Fact], service: TargetService) -> Vec<ReportLine> {
    let mut subjects: Vec<Subject> = Vec::new();
    let untested = untested(facts);
    for fact in facts {
        let subject = Subject::of(fact.topic);
        if subject
            .attribute()
            .is_some_and(|own| untested.contains(&own))
        {
            continue;
        }
        if !subjects.contains(&subject) {
            subjects.push(subject);
        }
    }
    let untested = untested.iter().map(|attribute| {
        let short = attribute.short();
        let text = format!("{short} was not tested, because no name was entered.");
        ReportLine::new(VerdictSeverity::Unknown, text)
    });
    let about = |subject: Subject| -> Vec<&Fact> {
        let own = facts
            .iter()
            .filter(|fact| Subject::of(fact.topic) == subject);
        own.collect()
    };
    let lines = subjects.iter().map(|subject| {
        let facts = about(*subject);
        ReportLine::new(severity(&facts), line(*subject, &facts, service))
    });
    let mut lines: Vec<ReportLine> = untested.chain(lines).collect();
    lines.sort_by_key(|line| match line.severity {
        VerdictSeverity::Bad => 0,
        VerdictSeverity::Unknown => 1,
        _ => 2,
    });
    lines
}

/// How good what is known of one subject is.
fn severity(facts: &[&Fact]) -> VerdictSeverity {
    if facts.iter().any(|fact| fact.fails()) {
        VerdictSeverity::Bad
    } else if facts.iter().all(|fact| fact.works()) {
        VerdictSeverity::Good
    } else {
        VerdictSeverity::Unknown
    }
}

fn line(subject: Subject, facts: &[&Fact], service: TargetService) -> String {
    let name = subject.name();
    if facts.iter().all(|fact| fact.works()) {
        let forms = match facts.len() {
            0 | 1 => "",
            _ => " with and without the flag",
        };
        return format!("{name} works{forms}.");
    }
    let parts: Vec<String> = facts
        .iter()
        .map(|fact| format!("{}{}", state(&fact.state), context(fact.topic)))
        .collect();
    let mut text = format!("{name}: {}.", parts.join("; "));
    let mut add = |more: String| {
        if !more.is_empty() && !text.contains(&more) {
            text.push(' ');
            text.push_str(&more);
        }
    };
    if facts.iter().any(|fact| fact.fails()) {
        add(subject.meaning().to_owned());
    }
    let method = match subject {
        Subject::Create => Method::Post,
        Subject::Find | Subject::Read => Method::Get,
        Subject::Delete => Method::Delete,
        _ => Method::Patch,
    };
    for fact in facts {
        let refusal = match &fact.state {
            State::Fails(Failure::Refused(refusal)) | State::Open(Doubt::Refused(refusal)) => {
                refusal
            }
            _ => continue,
        };
        add(service.fill(refusal.cause.message(method)));
        add(refusal.quote(service).unwrap_or_default());
    }
    text
}

fn state(state: &State) -> String {
    match state {
        State::Works => "works".to_owned(),
        State::Fails(Failure::Refused(refusal)) => refusal.clause(),
        State::Fails(Failure::NoEffect) => "accepted without effect".to_owned(),
        State::Fails(Failure::Other(value)) if value.is_empty() => {
            "accepted, but no value is shown".to_owned()
        }
        State::Fails(Failure::Other(value)) => {
            let value: String = value.chars().take(100).collect();
            format!("accepted, but “{value}” is shown instead")
        }
        State::Open(Doubt::NoName) => "not tested, because no name was entered,".to_owned(),
        State::Open(Doubt::NotMade) => "not tested".to_owned(),
        State::Open(Doubt::NoResponse) => "no response".to_owned(),
        State::Open(Doubt::Refused(refusal)) => format!("not known ({})", refusal.clause()),
        State::Open(Doubt::NotShown) => "accepted, but not confirmed".to_owned(),
        State::Open(Doubt::NeverShown) => {
            "accepted, but not confirmed, because reading the user doesn’t show it,".to_owned()
        }
        State::Open(Doubt::Unchanged) => {
            "accepted, but not confirmed without a second name".to_owned()
        }
        State::Open(Doubt::OtherAttribute) => {
            "not tested with this setup’s matching attribute".to_owned()
        }
        State::Open(Doubt::Default) => {
            "not confirmed, because users get this role by default".to_owned()
        }
    }
}

fn context(topic: Topic) -> &'static str {
    match topic {
        Topic::Changed(_, ChangeMode::Together) => " with the flag, together with other attributes",
        Topic::Changed(_, ChangeMode::Alone) => " with the flag, alone",
        topic => match topic.form() {
            Some(PatchStyle::Default) => " without the flag",
            Some(PatchStyle::Flag) => " with the flag",
            None => "",
        },
    }
}

/// The attributes that the setup sends and the test did not write.
pub fn untested(facts: &[Fact]) -> Vec<Attribute> {
    let untested = |attribute: &Attribute| {
        facts.iter().any(|fact| {
            fact.topic == Topic::Written(*attribute) && fact.state == State::Open(Doubt::NoName)
        })
    };
    ATTRIBUTES.into_iter().filter(untested).collect()
}
