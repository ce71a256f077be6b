//! Requests as access logs, terminals and documents write them.

use percent_encoding::percent_decode_str;
use provisioning_log::facts::RequestMethod;

/// How many lines are read.
const MAX_LINES: usize = 10_000;

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
        let query = match self.target.split_once('?') {
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
    text.lines()
        .take(MAX_LINES)
        .filter(|line| line.len() <= MAX_LINE)
        .filter_map(record)
        .collect()
}

fn record(line: &str) -> Option<RequestRecord<'_>> {
    let line = line.trim();
    access_log_line(line)
        .or_else(|| request_line(line))
        .or_else(|| url(line))
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
        status: status.filter(|status| (100..600).contains(status)),
        user_agent,
    })
}

/// `GET /Users?filter=…`, with or without the version, also as curl -v prints it.
fn request_line(line: &str) -> Option<RequestRecord<'_>> {
    let line = line.strip_prefix("> ").unwrap_or(line);
    let (method, target) = line.split_once(' ')?;
    let method = method_named(method)?;
    let target = target.trim();
    let target = target.split(" HTTP/").next().unwrap_or(target).trim();
    let is_target =
        target.starts_with('/') || target.starts_with("http") || target.starts_with('{');
    is_target.then_some(RequestRecord {
        method: Some(method),
        target,
        status: None,
        user_agent: None,
    })
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
    fn other_lines_are_none() {
        for text in [
            "",
            "GET well soon",
            "https://learn.microsoft.com/graph",
            r#"{"a":"GET /Users HTTP/1.1"}"#,
            "The PATCH failed",
        ] {
            assert!(records(text).is_empty(), "{text}");
        }
    }
}
