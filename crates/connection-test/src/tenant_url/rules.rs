//! Diagnoses a typed Tenant URL and offers corrections.

use crate::tenant_url::confusables::{latin, skeleton, to_unicode};
use crate::tenant_url::entra_flag::{self, EntraFlag, FlagForm};
use crate::tenant_url::host_suggestion::suggest_region;
use crate::tenant_url::path_rules::{self, PathCode, PathDiagnostic};
use crate::tenant_url::{HostKind, Scheme, TenantUrl, UrlParseError, parse, parse_with_host};
use crate::token::InputSeverity;
use provisioning::talkdesk::regions::{REGIONS, RegionFacts, RegionSource};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TenantUrlCode {
    Empty,
    /// Blanks, quotes, angle brackets or line breaks before or after the URL.
    SurroundingCharacters,
    Unparsable(UrlParseError),
    /// HTTP to another computer.
    PlainHttp,
    /// Another name of this computer than the page's own policy allows.
    OtherLoopback,
    /// This computer, which Entra cannot reach.
    Loopback,
    Ip,
    /// An IP address in an unusual form, which browsers read as `host`.
    OtherHost {
        host: String,
    },
    /// An internationalized domain name (RFC 5890).
    Internationalized {
        unicode_host: String,
    },
    /// An internationalized domain name that looks like a host of Talkdesk's, of
    /// this region where it is known.
    Confusable {
        unicode_host: String,
        region: Option<&'static RegionFacts>,
    },
    /// HTTPS at the port of HTTP, or the other way round.
    OtherPort {
        port: u16,
    },
    /// A user name or password before the host.
    Credentials,
    Fragment,
    /// Punctuation of a sentence that the URL was copied from.
    Punctuation,
    /// The path is not that of a base address. Only Talkdesk's hosts are known to
    /// have no other SCIM path.
    Path {
        code: PathCode,
        is_talkdesk: bool,
    },
    /// Entra's flag outside the path.
    Flag {
        flag: EntraFlag,
        form: FlagForm,
    },
    /// A query beside the flag.
    Query,
    /// A host close to Talkdesk's host for this region.
    Typo {
        region: &'static RegionFacts,
    },
    /// A host with the name Talkdesk that is not a known API host.
    OtherTalkdeskHost,
    /// A host that only third parties document.
    Unconfirmed,
    /// A name that public DNS does not have.
    PrivateName,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TenantUrlDiagnostic {
    pub code: TenantUrlCode,
    /// The whole corrected text of the field, if there is a correction.
    pub fix: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TenantUrlCheck {
    /// What to fix first comes first.
    pub diagnostics: Vec<TenantUrlDiagnostic>,
    /// The URL to test, if no diagnostic is an error.
    pub url: Option<TenantUrl>,
}

pub fn validate(typed: &str) -> TenantUrlCheck {
    let unwrapped = typed.trim_matches(is_wrapping);
    let core = typed
        .trim_start_matches(|c| is_wrapping(c) || c == '(')
        .trim_end_matches(|c| is_wrapping(c) || is_punctuation(c));
    if core.is_empty() {
        return TenantUrlCheck {
            diagnostics: vec![diagnostic(TenantUrlCode::Empty, None)],
            url: None,
        };
    }
    let mut diagnostics = Vec::new();
    if core != typed {
        let code = if core == unwrapped {
            TenantUrlCode::SurroundingCharacters
        } else {
            TenantUrlCode::Punctuation
        };
        diagnostics.push(diagnostic(code, Some(core.to_owned())));
    }
    match parse_with_host(core) {
        Ok((url, written)) => {
            if url.host != written {
                let host = url.host.clone();
                diagnostics.push(diagnostic(
                    TenantUrlCode::OtherHost { host },
                    Some(url.text()),
                ));
            }
            diagnose(&url, &mut diagnostics);
            let is_testable = diagnostics
                .iter()
                .all(|diagnostic| diagnostic.code.severity() == InputSeverity::Warning);
            TenantUrlCheck {
                diagnostics,
                url: is_testable.then_some(url),
            }
        }
        Err(error) => {
            let fix = fix_syntax(core, &error);
            diagnostics.push(diagnostic(TenantUrlCode::Unparsable(error), fix));
            TenantUrlCheck {
                diagnostics,
                url: None,
            }
        }
    }
}

fn is_wrapping(c: char) -> bool {
    c.is_whitespace() || c.is_control() || "\"'`<>“”‘’«»\u{200b}\u{feff}".contains(c)
}

/// Characters that end a sentence or a list, but never a URL.
fn is_punctuation(c: char) -> bool {
    ".,;!…)".contains(c)
}

fn diagnostic(code: TenantUrlCode, fix: Option<String>) -> TenantUrlDiagnostic {
    TenantUrlDiagnostic { code, fix }
}

fn fix_syntax(core: &str, error: &UrlParseError) -> Option<String> {
    let fixed = match error {
        UrlParseError::NoScheme => format!("https://{}", core.trim_start_matches([':', '/'])),
        UrlParseError::Character(c) if c.is_whitespace() || *c == '\u{200b}' => core
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '\u{200b}')
            .collect(),
        UrlParseError::Character(c) if is_wrapping(*c) => {
            core.chars().filter(|c| !is_wrapping(*c)).collect()
        }
        UrlParseError::Character(c) if latin(*c).is_some() => {
            core.chars().map(|c| latin(c).unwrap_or(c)).collect()
        }
        _ => return None,
    };
    // The page has a button only for a correction that gives a valid URL.
    parse(&fixed).is_ok().then_some(fixed)
}

fn diagnose(url: &TenantUrl, diagnostics: &mut Vec<TenantUrlDiagnostic>) {
    let mut add = |code, fix: Option<TenantUrl>| {
        diagnostics.push(diagnostic(code, fix.map(|url| url.text())));
    };
    if url.credentials {
        add(TenantUrlCode::Credentials, Some(url.clone()));
    }
    diagnose_host(url, &mut add);
    let is_talkdesk = url.region().is_some();
    let paths = path_rules::diagnose(&url.path, is_talkdesk);
    diagnose_query_and_fragment(url, &paths, is_talkdesk, &mut add);
    for (code, path) in paths {
        let fix = TenantUrl {
            path,
            query: query_after_fix(&code, url),
            ..url.clone()
        };
        add(TenantUrlCode::Path { code, is_talkdesk }, Some(fix));
    }
}

/// The query of the corrected URL. The query of a request goes with the endpoint
/// that it was for, and the flag goes if the path had it too.
fn query_after_fix(code: &PathCode, url: &TenantUrl) -> Option<String> {
    const REQUEST_PARAMETERS: [&str; 7] = [
        "filter",
        "attributes",
        "excludedattributes",
        "startindex",
        "count",
        "sortby",
        "sortorder",
    ];
    let query = url.query.as_ref()?;
    let is_request = query.split('&').any(|one| {
        let name = one.split('=').next().unwrap_or(one).to_ascii_lowercase();
        REQUEST_PARAMETERS.contains(&name.as_str())
    });
    match code {
        PathCode::Endpoint { .. } if is_request => None,
        PathCode::Flag(_) if entra_flag::in_query(query).is_some() => {
            entra_flag::query_without(query)
        }
        _ => Some(query.clone()),
    }
}

/// The fixes of query and fragment correct the path as well: whoever pasted a
/// whole request URL pasted all three at once.
fn diagnose_query_and_fragment(
    url: &TenantUrl,
    paths: &[PathDiagnostic],
    is_talkdesk: bool,
    add: &mut impl FnMut(TenantUrlCode, Option<TenantUrl>),
) {
    let base = paths
        .iter()
        .find(|(code, _)| is_talkdesk || *code != PathCode::NoScimPath)
        .map_or_else(|| url.path.clone(), |(_, fixed)| fixed.clone());
    if let Some(fragment) = &url.fragment {
        let flag = EntraFlag::find(fragment).map(|(flag, _)| flag);
        let code = flag.map_or(TenantUrlCode::Fragment, |flag| TenantUrlCode::Flag {
            flag,
            form: FlagForm::InFragment,
        });
        let fix = TenantUrl {
            path: base.clone(),
            fragment: None,
            ..url.clone()
        };
        add(code, Some(fix));
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
        add(TenantUrlCode::Flag { flag, form }, Some(fix));
    }
    // Parameters beside the flag have a diagnostic of their own.
    if flag.is_none() || entra_flag::query_without(query).is_some() {
        let fix = TenantUrl {
            path: base,
            query: None,
            ..url.clone()
        };
        add(TenantUrlCode::Query, Some(fix));
    }
}

fn diagnose_host(url: &TenantUrl, add: &mut impl FnMut(TenantUrlCode, Option<TenantUrl>)) {
    let with_host = |host: &str| TenantUrl {
        host: host.to_owned(),
        ..url.clone()
    };
    match url.host_kind() {
        HostKind::OtherLoopback => add(TenantUrlCode::OtherLoopback, Some(with_host("127.0.0.1"))),
        HostKind::Loopback => add(TenantUrlCode::Loopback, None),
        HostKind::Ip => add(TenantUrlCode::Ip, None),
        HostKind::Name => {}
    }
    let is_this_computer = matches!(
        url.host_kind(),
        HostKind::Loopback | HostKind::OtherLoopback
    );
    if url.scheme == Scheme::Http && !is_this_computer {
        add(
            TenantUrlCode::PlainHttp,
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
        add(TenantUrlCode::OtherPort { port: other }, Some(fixed));
    }
    if url.host_kind() != HostKind::Name {
        return;
    }
    if let Some(unicode_host) = to_unicode(&url.host) {
        let looks = skeleton(&unicode_host);
        let same = REGIONS.iter().find(|facts| facts.host == looks);
        let region = same.or_else(|| suggest_region(&looks));
        if region.is_none() && !looks.contains("talkdesk") {
            return add(TenantUrlCode::Internationalized { unicode_host }, None);
        }
        let fix = region.map(|facts| with_host(facts.host));
        return add(
            TenantUrlCode::Confusable {
                unicode_host,
                region,
            },
            fix,
        );
    }
    match url.region() {
        Some(facts) if facts.source == RegionSource::Unconfirmed => {
            add(TenantUrlCode::Unconfirmed, None)
        }
        Some(_) => {}
        None => match suggest_region(&url.host) {
            Some(region) => add(TenantUrlCode::Typo { region }, Some(with_host(region.host))),
            None if url.host.contains("talkdesk") => add(TenantUrlCode::OtherTalkdeskHost, None),
            None if url.is_private_name() => add(TenantUrlCode::PrivateName, None),
            None => {}
        },
    }
}

#[cfg(test)]
mod tests;
