//! What pages share at run time.

mod app;
mod autosave;
pub mod banners;
pub mod changed_user;
pub mod connection;
pub mod incoming_input;
pub mod mapping_facts;
pub mod mapping_links;
pub mod network_lock;
pub mod page_states;
mod persistence;
pub mod preflight_report;
pub mod preview_client;
pub mod route;
pub mod sample_user;
pub mod schema_file;
pub mod source_row;
pub mod tenant_field;
pub mod theme;
mod workers;

pub(crate) use app::CURRENT_KEY;
pub use app::{App, Toast, UNDO_ID, Undo, use_app};
