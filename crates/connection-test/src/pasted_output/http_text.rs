//! Parses what curl and the commands of this page print: a status line, headers,
//! a blank line and a body, perhaps several times.

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResponseBlock<'a> {
    pub status: u16,
    pub headers: Vec<(&'a str, &'a str)>,
    /// Up to the next response or the end.
    pub body: &'a str,
}

const MAX_RESPONSES: usize = 30;

impl<'a> ResponseBlock<'a> {
    pub fn header(&self, name: &str) -> Option<&'a str> {
        self.headers
            .iter()
            .find(|(header, _)| header.eq_ignore_ascii_case(name))
            .map(|(_, value)| *value)
    }
}

/// The first line and the rest.
fn split_line(text: &str) -> Option<(&str, &str)> {
    let line = text.split_inclusive('\n').next()?;
    Some((line.trim_end_matches(['\r', '\n']), &text[line.len()..]))
}

/// A received line of `curl -v`, without its prefix. Nothing for the lines about
/// the connection and for those that curl sent.
fn received(line: &str) -> Option<&str> {
    match line.split_at_checked(2) {
        Some(("< ", rest)) => Some(rest),
        Some(("> " | "* " | "{ " | "} ", _)) => None,
        _ if line == "<" => Some(""),
        _ if line == ">" => None,
        _ => Some(line),
    }
}

/// The status in a line like `HTTP/1.1 401 Unauthorized` or `HTTP/2 200`.
fn status(line: &str) -> Option<u16> {
    let rest = line.trim_start().strip_prefix("HTTP/")?;
    let (version, rest) = rest.split_once(' ')?;
    let (digits, rest) = rest.trim_start().split_at_checked(3)?;
    let known = matches!(version, "1.0" | "1.1" | "2" | "2.0" | "3");
    let ends = !rest.starts_with(|c: char| c.is_ascii_digit());
    let status = digits.parse().ok().filter(|_| known && ends);
    status.filter(|status| (100..600).contains(status))
}

pub fn response_blocks(mut text: &str) -> Vec<ResponseBlock<'_>> {
    let mut responses = Vec::new();
    while let Some((line, rest)) = split_line(text)
        && responses.len() < MAX_RESPONSES
    {
        text = rest;
        let Some(status) = received(line).and_then(status) else {
            continue;
        };
        let mut headers = Vec::new();
        while let Some((line, rest)) = split_line(text) {
            match received(line).map(|header| (header, header.split_once(':'))) {
                None => {}
                Some((header, _)) if header.trim().is_empty() => {
                    text = rest;
                    break;
                }
                Some((_, Some((name, value)))) if is_name(name) => {
                    headers.push((name, value.trim()));
                }
                // Another response, or a body without a blank line before it.
                Some(_) => break,
            }
            text = rest;
        }
        let (body, rest) = body(text);
        text = rest;
        responses.push(ResponseBlock {
            status,
            headers,
            body,
        });
    }
    responses
}

/// RFC 9110 section 5.1.
fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}

/// The body, and where to continue. The response after a redirect, a proxy's or
/// an interim one follows at once; a status line further down belongs to the body.
fn body(text: &str) -> (&str, &str) {
    let begins = text.trim_start();
    let next_line = begins.lines().next().unwrap_or_default();
    match received(next_line).and_then(status) {
        Some(_) => ("", begins),
        None => (text, ""),
    }
}

/// The body without what a terminal adds: a prompt at the end, and line breaks
/// where the window was too narrow.
pub fn tidy(body: &str) -> String {
    let body = body.trim();
    if !body.starts_with(['{', '[']) {
        return match body.to_ascii_lowercase().rfind("</html>") {
            Some(end) if body.starts_with('<') => body[..end + "</html>".len()].to_owned(),
            _ => body.to_owned(),
        };
    }
    if let Some(json) = first_json(body) {
        return json.to_owned();
    }
    // A JSON string has no line break, so these come from the terminal.
    let joined = body.replace(['\r', '\n'], "");
    match first_json(&joined) {
        Some(json) => json.to_owned(),
        None => body.to_owned(),
    }
}

pub fn first_json(text: &str) -> Option<&str> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<serde_json::Value>();
    values.next()?.ok()?;
    text.get(..values.byte_offset())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statuses(text: &str) -> Vec<u16> {
        response_blocks(text)
            .iter()
            .map(|block| block.status)
            .collect()
    }

    #[test]
    fn responses_are_split() {
        let text = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 401 Unauthorized\r\nContent-Type: application/scim+json\r\nX-Empty:\r\n\r\n{\"a\":1}\r\n";
        let responses = response_blocks(text);
        assert_eq!(statuses(text), [100, 401]);
        assert_eq!(
            responses[1].header("content-type"),
            Some("application/scim+json")
        );
        assert_eq!(responses[1].header("x-empty"), Some(""));
        assert_eq!(responses[1].body, "{\"a\":1}\r\n");
        assert_eq!(responses[0].body, "");
    }

    #[test]
    fn status_lines_of_every_kind() {
        let cases: [(&str, &[u16]); 10] = [
            ("HTTP/2 200 \nserver: x\n\n{}", &[200]),
            (
                "HTTP/1.0 200 Connection established\n\nHTTP/1.1 404 Not Found\n\n",
                &[200, 404],
            ),
            (
                "HTTP/1.1 301 Moved\nLocation: /b\n\nHTTP/1.1 200 OK\n\nx",
                &[301, 200],
            ),
            (
                "$ curl …\n* Trying\n> GET /\n> \n< HTTP/1.1 200 OK\n< A: b\n< \n{ [5 bytes data]\n{}",
                &[200],
            ),
            ("HTTP/1.1 200 OK\n\nbody\nHTTP/1.1 500 quoted in it", &[200]),
            ("HTTP/1.1 2000 x", &[]),
            ("HTTP/1.1 099 x", &[]),
            ("HTTP/9 200", &[]),
            ("HTTP/1.1 é", &[]),
            ("nothing", &[]),
        ];
        for (text, due) in cases {
            assert_eq!(statuses(text), due, "{text}");
        }
    }

    #[test]
    fn additions_of_a_terminal_are_removed() {
        let cases = [
            ("{\"a\":1}ana@host:~$ ", "{\"a\":1}"),
            ("{\"a\":\n1}\n% ", "{\"a\":\n1}"),
            ("{\"long\":\"bro\nken\"}", "{\"long\":\"broken\"}"),
            ("{\"a\":", "{\"a\":"),
            ("<html>x</HTML>\nPS C:\\>", "<html>x</HTML>"),
            (" plain ", "plain"),
            ("", ""),
        ];
        for (body, due) in cases {
            assert_eq!(tidy(body), due, "{body}");
        }
    }
}
