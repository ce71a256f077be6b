//! The codes of the diagnostics of a typed Tenant URL, with their messages.

use crate::tenant_url::UrlParseError;
use crate::tenant_url::confusables::latin;
use crate::tenant_url::entra_flag::{EntraFlag, FlagForm};
use crate::tenant_url::path_rules::PathCode;
use crate::token::InputSeverity;
use provisioning::talkdesk::regions::RegionFacts;
use thiserror::Error;

#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TenantUrlCode {
    #[error("Choose your account’s region, or enter the URL of the SCIM service.")]
    Empty,
    #[error("Remove the spaces, quotes or line breaks around the URL. Entra’s field keeps them.")]
    SurroundingCharacters,
    #[error("{0}")]
    Unparsable(UrlParseError),
    /// HTTP to another computer.
    #[error(
        "Over http, others can read the token on its way. Entra uses only https, and the browser blocks http requests from this page to other computers."
    )]
    PlainHttp,
    #[error(
        "This page can reach your own computer only as 127.0.0.1 or localhost; its security policy doesn’t allow other names."
    )]
    OtherLoopback,
    #[error("This is your own computer. The test works, but Entra can’t reach it.")]
    Loopback,
    #[error(
        "This is an IP address. Entra needs a valid certificate, which is rarely issued for one; Talkdesk’s URL has a host name."
    )]
    Ip,
    /// An IP address in an unusual form, which browsers read as `host`.
    #[error(
        "Browsers read this host as {host} and would send the token there. Other programs may read it differently."
    )]
    OtherHost { host: String },
    /// An internationalized domain name (RFC 5890).
    #[error(
        "This host has letters beyond a to z: it reads {unicode_host}. Compare it with the host that you were given. Talkdesk’s hosts use only a to z."
    )]
    Internationalized { unicode_host: String },
    /// An internationalized domain name that looks like a host of Talkdesk's, of
    /// this region where it is known.
    #[error(
        "This host looks like {} but is a different one: it reads {unicode_host}, with letters beyond a to z. It may be there to steal your token.",
        .region.map_or("a host of Talkdesk", |facts| facts.host)
    )]
    Confusable {
        unicode_host: String,
        region: Option<&'static RegionFacts>,
    },
    /// HTTPS at the port of HTTP, or the other way round.
    #[error("{}", port_message(*.port))]
    OtherPort { port: u16 },
    #[error(
        "The URL contains a user name or password. Entra doesn’t use it, and URLs end up in logs."
    )]
    Credentials,
    #[error("The part after # is never sent to a server.")]
    Fragment,
    /// Punctuation of a sentence that the URL was copied from.
    #[error(
        "There is punctuation at the end of the URL, such as a period. Entra’s field keeps it."
    )]
    Punctuation,
    /// The path is not that of a base address. Only Talkdesk's hosts are known to
    /// have no other SCIM path.
    #[error("{}", path_message(.code, *.is_talkdesk))]
    Path { code: PathCode, is_talkdesk: bool },
    /// Entra's flag outside the path.
    #[error("{}", flag_message(*.flag, Some(*.form)))]
    Flag { flag: EntraFlag, form: FlagForm },
    /// A query beside the flag.
    #[error(
        "The URL contains a query. Microsoft doesn’t document what Entra does with one, other than its own flag; the test keeps it."
    )]
    Query,
    #[error(
        "This is close to Talkdesk’s host for {}, {}, but not the same.",
        .region.name, .region.host
    )]
    Typo { region: &'static RegionFacts },
    /// A host with the name Talkdesk that is not a known API host.
    #[error(
        "This host isn’t a known Talkdesk API host. The URL where people sign in isn’t the API’s."
    )]
    OtherTalkdeskHost,
    #[error(
        "Only third parties list this host; Talkdesk doesn’t document it. Ask Talkdesk before you send it your token."
    )]
    Unconfirmed,
    #[error(
        "Names like this don’t exist on the internet, where Entra runs. Your own network may know it; Entra can’t find it."
    )]
    PrivateName,
}

impl TenantUrlCode {
    pub fn severity(&self) -> InputSeverity {
        match self {
            TenantUrlCode::Loopback
            | TenantUrlCode::Ip
            | TenantUrlCode::Internationalized { .. }
            | TenantUrlCode::OtherPort { .. }
            | TenantUrlCode::Path {
                code: PathCode::TrailingSlash,
                ..
            }
            | TenantUrlCode::Flag {
                form: FlagForm::Documented | FlagForm::OtherForm,
                ..
            }
            | TenantUrlCode::Query
            | TenantUrlCode::Typo { .. }
            | TenantUrlCode::OtherTalkdeskHost
            | TenantUrlCode::Unconfirmed
            | TenantUrlCode::PrivateName => InputSeverity::Warning,
            // Other services may have another path, but no base address has an
            // endpoint or the flag in it.
            TenantUrlCode::Path {
                code,
                is_talkdesk: false,
            } if !matches!(code, PathCode::Endpoint { .. } | PathCode::Flag(_)) => {
                InputSeverity::Warning
            }
            _ => InputSeverity::Error,
        }
    }

