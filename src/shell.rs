//! What is around every page: sidebar, banners, messages, shortcuts.

pub mod banners;
pub mod global_events;
mod input_events;
pub mod lazy_routes;
pub mod page_status;
pub mod palette;
pub mod panic_hook;
pub mod shortcuts;
pub mod shortcuts_dialog;
pub mod sidebar;
pub mod toast;
