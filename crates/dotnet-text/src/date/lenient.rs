//! Dates in the forms that .NET's `DateTime.Parse` understands in the invariant culture.
//!
//! ```text
//! date   = [ weekday ] , ( day , [ "T" iso-time | time ] | [ time ] , [ day ] ) , [ zone ] ;
//! day    = part , { sep , part } ;        (* two or three of: year, month or its name, day *)
//! sep    = blank | "," | "-" | "/" | "." ;
//! time   = h , ":" , m , [ ":" , s , [ "." , fraction ] ] , [ mark ] | h , mark ;
//! mark   = "AM" | "PM" ;
//! zone   = "Z" | "GMT" | ( "+" | "-" ) , hh , [ [ ":" ] , mm ] ;
//! ```
//!
//! A number of more than two digits is the year, wherever it stands; the others are month and day
//! in this order, and then the year. What is left out comes from the present day, as .NET takes it
//! from the clock. A few forms that no system writes are refused, such as `May 17 10:20`, which
//! .NET takes for ten minutes past five in the afternoon.

use super::fields::full_year;
use super::{DAYS, DateError, MONTHS, TICKS_PER_SECOND, Ticks, take_word};

/// Reads a date; one without a zone is taken for UTC, one with a zone is shifted to UTC. `now`
/// fills in a day or a year that the text leaves out.
///
/// # Errors
///
/// When the text is no date.
pub fn parse(text: &str, now: Ticks) -> Result<Ticks, DateError> {
    let mut reader = Reader { text: text.trim() };
    reader.date(now).ok_or(DateError::Text)
}

/// The parts of a day as they were written.
#[derive(Default)]
struct Day {
    /// Numbers with how many digits they have.
    numbers: Vec<(i64, usize)>,
    month: Option<i64>,
    /// Whether a number stands before the month's name.
    number_first: bool,
}

impl Day {
    fn parts(&self) -> usize {
        self.numbers.len() + usize::from(self.month.is_some())
    }

    /// Whether the time may follow `T`: year, month, day in numbers.
    fn is_iso(&self) -> bool {
        matches!(self.numbers[..], [(_, 3..), _, _])
    }

    fn midnight(&self, now: Ticks) -> Option<Ticks> {
        let today = now.civil();
        let short = |(year, digits): (i64, usize)| {
            if digits > 2 { year } else { full_year(year) }
        };
        let (year, month, day) = match (self.month, &self.numbers[..]) {
            (None, []) => (today.year, today.month, today.day),
            (None, [(year, 3..), (month, 1..=2)]) | (None, [(month, 1..=2), (year, 3..)]) => {
                (*year, *month, 1)
            }
            (None, [(month, 1..=2), (day, 1..=2)]) => (today.year, *month, *day),
            (None, [(year, 3..), (month, 1..=2), (day, 1..=2)])
            | (None, [(month, 1..=2), (year, 3..), (day, 1..=2)]) => (*year, *month, *day),
            (None, [(month, 1..=2), (day, 1..=2), year]) => (short(*year), *month, *day),
            (Some(month), [(day, 1..=2)]) if !self.number_first => (today.year, month, *day),
            // A number alone before the name is a year: the invariant culture writes 2009 June.
            (Some(month), [year]) => (short(*year), month, 1),
            (Some(month), [(year, 3..), (day, 1..=2)]) => (*year, month, *day),
            (Some(month), [(day, 1..=2), year]) => (short(*year), month, *day),
            _ => return None,
        };
        Ticks::from_date(year, month, day)
    }
}

struct Reader<'t> {
    text: &'t str,
}

