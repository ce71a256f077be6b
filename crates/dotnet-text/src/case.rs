//! Capital and small letters: `ToLower`, `ToUpper` and `ToTitleCase`.
//!
//! .NET maps one character to one character: `ß` has no capital, and there is no final sigma.

use std::borrow::Cow;

use super::unicode::{UnicodeCategories, lower, upper};

/// As far as cultures differ in their letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Culture {
    /// No culture: `İ` and `ı` are left alone.
    #[default]
    Invariant,
    /// Turkish and Azerbaijani: `i` and `İ` belong together, and `ı` and `I`.
    Turkic,
    /// Every other culture: `İ` becomes `i`, and `ı` becomes `I`.
    Other,
}

impl Culture {
    /// The culture of a name such as `tr-TR`; nothing when no culture can have that name. .NET
    /// takes every well-formed name. An empty one is the invariant culture.
    pub fn named(name: &str) -> Option<Self> {
        if name.is_empty() {
            return Some(Self::Invariant);
        }
        let mut parts = name.split(['-', '_']);
        let language = parts.next()?;
        let is_language =
            (2..=8).contains(&language.len()) && language.bytes().all(|b| b.is_ascii_alphabetic());
        let is_part = |part: &str| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        };
        if !is_language || !parts.all(is_part) {
            return None;
        }
        Some(match language.to_ascii_lowercase().as_str() {
            "tr" | "az" => Self::Turkic,
            _ => Self::Other,
        })
    }

    fn lower(self, c: char) -> char {
        match (self, c) {
            (Self::Turkic, 'I') => 'ı',
            (Self::Turkic | Self::Other, 'İ') => 'i',
            _ => lower(c),
        }
    }

    fn upper(self, c: char) -> char {
        match (self, c) {
            (Self::Turkic, 'i') => 'İ',
            (Self::Turkic | Self::Other, 'ı') => 'I',
            _ => upper(c),
        }
    }
}

/// `TextInfo.ToLower`; borrowed when nothing changes.
pub fn to_lower(text: &str, culture: Culture) -> Cow<'_, str> {
    mapped(text, |c| culture.lower(c))
}

/// `TextInfo.ToUpper`; borrowed when nothing changes.
pub fn to_upper(text: &str, culture: Culture) -> Cow<'_, str> {
    mapped(text, |c| culture.upper(c))
}

fn mapped(text: &str, map: impl Fn(char) -> char) -> Cow<'_, str> {
    let Some((start, _)) = text.char_indices().find(|(_, c)| map(*c) != *c) else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..start]);
    out.extend(text[start..].chars().map(map));
    Cow::Owned(out)
}

/// `PCase` without separators: `TextInfo.ToTitleCase`, except that a word of capitals is changed too.
///
/// The first letter of a word becomes its title-case letter, all others become small. The first one
/// is not made small before, so a capital that its small letter does not lead back to stays: ẞ, the
/// Kelvin sign, İ.
pub fn to_title(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_word = false;
    for c in text.chars() {
        let (letter, gap) = letter_or_gap(c);
        if letter && !in_word {
            out.push(title(c));
            in_word = true;
        } else {
            out.push(lower(c));
            // An apostrophe is no gap: John's.
            in_word &= !gap || c == '\'';
        }
    }
    out
}

/// `PCase` with separators: a capital at the start and behind each separator, small letters
/// otherwise.
pub fn to_title_between(text: &str, separators: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at_start = true;
    for c in text.chars() {
        let small = lower(c);
        let separator = separators.contains(small);
        let capital = at_start && !separator;
        out.push(if capital { upper(c) } else { small });
        at_start = separator;
    }
    out
}

/// Whether a character begins a word, and whether it ends one.
fn letter_or_gap(c: char) -> (bool, bool) {
    match u16::try_from(u32::from(c)) {
        Ok(unit) => (
            UnicodeCategories::LETTER.has(unit),
            UnicodeCategories::WORD_GAP.has(unit),
        ),
        Err(_) => (c.is_alphabetic(), !c.is_alphanumeric()),
    }
}

/// The title-case letter; only four digraphs have one that is no capital.
fn title(c: char) -> char {
    match c {
        'Ǆ'..='ǆ' => 'ǅ',
        'Ǉ'..='ǉ' => 'ǈ',
        'Ǌ'..='ǌ' => 'ǋ',
        'Ǳ'..='ǳ' => 'ǲ',
        _ => upper(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// .NET Core 3.1.23, `CultureInfo.GetCultureInfo(name).TextInfo`.
    #[test]
    fn cultures() {
        for (name, text, small) in [
            ("", "İI", "İi"),
            ("en-US", "İI", "ii"),
            ("tr-TR", "ISTANBUL İI", "ıstanbul iı"),
            ("az-Latn-AZ", "İI", "iı"),
            ("lt-LT", "ÌĮ", "ìį"),
        ] {
            let culture = Culture::named(name).unwrap();
            assert_eq!(to_lower(text, culture), small, "{name}");
        }
        let other = Culture::named("de").unwrap();
        assert_eq!(to_upper("ıß", other), "Iß");
        assert_eq!(to_upper("ıi", Culture::Turkic), "Iİ");
        assert_eq!(Culture::named("not a culture!"), None);
        assert!(matches!(
            to_lower("abc", Culture::Invariant),
            Cow::Borrowed(_)
        ));
    }

    /// Capitals that their small letters do not lead back to. .NET 10, `ToTitleCase(text)`; the rest
    /// of each word is small already.
    #[test]
    fn first_letters_are_not_made_small_before() {
        for (text, titled) in [
            ("ẞa", "ẞa"),
            ("bẞ", "Bß"),
            ("İa", "İa"),
            ("\u{212a}a", "\u{212a}a"),
            ("b\u{212a}", "Bk"),
            ("\u{212b}a", "\u{212b}a"),
            ("b\u{212b}", "Bå"),
            ("\u{2126}a", "\u{2126}a"),
            ("ϴa", "ϴa"),
            ("bϴ", "Bθ"),
            ("Ǆa", "ǅa"),
            ("ǅa", "ǅa"),
            ("bǅ", "Bǆ"),
            ("Ǳa", "ǲa"),
            ("ßa", "ßa"),
            ("ſa", "Sa"),
            ("\u{1e9b}a", "Ṡa"),
            ("ᾈa", "ᾈa"),
            ("ᾀa", "ᾈa"),
        ] {
            assert_eq!(to_title(text), titled, "{text}");
        }
        assert_eq!(to_title_between("ẞA ẞA", " "), "ẞa ẞa");
        assert_eq!(to_title_between("\u{212a}\u{212a}", " "), "\u{212a}k");
    }

    /// .NET Core 3.1.23, `ToTitleCase(text.ToLowerInvariant())`.
    #[test]
    fn titles() {
        for (text, titled) in [
            ("JOHN'S", "John's"),
            ("3rd street", "3Rd Street"),
            ("a_b c-d", "A_B C-D"),
            ("ǆivo", "ǅivo"),
            ("e\u{301}lodie x2y", "E\u{301}lodie X2y"),
        ] {
            assert_eq!(to_title(text), titled);
        }
        assert_eq!(to_title_between("PINTO-DE'SILVA", " '-"), "Pinto-De'Silva");
    }
}
