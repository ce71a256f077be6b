//! Every finding of a connection test, in words, in the order in which things
//! are to be fixed. `{service}` and `{Service}` stand for who answers,
//! `{attribute}` for the matching attribute that was asked for.
//!
//! The words stand in one file for each family of findings; the families are
//! in order, and so are the findings within each.

mod account;
mod content;
mod description;
mod network;
mod pasted;
mod result;
mod status;

use crate::tenant_url::TargetService;

/// What a check, or the whole test, came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// Ended by the admin.
    Cancelled,
    /// The browser has no network.
    Offline,
    /// The page's own policy let no request out.
    PolicyBlocked,
    /// A users file is open, so the page makes no requests.
    RequestsLocked,
    /// Nothing answered at a host that is nearly one of Talkdesk's.
    UnreachableTypo,
    /// Nothing answered at a name that no public resolver knows.
    UnreachablePrivateName,
    /// Nothing answered at a host that only third parties name.
    UnreachableUnconfirmed,
    /// Nothing answered at a host that Talkdesk documents.
    UnreachableTalkdesk,
    /// Nothing answered at an IP address.
    UnreachableIp,
    /// Nothing answered over https on this computer.
    UnreachableHereSecure,
    /// Nothing answered over http on this computer.
    UnreachableHere,
    /// Nothing answered at any other name.
    Unreachable,
    /// No response in time.
    TimedOut,
    /// The preflight is answered but does not let the token through.
    PreflightWithoutToken,
    /// The preflight is refused; answers could be read.
    PreflightRefused,
    /// Something answered; the page may not read it.
    Unreadable,
    /// Either nothing answered, or the page may not read it.
    Undecided,
    /// Sent elsewhere, and so is the preflight.
    AllRedirected,
    /// Sent elsewhere.
    Redirected,
    /// 401, and the service says that the token has expired.
    TokenExpired,
    /// 401, and the service says that the token is of somewhere else.
    TokenElsewhere,
    /// 401 from something that does not take bearer tokens.
    NotBearer,
    /// 401.
    TokenRefused,
    /// 403.
    Forbidden,
    /// 404 from something that has no SCIM there.
    WrongPath,
    /// 404 where an empty list is due.
    EmptyAsNotFound,
    /// 405.
    MethodRefused,
    /// 429.
    Throttled,
    /// 503.
    Unavailable,
    /// 502 or 504.
    Gateway,
    /// Another 5xx.
    ServerError,
    /// 400 or 501 to the filter for a matching attribute other than userName.
    MatchingFilterRefused,
    /// 500 to the filter for a matching attribute other than userName.
    MatchingFilterFailed,
    /// 400 because of the filter.
    FilterRefused,
    /// 400 with a reason.
    BadRequest,
    /// 400 without one.
    BadRequestSilent,
    /// 406.
    NotAcceptable,
    /// 409.
    Conflict,
    /// 415.
    UnsupportedMedia,
    /// Another 4xx.
    RequestRefused,
    /// Neither 200 nor an error.
    OddStatus,
    /// 200 with a page to sign in.
    SignInPage,
    /// 200 with the notice of a proxy or filter.
    ProxyPage,
    /// 200 with another web page.
    Html,
    /// 200 with a body that stopped coming.
    Stalled,
    /// 200 with a body whose connection broke.
    BrokeOff,
    /// 200 with JSON that ends in the middle.
    HalfJson,
    /// 200 with nothing.
    Empty,
    /// 200 with more than is read.
    TooLong,
    /// 200 with text that is not JSON.
    NotJson,
    /// 200 with a SCIM error.
    ErrorAsSuccess,
    /// 200 with JSON that is not SCIM.
    NotScim,
    /// 200 with a list whose members are misspelt.
    ListMisspelt,
    /// 200 with a list that lacks a member.
    ListIncomplete,
    /// 200 with a list whose members are of the wrong kind.
    ListWrongKind,
    /// Somebody was found where nobody can be.
    FilterIgnored,
    /// The right list under another media type.
    WrongMediaType,
    /// The browser withheld the response for a further matching attribute.
    MatchingUnknown,
    /// The service says that it has no PATCH.
    NoPatch,
    /// The service says that it has no filters.
    NoFilter,
    /// The service does not list users among its resources.
    NoUsers,
    /// Talkdesk's extension is not among the schemas.
    NoExtension,
    /// The extension lacks an attribute, or one is of another type.
    ExtensionDiffers,
    /// A description came, in another form than the standard's.
    OddDescription,
    /// A description is refused.
    DescriptionRefused,
    /// A description does not exist.
    NoDescription,
    /// A description could not be had this time.
    DescriptionFailed,
    /// A made-up token was accepted.
    AnyToken,
    /// The right answer came after one or more 429.
    SlowedDown,
    /// The right answer came late.
    Slow,
    /// Another user came than the one who was asked for.
    UserOther,
    /// Two matching attributes lead to two users.
    UserMismatch,
    /// A user has the userName, and the matching attribute does not find it.
    UserNotMatched,
    /// A user came without an id.
    UserIdMissing,
    /// A user's id cannot be used.
    UserIdUnusable,
    /// A user's id is a number.
    UserIdNumber,
    /// A user came without the value that was asked for.
    UserNoEcho,
    /// A user's value differs in case from the one that was asked for.
    UserCase,
    /// More than one user has the value.
    UserTwice,
    /// The mapping of the setup has no matching attribute.
    NoMatchingAttribute,
    /// The mapping has more matching attributes than were asked for.
    MatchingNotSent,
    /// A made-up token was refused with another status than 401.
    WrongTokenStatus,
    /// As it should be.
    Fine,
    /// As it should be, on this computer.
    FineHere,
    /// No user has the e-mail address.
    UserUnknown,
    /// A user came without roles and teams.
    UserWithoutRoles,
    /// A user could not be looked up.
    UserFailed,
    /// What a made-up token does could not be seen.
    WrongTokenUnknown,
    // What only pasted text tells; their words are in `findings/pasted.rs`.
    /// A tool did not find the host.
    ToolNoHost,
    /// A tool's connection was refused.
    ToolRefused,
    /// A tool could not agree on an encrypted connection.
    ToolTls,
    /// A tool does not trust the certificate.
    ToolCertificate,
    /// The connection ended before the response did.
    ToolCutOff,
    /// A proxy was not found, refused or wants a sign-in.
    ToolProxy,
    /// A tool takes the address for none.
    ToolAddress,
    /// The command did not run.
    ToolNotRun,
    /// A tool failed in another way.
    ToolFailed,
    /// A redirect whose end is known.
    MovedTo,
    /// 404 from somebody, of whom the text tells no more.
    BareNotFound,
    /// 200, and no body to evaluate.
    BareOk,
    /// Entra's test passed, as Graph says.
    GraphPassed,
    /// Graph did not let the admin ask.
    GraphNotAllowed,
    /// Graph does not know the application or the job.
    GraphNotFound,
    /// Graph answered something else.
    GraphOther,

    /// Not made, because the setup does not need it.
    NotWanted,
    /// Not made.
    NotSent,
}

