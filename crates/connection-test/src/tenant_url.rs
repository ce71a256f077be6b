//! A Tenant URL in its parts (RFC 3986, as far as SCIM endpoints need it).
//!
//! It is read by hand because the rules say more about a wrong address than a
//! general parser can, and because that parser would weigh more than they do.

pub mod address;
#[cfg(test)]
mod address_fix_tests;
pub mod address_path;
mod address_words;
pub mod entra_flag;
pub mod host;
pub mod look_alike;
pub mod nearest;
pub mod punycode;

use crate::tenant_url::host::HostError;
use provisioning::talkdesk::regions::{REGIONS, RegionFacts};

/// Longest address that is looked at, in bytes.
pub const LONGEST: usize = 2_000;

/// How the service is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Encrypted.
    Https,
    /// In the clear.
    Http,
}

impl Scheme {
    /// As it stands before `://`.
    pub fn word(self) -> &'static str {
        match self {
            Scheme::Https => "https",
            Scheme::Http => "http",
        }
    }
}

/// What kind of host an address names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HostKind {
    /// A name for the resolver.
    Name,
    /// `localhost` or `127.0.0.1`: the computer that the browser runs on.
    Loopback,
    /// `[::1]`, another `127.…` or `localhost.`: the same computer, by a name
    /// that the page's own policy does not allow.
    OtherLoopback,
    /// Any other IP address.
    Ip,
}

/// A web address, in parts. The parts hold ASCII only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TenantUrl {
    /// How it is spoken to.
    pub scheme: Scheme,
    /// Host as browsers read it: in lower case, an IP address in its one usual
    /// form, with brackets if it is IP version 6.
    pub host: String,
    /// Port, where one is written.
    pub port: Option<u16>,
    /// Path as written, empty or with its leading slash.
    pub path: String,
    /// What follows the question mark, where there is one.
    pub query: Option<String>,
    /// What follows the hash sign, where there is one.
    pub fragment: Option<String>,
    /// Whether a user name or password stands before the host.
    pub credentials: bool,
}

/// Why a text is no web address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UrlFault {
    /// Longer than [`LONGEST`].
    TooLong,
    /// No `https://` at the start.
    NoScheme,
    /// Another scheme than http and https.
    OtherScheme(String),
    /// A character that no address holds.
    Character(char),
    /// Nothing, or nothing sensible, where the host should be.
    Host,
    /// A host that browsers do not take.
    Refused(HostError),
    /// A port that is no number up to 65535.
    Port,
}

/// Reads a web address.
///
/// Fails with the first fault in reading order. The quote `'` is refused
/// although the standard allows it: no SCIM endpoint has one, and the commands
/// that this app writes set addresses in such quotes.
pub fn parse(text: &str) -> Result<TenantUrl, UrlFault> {
    parse_with_host(text).map(|(url, _)| url)
}

