//! The names that `FormatDateTime` takes as its second argument.

/// .NET's `DateTimeStyles`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Styles(u8);

/// A text names no style, or styles exclude each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StylesError;

impl Styles {
    pub(super) const LEADING: u8 = 1;
    pub(super) const TRAILING: u8 = 2;
    pub(super) const INNER: u8 = 4;
    pub(super) const NO_CURRENT_DATE: u8 = 8;
    pub(super) const ADJUST_TO_UNIVERSAL: u8 = 16;
    pub(super) const ASSUME_LOCAL: u8 = 32;
    pub(super) const ASSUME_UNIVERSAL: u8 = 64;
    pub(super) const ROUNDTRIP: u8 = 128;
    /// What is used when nothing is given: `RoundtripKind, AllowLeadingWhite, AllowTrailingWhite`.
    pub const DEFAULT: Self = Self(Self::ROUNDTRIP | Self::LEADING | Self::TRAILING);

    /// Reads names separated by commas; nothing at all is the default.
    ///
    /// # Errors
    ///
    /// When a name is unknown or two exclude each other.
    pub fn parse(text: &str) -> Result<Self, StylesError> {
        if text.trim().is_empty() {
            return Ok(Self::DEFAULT);
        }
        let mut flags = 0;
        for name in text.split(',') {
            flags |= match name.trim() {
                "None" => 0,
                "AllowLeadingWhite" => Self::LEADING,
                "AllowTrailingWhite" => Self::TRAILING,
                "AllowInnerWhite" => Self::INNER,
                "AllowWhiteSpaces" => Self::LEADING | Self::TRAILING | Self::INNER,
                "NoCurrentDateDefault" => Self::NO_CURRENT_DATE,
                "AdjustToUniversal" => Self::ADJUST_TO_UNIVERSAL,
                "AssumeLocal" => Self::ASSUME_LOCAL,
                "AssumeUniversal" => Self::ASSUME_UNIVERSAL,
                "RoundtripKind" => Self::ROUNDTRIP,
                _ => return Err(StylesError),
            };
        }
        let styles = Self(flags);
        let assume = Self::ASSUME_LOCAL | Self::ASSUME_UNIVERSAL;
        if flags & assume == assume {
            return Err(StylesError);
        }
        if styles.has(Self::ROUNDTRIP) && flags & (assume | Self::ADJUST_TO_UNIVERSAL) != 0 {
            return Err(StylesError);
        }
        Ok(styles)
    }

    /// Whether a style was named.
    pub(super) const fn has(self, flag: u8) -> bool {
        self.0 & flag != 0
    }
}
