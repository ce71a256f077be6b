//! Diagnoses the path of a typed Tenant URL and corrects it: a path is cut where
//! it goes on after `/scim/v2`, and extended only where that is missing.

use crate::tenant_url::entra_flag::{EntraFlag, path_without};
use provisioning::talkdesk::SCIM_PATH;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathCode {
    Flag(EntraFlag),
    /// An endpoint, which Entra adds by itself. The name is spelled as in RFC 7644.
    Endpoint {
        name: &'static str,
    },
    /// `/scim/v2` or a part of it twice.
    Doubled,
    /// Something else after `/scim/v2`, shortened.
    AfterScimPath {
        rest: String,
    },
    /// `/scim/v2` in other case.
    Case,
    DoubledSlash,
    NoScimPath,
    TrailingSlash,
}

/// The endpoints below a base address (RFC 7644 section 3.2 and 4).
const ENDPOINTS: [&str; 8] = [
    "Users",
    "Groups",
    "ServiceProviderConfig",
    "ResourceTypes",
    "Schemas",
    "Bulk",
    "Me",
    ".search",
];

/// In characters.
const MAX_REST: usize = 60;

/// With the corrected path. `is_talkdesk`: the host has its service at `/scim/v2`
/// and nowhere else.
pub fn diagnose(path: &str, is_talkdesk: bool) -> Vec<(PathCode, String)> {
    let plain = path_without(path);
    let flag = EntraFlag::find(path).map(|(flag, _)| flag);
    let typed: Vec<&str> = segments(path).collect();
    let mut diagnostics = Vec::new();
    match scim_at(&typed) {
        Some(at) => {
            let before = typed[..at].iter().copied();
            let before: Vec<&str> = before
                .filter(|one| EntraFlag::find(one).is_none())
                .collect();
            let code = match flag {
                Some(flag) => Some(PathCode::Flag(flag)),
                None => after_scim(path, &typed, at, is_talkdesk),
            };
            let fixed = match &code {
                _ if is_talkdesk => SCIM_PATH.to_owned(),
                // Another service may have a path of its own there, such as
                // `/scim/v2/organizations/name`.
                Some(PathCode::Flag(_) | PathCode::Endpoint { .. }) => {
                    let plain: Vec<&str> = segments(plain).collect();
                    let rest = before_endpoint(plain.get(at + 2..).unwrap_or_default());
                    format!("{}{SCIM_PATH}{}", joined(&before), joined(&rest))
                }
                _ => format!("{}{SCIM_PATH}", joined(&before)),
            };
            diagnostics.extend(code.map(|code| (code, fixed)));
        }
        None => {
            let typed: Vec<&str> = segments(plain).collect();
            let (base, endpoint) = without_endpoint(&typed);
            let (stripped, complete) = match is_talkdesk {
                true => (SCIM_PATH.to_owned(), SCIM_PATH.to_owned()),
                // The path of another service may be right without /scim/v2.
                false => (joined(base), completed(base)),
            };
            diagnostics.extend(flag.map(|flag| (PathCode::Flag(flag), stripped.clone())));
            diagnostics.extend(endpoint.map(|name| (PathCode::Endpoint { name }, stripped)));
            if !is_talkdesk || diagnostics.is_empty() {
                diagnostics.push((PathCode::NoScimPath, complete));
            }
        }
    }
    diagnostics
}

/// For a path with `/scim/v2` in it.
fn after_scim(path: &str, typed: &[&str], at: usize, is_talkdesk: bool) -> Option<PathCode> {
    let stray = &typed[at + 1][2..];
    let rest = &typed[at + 2..];
    if let Some(first) = rest.first() {
        return Some(match endpoint_in(rest) {
            Some((_, name)) => PathCode::Endpoint { name },
            None if repeats(first) => PathCode::Doubled,
            None => PathCode::AfterScimPath {
                rest: shortened(&format!("{stray}/{}", rest.join("/"))),
            },
        });
    }
    if !stray.is_empty() {
        let rest = shortened(stray);
        return Some(PathCode::AfterScimPath { rest });
    }
    if is_talkdesk && at > 0 {
        return Some(PathCode::NoScimPath);
    }
    if typed[at] != "scim" || typed[at + 1] != "v2" {
        return Some(PathCode::Case);
    }
    if path.trim_end_matches('/').contains("//") {
        return Some(PathCode::DoubledSlash);
    }
    path.ends_with('/').then_some(PathCode::TrailingSlash)
}