/// The same, and the host as it was written, in lower case.
pub fn parse_with_host(text: &str) -> Result<(TenantUrl, String), UrlFault> {
    if text.len() > LONGEST {
        return Err(UrlFault::TooLong);
    }
    let (scheme, rest) = split_scheme(text)?;
    if let Some(c) = rest.chars().find(|c| !is_allowed(*c)) {
        return Err(UrlFault::Character(c));
    }
    let (rest, fragment) = split_at_first(rest, '#');
    let (rest, query) = split_at_first(rest, '?');
    let (authority, path) = match rest.find('/') {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    let (credentials, authority) = match authority.rsplit_once('@') {
        Some((_, host)) => (true, host),
        None => (false, authority),
    };
    let (host, port) = split_port(authority)?;
    let url = TenantUrl {
        scheme,
        host: host::read(host).map_err(UrlFault::Refused)?,
        port,
        path: path.to_owned(),
        query: query.map(str::to_owned),
        fragment: fragment.map(str::to_owned),
        credentials,
    };
    Ok((url, host.to_ascii_lowercase()))
}

fn split_scheme(text: &str) -> Result<(Scheme, &str), UrlFault> {
    let Some((scheme, rest)) = text.split_once("://") else {
        // `mailto:x` has a scheme, `localhost:8081` has a port.
        return Err(match text.split_once(':') {
            Some((word, rest))
                if is_scheme(word)
                    && !word.contains('.')
                    && !rest.starts_with(|c: char| c.is_ascii_digit()) =>
            {
                UrlFault::OtherScheme(word.to_owned())
            }
            _ => UrlFault::NoScheme,
        });
    };
    match scheme.to_ascii_lowercase().as_str() {
        "https" => Ok((Scheme::Https, rest)),
        "http" => Ok((Scheme::Http, rest)),
        "" => Err(UrlFault::NoScheme),
        _ if is_scheme(scheme) => Err(UrlFault::OtherScheme(scheme.to_owned())),
        _ => Err(UrlFault::NoScheme),
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
    match text.split_once(mark) {
        Some((before, after)) => (before, Some(after)),
        None => (text, None),
    }
}

fn split_port(authority: &str) -> Result<(&str, Option<u16>), UrlFault> {
    let after_host = authority.rfind(']').map_or(0, |at| at + 1);
    let (host, port) = match authority[after_host..].rfind(':') {
        Some(at) => {
            let port = &authority[after_host + at + 1..];
            (&authority[..after_host + at], Some(port))
        }
        None => (authority, None),
    };
    let port = match port {
        // Rust's numbers may have a sign.
        Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            Some(digits.parse::<u16>().map_err(|_| UrlFault::Port)?)
        }
        Some(_) => return Err(UrlFault::Port),
        None => None,
    };
    if is_host(host) {
        Ok((host, port))
    } else {
        Err(UrlFault::Host)
    }
}

/// Whether a byte may stand in an IP version 6 address.
fn is_ipv6_byte(byte: u8) -> bool {
    byte.is_ascii_hexdigit() || byte == b':' || byte == b'.'
}

/// The four numbers of an IP version 4 address.
fn ipv4(host: &str) -> Option<[u8; 4]> {
    let mut numbers = [0; 4];
    let mut parts = host.split('.');
    for number in &mut numbers {
        *number = parts.next()?.parse().ok()?;
    }
    parts.next().is_none().then_some(numbers)
}

fn is_host(host: &str) -> bool {
    if let Some(inner) = host.strip_prefix('[') {
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
    /// What kind of host it names.
    pub fn host_kind(&self) -> HostKind {
        // An address of version 4 within one of version 6 leads to the same place.
        if self.host == "[::1]" || self.host == "localhost." || self.host.starts_with("[::ffff:7f")
        {
            HostKind::OtherLoopback
        } else if self.host.starts_with('[') {
            HostKind::Ip
        } else if let Some(numbers) = ipv4(&self.host) {
            match numbers {
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

    /// Whether the host is a name that is never given out on the internet: one
    /// without a dot, or below a word that RFC 2606, RFC 6761, RFC 6762 and
    /// ICANN keep for examples and private networks.
    pub fn is_private_name(&self) -> bool {
        const KEPT: [&str; 12] = [
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
        !name.contains('.') || KEPT.iter().any(below)
    }

    /// The region whose API host this is, if it is one.
    pub fn region(&self) -> Option<&'static RegionFacts> {
        REGIONS.iter().find(|facts| facts.host == self.host)
    }

    /// How sentences call whoever answers there.
    pub fn service(&self) -> Service {
        if self.region().is_some() {
            Service::Talkdesk
        } else {
            Service::Other
        }
    }

    /// Scheme, host and port, without path.
    pub fn origin(&self) -> String {
        let port = self.port.map(|port| format!(":{port}")).unwrap_or_default();
        format!("{}://{}{port}", self.scheme.word(), self.host)
    }

    /// The whole address as text again. Credentials are left out.
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

/// Who answers, as sentences name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Service {
    /// The address is Talkdesk's.
    Talkdesk,
    /// Anyone else.
    Other,
}

impl Service {
    /// Within a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Service::Talkdesk => "Talkdesk",
            Service::Other => "the service",
        }
    }

    /// At the start of a sentence.
    pub fn name_first(self) -> &'static str {
        match self {
            Service::Talkdesk => "Talkdesk",
            Service::Other => "The service",
        }
    }
}

#[cfg(test)]
mod tests;
