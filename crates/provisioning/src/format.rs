//! Numbers and texts as people, fields and addresses have them.

pub use dotnet_text::date::MONTHS;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

/// A number with its thousands apart: `1,000,000`.
pub fn grouped(number: u64) -> String {
    match number {
        0..1_000 => number.to_string(),
        _ => format!("{},{:03}", grouped(number / 1_000), number % 1_000),
    }
}

/// RFC 3986, section 2.3: what never needs an escape.
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What .NET leaves as it is in a query, beside letters and digits.
const DOTNET_QUERY: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'*')
    .remove(b'(')
    .remove(b')');

/// A text as one segment of a path or one value of a query.
pub fn percent_encoded(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, UNRESERVED)
}

/// A text as .NET writes it into a query: a blank is a `+`.
pub fn dotnet_query(text: &str) -> String {
    utf8_percent_encode(text, DOTNET_QUERY)
        .to_string()
        .replace("%20", "+")
}

pub fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), noun(number, one, many))
}

/// The noun for a number that stands apart from it.
pub fn noun<'w>(number: u64, one: &'w str, many: &'w str) -> &'w str {
    if number == 1 { one } else { many }
}

pub fn size(bytes: f64) -> String {
    match bytes {
        bytes if bytes < 1_000.0 => counted(bytes.max(0.0) as u64, "byte", "bytes"),
        bytes if bytes < 1_000_000.0 => format!("{:.0} kB", bytes / 1_000.0),
        bytes if bytes < 10_000_000.0 => format!("{:.1} MB", bytes / 1_000_000.0),
        bytes => format!("{} MB", grouped((bytes / 1_000_000.0) as u64)),
    }
}

/// A span of time, to the minute once it is longer than a few.
pub fn span(seconds: u64) -> String {
    let minutes = seconds.div_ceil(60);
    match (seconds, minutes / 60, minutes % 60) {
        (0, ..) => "less than a second".to_owned(),
        (..90, ..) => counted(seconds, "second", "seconds"),
        (_, 0, minutes) => counted(minutes, "minute", "minutes"),
        (_, hours, 0) => counted(hours, "hour", "hours"),
        (_, hours, minutes) => format!(
            "{} {}",
            counted(hours, "hour", "hours"),
            counted(minutes, "minute", "minutes")
        ),
    }
}

/// How many hundredths of the whole a part is.
pub fn percent(part: f64, whole: f64) -> u32 {
    if whole > 0.0 {
        (part / whole * 100.0).clamp(0.0, 100.0) as u32
    } else {
        0
    }
}

/// A text of at most so many characters, with an ellipsis where it was cut.
pub fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
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
    fn thousands_are_parted() {
        let cases = [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (100_000, "100,000"),
            (12_345_678, "12,345,678"),
        ];
        for (number, due) in cases {
            assert_eq!(grouped(number), due);
        }
        for (number, due) in [(0, "0 users"), (1, "1 user"), (2_000, "2,000 users")] {
            assert_eq!(counted(number, "user", "users"), due);
        }
    }

    #[test]
    fn addresses_are_escaped() {
        let encoded = percent_encoded("a#EXT#@x.org").to_string();
        assert_eq!(encoded, "a%23EXT%23%40x.org");
        assert_eq!(dotnet_query("a eq \"é+~\""), "a+eq+%22%C3%A9%2B%7E%22");
    }

    #[test]
    fn sizes_and_spans() {
        for (bytes, due) in [
            (0.0, "0 bytes"),
            (1.0, "1 byte"),
            (53_400.0, "53 kB"),
            (1_260_000.0, "1.3 MB"),
            (1_234_000_000.0, "1,234 MB"),
        ] {
            assert_eq!(size(bytes), due);
        }
        for (seconds, due) in [
            (0, "less than a second"),
            (1, "1 second"),
            (89, "89 seconds"),
            (90, "2 minutes"),
            (3_600, "1 hour"),
            (3_661, "1 hour 2 minutes"),
            (50_000, "13 hours 54 minutes"),
        ] {
            assert_eq!(span(seconds), due);
        }
    }

    #[test]
    fn shares_stay_within_the_whole() {
        for (part, whole, due) in [
            (0.0, 0.0, 0),
            (1.0, 3.0, 33),
            (3.0, 3.0, 100),
            (4.0, 3.0, 100),
        ] {
            assert_eq!(percent(part, whole), due);
        }
    }

    #[test]
    fn counts_have_commas() {
        let cases = [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (1_002_030, "1,002,030"),
        ];
        for (count, written) in cases {
            assert_eq!(grouped(count), written);
        }
    }

    #[test]
    fn line_breaks_are_those_of_a_field() {
        assert_eq!(lines("a\r\nb\rc\n"), "a\nb\nc\n");
    }
}
