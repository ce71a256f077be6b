//! The parts of the page that are chunks of their own: most visits need one tab.

use leptos::prelude::*;

/// How to show them. The shell provides it, which loads chunks.
#[derive(Debug, Clone, Copy)]
pub struct ConnectionParts {
    pub explain: fn() -> AnyView,
    pub test_user: fn() -> AnyView,
    /// Shown from the moment when they are wanted.
    pub orphaned_users: fn(Signal<bool>) -> AnyView,
}
