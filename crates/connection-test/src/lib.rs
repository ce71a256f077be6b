//! Tests a SCIM service the way Entra ID uses it, without a browser.
//!
//! - [`tenant_url`] and [`token`] check what the admin typed.
//! - [`steps`] is the step machine of every test, which sends requests one after
//!   the other; [`checks`] are those of a connection test.
//! - [`relay`] is a program on the admin's computer through which requests can go.
//! - [`http`] is what came of a request. No token is in it: [`redact`] removes it.
//! - [`scim`] reads responses as SCIM.
//! - [`diagnosis`] turns outcomes into findings and their texts.
//! - [`lifecycle`] creates, changes and deletes one test user.
//! - [`target_users`] fetches the users that Talkdesk has.
//! - [`shell_commands`] makes the same requests in a terminal, and
//!   [`pasted_output`] reads what came of them.

#![forbid(unsafe_code)]
// Everything runs on one thread, so futures need not be `Send`.
#![allow(async_fn_in_trait)]

pub mod checks;
pub mod diagnosis;
pub mod http;
pub mod lifecycle;
pub mod pasted_output;
pub mod redact;
pub mod relay;
pub mod scim;
pub mod shell_commands;
pub mod steps;
pub mod target_users;
pub mod tenant_url;
pub mod token;
