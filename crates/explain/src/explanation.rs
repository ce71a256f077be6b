//! What an input means: one sentence, why, who acts, and what to do next.

use connection_test::diagnosis::messages::Code;
use provisioning::format::{grouped, shortened};
use provisioning_log::cause::{Cause, CauseConfidence, CauseOwner, CauseSource, FixLocation};

pub use crate::destination::Destination;
pub use crate::severity::ExplanationSeverity;

use crate::input_cause::InputCause;
use crate::input_kind::Recognition;

/// The cause, by who knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExplainedCause {
    /// Of one operation of the provisioning service.
    Operation(Cause),
    /// Of a response to a request that only reads, as the connection test has it.
    Connection(Code),
    /// Of any other input.
    Input(InputCause),
}

impl ExplainedCause {
    /// A name that stays, for tests, exports and tickets.
    pub fn id(&self) -> String {
        match self {
            Self::Operation(cause) => cause.info().id.to_owned(),
            Self::Connection(code) => code.exported_name(),
            Self::Input(cause) => cause.info().id.to_owned(),
        }
    }
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExplainedAction {
    pub text: String,
    pub destination: Destination,
    /// The target attribute whose row it is about.
    pub attribute: Option<String>,
}

/// A value that was read from the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadValue {
    pub name: &'static str,
    pub value: String,
}

/// A further cause in the same input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FurtherCause {
    pub cause: ExplainedCause,
    pub headline: String,
    /// How many entries or requests have it.
    pub count: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    pub recognition: Recognition,
    pub cause: ExplainedCause,
    pub severity: ExplanationSeverity,
    pub owner: CauseOwner,
    pub confidence: CauseConfidence,
    /// The lead sentence, without a period.
    pub headline: String,
    /// Why.
    pub explanation: String,
    /// What stays as it is until somebody acts; may be empty.
    pub consequence: String,
    /// In order.
    pub actions: Vec<ExplainedAction>,
    pub read: Vec<ReadValue>,
    /// What the admin's setup says about it.
    pub setup_notes: Vec<String>,
    /// What this input cannot show; may be empty.
    pub hidden: String,
    pub further: Vec<FurtherCause>,
    pub source: Option<CauseSource>,
}

/// In characters, of a value that is shown.
const MAX_VALUE: usize = 300;

impl Explanation {
    pub(crate) fn of_input(recognition: &Recognition, cause: InputCause) -> Explanation {
        let info = cause.info();
        Explanation {
            recognition: recognition.clone(),
            cause: ExplainedCause::Input(cause),
            severity: info.severity,
            owner: info.owner,
            confidence: match info.severity {
                ExplanationSeverity::Unknown => CauseConfidence::Possible,
                _ => CauseConfidence::Certain,
            },
            headline: info.headline.to_owned(),
            explanation: info.explanation.to_owned(),
            consequence: String::new(),
            actions: ExplainedAction::all(info.next_action, info.destination, None),
            read: Vec::new(),
            setup_notes: Vec::new(),
            hidden: String::new(),
            further: Vec::new(),
            source: info.source,
        }
    }

    /// What is known of one operation of the provisioning service.
    pub(crate) fn of_operation(recognition: &Recognition, cause: Cause) -> Explanation {
        let info = cause.info();
        let attribute = cause.attribute().map(str::to_owned);
        let destination = match info.fix {
            FixLocation::Mapping => Destination::Mapping,
            FixLocation::MatchingAttribute => Destination::MatchingAttribute,
            FixLocation::GuideStep(number) => Destination::GuideStep(number),
            FixLocation::ConnectionTest => Destination::ConnectionTest,
            FixLocation::LifecycleTest => Destination::LifecycleTest,
            FixLocation::Preflight => Destination::Preflight,
            FixLocation::Ticket => Destination::Ticket,
            FixLocation::Elsewhere => Destination::Elsewhere,
        };
        Explanation {
            recognition: recognition.clone(),
            severity: cause.severity.into(),
            owner: info.owner,
            confidence: cause.confidence,
            headline: cause.headline(),
            explanation: cause.explanation(),
            consequence: String::new(),
            actions: ExplainedAction::all(&cause.next_action(), destination, attribute),
            read: Vec::new(),
            setup_notes: Vec::new(),
            hidden: String::new(),
            further: Vec::new(),
            source: Some(info.source),
            cause: ExplainedCause::Operation(cause),
        }
    }

    /// Adds what was read, unless it is empty.
    pub(crate) fn read(mut self, name: &'static str, value: impl AsRef<str>) -> Explanation {
        let value = value.as_ref().trim();
        if !value.is_empty() {
            self.read.push(ReadValue {
                name,
                value: shortened(value, MAX_VALUE),
            });
        }
        self
    }

    pub(crate) fn read_some(
        self,
        name: &'static str,
        value: Option<impl AsRef<str>>,
    ) -> Explanation {
        match value {
            Some(value) => self.read(name, value),
            None => self,
        }
    }

    pub(crate) fn with_headline(mut self, headline: impl Into<String>) -> Explanation {
        self.headline = headline.into();
        self
    }

    pub(crate) fn with_consequence(mut self, consequence: impl Into<String>) -> Explanation {
        self.consequence = consequence.into();
        self
    }

    pub(crate) fn with_hidden(mut self, hidden: impl Into<String>) -> Explanation {
        self.hidden = hidden.into();
        self
    }

    pub(crate) fn and_then(
        mut self,
        text: impl Into<String>,
        destination: Destination,
    ) -> Explanation {
        self.actions.push(ExplainedAction {
            text: text.into(),
            destination,
            attribute: None,
        });
        self
    }

    /// Names the attribute whose row the actions are about.
    pub(crate) fn about(mut self, attribute: Option<&str>) -> Explanation {
        for action in &mut self.actions {
            action.attribute = attribute.map(str::to_owned);
        }
        self
    }

    /// Everything for people, in order; for a ticket and for search.
    pub fn text(&self) -> String {
        let mut lines = vec![format!("{}.", self.headline.trim_end_matches('.'))];
        lines.push(self.explanation.clone());
        lines.push(self.consequence.clone());
        lines.extend(self.actions.iter().map(|action| action.text.clone()));
        lines.extend(
            self.read
                .iter()
                .map(|read| format!("{}: {}", read.name, read.value)),
        );
        lines.extend(self.further.iter().map(|further| match further.count {
            0 | 1 => format!("Also: {}", further.headline),
            count => format!("Also: {} ({})", further.headline, grouped(count)),
        }));
        lines.extend(self.setup_notes.iter().cloned());
        if !self.hidden.is_empty() {
            lines.push(format!("What this doesn’t show: {}", self.hidden));
        }
        lines.retain(|line| !line.is_empty());
        lines.join("\n")
    }
}

impl ExplainedAction {
    fn all(
        text: &str,
        destination: Destination,
        attribute: Option<String>,
    ) -> Vec<ExplainedAction> {
        match text {
            "" => Vec::new(),
            text => vec![ExplainedAction {
                text: text.to_owned(),
                destination,
                attribute,
            }],
        }
    }
}
