//! The fields of a date as a format names them, and the date that they make.

use super::styles::DateTimeStyles;
use super::{DateError, DateTimeKind, TICKS_PER_DAY, TICKS_PER_SECOND, Ticks};

/// What has been read so far; a field that was read twice must have the same value.
#[derive(Default)]
pub(super) struct DateFields {
    pub(super) year: Option<i64>,
    pub(super) month: Option<i64>,
    pub(super) day: Option<i64>,
    pub(super) weekday: Option<i64>,
    pub(super) hour: Option<i64>,
    pub(super) minute: Option<i64>,
    pub(super) second: Option<i64>,
    pub(super) fraction: Option<i64>,
    pub(super) afternoon: Option<i64>,
    /// Seconds east of Greenwich.
    pub(super) offset: Option<i64>,
    pub(super) utc: bool,
    pub(super) twelve_hours: bool,
    pub(super) short_year: bool,
}

pub(super) fn set(field: &mut Option<i64>, value: i64) -> Result<(), DateError> {
    match field.replace(value) {
        Some(old) if old != value => Err(DateError::Text),
        _ => Ok(()),
    }
}

impl DateFields {
    pub(super) fn finish(
        mut self,
        styles: DateTimeStyles,
        now: Ticks,
    ) -> Result<(Ticks, DateTimeKind), DateError> {
        let mut hour = self.hour.unwrap_or(0);
        if self.twelve_hours {
            if hour > 12 {
                return Err(DateError::Text);
            }
            hour = hour % 12 + 12 * self.afternoon.unwrap_or(0);
        } else if self
            .afternoon
            .is_some_and(|after| (hour >= 12) != (after == 1))
        {
            return Err(DateError::Text);
        }
        let (minute, second) = (self.minute.unwrap_or(0), self.second.unwrap_or(0));
        if hour > 23 || minute > 59 || second > 59 {
            return Err(DateError::Text);
        }
        if let Some(year) = &mut self.year
            && self.short_year
        {
            *year = full_year(*year);
        }
        let today = now.civil();
        let (year, month, day) = match (self.year, self.month, self.day) {
            (None, None, None) if styles.has(DateTimeStyles::NO_CURRENT_DATE) => (1, 1, 1),
            (None, None, None) => (today.year, today.month, today.day),
            (year, month, day) => (
                year.unwrap_or(today.year),
                month.unwrap_or(1),
                day.unwrap_or(1),
            ),
        };
        let midnight = Ticks::from_date(year, month, day).ok_or(DateError::Text)?;
        if self
            .weekday
            .is_some_and(|weekday| weekday != midnight.weekday())
        {
            return Err(DateError::Text);
        }
        let seconds = hour * 3600 + minute * 60 + second;
        let ticks = seconds * TICKS_PER_SECOND + self.fraction.unwrap_or(0);
        let date = midnight.checked_add(ticks).ok_or(DateError::Text)?;
        self.zone(date, styles)
    }

    /// What .NET makes of an offset, or of none.
    fn zone(
        &self,
        date: Ticks,
        styles: DateTimeStyles,
    ) -> Result<(Ticks, DateTimeKind), DateError> {
        let universal = styles.has(DateTimeStyles::ADJUST_TO_UNIVERSAL);
        let adjusted = match universal {
            true => DateTimeKind::Utc,
            false => DateTimeKind::Local,
        };
        let Some(offset) = self.offset else {
            let assumed = DateTimeStyles::ASSUME_LOCAL | DateTimeStyles::ASSUME_UNIVERSAL;
            return Ok((
                date,
                match styles.has(assumed) {
                    true => adjusted,
                    false => DateTimeKind::Unspecified,
                },
            ));
        };
        if offset.abs() > 14 * 3600 {
            return Err(DateError::Text);
        }
        if styles.has(DateTimeStyles::ROUNDTRIP) && self.utc {
            return Ok((date, DateTimeKind::Utc));
        }
        // A time alone, with the date 0001-01-01, stays on that day.
        let shift = -offset * TICKS_PER_SECOND;
        let date = date
            .checked_add(shift)
            .or_else(|| date.checked_add(TICKS_PER_DAY)?.checked_add(shift));
        Ok((date.ok_or(DateError::Text)?, adjusted))
    }
}

/// A year of two digits lies between 1930 and 2029.
pub(super) const fn full_year(year: i64) -> i64 {
    match year {
        0..=29 => 2000 + year,
        30..=99 => 1900 + year,
        _ => year,
    }
}
