//! The connection test: does the service answer the way Entra needs, and if
//! not, what is to be done? The crate `connection-test` has everything that
//! needs no browser.

mod checks_view;
pub mod client;
mod confined;
pub mod engine;
mod form_view;
pub mod history;
mod history_view;
mod lifecycle;
mod narrow;
pub mod page;
mod pasted_output_view;
mod policy;
mod probe;
mod provisioning_codes_view;
mod run;
mod shell_commands_view;
pub mod state;
pub mod tenant_field;
mod turn;
mod verdict_view;
