//! Visual Basic's `DateAdd` and `DateDiff`.

use super::{CivilDate, TICKS_PER_DAY, TICKS_PER_SECOND, Ticks, days_in_month};

/// The intervals of `DateAdd` and `DateDiff` that Microsoft documents for expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateInterval {
    /// `yyyy`: calendar years.
    Year,
    /// `m`: calendar months.
    Month,
    /// `d`: 24 hours.
    Day,
    /// `ww`: seven days.
    Week,
    /// `h`
    Hour,
    /// `n`
    Minute,
    /// `s`
    Second,
}

impl DateInterval {
    /// The interval of a code such as `yyyy`; capitals and small letters differ.
    pub fn named(code: &str) -> Option<Self> {
        Some(match code {
            "yyyy" => Self::Year,
            "m" => Self::Month,
            "d" => Self::Day,
            "ww" => Self::Week,
            "h" => Self::Hour,
            "n" => Self::Minute,
            "s" => Self::Second,
            _ => return None,
        })
    }

    const fn ticks(self) -> i64 {
        match self {
            Self::Week => 7 * TICKS_PER_DAY,
            Self::Hour => 3600 * TICKS_PER_SECOND,
            Self::Minute => 60 * TICKS_PER_SECOND,
            Self::Second => TICKS_PER_SECOND,
            Self::Year | Self::Month | Self::Day => TICKS_PER_DAY,
        }
    }
}

/// The date a number of intervals later. Where a month has no such day, its last day is taken.
/// Nothing outside of the calendar.
pub fn add(date: Ticks, interval: DateInterval, count: i64) -> Option<Ticks> {
    let months = match interval {
        DateInterval::Year => count.checked_mul(12)?,
        DateInterval::Month => count,
        other => return date.checked_add(count.checked_mul(other.ticks())?),
    };
    let CivilDate { year, month, day } = date.civil();
    let index = (year * 12 + month - 1).checked_add(months)?;
    let (year, month) = (index.div_euclid(12), index.rem_euclid(12) + 1);
    if !(1..=9999).contains(&year) {
        return None;
    }
    let midnight = Ticks::from_date(year, month, day.min(days_in_month(year, month)))?;
    midnight.checked_add(date.0 % TICKS_PER_DAY)
}

/// How many intervals lie between two dates. Years and months are differences of calendar fields,
/// weeks begin on Sunday, everything else is elapsed time cut off toward zero.
pub fn difference(interval: DateInterval, from: Ticks, to: Ticks) -> i64 {
    let (a, b) = (from.civil(), to.civil());
    match interval {
        DateInterval::Year => b.year - a.year,
        DateInterval::Month => (b.year - a.year) * 12 + b.month - a.month,
        DateInterval::Week => {
            let sunday = |date: Ticks| date.0 - date.weekday() * TICKS_PER_DAY;
            (sunday(to) - sunday(from)) / TICKS_PER_DAY / 7
        }
        DateInterval::Day | DateInterval::Hour | DateInterval::Minute | DateInterval::Second => {
            (to.0 - from.0) / interval.ticks()
        }
    }
}
