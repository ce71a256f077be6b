//! The connection test: does the service answer the way Entra needs, and if
//! not, what is to be done? The crate `connection-test` has everything that
//! needs no browser.

mod checks_view;
mod form_view;
mod history_view;
mod lifecycle;
pub mod page;
mod pasted_output_view;
mod provisioning_codes_view;
mod shell_commands_view;
mod verdict_view;
