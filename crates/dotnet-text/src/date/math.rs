//! Visual Basic's `DateAdd` and `DateDiff`.

use super::{Civil, TICKS_PER_DAY, TICKS_PER_SECOND, Ticks, days_in_month};

/// The intervals that Microsoft documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Interval {
    Year,
    Month,
    Day,
    Week,
    Hour,
    Minute,
    Second,
}

impl Interval {
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
pub fn add(date: Ticks, interval: Interval, count: i64) -> Option<Ticks> {
    let months = match interval {
        Interval::Year => count.checked_mul(12)?,
        Interval::Month => count,
        other => return date.checked_add(count.checked_mul(other.ticks())?),
    };
    let Civil { year, month, day } = date.civil();
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
pub fn difference(interval: Interval, from: Ticks, to: Ticks) -> i64 {
    let (a, b) = (from.civil(), to.civil());
    match interval {
        Interval::Year => b.year - a.year,
        Interval::Month => (b.year - a.year) * 12 + b.month - a.month,
        Interval::Week => {
            let sunday = |date: Ticks| date.0 - date.weekday() * TICKS_PER_DAY;
            (sunday(to) - sunday(from)) / TICKS_PER_DAY / 7
        }
        Interval::Day | Interval::Hour | Interval::Minute | Interval::Second => {
            (to.0 - from.0) / interval.ticks()
        }
    }
}
