//! .NET's standard and custom date formats in the invariant culture.

use super::{DAYS, DateError, DateTimeKind, MONTHS, Ticks};

/// The custom format that a standard one-letter format stands for.
pub(super) fn standard(letter: char) -> Option<&'static str> {
    Some(match letter {
        'd' => "MM/dd/yyyy",
        'D' => "dddd, dd MMMM yyyy",
        'f' => "dddd, dd MMMM yyyy HH:mm",
        'F' | 'U' => "dddd, dd MMMM yyyy HH:mm:ss",
        'g' => "MM/dd/yyyy HH:mm",
        'G' => "MM/dd/yyyy HH:mm:ss",
        'm' | 'M' => "MMMM dd",
        'o' | 'O' => "yyyy'-'MM'-'dd'T'HH':'mm':'ss.fffffffK",
        'r' | 'R' => "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
        's' => "yyyy'-'MM'-'dd'T'HH':'mm':'ss",
        't' => "HH:mm",
        'T' => "HH:mm:ss",
        'u' => "yyyy'-'MM'-'dd HH':'mm':'ss'Z'",
        'y' | 'Y' => "yyyy MMMM",
        _ => return None,
    })
}

/// A format of one letter is expanded; an empty one is the general format.
pub(super) fn expand(format: &str) -> Result<&str, DateError> {
    let mut chars = format.chars();
    match (chars.next(), chars.next()) {
        (None, _) => Ok("MM/dd/yyyy HH:mm:ss"),
        (Some(letter), None) => standard(letter).ok_or(DateError::Format),
        _ => Ok(format),
    }
}

/// One thing that a custom format says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateFormatItem<'f> {
    /// A letter with a meaning, and how often it is repeated.
    Field(char, usize),
    /// A character that stands for itself.
    Char(char),
    /// Text in quotation marks; a backslash in it hides the next character.
    Quoted(&'f str),
}

/// Takes the next item off a format; nothing at its end.
pub(super) fn next_item<'f>(format: &mut &'f str) -> Result<Option<DateFormatItem<'f>>, DateError> {
    let mut chars = format.chars();
    let Some(c) = chars.next() else {
        return Ok(None);
    };
    let rest = chars.as_str();
    let (item, rest) = match c {
        '%' => {
            let next = chars
                .next()
                .filter(|c| !matches!(c, '%' | '\\' | '"' | '\''))
                .ok_or(DateError::Format)?;
            let item = match is_field(next) {
                true => DateFormatItem::Field(next, 1),
                false => DateFormatItem::Char(next),
            };
            (item, chars.as_str())
        }
        '\\' => (
            DateFormatItem::Char(chars.next().ok_or(DateError::Format)?),
            chars.as_str(),
        ),
        '"' | '\'' => {
            let mut hidden = false;
            let end = rest.find(|other| {
                if hidden {
                    hidden = false;
                    return false;
                }
                hidden = other == '\\';
                other == c
            });
            let end = end.ok_or(DateError::Format)?;
            (DateFormatItem::Quoted(&rest[..end]), &rest[end + 1..])
        }
        _ if is_field(c) => {
            let count = 1 + rest.chars().take_while(|other| *other == c).count();
            (DateFormatItem::Field(c, count), &format[count..])
        }
        _ => (DateFormatItem::Char(c), rest),
    };
    *format = rest;
    Ok(Some(item))
}

const fn is_field(c: char) -> bool {
    matches!(
        c,
        'd' | 'f' | 'F' | 'g' | 'h' | 'H' | 'K' | 'm' | 'M' | 's' | 't' | 'y' | 'z'
    )
}

/// The characters of quoted text, without the backslashes that hide others.
pub(super) fn unquoted(text: &str) -> impl Iterator<Item = char> {
    let mut chars = text.chars();
    std::iter::from_fn(move || match chars.next() {
        Some('\\') => chars.next(),
        other => other,
    })
}

/// Prints a date by a standard or custom format.
///
/// # Errors
///
/// When the format is malformed.
pub fn format(date: Ticks, kind: DateTimeKind, format: &str) -> Result<String, DateError> {
    let mut rest = expand(format)?;
    let mut out = String::new();
    while let Some(item) = next_item(&mut rest)? {
        match item {
            DateFormatItem::Char(c) => out.push(c),
            DateFormatItem::Quoted(text) => out.extend(unquoted(text)),
            DateFormatItem::Field(letter, count) => field(date, kind, letter, count, &mut out)?,
        }
    }
    Ok(out)
}

fn field(
    date: Ticks,
    kind: DateTimeKind,
    letter: char,
    count: usize,
    out: &mut String,
) -> Result<(), DateError> {
    let civil = date.civil();
    let second = date.second_of_day();
    let hour = second / 3600;
    match letter {
        'y' if count <= 2 => number(out, civil.year % 100, count),
        'y' => number(out, civil.year, count),
        'M' if count <= 2 => number(out, civil.month, count),
        'M' => name(out, &MONTHS, civil.month - 1, count),
        'd' if count <= 2 => number(out, civil.day, count),
        'd' => name(out, &DAYS, date.weekday(), count),
        'H' => number(out, hour, count.min(2)),
        'h' => {
            let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
            number(out, twelve, count.min(2));
        }
        'm' => number(out, second / 60 % 60, count.min(2)),
        's' => number(out, second % 60, count.min(2)),
        't' => {
            let mark = if hour < 12 { "AM" } else { "PM" };
            out.push_str(if count == 1 { &mark[..1] } else { mark });
        }
        'f' | 'F' => {
            if count > 7 {
                return Err(DateError::Format);
            }
            fraction(date.fraction(), count, letter == 'F', out);
        }
        'g' => out.push_str("A.D."),
        'z' => out.push_str(match count {
            1 => "+0",
            2 => "+00",
            _ => "+00:00",
        }),
        'K' => {
            for _ in 0..count {
                out.push_str(match kind {
                    DateTimeKind::Unspecified => "",
                    DateTimeKind::Utc => "Z",
                    DateTimeKind::Local => "+00:00",
                });
            }
        }
        _ => out.extend(std::iter::repeat_n(letter, count)),
    }
    Ok(())
}

fn number(out: &mut String, value: i64, width: usize) {
    use std::fmt::Write;
    // A width beyond any sensible one would only make the result long.
    let width = width.min(64);
    // Writing to a String cannot fail.
    let _ = write!(out, "{value:0width$}");
}

fn name(out: &mut String, names: &[&str], index: i64, count: usize) {
    let name = usize::try_from(index).ok().and_then(|i| names.get(i));
    let name = name.copied().unwrap_or_default();
    let short = name.get(..3).filter(|_| count == 3);
    out.push_str(short.unwrap_or(name));
}

/// `f` keeps zeros; `F` drops those at the end, and the point before them when nothing is left.
fn fraction(ticks: i64, count: usize, drop_zeros: bool, out: &mut String) {
    let digits = format!("{ticks:07}");
    let mut digits = digits.get(..count).unwrap_or(&digits);
    if drop_zeros {
        digits = digits.trim_end_matches('0');
        if digits.is_empty() && out.ends_with('.') {
            out.pop();
        }
    }
    out.push_str(digits);
}
