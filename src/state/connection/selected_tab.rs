//! Which tab of the connection page is selected. It outlives the page, so that
//! a look at the guide leads back to the same tab.

use leptos::prelude::*;

use crate::state::App;

/// The connection test.
pub const TEST: &str = "test";
/// The explanation of pasted text.
pub const EXPLAIN: &str = "explain";
/// The lifecycle test.
pub const USER: &str = "user";

/// The id of the selected tab. Another page may set it before it leads here.
#[derive(Debug, Clone, Copy)]
pub struct SelectedTab(pub RwSignal<&'static str>);

impl SelectedTab {
    pub fn of(app: App) -> Self {
        app.page_state(|| Self(RwSignal::new(TEST)))
    }
}
