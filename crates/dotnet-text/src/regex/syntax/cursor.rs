//! Reading a pattern unit by unit, with the options in force.

use super::error::{RegexErrorKind, RegexParseError};
use crate::unicode::UnicodeCategories;

pub(super) type Parsed<T> = Result<T, RegexParseError>;

/// The options `(?imnsx)`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct RegexOptions {
    pub(super) ignore_case: bool,
    pub(super) multiline: bool,
    pub(super) explicit_capture: bool,
    pub(super) single_line: bool,
    pub(super) free_spacing: bool,
}

impl RegexOptions {
    /// Sets the option of a letter; false when the letter is none.
    fn set(&mut self, letter: char, on: bool) -> bool {
        match letter.to_ascii_lowercase() {
            'i' => self.ignore_case = on,
            'm' => self.multiline = on,
            'n' => self.explicit_capture = on,
            's' => self.single_line = on,
            'x' => self.free_spacing = on,
            _ => return false,
        }
        true
    }
}

/// A place in a pattern.
#[derive(Debug)]
pub(super) struct PatternCursor<'p> {
    units: &'p [u16],
    pub(super) at: usize,
    pub(super) options: RegexOptions,
    /// The first construct that .NET has and the engine has not.
    pub(super) first_unsupported: Option<RegexParseError>,
}

impl<'p> PatternCursor<'p> {
    pub(super) fn new(units: &'p [u16]) -> Self {
        Self {
            units,
            at: 0,
            options: RegexOptions::default(),
            first_unsupported: None,
        }
    }

    pub(super) const fn fail<T>(&self, kind: RegexErrorKind) -> Parsed<T> {
        Err(RegexParseError { kind, at: self.at })
    }

    /// Notes a construct that is sound but that the engine does not have.
    pub(super) fn unsupported(&mut self, kind: RegexErrorKind) {
        let error = RegexParseError { kind, at: self.at };
        self.first_unsupported.get_or_insert(error);
    }

    pub(super) const fn left(&self) -> usize {
        self.units.len() - self.at
    }

