//! The tags of a page, to find and change them.

use std::convert::Infallible;
use std::ops::Range;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{HtmlString, Token, Tokenizer};

/// A start or end tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HtmlTag {
    /// The name in lower case; an end tag's starts with a slash.
    pub name: String,
    /// Names in lower case.
    pub attributes: Vec<(String, String)>,
    /// Where the tag stands in the text.
    pub range: Range<usize>,
}

impl HtmlTag {
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

/// Reads all tags of a page. What stands in scripts, styles and comments is
/// none.
pub fn tags(html: &str) -> Vec<HtmlTag> {
    let text = |bytes: &HtmlString| String::from_utf8_lossy(bytes).into_owned();
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let tokens = Tokenizer::new_with_emitter(html, emitter);
    tokens
        .filter_map(|token| match token {
            Ok(Token::StartTag(tag)) => Some(HtmlTag {
                name: text(&tag.name),
                attributes: tag
                    .attributes
                    .iter()
                    .map(|(name, value)| (text(name), text(&value.value)))
                    .collect(),
                range: tag.span.start..tag.span.end,
            }),
            Ok(Token::EndTag(tag)) => Some(HtmlTag {
                name: format!("/{}", text(&tag.name)),
                attributes: Vec::new(),
                range: tag.span.start..tag.span.end,
            }),
            Ok(_) => None,
            Err(never) => {
                let never: Infallible = never;
                match never {}
            }
        })
        .collect()
}

/// The files that a page cannot be shown without, besides itself and its wasm.
pub fn first_view_files(html: &str) -> Vec<String> {
    let address = |tag: &HtmlTag| {
        let is_loaded = tag.has_rel("stylesheet") || tag.has_rel("modulepreload");
        let address = match tag.name.as_str() {
            "script" => tag.get("src"),
            "link" if is_loaded => tag.get("href"),
            _ => None,
        };
        address.map(|address| address.trim_start_matches("./").to_owned())
    };
    tags(html).iter().filter_map(address).collect()
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
