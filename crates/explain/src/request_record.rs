//! Requests as access logs, terminals and documents write them.

mod w3c;

use percent_encoding::percent_decode_str;
use provisioning_log::facts::RequestMethod;
use w3c::W3cFields;

/// How many lines are read: more than a text has that is explained as a whole.
const MAX_LINES: usize = 100_000;

/// In bytes; a longer line is no request.
const MAX_LINE: usize = 8_192;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RequestRecord<'a> {
    pub(crate) method: Option<RequestMethod>,
    /// Path and query, or the whole URL.
    pub(crate) target: &'a str,
    /// From an access log.
    pub(crate) status: Option<u16>,
    /// The last quoted text of a line of an access log.
    pub(crate) user_agent: Option<&'a str>,
}

impl RequestRecord<'_> {
    /// The filter of the query, decoded.
    pub(crate) fn filter(&self) -> Option<String> {
        // W3C logs have a space before the query.
        let of_w3c = || {
            let parts = self.target.split_once(' ');
            parts.filter(|(path, _)| path.starts_with('/'))
        };
        let query = match self.target.split_once('?').or_else(of_w3c) {
            Some((_, query)) => query,
            None => self.target,
        };
        query_filter(query)
    }
}

/// The value of `filter` in a query. A `&` within quotes belongs to it.
fn query_filter(query: &str) -> Option<String> {
    let low = query.to_ascii_lowercase();
    let start = match low.find("filter=") {
        Some(0) => 7,
        _ => low.find("&filter=").map(|at| at + 8)?,
    };
    let rest = query.get(start..)?;
    let mut is_quoted = false;
    let end = rest.char_indices().find(|(_, c)| {
        is_quoted ^= *c == '"';
        *c == '&' && !is_quoted
    });
    let value = rest.get(..end.map_or(rest.len(), |(at, _)| at))?;
    let spaced = value.replace('+', " ");
    let decoded = percent_decode_str(&spaced).decode_utf8_lossy();
    let decoded = decoded.trim();
    (!decoded.is_empty()).then(|| decoded.to_owned())
}

/// The requests of a text, one for each line that is one.
pub(crate) fn records(text: &str) -> Vec<RequestRecord<'_>> {
    let lines = text
        .lines()
        .take(MAX_LINES)
        .filter(|line| line.len() <= MAX_LINE);
    let mut fields = W3cFields::usual();
    lines
        .filter_map(|line| {
            let line = line.trim();
            if let Some(named) = W3cFields::of_header(line) {
                fields = named;
            }
            record(line, &fields)
        })
        .collect()
}

fn record<'a>(line: &'a str, fields: &W3cFields) -> Option<RequestRecord<'a>> {
    access_log_line(line)
        .or_else(|| fields.record(line))
        .or_else(|| request_line(line))
        .or_else(|| url(line))
}

fn is_status(status: &u16) -> bool {
    (100..600).contains(status)
}

pub(crate) fn method_named(word: &str) -> Option<RequestMethod> {
    match word {
        "GET" => Some(RequestMethod::Get),
        "POST" => Some(RequestMethod::Post),
        "PUT" => Some(RequestMethod::Put),
        "PATCH" => Some(RequestMethod::Patch),
        "DELETE" => Some(RequestMethod::Delete),
        _ => None,
    }
}

/// `203.0.113.7 - - [27/Jan/2026:21:09:50 +0000] "GET /Users HTTP/1.1" 200 118 "-" "-"`
fn access_log_line(line: &str) -> Option<RequestRecord<'_>> {
    let (before, rest) = line.split_once('"')?;
    if before.starts_with(['{', '[']) {
        return None;
    }
    let (method, rest) = rest.split_once(' ')?;
    let method = method_named(method)?;
    let (target, rest) = rest.split_once(" HTTP/")?;
    let (_, rest) = rest.split_once('"')?;
    let status = rest.split_whitespace().next()?.parse().ok();
    let user_agent = rest.trim_end().strip_suffix('"').and_then(|rest| {
        let (_, agent) = rest.rsplit_once('"')?;
        Some(agent)
    });
    Some(RequestRecord {
        method: Some(method),
        target: target.trim(),
        status: status.filter(is_status),
        user_agent,
    })
}

