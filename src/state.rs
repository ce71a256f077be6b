//! What pages share at run time.

mod app;
pub mod banners;
pub mod connection;
pub mod incoming_input;
pub mod mapping_facts;
pub mod mapping_links;
pub mod network_lock;
pub mod open_log;
pub mod preflight_report;
pub mod preview_client;
pub mod route;
pub mod sample_user;
pub mod sample_user_checks;
pub mod schema_file;
pub mod sign_in;
pub mod source_row;
pub mod theme;
pub mod token_expiry;

pub(crate) use app::CURRENT_KEY;
pub use app::{App, Toast, UNDO_ID, Undo, use_app};