/// How good or bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VerdictSeverity {
    /// As it should be.
    Good,
    /// Entra will connect; something is worth knowing.
    Remark,
    /// Entra will not connect.
    Bad,
    /// The browser cannot tell.
    Unknown,
    /// Not made.
    Skipped,
}

impl VerdictSeverity {
    /// The name of its colour in the style sheets.
    pub fn class(self) -> &'static str {
        match self {
            VerdictSeverity::Good => "ok",
            VerdictSeverity::Remark => "warn",
            VerdictSeverity::Bad => "bad",
            VerdictSeverity::Unknown => "unknown",
            VerdictSeverity::Skipped => "idle",
        }
    }

    /// The grade of such a name.
    pub fn of_class(class: &str) -> Option<VerdictSeverity> {
        use VerdictSeverity::{Bad, Good, Remark, Skipped, Unknown};
        [Good, Remark, Bad, Unknown, Skipped]
            .into_iter()
            .find(|severity| severity.class() == class)
    }
}

/// The one thing to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Next {
    /// Tick the step in the guide.
    Tick,
    /// Run the test again.
    Again,
    /// Reload the page.
    Reload,
    /// Correct the Tenant URL.
    Address,
    /// Make or paste another token.
    Token,
    /// Run the same test in a terminal.
    Terminal,
    /// Ask whoever runs the service, with the evidence.
    Contact,
}

/// The words of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    pub code: Code,
    /// How good or bad it is.
    pub severity: VerdictSeverity,
    /// The verdict in the table.
    pub word: &'static str,
    /// The verdict in a sentence.
    pub headline: &'static str,
    /// Why it is so.
    pub cause: &'static str,
    /// What to do.
    pub remedy: &'static str,
    /// What the browser cannot know about it. Empty if it knows everything.
    pub hidden: &'static str,
    /// The one thing to do next.
    pub next: Next,
}

/// The words of one finding: headline, cause, remedy, and what the browser
/// cannot know.
type Texts = [&'static str; 4];

/// One line of a table; keeps the tables readable.
const fn line(
    code: Code,
    severity: VerdictSeverity,
    next: Next,
    word: &'static str,
    [headline, cause, remedy, hidden]: Texts,
) -> Finding {
    Finding {
        code,
        severity,
        word,
        headline,
        cause,
        remedy,
        hidden,
        next,
    }
}

/// What the page says about everything that only the service's owner can see.
const OWNER_KNOWS: &str = "What happened inside {service}; only its log tells.";

/// The families, what is to be fixed first at the front.
const FAMILIES: [&[Finding]; 8] = [
    network::FINDINGS,
    status::FINDINGS,
    content::FINDINGS,
    description::FINDINGS,
    account::REMARKS,
    result::FINDINGS,
    account::ASIDES,
    pasted::FINDINGS,
];

/// Every finding, what is to be fixed first at the front.
pub fn all() -> impl Iterator<Item = &'static Finding> {
    FAMILIES
        .into_iter()
        .flatten()
        .chain([&result::NOT_WANTED, &result::NOT_SENT])
}

impl Code {
    /// The words for it. Every code is in the table, as a test proves.
    pub fn finding(self) -> &'static Finding {
        let found = all().find(|finding| finding.code == self);
        found.unwrap_or(&result::NOT_SENT)
    }

    /// Its name in the JSON report, which stays when a variant is renamed.
    pub fn exported_name(self) -> String {
        match self {
            Code::NotSent => "NotAsked".to_owned(),
            Code::MatchingNotSent => "MatchingNotAsked".to_owned(),
            code => format!("{code:?}"),
        }
    }

    /// Its place in the table: what is to be fixed first comes first.
    pub fn order(self) -> usize {
        let at = all().position(|finding| finding.code == self);
        at.unwrap_or(usize::MAX)
    }
}

impl TargetService {
    /// Fills its name into a text of the table.
    pub fn fill(self, text: &str) -> String {
        text.replace("{Service}", self.name_first())
            .replace("{service}", self.name())
    }
}
