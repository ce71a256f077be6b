//! How long to wait when a service asks for fewer requests (status 429).

use std::time::{Duration, SystemTime};

/// How often a request is made again before its 429 is believed.
pub const MAX_RETRIES: u32 = 3;

/// The longest that one request for patience is followed, in milliseconds.
pub const MAX_WAIT_MS: u32 = 30_000;

/// Without a word from the service: Talkdesk wants a retry within the next
/// second, and later ones leave it more air.
const USUAL_MS: [u32; MAX_RETRIES as usize] = [1_000, 2_000, 4_000];

/// How many milliseconds to wait before the request is made once more, or
/// nothing if that is not worth it: it was made [`MAX_RETRIES`] times again already,
/// or the service asks for more than [`MAX_WAIT_MS`].
///
/// `retry_after` is the header of that name, which holds seconds or a date
/// (RFC 9110 section 10.2.3). A browser shows it only if the service releases
/// it. `now_ms` is the time in milliseconds since 1970, `met` how many responses
/// with 429 came before this one.
pub fn wait_ms(retry_after: Option<&str>, now_ms: f64, met: u32) -> Option<u32> {
    let usual = *USUAL_MS.get(met as usize)?;
    match retry_after.and_then(|text| requested_ms(text.trim(), now_ms)) {
        None => Some(usual),
        Some(requested) if requested > f64::from(MAX_WAIT_MS) => None,
        // A moment more than asked for: the service's clock counts whole seconds.
        Some(requested) => Some((requested.max(0.0) as u32).max(usual)),
    }
}

fn requested_ms(text: &str, now_ms: f64) -> Option<f64> {
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than a number holds are certainly too long.
        return Some(text.parse::<u32>().map_or(f64::MAX, f64::from) * 1_000.0);
    }
    let until = httpdate::parse_http_date(text).ok()?;
    let since_1970 = until
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or(Duration::ZERO);
    Some(since_1970.as_secs_f64() * 1_000.0 - now_ms)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sunday, 6 November 1994, 08:49:37 UTC, the example of RFC 9110.
    const MOMENT_MS: f64 = 784_111_777_000.0;

    #[test]
    fn waits_as_requested_and_no_longer_than_bearable() {
        let cases = [
            (None, 0, Some(1_000)),
            (None, 1, Some(2_000)),
            (None, 2, Some(4_000)),
            (None, 3, None),
            (Some("2"), 0, Some(2_000)),
            (Some(" 2 "), 0, Some(2_000)),
            (Some("0"), 0, Some(1_000)),
            (Some("30"), 0, Some(30_000)),
            (Some("31"), 0, None),
            (Some("99999999999999999999"), 0, None),
            (Some("soon"), 0, Some(1_000)),
            (Some("-1"), 0, Some(1_000)),
            (Some(""), 0, Some(1_000)),
            (Some("Sun, 06 Nov 1994 08:49:42 GMT"), 0, Some(5_000)),
            (Some("Sun, 06 Nov 1994 08:49:07 GMT"), 0, Some(1_000)),
            (Some("Sun, 06 Nov 1994 09:49:37 GMT"), 0, None),
            (Some("2"), 3, None),
        ];
        for (header, met, due) in cases {
            assert_eq!(
                wait_ms(header, MOMENT_MS, met),
                due,
                "{header:?} after {met}"
            );
        }
    }
}
