//! Reading `[…]` and `\p{…}`.

use super::class::CharacterClass;
use super::cursor::{Parsed, PatternCursor};
use super::error::RegexErrorKind;
use crate::unicode::UnicodeCategories;

/// Subtractions nested deeper than this are refused.
const MAX_DEPTH: usize = 50;

/// Reads a class up to and with its closing bracket; the cursor stands behind the opening one.
pub(super) fn read_class(cursor: &mut PatternCursor<'_>, depth: usize) -> Parsed<CharacterClass> {
    if depth > MAX_DEPTH {
        return cursor.fail(RegexErrorKind::TooDeep);
    }
    let mut class = CharacterClass::new(cursor.options.ignore_case);
    class.negated = cursor.eat('^');
    let mut range_start = None;
    let mut first = true;
    loop {
        let Some(unit) = cursor.next_unit() else {
            return cursor.fail(RegexErrorKind::UnterminatedClass);
        };
        let is_first = std::mem::replace(&mut first, false);
        let mut c = char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER);
        let mut unit = unit;
        let mut escaped = false;
        if c == ']' && !is_first {
            return Ok(class);
        }
        if c == '\\' && cursor.left() > 0 {
            if cursor.peek() == Some('-') {
                cursor.at += 1;
                class.add_range(0x2D, 0x2D);
                continue;
            }
            if read_shorthand(cursor, &mut class)? {
                if range_start.is_some() {
                    return cursor.fail(RegexErrorKind::ClassInRange);
                }
                continue;
            }
            unit = cursor.escaped_unit()?;
            escaped = true;
            c = char::REPLACEMENT_CHARACTER;
        } else if c == '[' && cursor.peek() == Some(':') && range_start.is_none() {
            let start = cursor.at;
            cursor.at += 1;
            cursor.word();
            if cursor.eat(':') && cursor.eat(']') {
                // .NET reads the name and ignores it.
                cursor.unsupported(RegexErrorKind::PosixClass);
            } else {
                cursor.at = start;
            }
        }
        if let Some(start) = range_start.take() {
            if c == '[' && !escaped && !is_first {
                // What looked like a range was a character and a subtraction.
                class.add_range(start, start);
                subtract(cursor, &mut class, depth)?;
            } else if start > unit {
                return cursor.fail(RegexErrorKind::ReversedRange);
            } else {
                class.add_range(start, unit);
            }
        } else if cursor.peek() == Some('-') && cursor.peek_at(1).is_some_and(|c| c != ']') {
            range_start = Some(unit);
            cursor.at += 1;
        } else if c == '-' && !escaped && !is_first && cursor.peek() == Some('[') {
            cursor.at += 1;
            subtract(cursor, &mut class, depth)?;
        } else {
            class.add_range(unit, unit);
        }
    }
}

fn subtract(
    cursor: &mut PatternCursor<'_>,
    class: &mut CharacterClass,
    depth: usize,
) -> Parsed<()> {
    class.subtracted = Some(Box::new(read_class(cursor, depth + 1)?));
    match cursor.peek() {
        Some(']') | None => Ok(()),
        Some(_) => cursor.fail(RegexErrorKind::SubtractionNotLast),
    }
}

/// Reads `d`, `W`, `p{…}` and the like after a backslash; false when something else stands there.
pub(super) fn read_shorthand(
    cursor: &mut PatternCursor<'_>,
    class: &mut CharacterClass,
) -> Parsed<bool> {
    let Some(letter) = cursor.peek() else {
        return Ok(false);
    };
    let inverse = letter.is_ascii_uppercase();
    match letter {
        'd' | 'D' => class.add_categories(UnicodeCategories::DIGIT, inverse),
        'w' | 'W' => class.add_categories(UnicodeCategories::WORD, inverse),
        's' => class.white_space = true,
        'S' => class.not_white_space = true,
        'p' | 'P' => {
            cursor.at += 1;
            cursor.expect('{', RegexErrorKind::BadProperty)?;
            let mut name = cursor.word();
            while cursor.eat('-') {
                name.push('-');
                name.push_str(&cursor.word());
            }
            cursor.expect('}', RegexErrorKind::BadProperty)?;
            if !class.add_named(&name, inverse) {
                return cursor.fail(RegexErrorKind::UnknownProperty);
            }
            return Ok(true);
        }
        _ => return Ok(false),
    }
    cursor.at += 1;
    Ok(true)
}
