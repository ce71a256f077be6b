//! What is wrong or odd about a typed Tenant URL, and how to mend it.

use crate::tenant_url::address_path::{self, PathFault, PathFinding};
use crate::tenant_url::entra_flag::{self, EntraFlag, FlagForm};
use crate::tenant_url::look_alike::{in_letters, latin, skeleton};
use crate::tenant_url::nearest::nearest_host;
use crate::tenant_url::{HostKind, Scheme, TenantUrl, UrlFault, parse, parse_with_host};
use crate::token::Severity;
use provisioning::talkdesk::regions::{REGIONS, RegionFacts, Standing};

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
    /// Punctuation of the sentence in which the address stood.
    Punctuation,
    /// The path is not that of a base address. `sure` when the host is
    /// Talkdesk's.
    Path {
        /// What is wrong about it.
        fault: PathFault,
        /// Whether the host is known to have no other path.
        sure: bool,
    },
    /// Entra's flag for the form of updates, outside the path.
    Flag {
        /// Under which name.
        flag: EntraFlag,
        /// In which form.
        form: FlagForm,
    },
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
    let unwrapped = typed.trim_matches(is_wrapping);
    let core = typed
        .trim_start_matches(|c| is_wrapping(c) || c == '(')
        .trim_end_matches(|c| is_wrapping(c) || is_punctuation(c));
    if core.is_empty() {
        return blocked(AddressFault::Empty, None);
    }
    let mut findings = Vec::new();
    if core != typed {
        let fault = if core == unwrapped {
            AddressFault::Surrounded
        } else {
            AddressFault::Punctuation
        };
        findings.push(finding(fault, Some(core.to_owned())));
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

/// What ends a sentence or a list, and no address.
fn is_punctuation(c: char) -> bool {
    ".,;!…)".contains(c)
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
        UrlFault::Character(c) if is_wrapping(*c) => {
            core.chars().filter(|c| !is_wrapping(*c)).collect()
        }
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
    let sure = url.region().is_some();
    let paths = address_path::diagnose(&url.path, sure);
    look_after_path(url, &paths, sure, &mut add);
    for (fault, path) in paths {
        let fix = TenantUrl {
            path,
            query: query_beside(&fault, url),
            ..url.clone()
        };
        add(AddressFault::Path { fault, sure }, Some(fix));
    }
}

/// The query that a corrected path keeps: the query of a request goes away
/// with the endpoint that it was for, and the flag wherever it stands twice.
fn query_beside(fault: &PathFault, url: &TenantUrl) -> Option<String> {
    const OF_REQUESTS: [&str; 7] = [
        "filter",
        "attributes",
        "excludedattributes",
        "startindex",
        "count",
        "sortby",
        "sortorder",
    ];
    let query = url.query.as_ref()?;
    let of_request = query.split('&').any(|one| {
        let name = one.split('=').next().unwrap_or(one).to_ascii_lowercase();
        OF_REQUESTS.contains(&name.as_str())
    });
    match fault {
        PathFault::Endpoint { .. } if of_request => None,
        PathFault::Flag(_) if entra_flag::in_query(query).is_some() => {
            entra_flag::query_without(query)
        }
        _ => Some(query.clone()),
    }
}

/// Looks at query and fragment. Their fixes correct the path as well, because
/// what was pasted after the base address came there at once.
fn look_after_path(
    url: &TenantUrl,
    paths: &[PathFinding],
    sure: bool,
    add: &mut impl FnMut(AddressFault, Option<TenantUrl>),
) {
    let base = paths
        .iter()
        .find(|(fault, _)| sure || *fault != PathFault::NoScimPath)
        .map_or_else(|| url.path.clone(), |(_, due)| due.clone());
    if let Some(fragment) = &url.fragment {
        let flag = EntraFlag::find(fragment).map(|(flag, _)| flag);
        let fault = flag.map_or(AddressFault::Fragment, |flag| AddressFault::Flag {
            flag,
            form: FlagForm::InFragment,
        });
        let fix = TenantUrl {
            path: base.clone(),
            fragment: None,
            ..url.clone()
        };
        add(fault, Some(fix));
    }
    let Some(query) = &url.query else {
        return;
    };
    let flag = entra_flag::in_query(query);
    if let Some((flag, form)) = flag {
        let fix = TenantUrl {
            path: base.clone(),
            query: entra_flag::query_without(query),
            ..url.clone()
        };
        add(AddressFault::Flag { flag, form }, Some(fix));
    }
    // What is left beside the flag is a query of its own.
    if flag.is_none() || entra_flag::query_without(query).is_some() {
        let fix = TenantUrl {
            path: base,
            query: None,
            ..url.clone()
        };
        add(AddressFault::Query, Some(fix));
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

#[cfg(test)]
mod tests;
