//! What is wrong or odd about a typed Tenant URL, and how to mend it.

use crate::connection::look_alike::{in_letters, latin, skeleton};
use crate::connection::nearest::nearest_host;
use crate::connection::tenant_url::{
    HostKind, Scheme, TenantUrl, UrlFault, parse, parse_with_host,
};
use crate::connection::token::Severity;
use crate::talkdesk::SCIM_PATH;
use crate::talkdesk::regions::{REGIONS, RegionFacts, Standing};

/// The flag that changes the form of Entra's updates. Source:
/// <https://learn.microsoft.com/entra/identity/app-provisioning/application-provisioning-config-problem-scim-compatibility>.
pub const ENTRA_FLAG: &str = "aadOptscim062020";

/// Something wrong or odd about a typed Tenant URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AddressFault {
    /// Nothing was typed.
    Empty,
    /// Blanks, quotes, angle brackets or line breaks stand round it.
    Surrounded,
    /// It is no web address.
    Unreadable(UrlFault),
    /// http to another computer.
    PlainHttp,
    /// Another name of this computer than the page's own policy allows.
    OtherLoopback,
    /// This computer, which Entra cannot reach.
    Loopback,
    /// An IP address in place of a name.
    Ip,
    /// A host in which browsers read another one: an IP address in an unusual
    /// form.
    OtherHost {
        /// The host that they read.
        host: String,
    },
    /// A host in letters beyond ASCII.
    International {
        /// The host in letters.
        letters: String,
    },
    /// A host in letters beyond ASCII that looks like one of Talkdesk's.
    LookAlike {
        /// The host in letters.
        letters: String,
        /// The region whose host it looks like, if there is one.
        meant: Option<&'static RegionFacts>,
    },
    /// https at the port of http, or the other way round.
    OtherPort {
        /// The port.
        port: u16,
    },
    /// A user name or password before the host.
    Credentials,
    /// A part after `#`.
    Fragment,
    /// The path ends in `/Users`, which Entra adds by itself.
    Users,
    /// The path does not end in `/scim/v2`. `sure` when the host is Talkdesk's.
    NoScimPath {
        /// Whether the host is known to have no other path.
        sure: bool,
    },
    /// A slash at the end.
    TrailingSlash,
    /// Entra's flag for the form of updates.
    EntraFlag,
    /// Another query.
    Query,
    /// Nearly, but not quite, a host of Talkdesk.
    Typo {
        /// The region whose host it resembles.
        meant: &'static RegionFacts,
    },
    /// A host that names Talkdesk but is no API host that is known.
    OtherTalkdeskHost,
    /// A host that only third parties name.
    Unconfirmed,
    /// A name that the internet does not know.
    PrivateName,
}

/// A fault, with the text that mends it where something can.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressFinding {
    /// What is wrong.
    pub fault: AddressFault,
    /// The whole corrected text of the field.
    pub fix: Option<String>,
}

/// What is to be said about a typed Tenant URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressCheck {
    /// Everything found, what to mend first at the front.
    pub findings: Vec<AddressFinding>,
    /// The address to test, when nothing stands in the way of that.
    pub url: Option<TenantUrl>,
}

/// Judges what was typed as Tenant URL.
pub fn check(typed: &str) -> AddressCheck {
    let core = typed.trim_matches(is_wrapping);
    if core.is_empty() {
        return blocked(AddressFault::Empty, None);
    }
    let mut findings = Vec::new();
    if core != typed {
        findings.push(finding(AddressFault::Surrounded, Some(core.to_owned())));
    }
    match parse_with_host(core) {
        Ok((url, written)) => {
            if url.host != written {
                let host = url.host.clone();
                findings.push(finding(AddressFault::OtherHost { host }, Some(url.text())));
            }
            look(&url, &mut findings);
            let free = findings
                .iter()
                .all(|found| found.fault.severity() == Severity::Warns);
            AddressCheck {
                findings,
                url: free.then_some(url),
            }
        }
        Err(fault) => {
            let fix = fix_unreadable(core, &fault);
            findings.push(finding(AddressFault::Unreadable(fault), fix));
            AddressCheck {
                findings,
                url: None,
            }
        }
    }
}

fn is_wrapping(c: char) -> bool {
    c.is_whitespace() || c.is_control() || "\"'`<>“”‘’«»\u{200b}\u{feff}".contains(c)
}

fn blocked(fault: AddressFault, fix: Option<String>) -> AddressCheck {
    AddressCheck {
        findings: vec![finding(fault, fix)],
        url: None,
    }
}

fn finding(fault: AddressFault, fix: Option<String>) -> AddressFinding {
    AddressFinding { fault, fix }
}

fn fix_unreadable(core: &str, fault: &UrlFault) -> Option<String> {
    let mended = match fault {
        UrlFault::NoScheme => format!("https://{}", core.trim_start_matches([':', '/'])),
        UrlFault::Character(c) if c.is_whitespace() || *c == '\u{200b}' => core
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '\u{200b}')
            .collect(),
        UrlFault::Character(c) if latin(*c).is_some() => {
            core.chars().map(|c| latin(c).unwrap_or(c)).collect()
        }
        _ => return None,
    };
    // Only a correction that leads to an address is worth a button.
    parse(&mended).is_ok().then_some(mended)
}