    /// The unit `ahead` of the cursor as a character; a half of a pair is U+FFFD, which no
    /// syntax uses. Nothing at the end.
    pub(super) fn peek_at(&self, ahead: usize) -> Option<char> {
        let unit = *self.units.get(self.at + ahead)?;
        Some(char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.peek_at(0)
    }

    pub(super) fn next_unit(&mut self) -> Option<u16> {
        let unit = *self.units.get(self.at)?;
        self.at += 1;
        Some(unit)
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += 1;
        Some(c)
    }

    pub(super) fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.at += 1;
        }
        found
    }

    pub(super) fn expect(&mut self, wanted: char, otherwise: RegexErrorKind) -> Parsed<()> {
        match self.eat(wanted) {
            true => Ok(()),
            false => self.fail(otherwise),
        }
    }

    /// A unit that may stand in the name of a group.
    pub(super) fn at_word(&self) -> bool {
        self.units
            .get(self.at)
            .is_some_and(|unit| UnicodeCategories::WORD.has(*unit))
    }

    pub(super) fn at_digit(&self) -> bool {
        self.peek().is_some_and(|c| c.is_ascii_digit())
    }

    /// The longest run of word units.
    pub(super) fn word(&mut self) -> String {
        let start = self.at;
        while self.at_word() {
            self.at += 1;
        }
        String::from_utf16_lossy(&self.units[start..self.at])
    }

    /// The longest run of digits, read as a number.
    pub(super) fn decimal(&mut self) -> Parsed<u32> {
        let mut value: u32 = 0;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            value = match value.checked_mul(10).and_then(|v| v.checked_add(digit)) {
                Some(value) if value <= i32::MAX as u32 => value,
                _ => return self.fail(RegexErrorKind::NumberTooLarge),
            };
            self.at += 1;
        }
        Ok(value)
    }

    /// Steps over comments, and with the option `x` over white space.
    pub(super) fn skip_blank(&mut self) -> Parsed<()> {
        loop {
            match self.peek() {
                Some('\t' | '\n' | '\x0C' | '\r' | ' ') if self.options.free_spacing => {
                    self.at += 1;
                }
                Some('#') if self.options.free_spacing => {
                    while !matches!(self.next(), None | Some('\n')) {}
                }
                Some('(') if self.peek_at(1) == Some('?') && self.peek_at(2) == Some('#') => loop {
                    match self.next() {
                        Some(')') => break,
                        Some(_) => {}
                        None => return self.fail(RegexErrorKind::UnterminatedComment),
                    }
                },
                _ => return Ok(()),
            }
        }
    }

    /// Reads option letters, as far as there are any.
    pub(super) fn read_options(&mut self) {
        let mut on = true;
        while let Some(c) = self.peek() {
            match c {
                '-' => on = false,
                '+' => on = true,
                _ => {
                    if !self.options.set(c, on) {
                        return;
                    }
                }
            }
            self.at += 1;
        }
    }

    /// Whether a quantifier comes next; `{` alone is a plain character.
    pub(super) fn at_quantifier(&self) -> bool {
        match self.peek() {
            Some('*' | '+' | '?') => true,
            Some('{') => {
                let digits = |from: usize| {
                    (from..)
                        .take_while(|i| self.peek_at(*i).is_some_and(|c| c.is_ascii_digit()))
                        .count()
                };
                let first = digits(1);
                match self.peek_at(1 + first) {
                    Some('}') => first > 0,
                    Some(',') if first > 0 => {
                        let second = digits(2 + first);
                        self.peek_at(2 + first + second) == Some('}')
                    }
                    _ => false,
                }
            }
            _ => false,
        }
    }

    /// What stands after a backslash and means one unit.
    pub(super) fn escaped_unit(&mut self) -> Parsed<u16> {
        let Some(unit) = self.next_unit() else {
            return self.fail(RegexErrorKind::TrailingBackslash);
        };
        let Some(c) = char::from_u32(u32::from(unit)) else {
            return Ok(unit);
        };
        match c {
            '0'..='7' => {
                self.at -= 1;
                Ok(self.octal())
            }
            'x' => self.hex(2),
            'u' => self.hex(4),
            'a' => Ok(0x07),
            'b' => Ok(0x08),
            'e' => Ok(0x1B),
            'f' => Ok(0x0C),
            'n' => Ok(0x0A),
            'r' => Ok(0x0D),
            't' => Ok(0x09),
            'v' => Ok(0x0B),
            'c' => self.control(),
            _ if UnicodeCategories::WORD.has(unit) => {
                self.at -= 1;
                self.fail(RegexErrorKind::UnknownEscape)
            }
            _ => Ok(unit),
        }
    }

    /// Up to three octal digits, of which .NET keeps the low eight bits.
    fn octal(&mut self) -> u16 {
        let (value, _) = self.digits(8, 3);
        (value & 0xFF) as u16
    }

    fn hex(&mut self, digits: usize) -> Parsed<u16> {
        match self.digits(16, digits) {
            (value, found) if found == digits => Ok(u16::try_from(value).unwrap_or_default()),
            _ => self.fail(RegexErrorKind::ShortHex),
        }
    }

    /// The value of at most so many digits, and how many there are.
    fn digits(&mut self, radix: u32, most: usize) -> (u32, usize) {
        let (mut value, start) = (0, self.at);
        while self.at < start + most
            && let Some(digit) = self.peek().and_then(|c| c.to_digit(radix))
        {
            value = value * radix + digit;
            self.at += 1;
        }
        (value, self.at - start)
    }

    fn control(&mut self) -> Parsed<u16> {
        match self.next().map(|c| c.to_ascii_uppercase()) {
            Some(c @ '@'..='_') => Ok(c as u16 - '@' as u16),
            _ => self.fail(RegexErrorKind::BadControl),
        }
    }
}
