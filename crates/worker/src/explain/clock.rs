//! Times of a log for people. They stay in UTC, as the log has them.

use provisioning::format::MONTHS;
use provisioning_log::entry::LogTime;

const DAY_MS: i64 = 86_400_000;

/// The day that a time is on, counted from 1970.
pub fn day(time: LogTime) -> i64 {
    time.0.div_euclid(DAY_MS)
}

/// Such as `15:26`.
pub fn clock(time: LogTime) -> String {
    let minutes = time.0.rem_euclid(DAY_MS) / 60_000;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Such as `15:26:08`.
pub fn clock_with_seconds(time: LogTime) -> String {
    let seconds = time.0.rem_euclid(DAY_MS) / 1_000;
    format!("{}:{:02}", clock(time), seconds % 60)
}

/// Such as `November 28`.
pub fn date(time: LogTime) -> String {
    let (month, day) = month_and_day(day(time));
    format!("{month} {day}")
}

/// Such as `Nov 28`.
pub fn short_date(time: LogTime) -> String {
    let (month, day) = month_and_day(day(time));
    format!("{} {day}", month.get(..3).unwrap_or(month))
}

/// Such as `Nov 28, 15:26`.
pub fn short(time: LogTime) -> String {
    format!("{}, {}", short_date(time), clock(time))
}

/// The civil date of a day (Howard Hinnant,
/// <https://howardhinnant.github.io/date_algorithms.html>).
fn month_and_day(days: i64) -> (&'static str, i64) {
    let shifted = days + 719_468;
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let index = usize::try_from((month + 2) % 12).unwrap_or_default();
    (MONTHS.get(index).copied().unwrap_or_default(), day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_people_write_them() {
        for (text, expected) in [
            (
                "2026-11-28T15:26:08Z",
                ["November 28", "Nov 28, 15:26", "15:26:08"],
            ),
            (
                "2024-02-29T00:00:00Z",
                ["February 29", "Feb 29, 00:00", "00:00:00"],
            ),
            (
                "2026-01-01T23:59:59Z",
                ["January 1", "Jan 1, 23:59", "23:59:59"],
            ),
            (
                "2026-12-31T12:00:00Z",
                ["December 31", "Dec 31, 12:00", "12:00:00"],
            ),
        ] {
            let time = LogTime::parse(text).expect(text);
            assert_eq!(
                [date(time), short(time), clock_with_seconds(time)],
                expected
            );
        }
    }
}
