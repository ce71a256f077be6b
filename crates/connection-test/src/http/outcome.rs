//! What became of a request, as data. Secrets are out of it already.

use crate::redact::{Redacted, Redactor};
use crate::relay::error::RelayError;

/// The most of a body that is read, in bytes.
pub const BODY_LIMIT: usize = 256 * 1_024;

/// The longest a request may take, in milliseconds.
pub const TIME_LIMIT_MS: u32 = 20_000;

/// The part of a body that was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Body {
    /// Its text, at most [`BODY_LIMIT`] bytes before redaction.
    pub text: String,
    /// How it ended.
    pub end: End,
}

/// How the reading of a body ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum End {
    /// With the body's own end.
    #[default]
    Whole,
    /// At [`BODY_LIMIT`]; there was more.
    TooLong,
    /// The connection ended before the body did.
    BrokeOff,
    /// The body did not end within [`TIME_LIMIT_MS`].
    Stalled,
}

/// A response from the network, of no use until it is redacted.
pub struct RawResponse {
    pub status: u16,
    /// Those that the app uses.
    pub headers: Vec<(&'static str, String)>,
    /// What a relay says of itself in its header.
    pub relay: Option<String>,
    /// The proof that the relay forwarded it.
    pub relay_proof: Option<String>,
    pub body: Body,
    /// From the request to the end of the body, in milliseconds.
    pub ms: u32,
}

impl RawResponse {
    pub fn redacted_by(self, redactor: &Redactor) -> HttpResponse {
        let headers = self.headers.into_iter();
        let (text, redacted) = redactor.response_body(&self.body.text);
        HttpResponse {
            status: self.status,
            headers: headers
                .map(|(name, value)| (name, redactor.text(&value)))
                .collect(),
            body: Body { text, ..self.body },
            ms: self.ms,
            throttled: 0,
            redacted,
        }
    }
}

/// A response that the page may read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(Default))]
pub struct HttpResponse {
    pub status: u16,
    /// The headers that tell something, names in lower case. Across origins a
    /// browser shows only those that the service releases.
    pub headers: Vec<(&'static str, String)>,
    pub body: Body,
    /// From asking to the end of the body, in milliseconds.
    pub ms: u32,
    /// How many responses with 429 were met, this one and those before it.
    pub throttled: u32,
    /// That no secret is in its texts.
    pub redacted: Redacted,
}

/// The headers kept in an [`HttpResponse`].
pub const HEADERS: [&str; 4] = [
    "content-type",
    "retry-after",
    "www-authenticate",
    "x-request-id",
];

/// What further requests told, which are made without the token when the
/// browser withheld the response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Probe {
    /// Something answered a request that asks for no permission to read the
    /// answer (`mode: no-cors`); the browser hides what.
    Reached,
    /// Nothing answered, or nothing that the browser accepts.
    Nothing,
    /// No response within the time limit.
    TimedOut,
    /// The browser says that it has no network at all.
    Offline,
    /// The page's own policy stopped the request before it left.
    Policy,
    /// The page is locked because a users file was opened, so nothing was asked.
    Locked,
    /// Sent elsewhere; the browser hides where to.
    Redirected,
    /// A redirect to another origin, as the policy of the request showed. It
    /// was not followed.
    LedElsewhere,
    /// The request that would tell was not sent, because the browser has no way
    /// to hold it to this host.
    Unknown,
    /// The response could be read, so it is the preflight that stands in the
    /// way.
    Readable {
        /// The status of the response.
        status: u16,
        /// Whether a preflight that does not mention the token is permitted.
        preflight: bool,
    },
}

/// Why a check was not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skip {
    NoResponse,
    NeedsToken,
    Throttled,
    Cancelled,
    NoEmail,
    NoValue,
    NoAttribute,
    NoUser,
}

impl Skip {
    /// The reason in a few words, for the table.
    pub fn message(self) -> &'static str {
        match self {
            Skip::NoResponse => "needs a response",
            Skip::NeedsToken => "needs a token",
            Skip::Throttled => "limit reached",
            Skip::Cancelled => "canceled",
            Skip::NoEmail => "no email given",
            Skip::NoValue => "no value given",
            Skip::NoAttribute => "no such attribute",
            Skip::NoUser => "needs a user",
        }
    }
}

/// What became of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A response came and could be read.
    Response(HttpResponse),
    /// The service sent the request elsewhere; the browser hides where to.
    Redirected { ms: u32 },
    /// The browser let nothing be read.
    Unreadable {
        /// What the second request told.
        probe: Probe,
        /// Time of the first request in milliseconds.
        ms: u32,
    },
    /// The relay got no response of the service, or was not asked.
    Relay(RelayError),
    /// Nothing came within [`TIME_LIMIT_MS`].
    TimedOut,
    /// The admin ended it.
    Cancelled,
    /// It was not made.
    NotSent(Skip),
}

impl HttpResponse {
    /// A header by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(listed, _)| *listed == name)
            .map(|(_, value)| value.as_str())
    }

    /// The media type without its parameters, in lower case.
    pub fn media_type(&self) -> Option<String> {
        let value = self.header("content-type")?;
        let kind = value.split(';').next().unwrap_or(value);
        Some(kind.trim().to_ascii_lowercase())
    }
}

impl Outcome {
    /// Time in milliseconds, where one was taken.
    pub fn ms(&self) -> Option<u32> {
        match self {
            Outcome::Response(response) => Some(response.ms),
            Outcome::Redirected { ms } | Outcome::Unreadable { ms, .. } => Some(*ms),
            Outcome::Relay(error) => Some(error.ms),
            Outcome::TimedOut => Some(TIME_LIMIT_MS),
            Outcome::Cancelled | Outcome::NotSent(_) => None,
        }
    }
}

/// The usual name of a status, with a blank before it.
pub fn reason(status: u16) -> &'static str {
    match status {
        200 => " OK",
        201 => " Created",
        202 => " Accepted",
        204 => " No Content",
        400 => " Bad Request",
        401 => " Unauthorized",
        403 => " Forbidden",
        404 => " Not Found",
        405 => " Method Not Allowed",
        406 => " Not Acceptable",
        408 => " Request Timeout",
        409 => " Conflict",
        410 => " Gone",
        415 => " Unsupported Media Type",
        429 => " Too Many Requests",
        431 => " Request Header Fields Too Large",
        500 => " Internal Server Error",
        501 => " Not Implemented",
        502 => " Bad Gateway",
        503 => " Service Unavailable",
        504 => " Gateway Timeout",
        _ => "",
    }
}
