//! What screen readers are told that the eye sees by itself.

use leptos::prelude::*;

/// The text of the page's live region (`role="status"`).
#[derive(Debug, Clone, Copy, Default)]
pub struct Announcer(RwSignal<String>);

impl Announcer {
    pub fn announce(self, text: impl Into<String>) {
        self.0.set(text.into());
    }

    /// What was announced last.
    pub fn text(self) -> String {
        self.0.get()
    }
}

/// The announcer of the app. Call it while a component is made, not in a
/// handler.
pub fn use_announcer() -> Announcer {
    expect_context()
}