/// `GET /Users?filter=…`, with or without the version, also as curl -v prints it, or
/// with the status behind it, as Node’s morgan and others write it. A time or an
/// address may be before it.
fn request_line(line: &str) -> Option<RequestRecord<'_>> {
    let line = line.strip_prefix("> ").unwrap_or(line);
    let is_log = line.starts_with(|c: char| c.is_ascii_digit() || c == '[');
    let (method, target) = match is_log {
        true => method_within(line)?,
        false => line.split_once([' ', '\t'])?,
    };
    let method = method_named(method)?;
    let target = target.trim();
    let is_target =
        target.starts_with('/') || target.starts_with("http") || target.starts_with('{');
    let (target, status) = match target.split_once(" HTTP/") {
        // The version comes first.
        Some((target, rest)) => (target, statuses(rest).next().map(|(_, status)| status)),
        None => match statuses(target).find(|(at, _)| !is_compared(target, *at)) {
            Some((at, status)) => (target.get(..at).unwrap_or(target), Some(status)),
            None => (target, None),
        },
    };
    is_target.then_some(RequestRecord {
        method: Some(method),
        target: without_quote(target.trim()),
        status,
        user_agent: None,
    })
}

/// The first word that is a method and has a path or an address behind it.
fn method_within(line: &str) -> Option<(&str, &str)> {
    line.match_indices([' ', '\t']).find_map(|(at, _)| {
        let (word, rest) = line.get(at + 1..)?.split_once([' ', '\t'])?;
        let word = word.trim_start_matches(['"', '[']);
        let is_request = rest.starts_with('/') || rest.starts_with("http");
        (is_request && method_named(word).is_some()).then_some((word, rest))
    })
}

/// Without the quotation mark that was opened before the method.
fn without_quote(target: &str) -> &str {
    match target.matches('"').count() % 2 {
        1 => target.strip_suffix('"').unwrap_or(target),
        _ => target,
    }
}

/// The words behind the first that are a status, such as `500`, `(500)` and
/// `status=500`, with where they begin.
fn statuses(text: &str) -> impl Iterator<Item = (usize, u16)> + '_ {
    text.match_indices([' ', '\t']).filter_map(move |(at, _)| {
        let word = text.get(at + 1..)?.split_whitespace().next()?;
        Some((at, status_of(word)?))
    })
}

fn status_of(word: &str) -> Option<u16> {
    let value = match word.rsplit_once(['=', ':']) {
        Some((name, value)) if name.to_ascii_lowercase().ends_with("status") => value,
        Some(_) => return None,
        None => word,
    };
    let digits = value.trim_matches(['(', ')', '[', ']', ',', ';', '"']);
    let is_digits = digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let status = digits.parse().ok().filter(is_status)?;
    // No status, but the port of a W3C log.
    (is_digits && status != 443).then_some(status)
}

/// Whether a number is the value that a filter compares with.
fn is_compared(target: &str, at: usize) -> bool {
    let before = target.get(..at).unwrap_or_default();
    let last = before.split_whitespace().next_back().unwrap_or_default();
    let is_operator = ["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"]
        .iter()
        .any(|operator| last.eq_ignore_ascii_case(operator));
    is_operator || before.contains('?') && before.matches('"').count() % 2 == 1
}

