//! .NET's `DateTimeStyles`, which `FormatDateTime` takes as its second argument.

/// The members of .NET's `DateTimeStyles`, in their order. A text may name several with commas
/// between them.
pub const DATE_TIME_STYLES: &[&str] = &[
    "None",
    "AllowLeadingWhite",
    "AllowTrailingWhite",
    "AllowInnerWhite",
    "AllowWhiteSpaces",
    "NoCurrentDateDefault",
    "AdjustToUniversal",
    "AssumeLocal",
    "AssumeUniversal",
    "RoundtripKind",
];

/// .NET's `DateTimeStyles`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateTimeStyles(u8);

/// A text names no style, or styles exclude each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateTimeStylesError;

impl DateTimeStyles {
    pub(super) const LEADING: u8 = 1;
    pub(super) const TRAILING: u8 = 2;
    pub(super) const INNER: u8 = 4;
    pub(super) const NO_CURRENT_DATE: u8 = 8;
    pub(super) const ADJUST_TO_UNIVERSAL: u8 = 16;
    pub(super) const ASSUME_LOCAL: u8 = 32;
    pub(super) const ASSUME_UNIVERSAL: u8 = 64;
    pub(super) const ROUNDTRIP: u8 = 128;
    /// In the order of [`DATE_TIME_STYLES`].
    const FLAGS: [u8; 10] = [
        0,
        Self::LEADING,
        Self::TRAILING,
        Self::INNER,
        Self::LEADING | Self::TRAILING | Self::INNER,
        Self::NO_CURRENT_DATE,
        Self::ADJUST_TO_UNIVERSAL,
        Self::ASSUME_LOCAL,
        Self::ASSUME_UNIVERSAL,
        Self::ROUNDTRIP,
    ];
    /// What is used when nothing is given: `RoundtripKind, AllowLeadingWhite, AllowTrailingWhite`.
    pub const DEFAULT: Self = Self(Self::ROUNDTRIP | Self::LEADING | Self::TRAILING);

    /// Reads names separated by commas; nothing at all is the default.
    ///
    /// # Errors
    ///
    /// When a name is unknown or two exclude each other.
    pub fn parse(text: &str) -> Result<Self, DateTimeStylesError> {
        if text.trim().is_empty() {
            return Ok(Self::DEFAULT);
        }
        let mut flags = 0;
        for name in text.split(',') {
            let known = DATE_TIME_STYLES.iter().zip(Self::FLAGS);
            let found = known.into_iter().find(|(known, _)| **known == name.trim());
            flags |= found.ok_or(DateTimeStylesError)?.1;
        }
        let styles = Self(flags);
        let assume = Self::ASSUME_LOCAL | Self::ASSUME_UNIVERSAL;
        if flags & assume == assume {
            return Err(DateTimeStylesError);
        }
        if styles.has(Self::ROUNDTRIP) && flags & (assume | Self::ADJUST_TO_UNIVERSAL) != 0 {
            return Err(DateTimeStylesError);
        }
        Ok(styles)
    }

    pub(super) const fn has(self, flag: u8) -> bool {
        self.0 & flag != 0
    }
}
