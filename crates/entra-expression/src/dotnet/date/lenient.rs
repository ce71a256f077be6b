//! Dates in the forms that .NET's `DateTime.Parse` understands in the invariant culture.
//!
//! ```text
//! date   = [ weekday , [ "," ] ] , day , [ ( "T" | blank ) , time ] , [ zone ] ;
//! day    = yyyy sep m , [ sep d ] | m sep d sep y | d [ sep ] month-name [ sep ] y
//!        | month-name d [ "," ] y | month-name y ;
//! time   = h ":" mm , [ ":" ss , [ "." fraction ] ] , [ "AM" | "PM" ] ;
//! zone   = "Z" | "GMT" | ( "+" | "-" ) , hh , [ ":" ] , mm ;
//! ```
//!
//! What depends on the day on which it is read, such as a time alone or a month and a day without a
//! year, is refused, and so are a few forms that no system writes, such as `May 2024 10`.

use super::exact::full_year;
use super::{DAYS, DateError, MONTHS, TICKS_PER_SECOND, Ticks};

/// Reads a date; one without a zone is taken for UTC, one with a zone is shifted to UTC.
///
/// # Errors
///
/// When the text is no date.
pub fn parse(text: &str) -> Result<Ticks, DateError> {
    let mut reader = Reader { text: text.trim() };
    reader.date().ok_or(DateError::Text)
}

struct Reader<'t> {
    text: &'t str,
}

/// How a day was written, as far as it decides what may follow.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Year, month, day in numbers: only behind these `T` begins a time.
    YearFirst,
    /// Month and year; no time can follow.
    NoDay,
    Other,
}

impl Reader<'_> {
    fn date(&mut self) -> Option<Ticks> {
        let weekday = self.name(&DAYS);
        if weekday.is_some() {
            self.eat(",");
            self.blank();
        }
        let (midnight, form) = self.day()?;
        if weekday.is_some_and(|weekday| weekday != midnight.weekday()) {
            return None;
        }
        let mut ticks = 0;
        let digit = |c: char| c.is_ascii_digit();
        let marked = form == Form::YearFirst && self.eat("T");
        if marked || (self.blank() && self.text.starts_with(digit)) {
            if form == Form::NoDay {
                return None;
            }
            ticks = self.time()?;
        }
        self.blank();
        let is_word = self.text.starts_with(char::is_alphabetic);
        if is_word && (form == Form::NoDay || (marked && self.text.len() > 1)) {
            return None;
        }
        let offset = self.zone()?;
        if !self.text.is_empty() {
            return None;
        }
        midnight
            .checked_add(ticks)?
            .checked_add(-offset * TICKS_PER_SECOND)
    }

    fn day(&mut self) -> Option<(Ticks, Form)> {
        let found = |year, month, day, form| Some((Ticks::from_date(year, month, day)?, form));
        if let Some(month) = self.name(&MONTHS) {
            self.blank();
            let (first, digits) = self.number()?;
            if digits > 2 {
                return found(first, month + 1, 1, Form::NoDay);
            }
            self.eat(",");
            self.blank();
            let year = self.year()?;
            return found(year, month + 1, first, Form::Other);
        }
        let (first, digits) = self.number()?;
        let separated = self.separator();
        if !separated {
            self.blank();
        }
        if let Some(month) = self.name(&MONTHS) {
            self.eat(",");
            if !self.separator() {
                self.blank();
            }
            if digits > 2 {
                let (day, _) = self.number()?;
                return found(first, month + 1, day, Form::Other);
            }
            let year = self.year()?;
            return found(year, month + 1, first, Form::Other);
        }
        if !separated {
            return None;
        }
        let (second, second_digits) = self.number()?;
        if second_digits > 2 {
            return None;
        }
        if !self.text.starts_with(['-', '/', '.']) && (3..=4).contains(&digits) {
            return found(first, second, 1, Form::NoDay);
        }
        if !self.separator() {
            return None;
        }
        if digits > 2 {
            let (third, third_digits) = self.number()?;
            if digits > 4 || third_digits > 2 {
                return None;
            }
            return found(first, second, third, Form::YearFirst);
        }
        let year = self.year()?;
        found(year, first, second, Form::Other)
    }

    fn year(&mut self) -> Option<i64> {
        let (year, digits) = self.number()?;
        match digits {
            1 | 2 => Some(full_year(year)),
            3 | 4 => Some(year),
            _ => None,
        }
    }

    /// Ticks since midnight.
    fn time(&mut self) -> Option<i64> {
        let (mut hour, _) = self.number()?;
        let (mut minute, mut second, mut fraction) = (0, 0, 0);
        let has_minute = self.eat(":");
        if has_minute {
            minute = self.number()?.0;
            if self.eat(":") {
                second = self.number()?.0;
                if self.eat(".") {
                    fraction = self.fraction()?;
                }
            }
        }
        let before = self.text;
        self.blank();
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
            self.text = before;
        } else {
            return None;
        }
        if hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        Some((hour * 3600 + minute * 60 + second) * TICKS_PER_SECOND + fraction)
    }

    /// `AM` or `PM`, as a word of its own; whether it is the latter.
    fn mark(&mut self) -> Option<bool> {
        let before = self.text;
        let afternoon = if self.eat("AM") || self.eat("A") {
            false
        } else if self.eat("PM") || self.eat("P") {
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
        let value = value + i64::from(digit(7) >= 5);
        Some(value)
    }

    /// Seconds east of Greenwich.
    fn zone(&mut self) -> Option<i64> {
        if self.text.is_empty() || self.eat("Z") || self.eat("GMT") {
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
            minutes = self.number()?.0;
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

    fn separator(&mut self) -> bool {
        self.eat("-") || self.eat("/") || self.eat(".")
    }

    /// Steps over white space; false when there is none.
    fn blank(&mut self) -> bool {
        let rest = self.text.trim_start();
        let found = rest.len() < self.text.len();
        self.text = rest;
        found
    }

    /// Takes a word in any case.
    fn eat(&mut self, word: &str) -> bool {
        let start = self.text.get(..word.len());
        let found = start.is_some_and(|start| start.eq_ignore_ascii_case(word));
        if found {
            self.text = &self.text[word.len()..];
        }
        found
    }

    /// The index of a name that comes next, whole or its first three letters.
    fn name(&mut self, names: &[&str]) -> Option<i64> {
        for (name, index) in names.iter().zip(0..) {
            if self.eat(name) {
                return Some(index);
            }
        }
        for (name, index) in names.iter().zip(0..) {
            if self.eat(&name[..3]) {
                return Some(index);
            }
        }
        None
    }
}
