//! What pages share at run time.

mod app;
mod autosave;
pub mod banners;
pub mod page_states;
mod persistence;
pub mod route;
pub mod theme;

pub(crate) use app::CURRENT_KEY;
pub use app::{App, Toast, UNDO_ID, Undo, UndoAction};
