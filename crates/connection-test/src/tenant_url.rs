//! A Tenant URL in its parts (RFC 3986, as far as SCIM endpoints need it).
//!
//! It has its own parser: the rules need to know more about an invalid URL than
//! the crate `url` reports, and that crate adds more to the page than they do.

pub mod code;
pub mod confusables;
pub mod entra_flag;
pub mod host;
pub mod host_suggestion;
pub mod path_rules;
pub mod punycode;
pub mod rules;

use crate::tenant_url::confusables::latin;
use provisioning::talkdesk::regions::{REGIONS, RegionFacts};
use std::net::Ipv4Addr;
use thiserror::Error;

/// In bytes.
const MAX_LENGTH: usize = 2_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scheme {
    #[default]
    Https,
    Http,
}

impl Scheme {
    pub fn as_str(self) -> &'static str {
        match self {
            Scheme::Https => "https",
            Scheme::Http => "http",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HostKind {
    Name,
    /// `localhost` or `127.0.0.1`: the computer that the browser runs on.
    Loopback,
    /// `[::1]`, another `127.…` or `localhost.`: the same computer, by a name
    /// that the page's own policy does not allow.
    OtherLoopback,
    /// Any other IP address.
    Ip,
}

/// All parts are ASCII.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TenantUrl {
    pub scheme: Scheme,
    /// As browsers read it: in lower case, an IP address in its one usual
    /// form, with brackets if it is IP version 6.
    pub host: String,
    pub port: Option<u16>,
    /// Path as written, empty or with its leading slash.
    pub path: String,
    pub query: Option<String>,
    pub fragment: Option<String>,
    /// Whether there is a user name or password.
    pub credentials: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum UrlParseError {
    #[error("This is too long for a URL.")]
    TooLong,
    #[error("The URL must start with https://.")]
    NoScheme,
    #[error("The URL starts with {0}:. SCIM works only over https://.")]
    OtherScheme(String),
    /// A character that no URL has.
    #[error("{}", character_message(*.0))]
    Character(char),
    /// The host is missing or has characters or a length that no host has.
    #[error("There is no host name after https://.")]
    Host,
    #[error(
        "The host ends in a number, so browsers read it as an IP address, but it isn’t a valid one."
    )]
    Ipv4,
    #[error("The text in brackets is not a valid IPv6 address.")]
    Ipv6,
    #[error(
        "A part of the host starts with xn--, which encodes letters beyond a to z, but it isn’t valid."
    )]
    Punycode,
    #[error("The port, after the colon, must be a number from 0 to 65535.")]
    Port,
}

fn character_message(c: char) -> String {
    if c.is_whitespace() {
        "There is a space or a line break inside the URL.".to_owned()
    } else if c.is_control() || c == '\u{200b}' {
        "There is an invisible character inside the URL. Type it again.".to_owned()
    } else if "\"'`<>“”‘’«»".contains(c) {
        format!("There is a {c} inside the URL.")
    } else if let Some(latin) = latin(c) {
        format!(
            "One letter in the URL looks like {latin} but is a different one (U+{:04X}).",
            u32::from(c)
        )
    } else {
        format!("A URL can’t contain the character {c}.")
    }
}

/// Parses a web address, and fails with the first error from left to right. The
/// quote `'` is rejected although RFC 3986 allows it: no SCIM endpoint has one,
/// and the shell commands that this app writes quote URLs with it.
pub fn parse(text: &str) -> Result<TenantUrl, UrlParseError> {
    parse_with_host(text).map(|(url, _)| url)
}

/// The same, with the host as it was typed, in lower case.
pub fn parse_with_host(text: &str) -> Result<(TenantUrl, String), UrlParseError> {
    if text.len() > MAX_LENGTH {
        return Err(UrlParseError::TooLong);
    }
    let (scheme, rest) = split_scheme(text)?;
    if let Some(c) = rest.chars().find(|c| !is_allowed(*c)) {
        return Err(UrlParseError::Character(c));
    }
    let (rest, fragment) = split_at_first(rest, '#');
    let (rest, query) = split_at_first(rest, '?');
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let (credentials, authority) = match authority.rsplit_once('@') {
        Some((_, host)) => (true, host),
        None => (false, authority),
    };
    let (host, port) = split_port(authority)?;
    let url = TenantUrl {
        scheme,
        host: host::parse_host(host)?,
        port,
        path: path.to_owned(),
        query: query.map(str::to_owned),
        fragment: fragment.map(str::to_owned),
        credentials,
    };
    Ok((url, host.to_ascii_lowercase()))
}

fn split_scheme(text: &str) -> Result<(Scheme, &str), UrlParseError> {
    let Some((scheme, rest)) = text.split_once("://") else {
        // `mailto:x` has a scheme, `localhost:8081` has a port.
        return Err(match text.split_once(':') {
            Some((word, rest))
                if is_scheme(word)
                    && !word.contains('.')
                    && !rest.starts_with(|c: char| c.is_ascii_digit()) =>
            {
                UrlParseError::OtherScheme(word.to_owned())
            }
            _ => UrlParseError::NoScheme,
        });
    };
    match scheme.to_ascii_lowercase().as_str() {
        "https" => Ok((Scheme::Https, rest)),
        "http" => Ok((Scheme::Http, rest)),
        "" => Err(UrlParseError::NoScheme),
        _ if is_scheme(scheme) => Err(UrlParseError::OtherScheme(scheme.to_owned())),
        _ => Err(UrlParseError::NoScheme),
    }
}