impl Reader<'_> {
    fn date(&mut self, now: Ticks) -> Option<Ticks> {
        let (mut day, mut weekday, mut time, mut offset) = (Day::default(), None, None, None);
        while !self.text.is_empty() {
            if day.is_iso() && time.is_none() && self.eat("T") {
                time = Some(self.iso_time()?);
                // Here .NET knows no GMT.
                if self.text.starts_with(['G', 'g']) {
                    return None;
                }
                if !self.text.is_empty() {
                    offset = Some(self.zone()?);
                }
                if !self.text.is_empty() {
                    return None;
                }
                break;
            }
            if self.text.starts_with(['+', '-', 'Z', 'z', 'G', 'g']) {
                let named = !self.text.starts_with(['+', '-']);
                let found = self.zone()?;
                let nothing_yet = day.parts() == 0 && time.is_none();
                // Behind two parts of a day .NET takes only an offset in digits.
                let incomplete = named && !matches!(day.parts(), 0 | 3);
                if offset.replace(found).is_some() || nothing_yet || incomplete {
                    return None;
                }
            } else if let Some(found) = self.name(&MONTHS) {
                if day.month.replace(found + 1).is_some() || day.parts() > 3 {
                    return None;
                }
                day.number_first = !day.numbers.is_empty();
                self.separator(day.parts());
            } else if let Some(found) = self.name(&DAYS) {
                if weekday.replace(found).is_some() {
                    return None;
                }
            } else if let Some(found) = self.time()? {
                // Behind an incomplete day .NET takes the hours for something else.
                if time.replace(found).is_some() || !matches!(day.parts(), 0 | 3) {
                    return None;
                }
            } else {
                if day.parts() == 3 {
                    return None;
                }
                day.numbers.push(self.number()?);
                self.separator(day.parts());
            }
            self.blank();
        }
        if day.parts() == 0 && time.is_none() {
            return None;
        }
        let midnight = day.midnight(now)?;
        if weekday.is_some_and(|weekday| weekday != midnight.weekday()) {
            return None;
        }
        midnight
            .checked_add(time.unwrap_or(0))?
            .checked_add(-offset.unwrap_or(0) * TICKS_PER_SECOND)
    }

    /// Steps over `-`, `/` or `.` between two parts of a day.
    fn separator(&mut self, parts: usize) {
        let rest = self.text.trim_start();
        let Some(behind) = rest.strip_prefix(['-', '/', '.']) else {
            return;
        };
        let goes_on = behind.trim_start().starts_with(char::is_alphanumeric);
        if goes_on && parts < 3 {
            self.text = behind;
        }
    }

    /// Ticks since midnight; nothing, and nothing taken, when no time comes next.
    fn time(&mut self) -> Option<Option<i64>> {
        let before = self.text;
        let Some((mut hour, _)) = self.number() else {
            return Some(None);
        };
        let (mut minute, mut second, mut fraction) = (0, 0, 0);
        let has_minute = self.colon();
        if has_minute {
            minute = self.short_number()?;
            if self.colon() {
                second = self.short_number()?;
                if self.eat(".") {
                    fraction = self.fraction()?;
                }
            }
        }
        let behind = self.text;
        self.text = self.text.trim_start();
        let mark = self.mark();
        if mark == Some(false) {
            if hour > 12 {
                return None;
            }
            hour %= 12;
        } else if mark == Some(true) {
            if hour < 12 {
                hour += 12;
            }
        } else if has_minute {
            self.text = behind;
        } else {
            self.text = before;
            return Some(None);
        }
        ticks(hour, minute, second, fraction).map(Some)
    }

    /// The time behind `T`, in two digits each.
    fn iso_time(&mut self) -> Option<i64> {
        let hour = self.two_digits()?;
        let minute = self.colon().then(|| self.two_digits())??;
        let (mut second, mut fraction) = (0, 0);
        if self.colon() {
            second = self.two_digits()?;
            if self.eat(".") {
                fraction = self.fraction()?;
            }
        }
        self.blank();
        ticks(hour, minute, second, fraction)
    }

    /// A number of one or two digits.
    fn short_number(&mut self) -> Option<i64> {
        let (value, digits) = self.number()?;
        (digits <= 2).then_some(value)
    }

    fn two_digits(&mut self) -> Option<i64> {
        let (value, digits) = self.number()?;
        (digits == 2).then_some(value)
    }

    /// `AM` or `PM`, as a word of its own; whether it is the latter.
    fn mark(&mut self) -> Option<bool> {
        let before = self.text;
        let afternoon = if self.eat("AM") {
            false
        } else if self.eat("PM") {
            true
        } else {
            return None;
        };
        if self.text.starts_with(char::is_alphabetic) {
            self.text = before;
            return None;
        }
        Some(afternoon)
    }

    /// Ticks, rounded.
    fn fraction(&mut self) -> Option<i64> {
        let count = self.text.bytes().take_while(u8::is_ascii_digit).count();
        if count == 0 {
            return None;
        }
        let (digits, rest) = self.text.split_at(count);
        self.text = rest;
        let digit = |index: usize| {
            let byte = digits.as_bytes().get(index);
            byte.map_or(0, |byte| i64::from(byte - b'0'))
        };
        let value = (0..7).fold(0, |value, index| value * 10 + digit(index));
        Some(value + i64::from(digit(7) >= 5))
    }

    /// Seconds east of Greenwich.
    fn zone(&mut self) -> Option<i64> {
        if self.eat("Z") || self.eat("GMT") {
            return Some(0);
        }
        let sign = if self.eat("+") {
            1
        } else if self.eat("-") {
            -1
        } else {
            return None;
        };
        let (mut hours, digits) = self.number()?;
        let mut minutes = 0;
        if digits == 4 {
            minutes = hours % 100;
            hours /= 100;
        } else if digits > 2 {
            return None;
        } else if self.eat(":") {
            minutes = self.short_number()?;
        }
        if minutes > 59 || hours * 60 + minutes > 14 * 60 {
            return None;
        }
        Some(sign * (hours * 60 + minutes) * 60)
    }

    /// A number and how many digits it has; ten digits are more than any part of a date has.
    fn number(&mut self) -> Option<(i64, usize)> {
        let count = self.text.bytes().take_while(u8::is_ascii_digit).count();
        if count == 0 || count > 9 {
            return None;
        }
        let (digits, rest) = self.text.split_at(count);
        self.text = rest;
        Some((digits.parse().ok()?, count))
    }

    fn colon(&mut self) -> bool {
        let found = self.text.trim_start().strip_prefix(':');
        if let Some(rest) = found {
            self.text = rest.trim_start();
        }
        found.is_some()
    }

    /// Steps over white space and commas.
    fn blank(&mut self) {
        self.text = self
            .text
            .trim_start_matches(|c: char| c == ',' || c.is_whitespace());
    }

    fn eat(&mut self, word: &str) -> bool {
        take_word(&mut self.text, word)
    }

    /// The index of a name that comes next, whole or its first three letters.
    fn name(&mut self, names: &[&str]) -> Option<i64> {
        let whole = names.iter().position(|name| self.eat(name));
        let found = whole.or_else(|| names.iter().position(|name| self.eat(&name[..3])));
        i64::try_from(found?).ok()
    }
}

fn ticks(hour: i64, minute: i64, second: i64, fraction: i64) -> Option<i64> {
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    Some((hour * 3600 + minute * 60 + second) * TICKS_PER_SECOND + fraction)
}
