//! From the facts of a test to its conclusion, in one place.

use crate::lifecycle::facts::{ChangeMode, Fact, Topic};
use crate::lifecycle::steps::PATCH_FORMS;
use provisioning::scim_request::PatchStyle;

/// Whether everything that the setup needs works in one form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Works {
    Yes,
    No,
    /// Nothing fails, and something is not known.
    Unknown,
}

/// What a whole test came to, when all its steps were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conclusion {
    AllClear,
    WithFlag,
    WithoutFlag,
    NotFound,
    LeaversStay,
    NoUpdate,
    NotStored,
    NoExtension,
    NoReactivation,
    EachFails,
    Basics,
    NotConfirmed,
    NotTested,
    NoDeactivationSent,
}

/// What the setup says about how Entra will ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Whether it sends deactivations at all.
    pub sends_active: bool,
    /// Whether its Tenant URL has the flag.
    pub has_flag: bool,
}

/// The response to the question whether the Tenant URL needs the flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlagSupport {
    Both,
    DefaultOnly,
    FlagOnly,
    Neither,
    EachFails,
    DefaultWorks,
    FlagWorks,
    DefaultFails,
    FlagFails,
    Open,
}

/// Whether the changes that the setup needs work in a form. The roles and teams
/// of a created user count for both: no form makes up for them.
pub fn works(facts: &[Fact], form: PatchStyle) -> Works {
    let own = |fact: &&Fact| match fact.topic {
        Topic::Written(_) => true,
        topic => topic.form() == Some(form),
    };
    let mut result = Works::Yes;
    for fact in facts.iter().filter(own) {
        if fact.fails() {
            return Works::No;
        }
        if !fact.works() {
            result = Works::Unknown;
        }
    }
    result
}

/// What a form fails at, whatever the request.
fn failures(facts: &[Fact], form: PatchStyle) -> Vec<Topic> {
    let own = facts
        .iter()
        .filter(|fact| fact.fails() && fact.topic.form() == Some(form));
    let mut topics: Vec<Topic> = own
        .map(|fact| match fact.topic {
            Topic::Update(_) => Topic::Update(PatchStyle::Default),
            Topic::Changed(attribute, ChangeMode::Together) => {
                Topic::Changed(attribute, ChangeMode::Default)
            }
            Topic::Deactivate(_) => Topic::Deactivate(PatchStyle::Default),
            Topic::Reactivate(_) => Topic::Reactivate(PatchStyle::Default),
            other => other,
        })
        .collect();
    // What fails together with others and alone fails like the default form.
    let whole = topics.clone();
    topics.retain(|topic| match topic {
        Topic::Changed(attribute, ChangeMode::Alone) => {
            !whole.contains(&Topic::Changed(*attribute, ChangeMode::Default))
        }
        _ => true,
    });
    topics.dedup();
    topics
}

/// Answers the flag question. A form is recommended only when everything that
/// the setup needs works in it.
pub fn flag_support(facts: &[Fact]) -> FlagSupport {
    match PATCH_FORMS.map(|form| works(facts, form)) {
        [Works::Yes, Works::Yes] => FlagSupport::Both,
        [Works::Yes, Works::No] => FlagSupport::DefaultOnly,
        [Works::No, Works::Yes] => FlagSupport::FlagOnly,
        [Works::No, Works::No] => {
            let [default, flag] = PATCH_FORMS.map(|form| failures(facts, form));
            match default == flag {
                true => FlagSupport::Neither,
                false => FlagSupport::EachFails,
            }
        }
        [Works::Yes, Works::Unknown] => FlagSupport::DefaultWorks,
        [Works::Unknown, Works::Yes] => FlagSupport::FlagWorks,
        [Works::No, Works::Unknown] => FlagSupport::DefaultFails,
        [Works::Unknown, Works::No] => FlagSupport::FlagFails,
        [Works::Unknown, Works::Unknown] => FlagSupport::Open,
    }
}

/// Whether something fails in every form: in each, a fact about it fails.
fn fails_in_each(facts: &[Fact], is: impl Fn(Topic) -> bool) -> bool {
    PATCH_FORMS.iter().all(|form| {
        facts
            .iter()
            .any(|fact| fact.fails() && is(fact.topic) && fact.topic.form() == Some(*form))
    })
}

/// Concludes from the facts.
pub fn conclude(facts: &[Fact], settings: Settings) -> Conclusion {
    let fails = |is: &dyn Fn(Topic) -> bool| {
        let mut failed = facts.iter().filter(|fact| fact.fails());
        failed.any(|fact| is(fact.topic))
    };
    if fails(&|topic| topic == Topic::Find) {
        return Conclusion::NotFound;
    }
    if fails_in_each(facts, |topic| matches!(topic, Topic::Deactivate(_))) {
        return Conclusion::LeaversStay;
    }
    if fails_in_each(facts, |topic| matches!(topic, Topic::Update(_))) {
        return Conclusion::NoUpdate;
    }
    if fails(&|topic| matches!(topic, Topic::Written(_))) {
        return Conclusion::NotStored;
    }
    if fails_in_each(facts, |topic| matches!(topic, Topic::Changed(..))) {
        return Conclusion::NoExtension;
    }
    if fails_in_each(facts, |topic| matches!(topic, Topic::Reactivate(_))) {
        return Conclusion::NoReactivation;
    }
    if fails(&|topic| topic.form().is_none()) {
        return Conclusion::Basics;
    }
    let mut basics = facts.iter().filter(|fact| fact.topic.form().is_none());
    if !basics.all(|fact| fact.works() || is_unnamed(fact)) {
        return Conclusion::NotConfirmed;
    }
    match PATCH_FORMS.map(|form| works(facts, form)) {
        [Works::Yes, _] | [_, Works::Yes] if !settings.sends_active => {
            Conclusion::NoDeactivationSent
        }
        [_, Works::Yes] if settings.has_flag => Conclusion::AllClear,
        [Works::Yes, _] if settings.has_flag => Conclusion::WithoutFlag,
        [Works::Yes, _] => Conclusion::AllClear,
        [_, Works::Yes] => Conclusion::WithFlag,
        [Works::No, Works::No] => Conclusion::EachFails,
        _ => match facts.iter().all(|fact| fact.works() || is_unnamed(fact)) {
            true => Conclusion::NotTested,
            false => Conclusion::NotConfirmed,
        },
    }
}

/// Whether a fact is open only because no name was entered.
pub fn is_unnamed(fact: &Fact) -> bool {
    use crate::lifecycle::facts::{Doubt, State};
    fact.state == State::Open(Doubt::NoName)
}
