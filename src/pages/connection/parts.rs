//! The parts of the page that are chunks of their own: most visits need one tab.

use leptos::prelude::*;

use crate::state::App;

/// How to show them. The shell provides it, which loads chunks.
#[derive(Debug, Clone, Copy)]
pub struct ConnectionParts {
    pub explain: fn() -> AnyView,
    pub test_user: fn() -> AnyView,
    /// Saves everything that Talkdesk's support needs.
    pub save_ticket: fn(App),
    /// Shown from the moment when they are wanted.
    pub orphaned_users: fn(Signal<bool>) -> AnyView,
}
