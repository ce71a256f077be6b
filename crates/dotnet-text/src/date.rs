//! Dates as .NET's `DateTime` has them: 100-nanosecond ticks since 0001-01-01 in the proleptic
//! Gregorian calendar, up to the end of the year 9999. Servers are taken to run in UTC, so local
//! time is UTC.

mod exact;
mod fields;
mod format;
mod lenient;
mod math;
mod styles;
#[cfg(test)]
mod tests;

pub use exact::parse_exact;
pub use format::format;
pub use lenient::parse;
pub use math::{DateInterval, add, difference};
pub use styles::{DATE_TIME_STYLES, DateTimeStyles, DateTimeStylesError};

/// Ticks in a second.
pub const TICKS_PER_SECOND: i64 = 10_000_000;
/// Ticks in a day.
pub const TICKS_PER_DAY: i64 = 86_400 * TICKS_PER_SECOND;
/// The last tick of the year 9999.
const MAX_TICKS: i64 = 3_155_378_975_999_999_999;
/// 1601-01-01, where FILETIME begins to count.
const FILETIME_EPOCH: i64 = 504_911_232_000_000_000;

const DAYS: [&str; 7] = [
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
];
/// English names, as .NET's invariant culture has them.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A text is no date, or a format is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateError {
    /// The text does not have the wanted form, or names a day that does not exist.
    Text,
    /// The format is malformed.
    Format,
}

/// What is known of a date's time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateTimeKind {
    /// Nothing was said.
    #[default]
    Unspecified,
    /// UTC, printed `Z`.
    Utc,
    /// The server's zone, which is UTC too but printed `+00:00`.
    Local,
}

/// A date with time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ticks(i64);

/// The fields of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CivilDate {
    /// 1 to 9999.
    pub year: i64,
    /// 1 to 12.
    pub month: i64,
    /// 1 to 31.
    pub day: i64,
}

/// Takes a word, in any case, off the start of a text.
fn take_word(text: &mut &str, word: &str) -> bool {
    let start = text.get(..word.len());
    let found = start.is_some_and(|start| start.eq_ignore_ascii_case(word));
    if found {
        *text = &text[word.len()..];
    }
    found
}

/// Days from 0001-01-01 to the first day of a year.
const fn days_before_year(year: i64) -> i64 {
    let y = year - 1;
    y * 365 + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400)
}

const fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

const fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Ticks {
    /// A number of ticks since 0001-01-01, when it is within the calendar.
    pub const fn new(ticks: i64) -> Option<Self> {
        if ticks < 0 || ticks > MAX_TICKS {
            return None;
        }
        Some(Self(ticks))
    }

    /// The number of ticks since 0001-01-01.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// Midnight of a day, when there is such a day.
    pub const fn from_date(year: i64, month: i64, day: i64) -> Option<Self> {
        if year < 1 || year > 9999 || month < 1 || month > 12 {
            return None;
        }
        if day < 1 || day > days_in_month(year, month) {
            return None;
        }
        let mut days = days_before_year(year) + day - 1;
        let mut m = 1;
        while m < month {
            days += days_in_month(year, m);
            m += 1;
        }
        Some(Self(days * TICKS_PER_DAY))
    }

    /// Seconds since 1970-01-01 UTC, as system clocks count; clipped to the calendar.
    pub fn from_unix(seconds: i64) -> Self {
        let ticks = seconds
            .saturating_add(62_135_596_800)
            .saturating_mul(TICKS_PER_SECOND);
        Self(ticks.clamp(0, MAX_TICKS))
    }

    /// A FILETIME, 100 ns since 1601-01-01, when it is within the calendar.
    pub fn from_filetime(filetime: i64) -> Option<Self> {
        if filetime < 0 {
            return None;
        }
        Self::new(filetime.checked_add(FILETIME_EPOCH)?)
    }

    /// As a FILETIME; nothing before 1601.
    pub const fn to_filetime(self) -> Option<i64> {
        if self.0 < FILETIME_EPOCH {
            return None;
        }
        Some(self.0 - FILETIME_EPOCH)
    }

    /// Without the fraction of the second.
    pub const fn whole_seconds(self) -> Self {
        Self(self.0 - self.0 % TICKS_PER_SECOND)
    }

    /// Year, month, day.
    pub const fn civil(self) -> CivilDate {
        let days = self.0 / TICKS_PER_DAY;
        // A year has at most 366 days, so this year is never too late and at most some too early.
        let mut year = days / 366 + 1;
        while year < 9999 && days_before_year(year + 1) <= days {
            year += 1;
        }
        let mut rest = days - days_before_year(year);
        let mut month = 1;
        while rest >= days_in_month(year, month) {
            rest -= days_in_month(year, month);
            month += 1;
        }
        CivilDate {
            year,
            month,
            day: rest + 1,
        }
    }

    /// 0 for Sunday.
    const fn weekday(self) -> i64 {
        (self.0 / TICKS_PER_DAY + 1) % 7
    }

    /// Seconds since midnight.
    const fn second_of_day(self) -> i64 {
        self.0 % TICKS_PER_DAY / TICKS_PER_SECOND
    }

    /// Ticks of the second that has begun.
    const fn fraction(self) -> i64 {
        self.0 % TICKS_PER_SECOND
    }

    fn checked_add(self, ticks: i64) -> Option<Self> {
        Self::new(self.0.checked_add(ticks)?)
    }

    /// `M/d/yyyy h:mm:ss tt`, the form in which the language prints dates.
    pub fn print(self) -> String {
        use std::fmt::Write;
        let CivilDate { year, month, day } = self.civil();
        let second = self.second_of_day();
        let hour = second / 3600;
        let twelve = match hour % 12 {
            0 => 12,
            other => other,
        };
        let mark = if hour < 12 { "AM" } else { "PM" };
        let (minute, second) = (second / 60 % 60, second % 60);
        let mut text = String::with_capacity(22);
        // Writing to a String cannot fail.
        let _ = write!(
            text,
            "{month}/{day}/{year:04} {twelve}:{minute:02}:{second:02} {mark}"
        );
        text
    }
}
