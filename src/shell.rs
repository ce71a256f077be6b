//! What is around every page: sidebar, banners, messages, shortcuts.

pub mod banners;
pub mod global_events;
mod input_events;
pub mod lazy_routes;
pub mod page_chunk;
pub mod page_status;
pub mod palette;
pub mod panic_hook;
pub mod shortcuts;
pub mod shortcuts_dialog;
pub mod sidebar;
pub mod toast;

use crate::components::drawer::DRAWER_TITLE;
use crate::state::route::Route;

/// The element that gets the focus when an address is opened.
pub fn focus_target(route: &Route) -> &'static str {
    match route {
        Route::Guide(Some(step)) if step != "start" => "open-step",
        Route::Mappings(Some(_)) => DRAWER_TITLE,
        _ => "page-title",
    }
}
