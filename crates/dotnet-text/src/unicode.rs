//! Characters as .NET sees them: UTF-16 units with a general category and simple case mappings.

pub(crate) mod bases;
mod categories;

use categories::RUNS;

/// A set of general categories, one bit for each number of .NET's `UnicodeCategory`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct UnicodeCategories(u32);

impl UnicodeCategories {
    pub(crate) const NONE: Self = Self(0);
    pub(crate) const UPPER: Self = Self(1);
    pub(crate) const LOWER: Self = Self(1 << 1);
    pub(crate) const TITLE: Self = Self(1 << 2);
    /// The three categories of letters that have a case.
    pub(crate) const CASED: Self = Self(0b111);
    pub(crate) const LETTER: Self = Self(0b1_1111);
    pub(crate) const NON_SPACING_MARK: Self = Self(1 << 5);
    pub(crate) const DIGIT: Self = Self(1 << 8);
    /// What `\w` means: letters, non-spacing marks, decimal digits, connectors.
    pub(crate) const WORD: Self =
        Self(Self::LETTER.0 | Self::NON_SPACING_MARK.0 | Self::DIGIT.0 | 1 << 18);
    /// What .NET's title casing takes for a gap between words.
    pub(crate) const WORD_GAP: Self = Self(
        // Zs Zl Zp Cc Cf, then Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So
        0b1_1111 << 11 | 0b111_1111_1111 << 18,
    );

    /// The categories of a name in a pattern, such as `Lu` or `L`.
    pub(crate) fn named(name: &str) -> Option<Self> {
        const NAMES: [&str; 30] = [
            "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp",
            "Cc", "Cf", "Cs", "Co", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk",
            "So", "Cn",
        ];
        let mut found = 0;
        for (index, own) in NAMES.iter().enumerate() {
            if *own == name || (name.len() == 1 && own.starts_with(name)) {
                found |= 1 << index;
            }
        }
        (found != 0).then_some(Self(found))
    }

    pub(crate) const fn has(self, unit: u16) -> bool {
        self.0 & (1 << category(unit)) != 0
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The number of a unit's general category in .NET's `UnicodeCategory`.
const fn category(unit: u16) -> u8 {
    let (mut low, mut high) = (0, RUNS.len());
    while high - low > 1 {
        let middle = usize::midpoint(low, high);
        if RUNS[middle].0 <= unit {
            low = middle;
        } else {
            high = middle;
        }
    }
    RUNS[low].1
}

/// Whether .NET's `Char.IsWhiteSpace` holds.
pub(crate) const fn is_white_space(unit: u16) -> bool {
    matches!(
        unit,
        0x09..=0x0D | 0x20 | 0x85 | 0xA0 | 0x1680 | 0x2000..=0x200A | 0x2028 | 0x2029 | 0x202F
            | 0x205F | 0x3000
    )
}

/// The small letter of one UTF-16 unit in the invariant culture.
pub(crate) fn lower_unit(unit: u16) -> u16 {
    map_unit(unit, lower)
}

fn map_unit(unit: u16, map: fn(char) -> char) -> u16 {
    let Some(c) = char::from_u32(u32::from(unit)) else {
        return unit;
    };
    u16::try_from(u32::from(map(c))).unwrap_or(unit)
}

/// The simple small letter in the invariant culture: one character for one character, and `İ`
/// stays, as .NET does it.
pub(crate) fn lower(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    single(c, c.to_lowercase())
}

/// The simple capital in the invariant culture: `ß` and `ı` stay, as .NET does it.
pub(crate) fn upper(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_uppercase();
    }
    match c {
        'ı' => c,
        // Greek letters with iota below: their full mapping has two letters, their simple one is
        // the title-case letter.
        '\u{1F80}'..='\u{1F87}' | '\u{1F90}'..='\u{1F97}' | '\u{1FA0}'..='\u{1FA7}' => {
            char::from_u32(u32::from(c) + 8).unwrap_or(c)
        }
        '\u{1FB3}' | '\u{1FC3}' | '\u{1FF3}' => char::from_u32(u32::from(c) + 9).unwrap_or(c),
        _ => single(c, c.to_uppercase()),
    }
}

/// The one character of a mapping, or the character itself when the mapping has several.
fn single(c: char, mut mapped: impl ExactSizeIterator<Item = char>) -> char {
    match (mapped.len(), mapped.next()) {
        (1, Some(one)) => one,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_by_name() {
        assert_eq!(
            UnicodeCategories::named("L"),
            Some(UnicodeCategories::LETTER)
        );
        assert_eq!(
            UnicodeCategories::named("Lu"),
            Some(UnicodeCategories::UPPER)
        );
        assert_eq!(UnicodeCategories::named("Xx"), None);
        assert!(UnicodeCategories::LETTER.has('é' as u16));
        assert!(UnicodeCategories::DIGIT.has(0x0661));
        assert!(UnicodeCategories::WORD.has(u16::from(b'_')));
        assert!(!UnicodeCategories::WORD.has(u16::from(b'-')));
        assert!(UnicodeCategories::WORD_GAP.has(u16::from(b'_')));
        assert!(UnicodeCategories::WORD_GAP.has(u16::from(b'$')));
        assert!(!UnicodeCategories::WORD_GAP.has(u16::from(b'1')));
    }

    #[test]
    fn case_is_one_to_one() {
        // .NET Core 3.1, ToLowerInvariant and ToUpperInvariant.
        for (c, small) in [
            ('A', 'a'),
            ('Σ', 'σ'),
            ('İ', 'İ'),
            ('ẞ', 'ß'),
            ('K', 'k'),
            ('ǅ', 'ǆ'),
        ] {
            assert_eq!(lower(c), small, "{c}");
        }
        for (c, capital) in [
            ('a', 'A'),
            ('ß', 'ß'),
            ('ı', 'ı'),
            ('ŉ', 'ŉ'),
            ('ÿ', 'Ÿ'),
            ('ᾳ', 'ᾼ'),
        ] {
            assert_eq!(upper(c), capital, "{c}");
        }
    }
}
