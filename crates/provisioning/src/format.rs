//! Numbers for people and texts for addresses.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (10_042, "10,042"),
            (1_000_000, "1,000,000"),
        ] {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn addresses_are_escaped() {
        let encoded = percent_encoded("a#EXT#@x.org").to_string();
        assert_eq!(encoded, "a%23EXT%23%40x.org");
        assert_eq!(dotnet_query("a eq \"é+~\""), "a+eq+%22%C3%A9%2B%7E%22");
    }
}
