//! Every sentence about the conclusion of a test and the facts behind it.

use super::conclusion::{Conclusion, FlagAnswer};
use super::extension::{ATTRIBUTES, Attribute};
use super::facts::{Doubt, Fact, Failure, State, Topic, Way};
use super::steps::Form;
use super::words::{Told, told};
use crate::connection::address::ENTRA_FLAG;
use crate::connection::check::Method;
use crate::connection::findings::Grade;
use crate::connection::tenant_url::Service;

const TICKET: &str = "Copy the result for a ticket and ask whoever runs {service}.";

impl Conclusion {
    /// The words for it.
    pub fn told(self) -> Told {
        match self {
            Conclusion::AllClear => told(
                Grade::Good,
                "Entra will be able to create, update and deactivate users",
                "With the Tenant URL as it is, every step that this setup needs took effect. The test user is removed.",
                "",
            ),
            Conclusion::WithFlag => told(
                Grade::Remark,
                "Entra will be able to create, update and deactivate users, if the Tenant URL has the flag",
                "Every step that this setup needs took effect in the form of the flag. The default form is not shown to do all of it. The test user is removed.",
                "Follow the advice on the flag below.",
            ),
            Conclusion::WithoutFlag => told(
                Grade::Remark,
                "Entra will be able to create, update and deactivate users, if the Tenant URL has no flag",
                "Every step that this setup needs took effect in the default form. The form of the flag is not shown to do all of it. The test user is removed.",
                "Follow the advice on the flag below.",
            ),
            Conclusion::NotFound => told(
                Grade::Bad,
                "Entra will not find the users that it creates",
                "The list for the user’s address did not hold the user that had just been created. Entra would try to create it again. The test user is removed.",
                "Run the test again. If it stays so, copy the result for a ticket and ask whoever runs {service}.",
            ),
            Conclusion::LeaversStay => told(
                Grade::Bad,
                "Entra will not be able to deactivate users",
                "No form of deactivation that Entra knows took effect. Leavers would stay active. The test user is removed.",
                TICKET,
            ),
            Conclusion::NoUpdate => told(
                Grade::Bad,
                "Users can be created, but Entra will not be able to change their names",
                "No form of update that Entra knows took effect. The test user is removed.",
                TICKET,
            ),
            Conclusion::NotStored => told(
                Grade::Bad,
                "New users will not get the roles or teams that Entra sends",
                "{Service} created the user, and shows other roles or teams than the request had. The test user is removed.",
                "Check in {service} that the role or team exists under exactly this name. If it does, copy the result for a ticket.",
            ),
            Conclusion::NoExtension => told(
                Grade::Bad,
                "Entra will not be able to change roles or teams",
                "In each form, a change of rolesString or teamsString fails. Users would keep what they were created with. The test user is removed.",
                TICKET,
            ),
            Conclusion::NoReactivation => told(
                Grade::Bad,
                "Deactivation works, reactivation fails",
                "Leavers become inactive. A returning employee would stay inactive, because no form of reactivation took effect. The test user is removed.",
                "Until this is corrected, reactivate returning employees in {service} by hand. Copy the result for a ticket and ask whoever runs {service}.",
            ),
            Conclusion::EachFails => told(
                Grade::Bad,
                "Each form of Entra’s updates fails at something",
                "Neither with the flag nor without it does everything work that this setup needs. The test user is removed.",
                TICKET,
            ),
            Conclusion::Basics => told(
                Grade::Bad,
                "Creating, reading or deleting users is not in order",
                "A step that both forms need did not come out as it should. The test user is removed.",
                TICKET,
            ),
            Conclusion::NotConfirmed => told(
                Grade::Unknown,
                "Not everything that this setup needs could be confirmed",
                "In at least one form nothing failed, but the answers do not show that everything took effect. The test user is removed.",
                "Look at what is not confirmed below, and check that in {service} with one user before you start provisioning.",
            ),
            Conclusion::NotTested => told(
                Grade::Unknown,
                "What was tested works, but not everything was tested",
                "This setup sends roles or teams, and the test had no name to write. The test user is removed.",
                "Enter names that exist in {service} above, and run the test again.",
            ),
            Conclusion::NoDeactivationSent => told(
                Grade::Remark,
                "{Service} can do everything, but this setup deactivates nobody",
                "Every step took effect. The setup does not map active, or does not update users, so leavers would stay active. The test user is removed.",
                "Map active in Mappings and leave Update on.",
            ),
        }
    }
}

