//! What a response showed, as data, and its text.

use crate::http::outcome::reason;
use crate::scim::user_id::{UserId, UserIdError};

/// One thing seen in a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Evidence {
    Status(u16),
    ScimError,
    ScimType(String),
    Detail(String),
    Challenge(String),
    RetryAfter(String),
    /// A media type other than SCIM's or JSON's.
    MediaType(Option<String>),
    Title(String),
    Missing(&'static str),
    Misspelt {
        found: String,
        due: &'static str,
    },
    WrongKind {
        member: &'static str,
        due: &'static str,
    },
    /// So many were found where nobody could be.
    Found(u64),
    /// So many were found for the e-mail address of one user.
    Matches(u64),
    UserValue {
        name: &'static str,
        /// Shortened.
        value: String,
    },
    /// What the filter of the request asked for.
    Filter(String),
    CountWithoutUser,
    /// A user came with another value than was asked for.
    Echo {
        attribute: String,
        requested: String,
        came: String,
    },
    /// A user came without the value that was asked for.
    NoEcho(String),
    /// The value of a user is no text.
    EchoType {
        attribute: String,
        kind: &'static str,
    },
    /// How the standard compares the values of an attribute.
    CaseRule {
        attribute: String,
        /// With their case or not, where the standard says so.
        exact: Option<bool>,
    },
    /// The id of a user is of this kind.
    IdType(&'static str),
    /// The id of the user who has the userName.
    IdByUserName(UserId),
    /// A user with another id came.
    OtherId {
        requested: UserId,
        came: UserId,
    },
    /// The setup does not match by this attribute.
    NotMatching(String),
    /// Matching attributes that no request asked for.
    NotRequested(String),
    /// The id of a user is not used.
    UserId(UserIdError),
    /// So many responses with 429 came before this one.
    Throttled(u32),
    /// The response took so long, in milliseconds.
    Took(u32),
    AttributeType {
        name: &'static str,
        found: String,
    },
    /// Another check proved that the address leads to a SCIM service.
    AddressRight,
    /// The service lists at most so many at once.
    PageLimit(u64),
    /// So long was waited, in milliseconds.
    Waited(u32),
    /// The browser gave up after so many milliseconds.
    FailedAfter(u32),
    /// The host resembles a known one.
    Resembles {
        region: &'static str,
        host: &'static str,
    },
    /// A request that does not ask to read the response was answered.
    Reached,
    /// Without the token the response could be read, and this is its status.
    ReadableWithoutToken(u16),
    Redirect,
    /// Without the token the request is sent elsewhere too.
    RedirectedWithoutToken,
    /// Without the token the request is sent to another host.
    LedElsewhere,
    NoNetwork,
    /// The page's own policy stopped the request.
    PolicyStopped,
    /// JSON that is no SCIM has these members.
    Members(String),
    NoDetail,
    /// So many characters of the body came.
    Came(usize),
    Begins(String),
}

/// A failure within this time, in milliseconds, is too quick for a response
/// from another place.
const QUICK_MS: u32 = 10;

impl Evidence {
    /// In a sentence.
    pub fn message(&self) -> String {
        match self {
            Evidence::Status(status) => format!("The status is {status}{}.", reason(*status)),
            Evidence::ScimError => {
                "The body is a SCIM error, so a SCIM service answered.".to_owned()
            }
            Evidence::ScimType(kind) => format!("Its scimType is “{kind}”."),
            Evidence::Detail(detail) => format!("It says: “{detail}”"),
            Evidence::Challenge(text) => format!("WWW-Authenticate says: “{text}”"),
            Evidence::RetryAfter(text) => format!("Retry-After says: {text}."),
            Evidence::MediaType(Some(kind)) => {
                format!("The media type is {kind}; SCIM’s is application/scim+json.")
            }
            Evidence::MediaType(None) => {
                "No media type is given; SCIM’s is application/scim+json.".to_owned()
            }
            Evidence::Title(title) => format!("The title of the web page is “{title}”."),
            Evidence::Missing(member) => format!("Missing: {member}."),
            Evidence::Misspelt { found, due } => {
                format!("The member “{found}” should be “{due}”.")
            }
            Evidence::WrongKind { member, due } => {
                format!("The member “{member}” has to be {due}.")
            }
            Evidence::Found(1) => "One user was found for a random value.".to_owned(),
            Evidence::Found(count) => format!("{count} users were found for a random value."),
            Evidence::Filter(attribute) => {
                format!("The filter was {attribute} eq and a random value in quotes.")
            }
            Evidence::CountWithoutUser => {
                "totalResults is 1, and no user is in Resources.".to_owned()
            }
            Evidence::Echo {
                attribute,
                requested,
                came,
            } => format!("{attribute} was asked for as “{requested}” and came as “{came}”."),
            Evidence::NoEcho(attribute) => {
                format!("The user in the response has no {attribute}.")
            }
            Evidence::EchoType { attribute, kind } => {
                format!("{attribute} of the user in the response is {kind}, not a string.")
            }
            Evidence::CaseRule {
                attribute,
                exact: Some(true),
            } => format!(
                "RFC 7643 section 3.1 compares {attribute} with its case, so these are two values."
            ),
            Evidence::CaseRule {
                attribute,
                exact: Some(false),
            } => format!(
                "RFC 7643 section 4.1.1 compares {attribute} without case, so the service may take these for one value."
            ),
            Evidence::CaseRule {
                attribute,
                exact: None,
            } => format!(
                "Whether {attribute} is compared with its case is set by caseExact in the service’s schema."
            ),
            Evidence::IdType(kind) => {
                format!("id is {kind}; RFC 7643 section 3.1 has it as a string.")
            }
            Evidence::IdByUserName(id) => format!("The user with this userName has the id “{id}”."),
            Evidence::OtherId { requested, came } => {
                format!("The id “{requested}” was asked for, and a user with the id “{came}” came.")
            }
            Evidence::NotMatching(attribute) => format!(
                "This setup does not match by {attribute}, so Entra does not make this request."
            ),
            Evidence::NotRequested(attribute) => {
                format!("{attribute} is a matching attribute too; this test did not ask for it.")
            }
            Evidence::Matches(count) => format!("{count} users were found."),
            Evidence::UserValue { name, value } => format!("{name} is “{value}”."),
            Evidence::UserId(error) => error.to_string(),
            Evidence::Throttled(1) => "429 came once and was followed by a wait.".to_owned(),
            Evidence::Throttled(count) => {
                format!("429 came {count} times, each followed by a wait.")
            }
            Evidence::Took(ms) => {
                format!(
                    "The answer took {}.{} seconds.",
                    ms / 1_000,
                    ms % 1_000 / 100
                )
            }
            Evidence::AttributeType { name, found } => {
                format!("The attribute {name} is of type {found}; it should be string.")
            }
            Evidence::AddressRight => {
                "Another check got a SCIM answer, so the address is right.".to_owned()
            }
            Evidence::PageLimit(count) => format!("It lists at most {count} users at once."),
            Evidence::Waited(ms) => format!("The test waited {} seconds.", ms / 1_000),
            Evidence::FailedAfter(ms) if *ms <= QUICK_MS => format!(
                "The browser gave up after {ms} ms. That is too quick for an answer from afar, which points to the name, to the browser itself or to your own network."
            ),
            Evidence::FailedAfter(ms) => format!("The browser gave up after {ms} ms."),
            Evidence::Resembles { region, host } => {
                format!("Talkdesk’s host for {region} is {host}.")
            }
            Evidence::Reached => {
                "Asked without the token, and without a wish to read the answer, it answers."
                    .to_owned()
            }
            Evidence::ReadableWithoutToken(status) => format!(
                "Asked without the token, it gave an answer that the page may read: {status}{}.",
                reason(*status)
            ),
            Evidence::Redirect => {
                "A redirect came. Where it leads is hidden from pages.".to_owned()
            }
            Evidence::NoNetwork => {
                "The browser reports that it has no network, and nothing was sent.".to_owned()
            }
            Evidence::PolicyStopped => {
                "The directive connect-src of the page’s policy stopped it; nothing was sent."
                    .to_owned()
            }
            Evidence::Members(names) => format!("Its members are: {names}."),
            Evidence::RedirectedWithoutToken => {
                "Asked without the token, it answers with a redirect too.".to_owned()
            }
            Evidence::LedElsewhere => {
                "Asked without the token, it answers with a redirect to another host. The page did not follow it."
                    .to_owned()
            }
            Evidence::NoDetail => "The SCIM error gives no detail.".to_owned(),
            Evidence::Came(0) => "No part of the body could be read.".to_owned(),
            Evidence::Came(1) => "One character of the body came.".to_owned(),
            Evidence::Came(count) => format!("{count} characters of the body came."),
            Evidence::Begins(text) => format!("It begins: “{text}”"),
        }
    }
}
