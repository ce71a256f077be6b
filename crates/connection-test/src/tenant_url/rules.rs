//! Diagnoses a typed Tenant URL and offers corrections.

use crate::tenant_url::code::TenantUrlCode;
use crate::tenant_url::confusables::{latin, skeleton, to_unicode};
use crate::tenant_url::entra_flag::{self, EntraFlag, FlagForm};
use crate::tenant_url::host_suggestion::suggest_region;
use crate::tenant_url::path_rules::{self, PathCode};
use crate::tenant_url::{HostKind, Scheme, TenantUrl, UrlParseError, parse, parse_with_host};
use crate::token::InputSeverity;
use provisioning::talkdesk::regions::{REGIONS, RegionSource};

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
    let mut diagnostics = Vec::new();
    let mut add = |code, fix| diagnostics.push(TenantUrlDiagnostic { code, fix });
    if core.is_empty() {
        add(TenantUrlCode::Empty, None);
    } else if core == unwrapped && core != typed {
        add(TenantUrlCode::SurroundingCharacters, Some(core.to_owned()));
    } else if core != typed {
        add(TenantUrlCode::Punctuation, Some(core.to_owned()));
    }
    let url = match parse_with_host(core) {
        _ if core.is_empty() => None,
        Ok((url, written)) => {
            if url.host != written {
                let host = url.host.clone();
                add(TenantUrlCode::OtherHost { host }, Some(url.text()));
            }
            diagnose(&url, &mut |code, fix: Option<TenantUrl>| {
                add(code, fix.map(|url| url.text()));
            });
            Some(url)
        }
        Err(error) => {
            let fix = fix_syntax(core, &error);
            add(TenantUrlCode::Unparsable(error), fix);
            None
        }
    };
    let is_testable = diagnostics
        .iter()
        .all(|diagnostic| diagnostic.code.severity() == InputSeverity::Warning);
    TenantUrlCheck {
        diagnostics,
        url: url.filter(|_| is_testable),
    }
}

fn is_wrapping(c: char) -> bool {
    c.is_whitespace() || c.is_control() || "\"'`<>“”‘’«»\u{200b}\u{feff}".contains(c)
}

/// Characters that end a sentence or a list, but never a URL.
fn is_punctuation(c: char) -> bool {
    ".,;!…)".contains(c)
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

fn fixed(url: &TenantUrl, fix: impl FnOnce(&mut TenantUrl)) -> Option<TenantUrl> {
    let mut url = url.clone();
    fix(&mut url);
    Some(url)
}

fn diagnose(url: &TenantUrl, add: &mut impl FnMut(TenantUrlCode, Option<TenantUrl>)) {
    if url.credentials {
        add(TenantUrlCode::Credentials, Some(url.clone()));
    }
    diagnose_host(url, add);
    let is_talkdesk = url.region().is_some();
    let paths = path_rules::diagnose(&url.path, is_talkdesk);
    // A path of another service may be right without /scim/v2.
    let base = paths
        .iter()
        .find(|(code, _)| is_talkdesk || *code != PathCode::NoScimPath)
        .map_or(&url.path, |(_, fixed)| fixed);
    diagnose_query_and_fragment(url, base, add);
    for (code, path) in paths {
        let fix = fixed(url, |url| {
            url.query = query_after_fix(&code, url);
            url.path = path;
        });
        add(TenantUrlCode::Path { code, is_talkdesk }, fix);
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

/// The fixes of query and fragment correct the path as well, to `base`: whoever
/// pasted a whole request URL pasted all three at once.
fn diagnose_query_and_fragment(
    url: &TenantUrl,
    base: &str,
    add: &mut impl FnMut(TenantUrlCode, Option<TenantUrl>),
) {
    let based = TenantUrl {
        path: base.to_owned(),
        ..url.clone()
    };
    if let Some(fragment) = &url.fragment {
        let form = FlagForm::InFragment;
        let code = EntraFlag::find(fragment).map_or(TenantUrlCode::Fragment, |(flag, _)| {
            TenantUrlCode::Flag { flag, form }
        });
        add(code, fixed(&based, |url| url.fragment = None));
    }
    let Some(query) = &url.query else {
        return;
    };
    let flag = entra_flag::in_query(query);
    let others = entra_flag::query_without(query);
    // Parameters beside the flag have a diagnostic of their own.
    let is_query = flag.is_none() || others.is_some();
    if let Some((flag, form)) = flag {
        let code = TenantUrlCode::Flag { flag, form };
        add(code, fixed(&based, |url| url.query = others));
    }
    if is_query {
        add(TenantUrlCode::Query, fixed(&based, |url| url.query = None));
    }
}

fn diagnose_host(url: &TenantUrl, add: &mut impl FnMut(TenantUrlCode, Option<TenantUrl>)) {
    let with_host = |host: &str| fixed(url, |url| url.host = host.to_owned());
    match url.host_kind() {
        HostKind::OtherLoopback => add(TenantUrlCode::OtherLoopback, with_host("127.0.0.1")),
        HostKind::Loopback => add(TenantUrlCode::Loopback, None),
        HostKind::Ip => add(TenantUrlCode::Ip, None),
        HostKind::Name => {}
    }
    if url.scheme == Scheme::Http && matches!(url.host_kind(), HostKind::Name | HostKind::Ip) {
        add(
            TenantUrlCode::PlainHttp,
            fixed(url, |url| url.scheme = Scheme::Https),
        );
    }
    let port = match url.scheme {
        Scheme::Https => 80,
        Scheme::Http => 443,
    };
    if url.port == Some(port) {
        let code = TenantUrlCode::OtherPort { port };
        add(code, fixed(url, |url| url.port = None));
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
        let code = TenantUrlCode::Confusable {
            unicode_host,
            region,
        };
        return add(code, region.and_then(|facts| with_host(facts.host)));
    }
    match url.region() {
        Some(facts) if facts.source == RegionSource::Unconfirmed => {
            add(TenantUrlCode::Unconfirmed, None)
        }
        Some(_) => {}
        None => match suggest_region(&url.host) {
            Some(region) => add(TenantUrlCode::Typo { region }, with_host(region.host)),
            None if url.host.contains("talkdesk") => add(TenantUrlCode::OtherTalkdeskHost, None),
            None if url.is_private_name() => add(TenantUrlCode::PrivateName, None),
            None => {}
        },
    }
}

#[cfg(test)]
mod tests;
