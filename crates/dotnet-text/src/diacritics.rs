//! `NormalizeDiacritics`: letters without their marks.

use std::borrow::Cow;

use super::unicode::UnicodeCategories;
use crate::unicode::bases::{BASES, LONG_BASES};

/// Letters whose replacement in Microsoft's table is not simply the letter without its marks.
fn from_table(c: char) -> Option<&'static str> {
    Some(match c {
        'æ' | 'ǣ' | 'ǽ' => "ae",
        'Æ' | 'Ǣ' | 'Ǽ' => "AE",
        'œ' | 'ø' | 'ǿ' => "oe",
        'Œ' | 'Ø' | 'Ǿ' => "OE",
        'ß' => "ss",
        'ł' => "l",
        'Ł' => "L",
        'ı' => "i",
        _ => return None,
    })
}

/// Replaces letters by Microsoft's table and takes the marks off all others. Letters outside of
/// the table that Unicode does not take apart, such as `đ`, stay. Borrowed when nothing changes.
///
/// Source: the table in Microsoft's reference; outside of it .NET's usual way, form D without the
/// characters of category Mn.
pub fn normalize(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| !byte.is_ascii()) {
        let (plain, marked) = rest.split_at(at);
        out.push_str(plain);
        let mut chars = marked.chars();
        if let Some(c) = chars.next() {
            push_normalized(c, &mut out);
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
    if out == text {
        return Cow::Borrowed(text);
    }
    Cow::Owned(out)
}

/// Appends what normalizing one character gives, nothing for a mark.
pub fn push_normalized(c: char, out: &mut String) {
    if let Some(replaced) = from_table(c) {
        out.push_str(replaced);
    } else {
        push_base(c, out);
    }
}

/// No unit below this one is a mark.
const FIRST_MARK: u16 = 0x300;

fn push_base(c: char, out: &mut String) {
    let Ok(unit) = u16::try_from(u32::from(c)) else {
        out.push(c);
        return;
    };
    if unit >= FIRST_MARK && UnicodeCategories::NON_SPACING_MARK.has(unit) {
        return;
    }
    if let Ok(index) = BASES.binary_search_by_key(&unit, |(own, _)| *own) {
        out.extend(char::from_u32(u32::from(BASES[index].1)));
        return;
    }
    match LONG_BASES.iter().find(|(own, _)| *own == unit) {
        Some((_, base)) => out.push_str(base),
        None => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_begin_at_the_documented_unit() {
        assert!((0..FIRST_MARK).all(|unit| !UnicodeCategories::NON_SPACING_MARK.has(unit)));
        assert!(UnicodeCategories::NON_SPACING_MARK.has(FIRST_MARK));
    }

    #[test]
    fn marks_go() {
        for (text, plain) in [
            // Microsoft's table.
            ("Zoë", "Zoe"),
            ("Søren Kierkegård", "Soeren Kierkegard"),
            ("straße", "strasse"),
            ("łŁı", "lLi"),
            // Outside of the table, .NET's form D without marks.
            ("Nguyễn", "Nguyen"),
            ("йё", "ие"),
            ("Đ😀한", "Đ😀한"),
            ("e\u{301}", "e"),
        ] {
            assert_eq!(normalize(text), plain);
        }
        assert!(matches!(normalize("đ"), Cow::Borrowed(_)));
    }
}
