//! "Resource: https://…/Users?filter=… Operation: GET", and the request that
//! "Failed to create User" or a request line implies.

use percent_encoding::percent_decode_str;

use super::{RequestMethod, start_of};

/// In bytes.
const MAX_FILTER: usize = 500;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct FailedRequest<'a> {
    pub method: Option<RequestMethod>,
    pub resource: Option<&'a str>,
    pub filter: Option<String>,
}

pub(super) fn read<'a>(message: &'a str, low: &str) -> FailedRequest<'a> {
    let after = |label: &str| low.find(label).map(|at| at + label.len());
    let resource = after("resource: http").map(|at| {
        let rest = &message[at - "http".len()..];
        let end = low[at..].find(" operation:").map(|end| end + "http".len());
        let end = end.or_else(|| rest.find(char::is_whitespace));
        rest[..end.unwrap_or(rest.len())].trim()
    });
    let operation = after("operation: ").map(|at| &message[at..]);
    let method = operation
        .and_then(method)
        .or_else(|| message.trim_start().lines().next().and_then(request_line));
    FailedRequest {
        method,
        resource,
        filter: resource.and_then(filter),
    }
}

/// The method that a text begins with.
fn method(text: &str) -> Option<RequestMethod> {
    let word = text.split_whitespace().next()?;
    match word {
        "GET" => Some(RequestMethod::Get),
        "POST" => Some(RequestMethod::Post),
        "PUT" => Some(RequestMethod::Put),
        "PATCH" => Some(RequestMethod::Patch),
        "DELETE" => Some(RequestMethod::Delete),
        _ => None,
    }
}

/// The method of a line such as `PATCH /scim/v2/Users/7 HTTP/1.1`.
fn request_line(line: &str) -> Option<RequestMethod> {
    let line = line.trim_start_matches(['>', ' ']);
    let path = line.split_whitespace().nth(1)?;
    let found = method(line)?;
    (path.starts_with('/') || path.starts_with("http")).then_some(found)
}

/// The value of `filter` in a query, decoded.
fn filter(resource: &str) -> Option<String> {
    let (_, query) = resource.split_once('?')?;
    let value = query
        .split('&')
        .find_map(|pair| pair.strip_prefix("filter="))?;
    let value = start_of(value, MAX_FILTER).replace('+', " ");
    let decoded = percent_decode_str(&value).decode_utf8_lossy().into_owned();
    (!decoded.trim().is_empty()).then_some(decoded)
}