/// A URL or a path of a SCIM service, or `filter=…` alone.
fn url(line: &str) -> Option<RequestRecord<'_>> {
    let low = line.to_ascii_lowercase();
    let is_url = low.starts_with("https://") || low.starts_with("http://") || low.starts_with('/');
    let is_scim = ["/users", "/groups", "/scim", "filter="]
        .iter()
        .any(|part| low.contains(part));
    let is_filter = low.starts_with("filter=") || low.starts_with("?filter=");
    (is_url && is_scim || is_filter).then_some(RequestRecord {
        method: None,
        target: line,
        status: None,
        user_agent: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(text: &str) -> RequestRecord<'_> {
        let mut all = records(text);
        assert_eq!(all.len(), 1, "{text}");
        all.remove(0)
    }

    #[test]
    fn lines_of_every_form_are_read() {
        let log = only(
            r#"203.0.113.7 - - [27/Jan/2026:21:09:50 +0000] "GET /scim/v2/Users?filter=userName+eq+%22a%40x.org%22 HTTP/1.1" 200 402 "-" "-""#,
        );
        assert_eq!(log.status, Some(200));
        assert_eq!(log.user_agent, Some("-"));
        assert_eq!(log.filter().as_deref(), Some("userName eq \"a@x.org\""));
        let line = only("GET /Users?filter=externalId eq jyoung");
        assert_eq!(line.method, Some(RequestMethod::Get));
        assert_eq!(line.filter().as_deref(), Some("externalId eq jyoung"));
        let curl = only("> PATCH /scim/v2/Users/7 HTTP/1.1");
        assert_eq!(curl.target, "/scim/v2/Users/7");
        let url =
            only("https://h.example/scim/v2/Users?count=1&filter=userName eq \"a&b\"&startIndex=1");
        assert_eq!(url.filter().as_deref(), Some("userName eq \"a&b\""));
        assert_eq!(
            only("filter=userName eq \"x\"").filter().as_deref(),
            Some("userName eq \"x\"")
        );
    }

    #[test]
    fn statuses_are_read_in_every_form() {
        let cases = [
            ("PATCH /scim/v2/Users/42 500 12.345 ms - 57", Some(500)),
            ("POST /scim/v2/Users 409", Some(409)),
            ("PATCH\t/scim/v2/Users/42\t500", Some(500)),
            ("10.0.0.4 - \"PATCH /scim/v2/Users/42\" 500", Some(500)),
            (
                "2026-01-27 21:09:50 W3SVC1 10.0.0.4 PATCH /scim/v2/Users/42 - 443 - 203.0.113.7 500",
                Some(500),
            ),
            ("POST /scim/v2/Users HTTP/1.1 409 20", Some(409)),
            ("POST /scim/v2/Users (503) in 3 ms", Some(503)),
            ("DELETE /scim/v2/Users/7 status=404 duration=3", Some(404)),
            ("DELETE /scim/v2/Users/7 status: 404", Some(404)),
            ("GET /Users?filter=userName eq \"a 404\" 200", Some(200)),
            ("GET /Users?filter=employeeNumber eq 500", None),
            ("GET /Users?filter=employeeNumber eq 500 404", Some(404)),
            ("PATCH /scim/v2/Users/500", None),
            ("PATCH /scim/v2/Users/42 1500 ms", None),
            ("PATCH /scim/v2/Users/42 HTTP/1.1", None),
            (
                "2026-01-27T21:09:50Z PATCH /scim/v2/Users/42 500 3 ms",
                Some(500),
            ),
            (
                "[2026-01-27 21:09:50] 10.0.0.4 PATCH https://h.example/Users/42 500",
                Some(500),
            ),
            (
                "2026-01-27 21:09:50 10.0.0.4 PATCH /scim/v2/Users/42 - 443 - 203.0.113.7 - - 500 0 0 15",
                Some(500),
            ),
        ];
        for (line, status) in cases {
            assert_eq!(only(line).status, status, "{line}");
        }
    }

    /// Sources: the defaults of IIS, and a log with fields of its own.
    #[test]
    fn lines_of_iis_are_read_by_their_fields() {
        let usual = only(
            "2026-01-27 21:09:50 10.0.0.4 GET /scim/v2/Users filter=userName+eq+%22a%40x.org%22 443 - 203.0.113.7 - - 500 0 0 15",
        );
        assert_eq!(usual.filter().as_deref(), Some("userName eq \"a@x.org\""));
        assert_eq!((usual.status, usual.user_agent), (Some(500), Some("-")));
        let own = only(
            "#Software: Microsoft Internet Information Services 10.0\n#Fields: date time cs-method cs-uri-stem sc-status\n2026-01-27 21:09:50 PATCH /scim/v2/Users/42 404",
        );
        assert_eq!(own.target, "/scim/v2/Users/42");
        assert_eq!(own.status, Some(404));
    }

    #[test]
    fn other_lines_are_none() {
        for text in [
            "",
            "GET well soon",
            "https://learn.microsoft.com/graph",
            r#"{"a":"GET /Users HTTP/1.1"}"#,
            "The PATCH failed",
            "2 users got a PATCH yesterday",
        ] {
            assert!(records(text).is_empty(), "{text}");
        }
    }
}