/// Whether a segment repeats a part of `/scim/v2`.
fn repeats(segment: &str) -> bool {
    segment.eq_ignore_ascii_case("scim") || is_version(segment)
}

/// The segments before an endpoint, without what repeats `/scim/v2`.
fn before_endpoint<'p>(rest: &[&'p str]) -> Vec<&'p str> {
    let end = endpoint_in(rest).map_or(rest.len(), |(at, _)| at);
    let before = rest.iter().take(end).copied();
    before.filter(|one| !repeats(one)).collect()
}

/// The endpoint after `/scim/v2` and its index. Other characters may follow the
/// name in the first segment, not in a later one.
fn endpoint_in(rest: &[&str]) -> Option<(usize, &'static str)> {
    let first = rest.iter().position(|one| !repeats(one))?;
    rest.iter().enumerate().skip(first).find_map(|(at, one)| {
        let name = endpoint(one).filter(|name| at == first || name == one)?;
        Some((at, name))
    })
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|one| !one.is_empty())
}

fn joined(segments: &[&str]) -> String {
    segments.iter().map(|one| format!("/{one}")).collect()
}

/// The index of the first `scim` before a `v2`. Characters that are not part of a
/// name may follow the second.
fn scim_at(typed: &[&str]) -> Option<usize> {
    typed.windows(2).position(|pair| {
        let Some((version, stray)) = pair[1].split_at_checked(2) else {
            return false;
        };
        let flagged = EntraFlag::find(stray).is_some_and(|(_, at)| at == 0);
        let belongs = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        // `v2.1` is another version, `v2.` is not.
        let is_other = stray
            .strip_prefix('.')
            .unwrap_or(stray)
            .starts_with(belongs);
        pair[0].eq_ignore_ascii_case("scim")
            && version.eq_ignore_ascii_case("v2")
            && (flagged || !is_other)
    })
}

/// The endpoint that a segment begins with, if other characters than letters and
/// digits follow.
fn endpoint(segment: &str) -> Option<&'static str> {
    ENDPOINTS.into_iter().find(|name| {
        segment
            .get(..name.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(name))
            && !segment[name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric())
    })
}

/// The segments before an endpoint at the end, and which it is. An id may
/// follow one, but then only its exact name counts: another service may well
/// have a path below `/users`.
fn without_endpoint<'a, 'p>(typed: &'a [&'p str]) -> (&'a [&'p str], Option<&'static str>) {
    if let [base @ .., named, _id] = typed
        && let Some(name) = endpoint(named).filter(|name| name == named)
    {
        return (base, Some(name));
    }
    if let [base @ .., last] = typed
        && let Some(name) = endpoint(last)
        && (!matches!(name, "Me" | "Bulk") || name == *last)
    {
        return (base, Some(name));
    }
    (typed, None)
}

/// A version of SCIM: `v2`, `v1`, `v2.0`.
fn is_version(segment: &str) -> bool {
    let mut letters = segment.chars();
    letters.next().is_some_and(|c| c.eq_ignore_ascii_case(&'v'))
        && letters.clone().next().is_some()
        && letters.all(|c| c.is_ascii_digit() || c == '.')
}

/// The path with `/scim/v2` at its end, in place of a misspelled one.
fn completed(base: &[&str]) -> String {
    let is_scim = |one: &&str| one.eq_ignore_ascii_case("scim");
    let run_together = |one: &&str| {
        let low = one.to_ascii_lowercase();
        ["scimv2", "scim2", "scim-v2", "scim_v2", "scim.v2"].contains(&low.as_str())
    };
    let prefix = match base {
        [prefix @ .., scim, last] if is_scim(scim) && (is_version(last) || *last == "2") => prefix,
        [prefix @ .., last] if is_scim(last) || run_together(last) || is_version(last) => prefix,
        whole => whole,
    };
    format!("{}{SCIM_PATH}", joined(prefix))
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(MAX_REST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
