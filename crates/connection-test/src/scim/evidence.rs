//! What a response showed, as data, and its text.

use crate::http::outcome::reason;
use crate::scim::user_id::{UserId, UserIdError};
use provisioning::format::grouped;

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
    /// What the relay says about its error.
    RelaySays(String),
    /// An error of the relay that this page does not know.
    RelayCode(String),
    /// Where a redirect leads: scheme and host.
    LeadsTo(String),
}

/// A failure within this time, in milliseconds, is too quick for a response
/// from another place.
const QUICK_MS: u32 = 10;

impl Evidence {
    /// Whether it is what the service, or its page, says in its own words, or
    /// what to enter instead: worth showing before everything else.
    pub fn is_telling(&self) -> bool {
        matches!(
            self,
            Evidence::Detail(_)
                | Evidence::Title(_)
                | Evidence::Resembles { .. }
                | Evidence::Begins(_)
                | Evidence::RelaySays(_)
                | Evidence::LeadsTo(_)
        )
    }

    /// In a sentence.
    pub fn message(&self) -> String {
        match self {
            Evidence::Status(status) => format!("The status is {status}{}.", reason(*status)),
            Evidence::ScimError => {
                "The body is a SCIM error, so a SCIM service responded.".to_owned()
            }
            Evidence::ScimType(kind) => format!("Its scimType is “{kind}”."),
            Evidence::Detail(detail) => format!("It says: “{detail}”"),
            Evidence::Challenge(text) => format!("WWW-Authenticate says: “{text}”"),
            Evidence::RetryAfter(text) => format!("Retry-After says: {text}."),
            Evidence::MediaType(Some(kind)) => {
                format!("The media type is {kind}; SCIM’s is application/scim+json.")
            }
            Evidence::MediaType(None) => {
                "There is no media type; SCIM’s is application/scim+json.".to_owned()
            }
            Evidence::Title(title) => format!("The title of the web page is “{title}”."),
            Evidence::Missing(member) => format!("Missing: {member}."),
            Evidence::Misspelt { found, due } => {
                format!("The member “{found}” should be “{due}”.")
            }
            Evidence::WrongKind { member, due } => {
                format!("The member “{member}” must be {due}.")
            }
            Evidence::Found(1) => "Found one user for a random value.".to_owned(),
            Evidence::Found(count) => format!("Found {} users for a random value.", grouped(*count)),
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
            } => format!("Requested {attribute} “{requested}”, received “{came}”."),
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
                "In RFC 7643 section 3.1, {attribute} is case-sensitive, so these are two values."
            ),
            Evidence::CaseRule {
                attribute,
                exact: Some(false),
            } => format!(
                "In RFC 7643 section 4.1.1, {attribute} isn’t case-sensitive, so the service may treat these as one value."
            ),
            Evidence::CaseRule {
                attribute,
                exact: None,
            } => format!(
                "Whether {attribute} is case-sensitive depends on caseExact in the service’s schema."
            ),
            Evidence::IdType(kind) => {
                format!("id is {kind}; RFC 7643 section 3.1 requires a string.")
            }
            Evidence::IdByUserName(id) => format!("The user with this userName has the ID “{id}”."),
            Evidence::OtherId { requested, came } => {
                format!("Requested the user with the ID “{requested}”, received the ID “{came}”.")
            }
            Evidence::NotMatching(attribute) => format!(
                "This setup doesn’t match by {attribute}, so Entra doesn’t send this request."
            ),
            Evidence::NotRequested(attribute) => {
                format!("{attribute} is a matching attribute too; this test didn’t look for it.")
            }
            Evidence::Matches(count) => format!("Found {} users.", grouped(*count)),
            Evidence::UserValue { name, value } => format!("{name} is “{value}”."),
            Evidence::UserId(error) => error.to_string(),
            Evidence::Throttled(1) => "Received 429 once, then waited.".to_owned(),
            Evidence::Throttled(count) => {
                format!("Received 429 {count} times, each time followed by a wait.")
            }
            Evidence::Took(ms) => {
                format!(
                    "The response took {}.{} seconds.",
                    ms / 1_000,
                    ms % 1_000 / 100
                )
            }
            Evidence::AttributeType { name, found } => {
                format!("The attribute {name} has the type {found}; expected string.")
            }
            Evidence::AddressRight => {
                "Another check got a SCIM response, so the URL is right.".to_owned()
            }
            Evidence::PageLimit(count) => format!("It returns at most {} users per page.", grouped(*count)),
            Evidence::Waited(ms) => format!("The test waited {} seconds.", ms / 1_000),
            Evidence::FailedAfter(ms) if *ms <= QUICK_MS => format!(
                "The browser gave up after {ms} ms. That’s too fast for a remote server: the request probably never left your network. Check the host name, extensions and proxy."
            ),
            Evidence::FailedAfter(ms) => format!("The browser gave up after {} ms.", grouped((*ms).into())),
            Evidence::Resembles { region, host } => {
                format!("Talkdesk’s host for {region} is {host}.")
            }
            Evidence::Reached => {
                "The host responds when asked without the token."
                    .to_owned()
            }
            Evidence::ReadableWithoutToken(status) => format!(
                "Without the token, the response is readable: {status}{}.",
                reason(*status)
            ),
            Evidence::Redirect => {
                "It responded with a redirect. Browsers hide from pages where it leads.".to_owned()
            }
            Evidence::NoNetwork => {
                "The browser has no network connection; nothing was sent.".to_owned()
            }
            Evidence::PolicyStopped => {
                "The directive connect-src of this site’s policy blocked it; nothing was sent."
                    .to_owned()
            }
            Evidence::Members(names) => format!("Its members are: {names}."),
            Evidence::RedirectedWithoutToken => {
                "Without the token, it responds with a redirect too.".to_owned()
            }
            Evidence::LedElsewhere => {
                "Without the token, it responds with a redirect to another host. The page didn’t follow it."
                    .to_owned()
            }
            Evidence::NoDetail => "The SCIM error has no detail.".to_owned(),
            Evidence::Came(0) => "No part of the body could be read.".to_owned(),
            Evidence::Came(1) => "Received one character of the body.".to_owned(),
            Evidence::Came(count) => format!("Received {} characters of the body.", grouped(*count as u64)),
            Evidence::Begins(text) => format!("It starts with “{text}”"),
            Evidence::RelaySays(text) => format!("The relay says: “{text}”"),
            Evidence::RelayCode(code) => format!("The relay’s error is {code}."),
            Evidence::LeadsTo(origin) => format!("The redirect leads to {origin}."),
        }
    }
}
