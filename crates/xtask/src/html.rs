//! Just enough of an HTML reader to find and change tags.
//!
//! The page is our own and small, so this reads tags, attributes, comments
//! and the raw text of scripts and styles, and nothing of the tree.

use std::ops::Range;

/// A start or end tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The name in lower case; an end tag's starts with a slash.
    pub name: String,
    /// Attributes in order, names in lower case, values as written.
    pub attributes: Vec<(String, String)>,
    /// Where the tag stands in the text.
    pub range: Range<usize>,
}

impl Tag {
    /// The value of an attribute; empty if it has none.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Whether `rel` contains a word.
    pub fn has_rel(&self, word: &str) -> bool {
        self.get("rel").is_some_and(|rel| {
            rel.split_ascii_whitespace()
                .any(|part| part.eq_ignore_ascii_case(word))
        })
    }
}

/// Reads all tags of a page.
pub fn tags(html: &str) -> Vec<Tag> {
    let mut found: Vec<Tag> = Vec::new();
    let mut at = 0;
    while let Some(offset) = html[at..].find('<') {
        let start = at + offset;
        let rest = &html[start..];
        if rest.starts_with("<!--") {
            at = rest.find("-->").map_or(html.len(), |end| start + end + 3);
        } else if opens_tag(rest) {
            let tag = read_tag(html, start);
            at = tag.range.end;
            if matches!(tag.name.as_str(), "script" | "style") {
                at = end_of_raw_text(html, at, &tag.name);
            }
            found.push(tag);
        } else {
            at = start + 1;
        }
    }
    found
}

fn opens_tag(rest: &str) -> bool {
    let name = rest[1..].strip_prefix('/').unwrap_or(&rest[1..]);
    name.starts_with(|first: char| first.is_ascii_alphabetic())
}

fn end_of_raw_text(html: &str, from: usize, name: &str) -> usize {
    let closing = format!("</{name}");
    // Lowering ASCII only keeps all byte positions.
    html[from..]
        .to_ascii_lowercase()
        .find(&closing)
        .map_or(html.len(), |offset| from + offset)
}

fn read_tag(html: &str, start: usize) -> Tag {
    let mut reader = Reader {
        html,
        at: start + 1,
    };
    let name = reader.take_while(|c| !c.is_ascii_whitespace() && c != '>');
    let name = match name.strip_suffix('/') {
        Some(void) if !void.is_empty() => void,
        _ => name,
    }
    .to_ascii_lowercase();
    let mut attributes = Vec::new();
    loop {
        reader.take_while(|c| c.is_ascii_whitespace() || c == '/');
        if matches!(reader.peek(), None | Some('>')) {
            reader.skip('>');
            return Tag {
                name,
                attributes,
                range: start..reader.at,
            };
        }
        attributes.push(reader.attribute());
    }
}

struct Reader<'a> {
    html: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<char> {
        self.html[self.at..].chars().next()
    }

    fn skip(&mut self, expected: char) -> bool {
        let there = self.peek() == Some(expected);
        if there {
            self.at += expected.len_utf8();
        }
        there
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let rest = &self.html[self.at..];
        let length = rest.find(|c| !wanted(c)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn attribute(&mut self) -> (String, String) {
        // HTML lets a name start with an equals sign, which also keeps this
        // from standing still on one.
        let odd_start = if self.skip('=') { "=" } else { "" };
        let name = self.take_while(|c| !c.is_ascii_whitespace() && !matches!(c, '/' | '>' | '='));
        let name = format!("{odd_start}{name}").to_ascii_lowercase();
        self.take_while(|c| c.is_ascii_whitespace());
        if !self.skip('=') {
            return (name, String::new());
        }
        self.take_while(|c| c.is_ascii_whitespace());
        for quote in ['"', '\''] {
            if self.skip(quote) {
                let value = self.take_while(|c| c != quote).to_owned();
                self.skip(quote);
                return (name, value);
            }
        }
        let value = self.take_while(|c| !c.is_ascii_whitespace() && c != '>');
        (name, value.to_owned())
    }
}

/// Replaces parts of a text; the ranges must not overlap.
pub fn replace(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let mut result = String::with_capacity(text.len());
    let mut at = 0;
    for (range, replacement) in edits {
        result.push_str(&text[at..range.start]);
        result.push_str(&replacement);
        at = range.end;
    }
    result.push_str(&text[at..]);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(html: &str) -> Vec<String> {
        tags(html).into_iter().map(|tag| tag.name).collect()
    }

    #[test]
    fn attributes_are_read_however_they_are_quoted() {
        let html = r#"<LINK rel=stylesheet HREF='a b.css' data-x="1 > 0" hidden/>"#;
        let tags = tags(html);
        assert_eq!(tags.len(), 1);
        let tag = &tags[0];
        assert_eq!(tag.name, "link");
        assert_eq!(tag.range, 0..html.len());
        assert_eq!(tag.get("href"), Some("a b.css"));
        assert_eq!(tag.get("data-x"), Some("1 > 0"));
        assert_eq!(tag.get("hidden"), Some(""));
        assert!(tag.has_rel("stylesheet"));
    }

    #[test]
    fn comments_and_raw_text_hold_no_tags() {
        assert_eq!(
            names("<!doctype html><p><!-- <b> --><script>'<i>'</SCRIPT><br/>1 < 2</p>"),
            ["p", "script", "/script", "br", "/p"]
        );
    }

    #[test]
    fn broken_pages_end_the_reading() {
        for html in [
            "<",
            "<p",
            "<p a=",
            "<p a=\"",
            "<!-- x",
            "<script>x",
            "<p ==>",
        ] {
            tags(html);
        }
    }

    #[test]
    fn edits_apply_in_any_order() {
        let edits = vec![(4..5, "E".to_owned()), (0..1, String::new())];
        assert_eq!(replace("abcdef", edits), "bcdEf");
    }
}
