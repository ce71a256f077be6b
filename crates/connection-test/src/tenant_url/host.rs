//! Parses a host as browsers do, so that the host that the page shows is the one
//! that gets the request: WHATWG URL Standard, section 3.5, “Host parsing”
//! (<https://url.spec.whatwg.org/#host-parsing>).
//!
//! Not all of it: an internationalized name arrives here as punycode only, whose
//! letters are not checked against IDNA. The table `tests/browser/hosts.json`
//! is compared with these functions and with Chromium's `URL`. It marks as
//! stricter what this parser rejects and Chromium accepts, which departs from
//! the standard for punycode and for leading zeros within brackets.

use crate::tenant_url::{UrlParseError, punycode};
use std::net::{Ipv4Addr, Ipv6Addr};

/// Returns the host in the form that browsers give it. `host` has only letters,
/// digits, hyphens, underscores and dots, or is an address in brackets.
pub fn parse_host(host: &str) -> Result<String, UrlParseError> {
    let host = host.to_ascii_lowercase();
    if let Some(inner) = host.strip_prefix('[') {
        let address = inner.strip_suffix(']').and_then(|text| text.parse().ok());
        return address.map(ipv6_text).ok_or(UrlParseError::Ipv6);
    }
    let mut international = host
        .split('.')
        .filter_map(|label| label.strip_prefix("xn--"));
    if international.any(|label| punycode::decode(label).is_none()) {
        return Err(UrlParseError::Punycode);
    }
    if !ends_in_a_number(&host) {
        return Ok(host);
    }
    let address = ipv4(&host).ok_or(UrlParseError::Ipv4)?;
    Ok(Ipv4Addr::from(address).to_string())
}

/// The ends-in-a-number checker.
fn ends_in_a_number(host: &str) -> bool {
    let last = host.strip_suffix('.').unwrap_or(host).rsplit('.').next();
    last.is_some_and(|last| {
        !last.is_empty()
            && (last.bytes().all(|byte| byte.is_ascii_digit()) || ipv4_number(last).is_some())
    })
}

/// The IPv4 parser.
fn ipv4(host: &str) -> Option<u32> {
    let parts: Vec<&str> = host.strip_suffix('.').unwrap_or(host).split('.').collect();
    if parts.len() > 4 {
        return None;
    }
    let numbers: Vec<u64> = parts.into_iter().map(ipv4_number).collect::<Option<_>>()?;
    let (last, before) = numbers.split_last()?;
    // The last number fills all bytes that the numbers before it leave.
    if *last >= 1 << (8 * (4 - before.len())) || before.iter().any(|number| *number > 255) {
        return None;
    }
    let high = before.iter().zip([24, 16, 8]);
    let address = high.fold(*last, |sum, (number, shift)| sum + (number << shift));
    u32::try_from(address).ok()
}

/// The IPv4 number parser: decimal, octal after `0`, hexadecimal after `0x`.
fn ipv4_number(part: &str) -> Option<u64> {
    if part.is_empty() {
        return None;
    }
    let (digits, radix) = match part.strip_prefix("0x") {
        Some(digits) => (digits, 16),
        None if part.len() > 1 && part.starts_with('0') => (&part[1..], 8),
        None => (part, 10),
    };
    if !digits.chars().all(|digit| digit.is_digit(radix)) {
        return None;
    }
    if digits.is_empty() {
        return Some(0);
    }
    // An overflow is too large for an address as well.
    let number = u64::from_str_radix(digits, radix).unwrap_or(u64::MAX);
    Some(number.min(u64::from(u32::MAX) + 1))
}

/// The IPv6 serializer, in brackets. The one of Rust differs only for an address
/// of version 4 mapped to version 6, whose end it writes with dots.
fn ipv6_text(address: Ipv6Addr) -> String {
    match (address.to_ipv4_mapped(), address.segments()) {
        (Some(_), [.., high, low]) => format!("[::ffff:{high:x}:{low:x}]"),
        _ => format!("[{address}]"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tenant_url::parse;

    /// The browser tests compare the same table with Chromium.
    #[test]
    fn hosts_are_parsed_as_in_browsers() {
        let table = include_str!("../../../../tests/browser/hosts.json");
        let rows: Vec<serde_json::Value> = serde_json::from_str(table).expect("a table");
        assert!(rows.len() > 60);
        for row in rows {
            let address = row["address"].as_str().expect("an address");
            let host = parse(address).ok().map(|url| url.host);
            let due = row["host"].as_str().filter(|_| row["stricter"] != true);
            assert_eq!(host.as_deref(), due, "{address}");
        }
    }

    #[test]
    fn parsing_is_idempotent() {
        let mut noise = 2_463_534_242_u32;
        let mut next = |below: u32| {
            noise ^= noise << 13;
            noise ^= noise >> 17;
            noise ^= noise << 5;
            noise % below
        };
        const PARTS: [&str; 16] = [
            "0", "1", "0x", "7f", "255", "256", "09", "::", ":", ".", "ffff", "a", "xn--", "[",
            "]", "-",
        ];
        for _ in 0..50_000 {
            let text: String = (0..next(9))
                .map(|_| PARTS[next(PARTS.len() as u32) as usize])
                .collect();
            if let Ok(host) = parse_host(&text) {
                assert_eq!(parse_host(&host), Ok(host.clone()), "{text}");
            }
        }
    }
}
