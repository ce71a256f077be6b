//! Every finding of a connection test, in words, in the order in which things
//! are to be fixed. `{service}` and `{Service}` stand for who answers,
//! `{attribute}` for the matching attribute that was asked for.
//!
//! The words are in one file for each family of findings; the families are
//! in order, and so are the findings within each.

mod account;
mod content;
mod description;
mod network;
mod pasted;
mod relay;
mod result;
mod status;

use crate::tenant_url::TargetService;

/// What a check, or the whole test, came to. What each means is said by its
/// [`Finding`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    Cancelled,
    Offline,
    PolicyBlocked,
    RequestsLocked,
    UnreachableTypo,
    UnreachablePrivateName,
    UnreachableUnconfirmed,
    UnreachableTalkdesk,
    UnreachableIp,
    UnreachableHereSecure,
    UnreachableHere,
    Unreachable,
    TimedOut,
    PreflightWithoutToken,
    PreflightRefused,
    Unreadable,
    Undecided,
    AllRedirected,
    Redirected,
    RelayBlocked,
    RelayStopped,
    RelayOtherProgram,
    RelayOtherBase,
    RelayOtherVersion,
    RelayCodeMissing,
    RelayCodeWrong,
    RelayRequestRepeated,
    RelayBusy,
    RelayPathRefused,
    RelayHeaderRefused,
    RelayMethodRefused,
    RelayRequestTooLong,
    RelayUnknown,
    RelayDns,
    RelayProxy,
    RelayTls,
    RelayConnectionRefused,
    RelayUnreachable,
    RelayTimeout,
    RelayRedirect,
    RelayResponseTooLong,
    TokenExpired,
    TokenElsewhere,
    NotBearer,
    TokenRefused,
    Forbidden,
    WrongPath,
    EmptyAsNotFound,
    MethodRefused,
    Throttled,
    Unavailable,
    Gateway,
    ServerError,
    MatchingFilterRefused,
    MatchingFilterFailed,
    FilterRefused,
    BadRequest,
    BadRequestSilent,
    NotAcceptable,
    Conflict,
    UnsupportedMedia,
    RequestRefused,
    OddStatus,
    SignInPage,
    ProxyPage,
    Html,
    Stalled,
    BrokeOff,
    HalfJson,
    Empty,
    TooLong,
    NotJson,
    ErrorAsSuccess,
    NotScim,
    ListMisspelt,
    ListIncomplete,
    ListWrongKind,
    FilterIgnored,
    WrongMediaType,
    MatchingUnknown,
    NoPatch,
    NoFilter,
    NoUsers,
    NoExtension,
    ExtensionDiffers,
    OddDescription,
    DescriptionRefused,
    NoDescription,
    DescriptionFailed,
    AnyToken,
    SlowedDown,
    Slow,
    UserOther,
    UserMismatch,
    UserNotMatched,
    UserIdMissing,
    UserIdUnusable,
    UserIdNumber,
    UserNoEcho,
    UserCase,
    UserTwice,
    NoMatchingAttribute,
    MatchingNotSent,
    WrongTokenStatus,
    Fine,
    FineHere,
    UserUnknown,
    UserWithoutRoles,
    UserFailed,
    WrongTokenUnknown,
    // What only pasted text tells (`messages/pasted.rs`).
    ToolNoHost,
    ToolRefused,
    ToolTls,
    ToolCertificate,
    ToolCutOff,
    ToolProxy,
    ToolAddress,
    ToolNotRun,
    ToolFailed,
    MovedTo,
    BareNotFound,
    BareOk,
    GraphPassed,
    GraphNotAllowed,
    GraphNotFound,
    GraphTestFailed,
    GraphOther,
    OtherText,
    NotWanted,
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

    pub fn of_class(class: &str) -> Option<VerdictSeverity> {
        let all = [
            VerdictSeverity::Good,
            VerdictSeverity::Remark,
            VerdictSeverity::Bad,
            VerdictSeverity::Unknown,
            VerdictSeverity::Skipped,
        ];
        all.into_iter().find(|severity| severity.class() == class)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Next {
    /// Go on in the guide.
    Guide,
    Again,
    Reload,
    Address,
    /// Choose a region: this was no service that Entra can reach.
    Region,
    Token,
    /// Go through the relay, or look after it.
    Relay,
    Terminal,
    Contact,
    /// Have the text explained, which is not the output of a command.
    Explain,
}

/// The words of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    pub code: Code,
    pub severity: VerdictSeverity,
    /// The result in the table.
    pub word: &'static str,
    /// The result in a sentence.
    pub headline: &'static str,
    pub cause: &'static str,
    /// What to do.
    pub remedy: &'static str,
    /// What the browser cannot know about it. Empty if it knows everything.
    pub hidden: &'static str,
    pub next: Next,
}

const fn bad(code: Code, next: Next, word: &'static str) -> Finding {
    finding(code, VerdictSeverity::Bad, next, word)
}

const fn remark(code: Code, next: Next, word: &'static str) -> Finding {
    finding(code, VerdictSeverity::Remark, next, word)
}

const fn good(code: Code, next: Next, word: &'static str) -> Finding {
    finding(code, VerdictSeverity::Good, next, word)
}

const fn unknown(code: Code, next: Next, word: &'static str) -> Finding {
    finding(code, VerdictSeverity::Unknown, next, word)
}

const fn skipped(code: Code, next: Next, word: &'static str) -> Finding {
    finding(code, VerdictSeverity::Skipped, next, word)
}

const fn finding(code: Code, severity: VerdictSeverity, next: Next, word: &'static str) -> Finding {
    Finding {
        code,
        severity,
        word,
        headline: "",
        cause: "",
        remedy: "",
        hidden: "",
        next,
    }
}

impl Finding {
    /// Whether asking in another way is all that is left to do: the browser could
    /// not see what it has to see.
    pub fn needs_another_way(&self) -> bool {
        matches!(self.next, Next::Relay | Next::Terminal)
            && self.severity == VerdictSeverity::Unknown
            && !self.is_of_relay()
    }

    /// Whether it is about the relay, or about the network between the relay and
    /// the service.
    pub fn is_of_relay(&self) -> bool {
        relay::FINDINGS
            .iter()
            .any(|finding| finding.code == self.code)
    }

    /// Headline, cause, remedy, and what the browser cannot know.
    const fn texts(mut self, texts: [&'static str; 4]) -> Finding {
        [self.headline, self.cause, self.remedy, self.hidden] = texts;
        self
    }
}

/// What is said about everything that only the service's owner can see.
const OWNER_KNOWS: &str = "What happened inside {service}; only its log shows that.";

/// What to do about everything that only the service's owner can fix.
const OWNER_FIXES: &str =
    "Only the team that runs {service} can fix this. Choose Copy for a ticket and send it to them.";

/// The families, what is to be fixed first at the front.
const FAMILIES: [&[Finding]; 9] = [
    network::FINDINGS,
    relay::FINDINGS,
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
    pub fn fill(self, text: &str) -> String {
        text.replace("{Service}", self.name_first())
            .replace("{service}", self.name())
    }

    /// Fills in the name of a matching attribute too.
    pub fn fill_about(self, attribute: &str, text: &str) -> String {
        self.fill(text).replace("{attribute}", attribute)
    }
}
