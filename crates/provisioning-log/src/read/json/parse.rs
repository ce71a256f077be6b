//! One entry at the beginning of a text.

use serde::de::DeserializeSeed;

pub(in crate::read) use super::entry_members::RawEntry;
use super::fill::Fill;
use super::rows::{FillRow, RowColumns};

#[derive(Debug)]
pub(in crate::read) enum ParseStep<'t> {
    Entry {
        raw: Box<RawEntry<'t>>,
        end: usize,
    },
    /// An object of another kind.
    Foreign {
        end: usize,
    },
    /// Its end has not come yet.
    More,
    /// It can't be parsed.
    Damaged,
}

/// Reads the object that a text begins with, or the row of a table with columns.
pub(in crate::read) fn parse_prefix<'t>(
    text: &'t str,
    columns: Option<&RowColumns>,
) -> ParseStep<'t> {
    let mut raw = Box::<RawEntry<'_>>::default();
    let mut json = serde_json::Deserializer::from_str(text);
    let into = raw.as_mut();
    let read = match columns {
        None => Fill(into).deserialize(&mut json),
        Some(columns) => {
            into.begin_row();
            FillRow { columns, into }.deserialize(&mut json)
        }
    };
    if let Err(error) = read {
        return match error.is_eof() {
            true => ParseStep::More,
            false => ParseStep::Damaged,
        };
    }
    // Only a stream of values tells the position.
    let end = json.into_iter::<serde::de::IgnoredAny>().byte_offset();
    raw.settle();
    match raw.is_entry() {
        true => ParseStep::Entry { raw, end },
        false => ParseStep::Foreign { end },
    }
}

/// An object as strict JSON: line breaks in texts are escaped, and halves of
/// pairs of surrogates, which are not text, are replaced.
pub(in crate::read) fn parse_repaired(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_control() || c == '\\') {
        let (before, found) = rest.split_at(at);
        out.push_str(before);
        let (taken, replacement) = match found.as_bytes() {
            [b'\\', b'u', ..] => surrogates(found),
            [b'\\', _, ..] => (2, None),
            _ => (1, Some(" ")),
        };
        let taken = found.ceil_char_boundary(taken);
        match replacement {
            Some(text) => out.push_str(text),
            None => out.push_str(found.get(..taken).unwrap_or(found)),
        }
        rest = found.get(taken..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// How many bytes an escape has, and what replaces it if it is half of a pair.
fn surrogates(text: &str) -> (usize, Option<&'static str>) {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    match (unit(0), unit(6)) {
        (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => (12, None),
        (Some(0xD800..=0xDFFF), _) => (6, Some("\\uFFFD")),
        (Some(_), _) => (6, None),
        (None, _) => (2, Some("\\\\u")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_strict_is_repaired() {
        for (text, expected) in [
            (r#"{"a":"b\n\"c\\"}"#, r#"{"a":"b\n\"c\\"}"#),
            ("{\"a\":\"b\nc\"}", "{\"a\":\"b c\"}"),
            (r#"{"a":"\ud83d\ude00"}"#, r#"{"a":"\ud83d\ude00"}"#),
            (r#"{"a":"\ud83dx"}"#, r#"{"a":"\uFFFDx"}"#),
            (r#"{"a":"\ude00"}"#, r#"{"a":"\uFFFD"}"#),
            (r#"{"a":"\u00"}"#, r#"{"a":"\\u00"}"#),
            (r#"{"a":"\u00e9"}"#, r#"{"a":"\u00e9"}"#),
            ("\\", " "),
        ] {
            assert_eq!(parse_repaired(text), expected);
        }
    }
}
