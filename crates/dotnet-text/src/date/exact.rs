//! .NET's `DateTime.ParseExact` in the invariant culture.

use super::fields::{DateFields, set};
use super::format::{DateFormatItem, expand, next_item, unquoted};
use super::styles::DateTimeStyles;
use super::{DAYS, DateError, DateTimeKind, MONTHS, Ticks, take_word};

/// Reads a date that is written in a custom or standard format. `now` fills in what the text
/// leaves out, as .NET takes it from the clock.
///
/// # Errors
///
/// When the text is not in this format, or the format is malformed.
pub fn parse_exact(
    text: &str,
    format: &str,
    styles: DateTimeStyles,
    now: Ticks,
) -> Result<(Ticks, DateTimeKind), DateError> {
    if format.is_empty() {
        return Err(DateError::Format);
    }
    if text.is_empty() {
        return Err(DateError::Text);
    }
    // The universal format reads as one in UTC, although it shows no zone.
    let universal = format == "U";
    let mut format = expand(format)?;
    let mut text = text;
    if styles.has(DateTimeStyles::TRAILING) {
        format = format.trim_end();
        text = text.trim_end();
    }
    if styles.has(DateTimeStyles::LEADING) {
        format = format.trim_start();
        text = text.trim_start();
    }
    let mut reader = DateTextReader {
        text,
        fields: DateFields {
            offset: universal.then_some(0),
            utc: universal,
            ..DateFields::default()
        },
    };
    while let Some(item) = next_item(skip_percent(&mut format))? {
        // Before an item, not behind the last: white space at the end has its own style.
        if styles.has(DateTimeStyles::INNER) {
            reader.text = reader.text.trim_start();
        }
        reader.item(item, &mut format, styles)?;
    }
    if !reader.text.is_empty() {
        return Err(DateError::Text);
    }
    reader.fields.finish(styles, now)
}

/// Where .NET prints `%ddd` as `%d` and `dd`, it reads it as `ddd`.
fn skip_percent<'a, 'f>(format: &'a mut &'f str) -> &'a mut &'f str {
    match format.strip_prefix('%') {
        Some(rest) if !rest.is_empty() && !rest.starts_with('%') => *format = rest,
        _ => {}
    }
    format
}

struct DateTextReader<'t> {
    text: &'t str,
    fields: DateFields,
}

