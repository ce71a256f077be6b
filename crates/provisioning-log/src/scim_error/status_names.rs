//! Statuses of HTTP by the names that .NET and RFC 9110 give them.

/// Lower case, without separators.
const NAMES: [(&str, u16); 40] = [
    ("ok", 200),
    ("created", 201),
    ("accepted", 202),
    ("nocontent", 204),
    ("moved", 301),
    ("movedpermanently", 301),
    ("found", 302),
    ("redirect", 302),
    ("notmodified", 304),
    ("temporaryredirect", 307),
    ("permanentredirect", 308),
    ("badrequest", 400),
    ("unauthorized", 401),
    ("paymentrequired", 402),
    ("forbidden", 403),
    ("notfound", 404),
    ("methodnotallowed", 405),
    ("notacceptable", 406),
    ("proxyauthenticationrequired", 407),
    ("requesttimeout", 408),
    ("conflict", 409),
    ("gone", 410),
    ("lengthrequired", 411),
    ("preconditionfailed", 412),
    ("requestentitytoolarge", 413),
    ("payloadtoolarge", 413),
    ("contenttoolarge", 413),
    ("requesturitoolong", 414),
    ("unsupportedmediatype", 415),
    ("unprocessableentity", 422),
    ("unprocessablecontent", 422),
    ("locked", 423),
    ("toomanyrequests", 429),
    ("internalservererror", 500),
    ("notimplemented", 501),
    ("badgateway", 502),
    ("serviceunavailable", 503),
    ("gatewaytimeout", 504),
    ("httpversionnotsupported", 505),
    ("insufficientstorage", 507),
];

/// The status of a number or name in any case, such as `409`, `BadRequest` or
/// `Bad Request`.
pub fn status_of(text: &str) -> Option<u16> {
    let text = text.trim().trim_end_matches(['.', ',', ';']).trim_end();
    if let Ok(number) = text.parse() {
        return is_status(number).then_some(number);
    }
    if text.len() > 40 {
        return None;
    }
    let separators = [' ', '-', '_'];
    let folded: String = text
        .chars()
        .filter(|c| !separators.contains(c))
        .map(|c| c.to_ascii_lowercase())
        .collect();
    let known = NAMES.iter().find(|(name, _)| *name == folded);
    known.map(|(_, status)| *status)
}

pub(super) fn is_status(number: u16) -> bool {
    (100..600).contains(&number)
}

/// What stands before a status in messages of Entra, .NET and HTTP, in lower case.
const LABELS: [&str; 7] = [
    "statuscode:",
    "status code:",
    "status code ",
    "unexpected response.",
    "http/1.1 ",
    "http/2 ",
    "http/",
];

/// The first status after a label, or .NET's `(409) Conflict`.
pub(super) fn in_message(text: &str) -> Option<u16> {
    let low = text.to_ascii_lowercase();
    let labeled = |label: &&str| {
        low.match_indices(*label)
            .find_map(|(at, _)| leading_status(&low[at + label.len()..]))
    };
    LABELS.iter().find_map(labeled).or_else(|| {
        let (_, rest) = low.split_once("returned an error: (")?;
        leading_status(rest)
    })
}

/// The status that a text begins with.
fn leading_status(text: &str) -> Option<u16> {
    let text = text.trim_start();
    let end = text
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    // Not the version in `HTTP/1.1`.
    if word.len() < 3 && word != "ok" || rest.starts_with('.') && word.len() < 3 {
        return None;
    }
    status_of(word).or_else(|| {
        let second = rest.split_whitespace().next()?;
        status_of(&format!("{word}{second}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_read_as_numbers_and_names() {
        let cases = [
            ("409", Some(409)),
            ("BadRequest", Some(400)),
            ("Bad Request .", Some(400)),
            ("bad-request", Some(400)),
            ("UnprocessableEntity", Some(422)),
            ("Unprocessable Content", Some(422)),
            ("99", None),
            ("600", None),
            ("Bad", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(status_of(text), expected, "{text}");
        }
    }

    #[test]
    fn statuses_are_found_in_messages() {
        let cases = [
            ("StatusCode: Conflict\r\nMessage: x", Some(409)),
            ("StatusCode: 429\r\n", Some(429)),
            (
                "Response Status Code: InternalServerError Response",
                Some(500),
            ),
            ("HTTP/1.1 405 Method Not Allowed", Some(405)),
            ("An HTTP/404 Not Found response was returned", Some(404)),
            ("We received this unexpected response. 401", Some(401)),
            (
                "We received this unexpected response. Received response",
                None,
            ),
            (
                "The remote server returned an error: (401) Unauthorized.",
                Some(401),
            ),
            ("status code 409", Some(409)),
            ("The status code is unknown", None),
            ("HTTP/1.1", None),
            ("Processed 409 users", None),
        ];
        for (text, expected) in cases {
            assert_eq!(in_message(text), expected, "{text}");
        }
    }

    #[test]
    fn each_name_is_folded_and_known_once() {
        for (name, status) in NAMES {
            assert_eq!(status_of(name), Some(status));
            assert_eq!(NAMES.iter().filter(|(other, _)| *other == name).count(), 1);
        }
    }
}