fn is_scheme(word: &str) -> bool {
    word.len() <= 20
        && word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
}

fn is_allowed(c: char) -> bool {
    c.is_ascii_graphic() && !"\"'<>\\^`{|}".contains(c)
}

fn split_at_first(text: &str, mark: char) -> (&str, Option<&str>) {
    text.split_once(mark)
        .map_or((text, None), |(before, after)| (before, Some(after)))
}

fn split_port(authority: &str) -> Result<(&str, Option<u16>), UrlParseError> {
    let after_host = authority.rfind(']').map_or(0, |at| at + 1);
    let (host, port) = match authority[after_host..].rfind(':') {
        Some(at) => authority.split_at(after_host + at),
        None => (authority, ""),
    };
    let port = match port.strip_prefix(':') {
        // Rust's numbers may have a sign.
        Some(digits) if digits.starts_with('+') => return Err(UrlParseError::Port),
        Some(digits) => Some(digits.parse().map_err(|_| UrlParseError::Port)?),
        None => None,
    };
    if !is_host(host) {
        return Err(UrlParseError::Host);
    }
    Ok((host, port))
}

fn is_host(host: &str) -> bool {
    if let Some(inner) = host.strip_prefix('[') {
        let is_ipv6_byte = |byte: u8| byte.is_ascii_hexdigit() || b":.".contains(&byte);
        return inner
            .strip_suffix(']')
            .is_some_and(|address| address.contains(':') && address.bytes().all(is_ipv6_byte));
    }
    let name = host.strip_suffix('.').unwrap_or(host);
    name.len() <= 253
        && name.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && label
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
        })
}

impl TenantUrl {
    pub fn host_kind(&self) -> HostKind {
        // `::ffff:127.…` is the loopback address of version 4 mapped to version 6.
        if self.host == "[::1]" || self.host == "localhost." || self.host.starts_with("[::ffff:7f")
        {
            HostKind::OtherLoopback
        } else if self.host.starts_with('[') {
            HostKind::Ip
        } else if let Ok(address) = self.host.parse::<Ipv4Addr>() {
            match address.octets() {
                [127, 0, 0, 1] => HostKind::Loopback,
                [127, ..] => HostKind::OtherLoopback,
                _ => HostKind::Ip,
            }
        } else if self.host == "localhost" {
            HostKind::Loopback
        } else {
            HostKind::Name
        }
    }

    /// Whether the host is the computer that the browser runs on.
    pub fn is_on_this_computer(&self) -> bool {
        matches!(
            self.host_kind(),
            HostKind::Loopback | HostKind::OtherLoopback
        )
    }

    /// Whether public DNS never has the host: a name without a dot, or below a
    /// top-level domain that RFC 2606, RFC 6761, RFC 6762 and ICANN reserve for
    /// examples and private networks.
    pub fn is_private_name(&self) -> bool {
        const RESERVED: [&str; 12] = [
            "corp",
            "example",
            "home",
            "home.arpa",
            "internal",
            "intranet",
            "invalid",
            "lan",
            "local",
            "localhost",
            "private",
            "test",
        ];
        if self.host_kind() != HostKind::Name {
            return false;
        }
        let name = self.host.strip_suffix('.').unwrap_or(&self.host);
        let below = |word: &&str| {
            name.strip_suffix(*word)
                .is_some_and(|rest| rest.ends_with('.'))
        };
        !name.contains('.') || RESERVED.iter().any(below)
    }

    pub fn region(&self) -> Option<&'static RegionFacts> {
        REGIONS.iter().find(|facts| facts.host == self.host)
    }

    pub fn service(&self) -> TargetService {
        if self.region().is_some() {
            TargetService::Talkdesk
        } else {
            TargetService::Other
        }
    }

    pub fn origin(&self) -> String {
        let port = self.port.map(|port| format!(":{port}")).unwrap_or_default();
        format!("{}://{}{port}", self.scheme.as_str(), self.host)
    }

    /// The whole URL without the credentials.
    pub fn text(&self) -> String {
        let mut text = format!("{}{}", self.origin(), self.path);
        if let Some(query) = &self.query {
            text.push('?');
            text.push_str(query);
        }
        if let Some(fragment) = &self.fragment {
            text.push('#');
            text.push_str(fragment);
        }
        text
    }
}

/// How texts name the service at the Tenant URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetService {
    Talkdesk,
    Other,
}

impl TargetService {
    pub fn name(self) -> &'static str {
        match self {
            TargetService::Talkdesk => "Talkdesk",
            TargetService::Other => "the service",
        }
    }

    /// At the start of a sentence.
    pub fn name_first(self) -> &'static str {
        match self {
            TargetService::Talkdesk => "Talkdesk",
            TargetService::Other => "The service",
        }
    }
}

#[cfg(test)]
mod tests;