impl DateTextReader<'_> {
    fn item(
        &mut self,
        item: DateFormatItem<'_>,
        format: &mut &str,
        styles: DateTimeStyles,
    ) -> Result<(), DateError> {
        match item {
            DateFormatItem::Quoted(text) => unquoted(text).try_for_each(|c| self.char(c)),
            DateFormatItem::Char(' ') if styles.has(DateTimeStyles::INNER) => Ok(()),
            // With white space allowed at the end, .NET does not insist on it before the end.
            DateFormatItem::Char(' ')
                if styles.has(DateTimeStyles::TRAILING) && !self.text.starts_with(' ') =>
            {
                Ok(())
            }
            DateFormatItem::Char('.') if !self.text.starts_with('.') => {
                // A point goes with the optional fraction behind it.
                let mut rest = *format;
                match next_item(&mut rest)? {
                    Some(DateFormatItem::Field('F', _)) => {
                        *format = rest;
                        Ok(())
                    }
                    _ => Err(DateError::Text),
                }
            }
            DateFormatItem::Char('Z') => {
                self.utc()?;
                // As a word of its own, in any case.
                let found = self.word("GMT") || self.word("Z");
                if found && !self.text.starts_with(char::is_alphabetic) {
                    return Ok(());
                }
                Err(DateError::Text)
            }
            DateFormatItem::Char(c) => self.char(c),
            DateFormatItem::Field(letter, count) => self.field(letter, count),
        }
    }

    fn utc(&mut self) -> Result<(), DateError> {
        self.fields.utc = true;
        set(&mut self.fields.offset, 0)
    }

    fn char(&mut self, wanted: char) -> Result<(), DateError> {
        self.text = self.text.strip_prefix(wanted).ok_or(DateError::Text)?;
        Ok(())
    }

    fn word(&mut self, word: &str) -> bool {
        take_word(&mut self.text, word)
    }

    /// A number of `least` to `most` digits.
    fn digits(&mut self, least: usize, most: usize) -> Result<i64, DateError> {
        let count = self
            .text
            .bytes()
            .take(most)
            .take_while(u8::is_ascii_digit)
            .count();
        if count < least {
            return Err(DateError::Text);
        }
        let (digits, rest) = self.text.split_at(count);
        self.text = rest;
        match digits {
            "" => Ok(0),
            digits => digits.parse().map_err(|_| DateError::Text),
        }
    }

    /// One letter takes one or two digits, more take exactly as many.
    fn counted(&mut self, count: usize) -> Result<i64, DateError> {
        if count == 1 {
            return self.digits(1, 2);
        }
        self.digits(count, count)
    }

    fn field(&mut self, letter: char, count: usize) -> Result<(), DateError> {
        let value = match letter {
            'M' if count > 2 => self.name(&MONTHS, count)? + 1,
            'd' if count > 2 => self.name(&DAYS, count)?,
            'y' | 'M' | 'd' => self.counted(count)?,
            'H' | 'h' | 'm' | 's' => self.counted(count.min(2))?,
            'f' | 'F' => self.fraction(count, letter == 'F')?,
            't' => self.mark(count)?,
            'z' => self.offset(count)?,
            'K' if self.text.starts_with('Z') => {
                self.text = &self.text[1..];
                return self.utc();
            }
            'K' if self.text.starts_with(['+', '-']) => self.offset(3)?,
            'K' => return Ok(()),
            'g' if self.word("A.D.") || self.word("AD") => return Ok(()),
            _ => return Err(DateError::Text),
        };
        let fields = &mut self.fields;
        fields.short_year |= letter == 'y' && count <= 2;
        fields.twelve_hours |= letter == 'h';
        let field = match letter {
            'y' => &mut fields.year,
            'M' => &mut fields.month,
            'd' if count > 2 => &mut fields.weekday,
            'd' => &mut fields.day,
            'H' | 'h' => &mut fields.hour,
            'm' => &mut fields.minute,
            's' => &mut fields.second,
            'f' | 'F' => &mut fields.fraction,
            't' => &mut fields.afternoon,
            _ => &mut fields.offset,
        };
        set(field, value)
    }

    fn name(&mut self, names: &[&str], count: usize) -> Result<i64, DateError> {
        for (name, index) in names.iter().zip(0..) {
            let name = if count == 3 { &name[..3] } else { name };
            if self.word(name) {
                return Ok(index);
            }
        }
        Err(DateError::Text)
    }

    fn fraction(&mut self, count: usize, optional: bool) -> Result<i64, DateError> {
        if count > 7 {
            return Err(DateError::Format);
        }
        let before = self.text.len();
        let least = if optional { 0 } else { count };
        let mut value = self.digits(least, count)?;
        for _ in before - self.text.len()..7 {
            value *= 10;
        }
        Ok(value)
    }

    /// Whether it is the afternoon.
    fn mark(&mut self, count: usize) -> Result<i64, DateError> {
        let afternoon = match count {
            // One letter counts only as a capital.
            1 if self.char('A').is_ok() => false,
            1 => self.char('P').map(|()| true)?,
            _ if self.word("AM") => false,
            _ if self.word("PM") => true,
            _ => return Err(DateError::Text),
        };
        Ok(i64::from(afternoon))
    }

    /// Seconds east of Greenwich.
    fn offset(&mut self, count: usize) -> Result<i64, DateError> {
        let sign = match self.text.chars().next() {
            Some('+') => 1,
            Some('-') => -1,
            _ => return Err(DateError::Text),
        };
        self.text = &self.text[1..];
        // With minutes behind them, .NET takes one digit for the hours too.
        let hours = self.counted(if count >= 3 { 1 } else { count })?;
        let mut minutes = 0;
        if count >= 3 {
            self.text = self.text.strip_prefix(':').unwrap_or(self.text);
            minutes = self.digits(2, 2)?;
        }
        if minutes > 59 {
            return Err(DateError::Text);
        }
        Ok(sign * (hours * 60 + minutes) * 60)
    }
}
