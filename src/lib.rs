//! scimdesk: set up and verify SCIM user provisioning from Microsoft Entra ID
//! to Talkdesk, in the browser.
//!
//! How to read it: each place of the app is a folder. In it, rules are plain
//! Rust that runs on any machine, with tests beside them; only `page.rs`,
//! [`ui`], [`frame`]'s page and state and the HTTP client name Leptos or the
//! browser. Facts about Talkdesk and Entra are data in [`talkdesk`] and
//! [`entra`], and [`setup`] is the record that all places share. What needs no
//! browser at all is in the crate `provisioning`; [`worker`] has it done.

pub mod connection;
pub mod entra;
pub mod expressions;
pub mod frame;
pub mod guide;
pub mod mapping;
pub mod preflight;
pub mod setup;
pub mod talkdesk;
pub mod ui;
pub mod worker;
