//! Reads a host as browsers do, so that the host that is shown is the one that
//! is asked: WHATWG URL Standard, section 3.5, “Host parsing”
//! (<https://url.spec.whatwg.org/#host-parsing>).
//!
//! Not all of it: a name beyond ASCII arrives here as punycode only, whose
//! letters are not checked against IDNA. The table `tests/browser/hosts.json`
//! is compared with these functions and with Chromium's `URL`. It marks as
//! stricter what is refused here and taken by Chromium, which departs from the
//! standard for punycode and for leading zeros within brackets.

use crate::tenant_url::punycode;

/// Why a browser would not take a host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HostError {
    /// It ends in a number, so it has to be an IP version 4 address.
    Ipv4,
    /// It stands in brackets and is no IP version 6 address.
    Ipv6,
    /// A label begins with `xn--` and holds no punycode.
    Punycode,
}

/// The host that a browser reads in this one, which holds nothing but letters,
/// digits, hyphens, underscores and dots, or an address in brackets.
pub fn read(host: &str) -> Result<String, HostError> {
    let host = host.to_ascii_lowercase();
    if let Some(inner) = host.strip_prefix('[') {
        let pieces = inner.strip_suffix(']').and_then(ipv6);
        return pieces.map(ipv6_text).ok_or(HostError::Ipv6);
    }
    let mut international = host
        .split('.')
        .filter_map(|label| label.strip_prefix("xn--"));
    if international.any(|label| punycode::decode(label).is_none()) {
        return Err(HostError::Punycode);
    }
    if !ends_in_a_number(&host) {
        return Ok(host);
    }
    let address = ipv4(&host).ok_or(HostError::Ipv4)?;
    let [a, b, c, d] = address.to_be_bytes();
    Ok(format!("{a}.{b}.{c}.{d}"))
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
    let numbers: Vec<u64> = parts
        .into_iter()
        .map(ipv4_number)
        .collect::<Option<Vec<_>>>()?;
    let (last, before) = numbers.split_last()?;
    // The last number fills all bytes that those before it leave.
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
    // More digits than a number holds are certainly too many for an address.
    Some(
        u64::from_str_radix(digits, radix).map_or(u64::from(u32::MAX) + 1, |number| {
            number.min(u64::from(u32::MAX) + 1)
        }),
    )
}

/// The IPv6 parser.
fn ipv6(text: &str) -> Option<[u16; 8]> {
    let (before, after) = match text.split_once("::") {
        Some((before, after)) => (before, Some(after)),
        None => (text, None),
    };
    let head = pieces(before, after.is_none())?;
    let tail = pieces(after.unwrap_or_default(), true)?;
    let count = head.len() + tail.len();
    // Two colons stand for one zero at least.
    let fits = if after.is_some() {
        count < 8
    } else {
        count == 8
    };
    if !fits {
        return None;
    }
    let mut all = [0; 8];
    all[..head.len()].copy_from_slice(&head);
    all[8 - tail.len()..].copy_from_slice(&tail);
    Some(all)
}

/// Pieces between colons. The last may be an IP version 4 address if the whole
/// address ends with it.
fn pieces(text: &str, at_end: bool) -> Option<Vec<u16>> {
    let mut found = Vec::new();
    if text.is_empty() {
        return Some(found);
    }
    let mut parts = text.split(':').peekable();
    while let Some(part) = parts.next() {
        if part.contains('.') {
            if !at_end || parts.peek().is_some() {
                return None;
            }
            let [a, b, c, d] = dotted(part)?;
            found.extend([u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d])]);
        } else {
            let is_piece =
                (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_hexdigit());
            found.push(u16::from_str_radix(part, 16).ok().filter(|_| is_piece)?);
        }
    }
    Some(found)
}

/// Four decimal numbers without leading zeros.
fn dotted(text: &str) -> Option<[u8; 4]> {
    let mut numbers = [0; 4];
    let mut parts = text.split('.');
    for number in &mut numbers {
        let part = parts.next()?;
        let is_plain = part == "0" || !part.starts_with(['0', '+']);
        *number = part.parse().ok().filter(|_| is_plain)?;
    }
    parts.next().is_none().then_some(numbers)
}

/// The IPv6 serializer, in brackets: the first longest run of two or more zeros
/// is left out.
fn ipv6_text(pieces: [u16; 8]) -> String {
    let mut gap = 0..0;
    let mut at = 0;
    while at < pieces.len() {
        let zeros = pieces[at..].iter().take_while(|piece| **piece == 0).count();
        if zeros > 1 && zeros > gap.len() {
            gap = at..at + zeros;
        }
        at += zeros.max(1);
    }
    let text = |pieces: &[u16]| {
        let texts: Vec<String> = pieces.iter().map(|piece| format!("{piece:x}")).collect();
        texts.join(":")
    };
    if gap.is_empty() {
        return format!("[{}]", text(&pieces));
    }
    format!(
        "[{}::{}]",
        text(&pieces[..gap.start]),
        text(&pieces[gap.end..])
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tenant_url::parse;

    /// Addresses and the hosts that browsers read in them. The browser tests
    /// compare the same table with Chromium.
    #[test]
    fn hosts_are_read_as_browsers_read_them() {
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
    fn what_was_read_is_read_as_itself() {
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
            if let Ok(host) = read(&text) {
                assert_eq!(read(&host), Ok(host.clone()), "{text}");
            }
        }
    }
}
