//! Times of a log.

use serde::{Deserialize, Serialize};

/// Milliseconds since 1970, UTC.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct LogTime(pub i64);

/// The first year in which Entra can have logged something. What is before it,
/// such as `0001-01-01T00:00:00Z`, means never.
const FIRST_YEAR: i64 = 1990;

impl LogTime {
    /// Reads ISO 8601 and the American form that Log Analytics exports
    /// (`1/27/2026, 9:09:50.534 PM`). Dates that mean never are `None`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_suffix(" UTC").unwrap_or(text);
        match text.as_bytes().get(4) {
            Some(b'-') => iso(text),
            _ => american(text),
        }
    }
}

impl LogTime {
    /// `2026-01-27T21:09:50Z`
    pub fn to_iso(self) -> String {
        let (days, of_day) = (self.0.div_euclid(86_400_000), self.0.rem_euclid(86_400_000));
        let shifted = days + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        let seconds = of_day / 1000;
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
        format!(
            "{year:04}-{month:02}-{day:02}T{hours:02}:{minutes:02}:{:02}Z",
            seconds % 60
        )
    }
}

fn iso(text: &str) -> Option<LogTime> {
    let (date, clock) = match text.split_once(['T', ' ']) {
        Some((date, clock)) => (date, clock),
        None => (text, ""),
    };
    let mut parts = date.split('-');
    let year = number(parts.next()?)?;
    let month = number(parts.next()?)?;
    let day = number(parts.next()?)?;
    let (clock, offset) = zone(clock)?;
    let time = from_parts(year, month, day, of_day(clock)?)?;
    Some(LogTime(time.0 - offset * 60_000))
}

fn american(text: &str) -> Option<LogTime> {
    let (date, clock) = text.split_once([',', ' '])?;
    let mut parts = date.split('/');
    let month = number(parts.next()?)?;
    let day = number(parts.next()?)?;
    let year = number(parts.next()?)?;
    let clock = clock.trim();
    let (clock, half) = match clock.rsplit_once([' ', '\u{202f}']) {
        Some((clock, "AM")) => (clock, Some(0)),
        Some((clock, "PM")) => (clock, Some(12)),
        _ => (clock, None),
    };
    let mut time = of_day(clock)?;
    if let Some(half) = half {
        time = time % (12 * 3_600_000) + half * 3_600_000;
    }
    from_parts(year, month, day, time)
}

/// A clock time and the minutes that its zone is ahead of UTC.
fn zone(clock: &str) -> Option<(&str, i64)> {
    if let Some(clock) = clock.strip_suffix(['Z', 'z']) {
        return Some((clock, 0));
    }
    let Some(at) = clock.rfind(['+', '-']) else {
        return Some((clock, 0));
    };
    let (clock, zone) = clock.split_at_checked(at)?;
    let (sign, zone) = zone.split_at_checked(1)?;
    let (hours, minutes) = match zone.split_once(':') {
        Some(parts) => parts,
        None => zone.split_at_checked(2)?,
    };
    let minutes = number(hours)? * 60 + number(minutes)?;
    Some((clock, if sign == "-" { -minutes } else { minutes }))
}

/// The milliseconds of a clock time.
fn of_day(clock: &str) -> Option<i64> {
    if clock.is_empty() {
        return Some(0);
    }
    let mut parts = clock.split(':');
    let hours = number(parts.next()?)?;
    let minutes = number(parts.next()?)?;
    let (seconds, fraction) = match parts.next().unwrap_or("0").split_once('.') {
        Some((seconds, fraction)) => (number(seconds)?, fraction),
        None => (number(clock.split(':').nth(2).unwrap_or("0"))?, ""),
    };
    if hours > 24 || minutes > 59 || seconds > 60 {
        return None;
    }
    let digits = fraction.bytes().take_while(u8::is_ascii_digit).take(3);
    let thousandths = digits.fold((0, 100), |(sum, weight), digit| {
        (sum + i64::from(digit - b'0') * weight, weight / 10)
    });
    Some(((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths.0)
}

fn number(text: &str) -> Option<i64> {
    let digits = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// Days from the civil date (Howard Hinnant,
/// <https://howardhinnant.github.io/date_algorithms.html>).
fn from_parts(year: i64, month: i64, day: i64, of_day: i64) -> Option<LogTime> {
    if year < FIRST_YEAR || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let era = year / 400;
    let year_of_era = year % 400;
    let shifted = if month > 2 { month - 3 } else { month + 9 };
    let day_of_year = (153 * shifted + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    let days = era * 146_097 + day_of_era - 719_468;
    Some(LogTime(days * 86_400_000 + of_day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_each_format_spells_them() {
        for (text, expected) in [
            ("1970-01-01", None),
            ("0001-01-01T00:00:00Z", None),
            ("2026-01-27T21:09:50Z", Some(1_769_548_190_000)),
            ("2026-01-27T21:09:50.5340673Z", Some(1_769_548_190_534)),
            ("2026-01-27T21:09:50.5340673Z UTC", Some(1_769_548_190_534)),
            ("2026-01-27T22:09:50+01:00", Some(1_769_548_190_000)),
            ("2026-01-27T16:09:50-0500", Some(1_769_548_190_000)),
            ("2026-01-27 21:09:50", Some(1_769_548_190_000)),
            ("1/27/2026, 9:09:50.534 PM", Some(1_769_548_190_534)),
            ("1/27/2026 9:09:50 PM", Some(1_769_548_190_000)),
            ("1/27/2026, 12:09:50 AM", Some(1_769_472_590_000)),
            ("2022-01-27", Some(1_643_241_600_000)),
            ("2024-02-29T00:00:00Z", Some(1_709_164_800_000)),
            ("", None),
            ("soon", None),
            ("2026-13-01", None),
            ("2026-01-27T99:00:00Z", None),
        ] {
            assert_eq!(LogTime::parse(text).map(|time| time.0), expected, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_time_is_read_back(seconds in 700_000_000_i64..9_000_000_000) {
            let time = LogTime(seconds * 1000);
            proptest::prop_assert_eq!(LogTime::parse(&time.to_iso()), Some(time));
        }

        #[test]
        fn any_text_is_a_time_or_none(text in "\\PC{0,30}") {
            let _ = LogTime::parse(&text);
        }
    }
}
