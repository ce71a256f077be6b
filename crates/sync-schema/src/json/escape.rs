//! Escapes of JSON strings, and where a decoded byte comes from.

use std::ops::Range;

/// The character of the escape that a text begins with, and how many bytes the
/// escape has. Nothing when it is none of JSON.
pub(super) fn decode(text: &str) -> Option<(char, usize)> {
    let simple = match text.as_bytes().get(1)? {
        b'"' => '"',
        b'\\' => '\\',
        b'/' => '/',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return unicode(text),
        _ => return None,
    };
    Some((simple, 2))
}

/// `\uXXXX`, with a second one where the first is half of a character.
fn unicode(text: &str) -> Option<(char, usize)> {
    let high = unit(text, 0)?;
    let units = [Some(high), unit(text, 6)].into_iter().flatten();
    let decoded = char::decode_utf16(units)
        .next()
        .and_then(Result::ok)
        .unwrap_or(char::REPLACEMENT_CHARACTER);
    Some((decoded, 6 * decoded.len_utf16()))
}

fn unit(text: &str, at: usize) -> Option<u16> {
    let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    u16::from_str_radix(digits, 16).ok()
}

/// The bytes of a string as it is written, with its quotation marks, that some
/// bytes of its decoded text come from. A position within a character is its
/// beginning, one beyond the text its end.
pub fn source_range(written: &str, decoded: Range<usize>) -> Range<usize> {
    let start = source_byte(written, decoded.start);
    let end = source_byte(written, decoded.end.max(decoded.start));
    start..end
}

fn source_byte(written: &str, decoded: usize) -> usize {
    let end = match written.len() > 1 && written.ends_with('"') {
        true => written.len() - 1,
        false => written.len(),
    };
    let mut at = usize::from(written.starts_with('"'));
    let mut seen = 0;
    while let Some(first) = written.get(at..end).and_then(|rest| rest.chars().next()) {
        let rest = written.get(at..end).unwrap_or_default();
        let escaped = match first {
            '\\' => decode(rest),
            _ => None,
        };
        let (character, length) = escaped.unwrap_or((first, first.len_utf8()));
        if seen + character.len_utf8() > decoded {
            break;
        }
        seen += character.len_utf8();
        at += length;
    }
    at
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::json::parse;

    #[test]
    fn a_decoded_byte_is_found_behind_escapes() {
        // What is written, a part of the decoded text, what of the file it is.
        for (written, part, expected) in [
            (r#""[mail]""#, "mail", "mail"),
            (r#""IIF([a]=\"x\", \"1\", )""#, "\"1\"", r#"\"1\""#),
            (r#""\u005bmail\u005D""#, "]", r"\u005D"),
            (r#""é\u00e9x""#, "x", "x"),
            (r#""\ud83d\ude00]""#, "😀", r"\ud83d\ude00"),
            (r#""\ud83d]""#, "]", "]"),
            (r#""a\\\/\n\tb""#, "\n", r"\n"),
        ] {
            let json = parse(written).unwrap();
            let text = json.text().unwrap();
            let start = text.find(part).unwrap();
            let range = source_range(written, start..start + part.len());
            assert_eq!(&written[range], expected, "{written}");
        }
    }

    #[test]
    fn positions_that_are_none_stay_within_the_string() {
        assert_eq!(source_range(r#""ab""#, 7..9), 3..3);
        assert_eq!(source_range(r#""é""#, 1..1), 1..1);
        assert_eq!(source_range("", 0..5), 0..0);
        assert_eq!(source_range("\"", 0..5), 1..1);
        assert_eq!(source_range(r#""ab""#, Range { start: 2, end: 1 }), 3..3);
    }

    proptest! {
        #[test]
        fn a_part_of_a_string_decodes_to_that_part(
            pieces in proptest::collection::vec(
                prop_oneof![
                    "[a-z\\[\\]é😀]{0,3}",
                    Just(r#"\""#.to_owned()),
                    Just(r"\\".to_owned()),
                    Just(r"\n".to_owned()),
                    Just(r"\u00e9".to_owned()),
                    Just(r"\ud83d\ude00".to_owned()),
                ],
                0..8,
            ),
            from in 0..20_usize,
            length in 0..20_usize,
        ) {
            let written = format!("\"{}\"", pieces.concat());
            let json = parse(&written).unwrap();
            let text = json.text().unwrap();
            let from = text.floor_char_boundary(from);
            let to = text.floor_char_boundary(from + length);
            let range = source_range(&written, from..to);
            let part = format!("\"{}\"", &written[range]);
            let part = parse(&part).unwrap();
            prop_assert_eq!(part.text().unwrap(), &text[from..to]);
        }
    }
}