impl FlagAnswer {
    /// What it means for a Tenant URL with the flag or without it: how good it
    /// is, and two sentences.
    pub fn told(self, has_flag: bool) -> (Grade, String, &'static str) {
        let (good, add) = match has_flag {
            true => (
                Grade::Remark,
                format!("Keep ?{ENTRA_FLAG} in the Tenant URL"),
            ),
            false => (
                Grade::Good,
                format!("Add ?{ENTRA_FLAG} to the Tenant URL in Entra"),
            ),
        };
        let leave = match has_flag {
            true => format!("Remove ?{ENTRA_FLAG} from the Tenant URL in Entra"),
            false => "Leave the Tenant URL without a flag".to_owned(),
        };
        match self {
            FlagAnswer::Both => (
                good,
                leave,
                "Both forms of Entra’s updates work for this account, so the default one will do. The flag would only take Provision on demand from you.",
            ),
            FlagAnswer::DefaultOnly => (
                good,
                leave,
                "Only in the default form does everything work that this setup needs. What fails with the flag stands above.",
            ),
            FlagAnswer::FlagOnly => (
                if has_flag { Grade::Good } else { Grade::Remark },
                add,
                "Only in the form of the flag does everything work that this setup needs. What fails without it stands above. With the flag, Provision on demand does not work.",
            ),
            FlagAnswer::Neither => (
                Grade::Bad,
                "The flag does not help".to_owned(),
                "The same things fail with the flag and without it.",
            ),
            FlagAnswer::EachFails => (
                Grade::Bad,
                "No form is recommended".to_owned(),
                "With the flag other things fail than without it, and this setup needs all of them. What fails in which form stands above.",
            ),
            FlagAnswer::DefaultWorks => (
                good,
                leave,
                "In the default form everything works that this setup needs. The form of the flag was not tested or confirmed completely.",
            ),
            FlagAnswer::FlagWorks => (
                Grade::Unknown,
                "The flag may be needed".to_owned(),
                "In the form of the flag everything works that this setup needs. The default form was not tested or confirmed completely.",
            ),
            FlagAnswer::DefaultFails => (
                Grade::Unknown,
                "The flag may be needed".to_owned(),
                "In the default form something fails that this setup needs. The form of the flag was not tested or confirmed completely.",
            ),
            FlagAnswer::FlagFails => (
                Grade::Unknown,
                "The flag would not help".to_owned(),
                "In the form of the flag something fails that this setup needs. The default form was not tested or confirmed completely.",
            ),
            FlagAnswer::Open => (
                Grade::Skipped,
                "Whether the flag is needed is still open".to_owned(),
                "Not everything that this setup needs was tested and confirmed in both forms.",
            ),
        }
    }
}

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

    fn name(self) -> String {
        match self {
            Subject::Create => "Creation".to_owned(),
            Subject::Find => "Finding by address".to_owned(),
            Subject::Read => "Reading by id".to_owned(),
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
            Subject::Deactivate => "Where it fails, leavers stay active.",
            Subject::Reactivate => "Where it fails, a returning employee stays inactive.",
            Subject::Update => "Where it fails, changed names do not arrive.",
            Subject::Changed(_) => "Where it fails, users keep what they had.",
            Subject::Written(_) => "New users get something else than Entra sends.",
            Subject::Create | Subject::Find | Subject::Read | Subject::Delete => "",
        }
    }
}

/// The facts in lines, one for each subject: first what fails, then what is not
/// known, then what works.
pub fn lines(facts: &[Fact], service: Service) -> Vec<String> {
    let mut subjects: Vec<Subject> = Vec::new();
    for fact in facts {
        let subject = Subject::of(fact.topic);
        if !subjects.contains(&subject) {
            subjects.push(subject);
        }
    }
    let rank = |subject: &Subject| {
        let mut rank = 2;
        for fact in facts
            .iter()
            .filter(|fact| Subject::of(fact.topic) == *subject)
        {
            rank = rank.min(match fact.state {
                State::Fails(_) => 0,
                State::Open(_) => 1,
                State::Works => 2,
            });
        }
        rank
    };
    let mut ranked: Vec<(u8, Subject)> = subjects.iter().map(|one| (rank(one), *one)).collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    let about = |subject: Subject| -> Vec<&Fact> {
        let own = facts
            .iter()
            .filter(|fact| Subject::of(fact.topic) == subject);
        own.collect()
    };
    let line = |subject: Subject| line(subject, &about(subject), service);
    ranked
        .into_iter()
        .map(|(_, subject)| line(subject))
        .collect()
}

fn line(subject: Subject, facts: &[&Fact], service: Service) -> String {
    let name = subject.name();
    if facts
        .iter()
        .all(|fact| fact.state == State::Open(Doubt::NoName))
    {
        return format!("{name} was not tested, because no name was entered.");
    }
    if facts.iter().all(|fact| fact.works()) {
        let forms = match facts.len() {
            0 | 1 => "",
            _ => " in both forms",
        };
        return format!("{name} works{forms}.");
    }
    let parts: Vec<String> = facts
        .iter()
        .map(|fact| format!("{}{}", state(&fact.state), place(fact.topic)))
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
            "accepted, and no value is shown".to_owned()
        }
        State::Fails(Failure::Other(value)) => {
            let value: String = value.chars().take(100).collect();
            format!("accepted, and “{value}” is shown instead")
        }
        State::Open(Doubt::NoName) => "not tested, because no name was entered,".to_owned(),
        State::Open(Doubt::NotMade) => "not tested".to_owned(),
        State::Open(Doubt::NoAnswer) => "no answer".to_owned(),
        State::Open(Doubt::Refused(refusal)) => format!("not told ({})", refusal.clause()),
        State::Open(Doubt::NotShown) => "accepted, and cannot be confirmed".to_owned(),
        State::Open(Doubt::NeverShown) => {
            "accepted, and cannot be confirmed, because a user that is read does not show it,"
                .to_owned()
        }
        State::Open(Doubt::Unchanged) => {
            "accepted, and cannot be confirmed without a second name".to_owned()
        }
        State::Open(Doubt::Default) => {
            "cannot be confirmed, because users get this role by default".to_owned()
        }
    }
}

fn place(topic: Topic) -> &'static str {
    match topic {
        Topic::Changed(_, Way::Together) => " in the form of the flag, with other attributes",
        Topic::Changed(_, Way::Alone) => " in the form of the flag, alone",
        topic => match topic.form() {
            Some(Form::Default) => " in the default form",
            Some(Form::Flag) => " in the form of the flag",
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
