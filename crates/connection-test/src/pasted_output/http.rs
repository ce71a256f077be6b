//! Reads what curl and the commands of this page print: a status line, headers,
//! a blank line and a body, perhaps several times over.

/// One answer in the text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Block<'a> {
    /// The status.
    pub status: u16,
    /// Headers in order, names as they came.
    pub headers: Vec<(&'a str, &'a str)>,
    /// What follows the headers, up to the next answer or the end.
    pub body: &'a str,
}

/// The most answers that are read from one text.
const MOST: usize = 30;

impl<'a> Block<'a> {
    /// A header by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&'a str> {
        self.headers
            .iter()
            .find(|(kept, _)| kept.eq_ignore_ascii_case(name))
            .map(|(_, value)| *value)
    }
}

/// A line with where it and the next one begin.
struct Line<'a> {
    text: &'a str,
    next: usize,
}

fn line_at(text: &str, at: usize) -> Option<Line<'_>> {
    let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
    let length = rest.find('\n').map_or(rest.len(), |end| end + 1);
    Some(Line {
        text: rest[..length].trim_end_matches(['\r', '\n']),
        next: at + length,
    })
}

/// A line of `curl -v`, without its mark. Lines that curl says of itself, or
/// that it sent, are nothing.
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
    let known = matches!(version, "1.0" | "1.1" | "2" | "2.0" | "3");
    let digits = rest.trim_start().get(..3)?;
    let ends = !rest.trim_start()[3..].starts_with(|c: char| c.is_ascii_digit());
    (known && ends)
        .then(|| digits.parse().ok())
        .flatten()
        .filter(|status| (100..600).contains(status))
}

/// All answers in a text, in order.
pub fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut found: Vec<Block<'_>> = Vec::new();
    let mut at = 0;
    while let Some(line) = line_at(text, at) {
        at = line.next;
        let Some(status) = received(line.text).and_then(status) else {
            continue;
        };
        let mut block = Block {
            status,
            ..Block::default()
        };
        while let Some(line) = line_at(text, at) {
            let Some(header) = received(line.text) else {
                at = line.next;
                continue;
            };
            if header.trim().is_empty() {
                at = line.next;
                break;
            }
            match header.split_once(':') {
                Some((name, value)) if is_name(name) => block.headers.push((name, value.trim())),
                // Another answer, or a body without a blank line before it.
                _ => break,
            }
            at = line.next;
        }
        let (body, next) = body(text, at);
        block.body = body;
        at = next;
        found.push(block);
        if found.len() == MOST {
            break;
        }
    }
    found
}

/// The names of headers (RFC 9110 section 5.1).
fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}

/// The body that begins at `at`, and where to look on. An answer that follows
/// a redirect, a proxy's or an interim answer comes at once; a status line
/// further down belongs to the body.
fn body(text: &str, at: usize) -> (&str, usize) {
    let rest = text.get(at..).unwrap_or_default();
    let blank = rest.len() - rest.trim_start().len();
    let begins = rest.trim_start();
    let next_line = begins.lines().next().unwrap_or_default();
    if received(next_line).and_then(status).is_some() {
        return ("", at + blank);
    }
    (rest, text.len())
}

/// The body without what a terminal put round it: a prompt after the end, line
/// breaks where the window was too narrow.
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
    // A line break cannot stand within a text in JSON, so these are not its.
    let joined = body.replace(['\r', '\n'], "");
    match first_json(&joined) {
        Some(json) => json.to_owned(),
        None => body.to_owned(),
    }
}

/// The JSON value that a text begins with.
pub fn first_json(text: &str) -> Option<&str> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<serde_json::Value>();
    values.next()?.ok()?;
    text.get(..values.byte_offset())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statuses(text: &str) -> Vec<u16> {
        blocks(text).iter().map(|block| block.status).collect()
    }

    #[test]
    fn answers_come_apart() {
        let text = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 401 Unauthorized\r\nContent-Type: application/scim+json\r\nX-Empty:\r\n\r\n{\"a\":1}\r\n";
        let found = blocks(text);
        assert_eq!(statuses(text), [100, 401]);
        assert_eq!(
            found[1].header("content-type"),
            Some("application/scim+json")
        );
        assert_eq!(found[1].header("x-empty"), Some(""));
        assert_eq!(found[1].body, "{\"a\":1}\r\n");
        assert_eq!(found[0].body, "");
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
    fn a_terminals_traces_go() {
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
