//! A browser counts a text in UTF-16 units, the language in UTF-8 bytes.

/// The byte where so many UTF-16 units end. Beyond the text is its end; inside
/// a character is its start.
pub fn byte_of(text: &str, units: usize) -> usize {
    let mut seen = 0;
    for (at, c) in text.char_indices() {
        seen += c.len_utf16();
        if seen > units {
            return at;
        }
    }
    text.len()
}

/// The UTF-16 units before a byte.
pub fn units_of(text: &str, byte: usize) -> usize {
    let before = text.char_indices().take_while(|(at, _)| *at < byte);
    before.map(|(_, c)| c.len_utf16()).sum()
}

/// A count as people write it: 10,000.
pub fn thousands(count: usize) -> String {
    match count {
        0..1_000 => count.to_string(),
        _ => format!("{},{:03}", thousands(count / 1_000), count % 1_000),
    }
}

/// A text with line breaks as a field has them.
pub fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_have_commas() {
        let cases = [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (1_002_030, "1,002,030"),
        ];
        for (count, written) in cases {
            assert_eq!(thousands(count), written);
        }
    }

    #[test]
    fn line_breaks_are_those_of_a_field() {
        assert_eq!(lines("a\r\nb\rc\n"), "a\nb\nc\n");
    }

    #[test]
    fn both_ways_over_characters_of_every_length() {
        // One, two, three and four bytes; the last one is two units.
        let text = "aé€😀b";
        for (units, byte) in [(0, 0), (1, 1), (2, 3), (3, 6), (5, 10), (6, 11)] {
            assert_eq!(byte_of(text, units), byte);
            assert_eq!(units_of(text, byte), units);
        }
        assert_eq!(byte_of(text, 4), 6, "inside a character is its start");
        assert_eq!(byte_of(text, 99), 11);
        assert_eq!(units_of(text, 99), 6);
    }
}
