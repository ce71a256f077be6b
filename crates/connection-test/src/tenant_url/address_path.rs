//! What is wrong about the path of a typed Tenant URL, and the path that is
//! due: an address is cut where it goes on after `/scim/v2`, and is made
//! longer only where that is missing.

use crate::tenant_url::entra_flag::{EntraFlag, path_without};
use provisioning::talkdesk::SCIM_PATH;

/// What a path has wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathFault {
    /// Entra's flag stands in the path.
    Flag(EntraFlag),
    /// It goes on to an endpoint that Entra adds by itself.
    Endpoint {
        /// The endpoint's name as the standard writes it.
        name: &'static str,
    },
    /// `/scim/v2` or a part of it stands there twice.
    Doubled,
    /// It goes on after `/scim/v2`.
    AfterScimPath {
        /// With what, shortened.
        rest: String,
    },
    /// `/scim/v2` in other case.
    Case,
    /// Two slashes in a row.
    DoubledSlash,
    /// It does not end in `/scim/v2`.
    NoScimPath,
    /// A slash at the end.
    TrailingSlash,
}

/// A fault, with the path that is due.
pub type PathFinding = (PathFault, String);

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

/// The most of a rest that is repeated, in characters.
const MAX_REST: usize = 60;

/// What is wrong about a path. `sure` when the host is known to have its
/// service at `/scim/v2` and nowhere else.
pub fn diagnose(path: &str, sure: bool) -> Vec<PathFinding> {
    let plain = path_without(path);
    let flag = EntraFlag::find(path).map(|(flag, _)| flag);
    let typed: Vec<&str> = segments(path).collect();
    let mut found = Vec::new();
    match scim_at(&typed) {
        Some(at) => {
            let before: Vec<&str> = typed[..at]
                .iter()
                .copied()
                .filter(|one| EntraFlag::find(one).is_none())
                .collect();
            let fault = match flag {
                Some(flag) => Some(PathFault::Flag(flag)),
                None => after_scim(path, &typed, at, sure),
            };
            let due = match &fault {
                _ if sure => SCIM_PATH.to_owned(),
                // Another service may have a path of its own there, such as
                // `/scim/v2/organizations/name`.
                Some(PathFault::Flag(_) | PathFault::Endpoint { .. }) => {
                    let plain: Vec<&str> = segments(plain).collect();
                    let kept = before_endpoint(plain.get(at + 2..).unwrap_or_default());
                    format!("{}{SCIM_PATH}{}", joined(&before), joined(&kept))
                }
                _ => format!("{}{SCIM_PATH}", joined(&before)),
            };
            found.extend(fault.map(|fault| (fault, due)));
        }
        None => {
            let typed: Vec<&str> = segments(plain).collect();
            let (base, endpoint) = without_endpoint(&typed);
            let stripped = joined(base);
            let complete = if sure {
                SCIM_PATH.to_owned()
            } else {
                completed(base)
            };
            // The own path of another service may be right without /scim/v2.
            let stripped = if sure { complete.clone() } else { stripped };
            found.extend(flag.map(|flag| (PathFault::Flag(flag), stripped.clone())));
            found.extend(endpoint.map(|name| (PathFault::Endpoint { name }, stripped)));
            if !sure || found.is_empty() {
                found.push((PathFault::NoScimPath, complete));
            }
        }
    }
    found
}

/// The fault of a path that has `/scim/v2` in it.
fn after_scim(path: &str, typed: &[&str], at: usize, sure: bool) -> Option<PathFault> {
    let stray = &typed[at + 1][2..];
    let rest = &typed[at + 2..];
    if let Some(first) = rest.first() {
        let endpoint = endpoint_in(rest).map(|(_, name)| name);
        let scim = repeats(first);
        return Some(match endpoint {
            Some(name) => PathFault::Endpoint { name },
            None if scim => PathFault::Doubled,
            None => PathFault::AfterScimPath {
                rest: shortened(&format!("{stray}/{}", rest.join("/"))),
            },
        });
    }
    if !stray.is_empty() {
        let rest = shortened(stray);
        return Some(PathFault::AfterScimPath { rest });
    }
    if sure && at > 0 {
        return Some(PathFault::NoScimPath);
    }
    if typed[at] != "scim" || typed[at + 1] != "v2" {
        return Some(PathFault::Case);
    }
    if path.trim_end_matches('/').contains("//") {
        return Some(PathFault::DoubledSlash);
    }
    path.ends_with('/').then_some(PathFault::TrailingSlash)
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

/// The endpoint behind `/scim/v2` and its place: the first segment names it
/// with whatever is stuck to it, a later one only exactly.
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

/// Where `scim` and `v2` follow each other for the first time. Something that
/// belongs to no name may be stuck to the second.
fn scim_at(typed: &[&str]) -> Option<usize> {
    typed.windows(2).position(|pair| {
        let (scim, version) = (pair[0], pair[1]);
        let Some(stray) = version
            .get(..2)
            .filter(|start| start.eq_ignore_ascii_case("v2"))
            .map(|_| &version[2..])
        else {
            return false;
        };
        let flagged = EntraFlag::find(stray).is_some_and(|(_, at)| at == 0);
        let belongs = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        // `v2.1` is another version, `v2.` is not.
        let version = stray
            .strip_prefix('.')
            .is_some_and(|rest| rest.starts_with(belongs));
        scim.eq_ignore_ascii_case("scim") && (flagged || (!stray.starts_with(belongs) && !version))
    })
}

/// The endpoint that a segment names, with whatever is stuck to it.
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

/// The path with `/scim/v2` at its end, in place of what was meant for it.
fn completed(base: &[&str]) -> String {
    let is_scim = |one: &&str| one.eq_ignore_ascii_case("scim");
    let run_together = |one: &&str| {
        let low = one.to_ascii_lowercase();
        ["scimv2", "scim2", "scim-v2", "scim_v2", "scim.v2"].contains(&low.as_str())
    };
    let kept = match base {
        [kept @ .., scim, last] if is_scim(scim) && (is_version(last) || *last == "2") => kept,
        [kept @ .., last] if is_scim(last) || run_together(last) || is_version(last) => kept,
        whole => whole,
    };
    format!("{}{SCIM_PATH}", joined(kept))
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(MAX_REST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