    pub fn fix_label(&self) -> String {
        let label = match self {
            TenantUrlCode::SurroundingCharacters => "Remove them",
            TenantUrlCode::Unparsable(UrlParseError::NoScheme) => "Add https://",
            TenantUrlCode::Unparsable(UrlParseError::Character(c)) if latin(*c).is_some() => {
                "Use letters from a to z"
            }
            TenantUrlCode::Unparsable(UrlParseError::Character(c))
                if !c.is_whitespace() && *c != '\u{200b}' =>
            {
                "Remove the quotes"
            }
            TenantUrlCode::Unparsable(_) => "Remove the spaces",
            TenantUrlCode::PlainHttp => "Use https",
            TenantUrlCode::OtherLoopback => "Use 127.0.0.1",
            TenantUrlCode::OtherHost { host } => return format!("Use {host}"),
            TenantUrlCode::Confusable {
                region: Some(region),
                ..
            } => return format!("Use {}", region.host),
            TenantUrlCode::OtherPort { .. } => "Remove the port",
            TenantUrlCode::Credentials => "Remove them",
            TenantUrlCode::Fragment => "Remove that part",
            TenantUrlCode::Punctuation => "Remove the punctuation",
            TenantUrlCode::Path { code, .. } => return path_fix_label(code),
            TenantUrlCode::Flag { .. } => "Remove the flag",
            TenantUrlCode::Query => "Remove the query",
            TenantUrlCode::Typo { region } => return format!("Use {}", region.host),
            // These have no fix.
            TenantUrlCode::Empty
            | TenantUrlCode::Loopback
            | TenantUrlCode::Ip
            | TenantUrlCode::Internationalized { .. }
            | TenantUrlCode::Confusable { region: None, .. }
            | TenantUrlCode::OtherTalkdeskHost
            | TenantUrlCode::Unconfirmed
            | TenantUrlCode::PrivateName => "Correct it",
        };
        label.to_owned()
    }
}

fn port_message(port: u16) -> &'static str {
    match port {
        80 => "Port 80 is the port for HTTP. A service that uses HTTPS rarely responds there.",
        _ => "Port 443 is the port for HTTPS. A service that uses HTTP rarely responds there.",
    }
}

fn path_message(code: &PathCode, is_talkdesk: bool) -> String {
    match code {
        PathCode::Flag(flag) => flag_message(*flag, None),
        PathCode::Endpoint { name: "Users" } => {
            "Entra adds /Users, so this URL would request /Users/Users.".to_owned()
        }
        PathCode::Endpoint { name } => format!(
            "/{name} is an endpoint below the Tenant URL. Entra adds /Users to the Tenant URL, so this URL would request a path that doesn’t exist."
        ),
        PathCode::Doubled => "A part of /scim/v2 is in the URL twice.".to_owned(),
        PathCode::AfterScimPath { rest } if is_talkdesk => {
            format!("Talkdesk’s URL ends in /scim/v2. This one continues with “{rest}”.")
        }
        PathCode::AfterScimPath { rest } => format!(
            "SCIM URLs usually end in /scim/v2. This one continues with “{rest}”. Keep that only if the service’s documentation has it."
        ),
        PathCode::Case => {
            "Paths are case-sensitive. SCIM URLs end in /scim/v2, in lowercase.".to_owned()
        }
        PathCode::DoubledSlash => {
            "There are two slashes in a row, and services don’t treat those as one.".to_owned()
        }
        PathCode::NoScimPath if is_talkdesk => {
            "Talkdesk’s SCIM service is at /scim/v2 on this host.".to_owned()
        }
        PathCode::NoScimPath => {
            "SCIM URLs usually end in /scim/v2, as Talkdesk’s does. This one doesn’t.".to_owned()
        }
        PathCode::TrailingSlash => {
            "There is a slash at the end. Some services then get two slashes before Users."
                .to_owned()
        }
    }
}

/// Without a form the flag is in the path.
fn flag_message(flag: EntraFlag, form: Option<FlagForm>) -> String {
    let current = EntraFlag::Current.name();
    let mut text = match flag {
        EntraFlag::Current => format!(
            "{current} is Entra’s flag for the form of updates: lowercase op, real booleans, and one replace operation for simple values."
        ),
        EntraFlag::Former => format!(
            "{} is the former name of Entra’s flag for the form of updates. Microsoft now documents {current}, and not whether Entra still reads the former name.",
            flag.name()
        ),
    };
    text.push_str(match form {
        None => " In the path it’s part of the URL, so every request would fail.",
        Some(FlagForm::InFragment) => " After # it isn’t sent.",
        Some(FlagForm::OtherForm) => {
            " Microsoft documents it only without a value, and not whether Entra reads this form."
        }
        Some(FlagForm::Documented) => "",
    });
    text.push_str(&format!(
        " It doesn’t work with Provision on demand, and the test omits it. Leave it out unless updates fail without it; then end the URL in /scim/v2?{current}."
    ));
    text
}

fn path_fix_label(code: &PathCode) -> String {
    match code {
        PathCode::Flag(_) => "Remove the flag".to_owned(),
        PathCode::Endpoint { name } => format!("Remove /{name}"),
        PathCode::Doubled => "Keep one /scim/v2".to_owned(),
        PathCode::AfterScimPath { .. } => "Remove everything after /scim/v2".to_owned(),
        PathCode::Case => "Use lowercase".to_owned(),
        PathCode::DoubledSlash => "Remove one slash".to_owned(),
        PathCode::NoScimPath => "End it in /scim/v2".to_owned(),
        PathCode::TrailingSlash => "Remove the slash".to_owned(),
    }
}
