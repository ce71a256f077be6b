//! Days and moments as numbers, for ages and dates without the browser's clock.

use std::fmt;

use provisioning::format::MONTHS;

use super::Timestamp;

/// A day of the calendar, as an admin enters it: `2026-11-23`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CalendarDay {
    year: i64,
    month: i64,
    day: i64,
}

impl CalendarDay {
    /// Nothing for a day that does not exist.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let year = digits(text.get(0..4)?)?;
        let month = digits(text.get(5..7)?)?;
        let day = digits(text.get(8..10)?)?;
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let last = match month {
            2 if is_leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        (1..=last)
            .contains(&day)
            .then_some(Self { year, month, day })
    }

    /// Days since 1970. Years are counted from March, so that a leap day is the
    /// last of its year.
    fn number(self) -> i64 {
        let year = self.year - i64::from(self.month <= 2);
        let month = (self.month + 9) % 12;
        let days = 365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        days + (153 * month + 2) / 5 + self.day - 1 - 719_468
    }

    /// As people read it: `November 23, 2026`.
    pub fn long(self) -> String {
        let month = usize::try_from(self.month - 1)
            .ok()
            .and_then(|index| MONTHS.get(index));
        format!("{} {}, {}", month.unwrap_or(&""), self.day, self.year)
    }

    /// Days from this one to another; negative if that is earlier.
    pub fn days_until(self, other: Self) -> i64 {
        other.number() - self.number()
    }
}

impl fmt::Display for CalendarDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

fn digits(text: &str) -> Option<i64> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

impl Timestamp {
    /// Milliseconds since 1970. Nothing for text of another form than the
    /// browser's clock gives, `2026-11-23T19:05:00.000Z`.
    pub fn unix_ms(&self) -> Option<i64> {
        let text = self.0.as_str();
        let bytes = text.as_bytes();
        let marks = [(10, b'T'), (13, b':'), (16, b':'), (19, b'.'), (23, b'Z')];
        if bytes.len() != 24 || marks.iter().any(|(at, mark)| bytes[*at] != *mark) {
            return None;
        }
        let day = CalendarDay::parse(text.get(0..10)?)?.number();
        let hours = digits(text.get(11..13)?).filter(|hours| *hours < 24)?;
        let minutes = digits(text.get(14..16)?).filter(|minutes| *minutes < 60)?;
        let seconds = digits(text.get(17..19)?).filter(|seconds| *seconds < 60)?;
        let ms = digits(text.get(20..23)?)?;
        Some((((day * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000 + ms)
    }

    /// Nothing for text of another form than the browser's clock gives.
    pub fn checked(self) -> Option<Self> {
        self.unix_ms().is_some().then_some(self)
    }

    /// The day in UTC.
    pub fn day(&self) -> Option<CalendarDay> {
        CalendarDay::parse(self.0.get(0..10)?)
    }

    /// Minutes from this moment to another; nothing if one is no moment or the
    /// other one is earlier.
    pub fn minutes_until(&self, other: &Self) -> Option<i64> {
        let ms = other.unix_ms()? - self.unix_ms()?;
        (ms >= 0).then_some(ms / 60_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist_are_read() {
        for (text, is_day) in [
            ("2026-11-23", true),
            ("2024-02-29", true),
            ("2000-02-29", true),
            ("2100-02-29", false),
            ("2026-02-29", false),
            ("2026-04-31", false),
            ("2026-13-01", false),
            ("2026-00-01", false),
            ("2026-01-00", false),
            ("2026-1-1", false),
            ("+026-01-01", false),
            ("2026-01-1é", false),
            ("2026/01/01", false),
            ("", false),
        ] {
            let day = CalendarDay::parse(text);
            assert_eq!(day.is_some(), is_day, "{text}");
            if let Some(day) = day {
                assert_eq!(day.to_string(), text);
            }
        }
    }

    #[test]
    fn days_are_counted_across_months_and_leap_years() {
        for (from, to, days) in [
            ("1970-01-01", "1970-01-01", 0),
            ("1970-01-01", "2000-03-01", 11_017),
            ("2024-02-28", "2024-03-01", 2),
            ("2023-02-28", "2023-03-01", 1),
            ("2026-12-31", "2027-01-01", 1),
            ("2027-01-01", "2026-12-31", -1),
        ] {
            let day = |text| CalendarDay::parse(text).expect("a day");
            assert_eq!(day(from).days_until(day(to)), days, "{from} to {to}");
        }
        let ms = |text: &str| Timestamp(text.to_owned()).unix_ms();
        assert_eq!(ms("1970-01-01T00:00:00.000Z"), Some(0));
        assert_eq!(ms("2026-11-30T20:49:02.125Z"), Some(1_796_071_742_125));
    }

    #[test]
    fn minutes_need_two_moments_in_order() {
        let at = |text: &str| Timestamp(text.to_owned());
        let first = at("2026-11-23T19:05:00.000Z");
        for (second, minutes) in [
            ("2026-11-23T19:05:59.999Z", Some(0)),
            ("2026-11-23T20:07:00.000Z", Some(62)),
            ("2026-11-23T19:04:59.999Z", None),
            ("2026-11-23T24:00:00.000Z", None),
            ("2026-11-23T19:05:00Z", None),
            ("2026-11-23", None),
            ("", None),
        ] {
            assert_eq!(first.minutes_until(&at(second)), minutes, "{second}");
        }
    }
}
