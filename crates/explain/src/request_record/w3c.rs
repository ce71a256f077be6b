//! Lines in the extended log format of the W3C, as IIS writes them.
//! Source: <https://www.w3.org/TR/WD-logfile.html>.

use super::{RequestRecord, is_status, method_named};

const FIELDS: &str = "#Fields:";

/// Where a line has what, by its number of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct W3cFields {
    method: usize,
    target: usize,
    status: usize,
    user_agent: Option<usize>,
}

impl W3cFields {
    /// By the line that names the fields.
    pub(super) fn of_header(line: &str) -> Option<W3cFields> {
        let names: Vec<&str> = line.strip_prefix(FIELDS)?.split_whitespace().collect();
        let at = |name: &str| names.iter().position(|own| own.eq_ignore_ascii_case(name));
        Some(W3cFields {
            method: at("cs-method")?,
            target: at("cs-uri-stem").or_else(|| at("cs-uri"))?,
            status: at("sc-status")?,
            user_agent: at("cs(User-Agent)"),
        })
    }

    /// As IIS has them unless somebody chose others: date, time, s-ip, cs-method,
    /// cs-uri-stem, cs-uri-query, s-port, cs-username, c-ip, cs(User-Agent),
    /// cs(Referer), sc-status, sc-substatus, sc-win32-status, time-taken.
    pub(super) fn usual() -> W3cFields {
        W3cFields {
            method: 3,
            target: 4,
            status: 11,
            user_agent: Some(9),
        }
    }

    /// Nothing for a line of another form.
    pub(super) fn record<'a>(&self, line: &'a str) -> Option<RequestRecord<'a>> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let method = method_named(words.get(self.method)?)?;
        let target = *words.get(self.target)?;
        if !target.starts_with('/') && !target.starts_with("http") {
            return None;
        }
        let status = words.get(self.status)?.parse().ok();
        let status = status.filter(is_status)?;
        let agent = self.user_agent.and_then(|at| words.get(at).copied());
        Some(RequestRecord {
            method: Some(method),
            target: with_query(line, target, words.get(self.target + 1).copied()),
            status: Some(status),
            user_agent: agent,
        })
    }
}

/// Path and query, which is the next word unless it is a hyphen. The space between
/// them stands for the question mark.
fn with_query<'a>(line: &'a str, target: &'a str, query: Option<&str>) -> &'a str {
    let Some(query) = query.filter(|query| query.contains('=')) else {
        return target;
    };
    let Some(start) = line.find(target) else {
        return target;
    };
    line.get(start..start + target.len() + 1 + query.len())
        .unwrap_or(target)
}