fn look(url: &TenantUrl, findings: &mut Vec<AddressFinding>) {
    let mut add = |fault, fix: Option<TenantUrl>| {
        findings.push(finding(fault, fix.map(|url| url.text())));
    };
    if url.credentials {
        add(AddressFault::Credentials, Some(url.clone()));
    }
    look_at_host(url, &mut add);
    if url.fragment.is_some() {
        add(
            AddressFault::Fragment,
            Some(TenantUrl {
                fragment: None,
                ..url.clone()
            }),
        );
    }
    look_at_path(url, &mut add);
    match &url.query {
        Some(query) if query == ENTRA_FLAG || query.strip_suffix('=') == Some(ENTRA_FLAG) => {
            add(
                AddressFault::EntraFlag,
                Some(TenantUrl {
                    query: None,
                    ..url.clone()
                }),
            );
        }
        Some(_) => add(
            AddressFault::Query,
            Some(TenantUrl {
                query: None,
                ..url.clone()
            }),
        ),
        None => {}
    }
}

fn look_at_host(url: &TenantUrl, add: &mut impl FnMut(AddressFault, Option<TenantUrl>)) {
    let with_host = |host: &str| TenantUrl {
        host: host.to_owned(),
        ..url.clone()
    };
    match url.host_kind() {
        HostKind::OtherLoopback => add(AddressFault::OtherLoopback, Some(with_host("127.0.0.1"))),
        HostKind::Loopback => add(AddressFault::Loopback, None),
        HostKind::Ip => add(AddressFault::Ip, None),
        HostKind::Name => {}
    }
    let here = matches!(
        url.host_kind(),
        HostKind::Loopback | HostKind::OtherLoopback
    );
    if url.scheme == Scheme::Http && !here {
        add(
            AddressFault::PlainHttp,
            Some(TenantUrl {
                scheme: Scheme::Https,
                ..url.clone()
            }),
        );
    }
    let other = match url.scheme {
        Scheme::Https => 80,
        Scheme::Http => 443,
    };
    if url.port == Some(other) {
        let fixed = TenantUrl {
            port: None,
            ..url.clone()
        };
        add(AddressFault::OtherPort { port: other }, Some(fixed));
    }
    if url.host_kind() != HostKind::Name {
        return;
    }
    if let Some(letters) = in_letters(&url.host) {
        let looks = skeleton(&letters);
        let same = REGIONS.iter().find(|facts| facts.host == looks);
        let meant = same.or_else(|| nearest_host(&looks));
        if meant.is_none() && !looks.contains("talkdesk") {
            return add(AddressFault::International { letters }, None);
        }
        let fix = meant.map(|facts| with_host(facts.host));
        return add(AddressFault::LookAlike { letters, meant }, fix);
    }
    match url.region() {
        Some(facts) if facts.standing == Standing::Unconfirmed => {
            add(AddressFault::Unconfirmed, None)
        }
        Some(_) => {}
        None => match nearest_host(&url.host) {
            Some(meant) => add(AddressFault::Typo { meant }, Some(with_host(meant.host))),
            None if url.host.contains("talkdesk") => add(AddressFault::OtherTalkdeskHost, None),
            None if url.is_private_name() => add(AddressFault::PrivateName, None),
            None => {}
        },
    }
}

fn look_at_path(url: &TenantUrl, add: &mut impl FnMut(AddressFault, Option<TenantUrl>)) {
    let with_path = |path: String| TenantUrl {
        path,
        ..url.clone()
    };
    let path = url.path.trim_end_matches('/');
    let (base, users) = match path.rsplit_once('/') {
        Some((base, last)) if last.eq_ignore_ascii_case("users") => {
            (base.trim_end_matches('/'), true)
        }
        _ => (path, false),
    };
    if users {
        add(AddressFault::Users, Some(with_path(base.to_owned())));
    }
    let sure = url.region().is_some();
    // Elsewhere a service may have its own path, so only Talkdesk's is certain.
    let ends_well = if sure {
        base == SCIM_PATH
    } else {
        base.ends_with(SCIM_PATH)
    };
    if !ends_well {
        let path = if sure {
            SCIM_PATH.to_owned()
        } else {
            with_scim_path(base)
        };
        add(AddressFault::NoScimPath { sure }, Some(with_path(path)));
    }
    if url.path.ends_with('/') && !users && ends_well {
        add(
            AddressFault::TrailingSlash,
            Some(with_path(path.to_owned())),
        );
    }
}

/// The path with what is missing of `/scim/v2` at its end.
fn with_scim_path(base: &str) -> String {
    let low = base.to_ascii_lowercase();
    if low.ends_with(SCIM_PATH) {
        return format!("{}{SCIM_PATH}", &base[..base.len() - SCIM_PATH.len()]);
    }
    match low.strip_suffix("/scim") {
        Some(before) => format!("{}{SCIM_PATH}", &base[..before.len()]),
        None => format!("{base}{SCIM_PATH}"),
    }
}

#[cfg(test)]
#[path = "address_tests.rs"]
mod tests;
