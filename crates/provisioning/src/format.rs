//! Counts and texts as people and fields have them.

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
}
