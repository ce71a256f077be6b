//! Light, dark, or as the system has it.

/// The admin's choice of colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

/// The key of the choice. `boot.js` reads it too, before the first paint.
pub const KEY: &str = "scimdesk/theme";

/// The choices in the order of the menu.
pub const THEMES: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

impl Theme {
    /// The written form, which is also the value of `data-theme` on the page.
    pub fn word(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// Reads the written form; anything else is as the system has it.
    pub fn parse(word: &str) -> Theme {
        THEMES
            .into_iter()
            .find(|theme| theme.word() == word)
            .unwrap_or_default()
    }
}
