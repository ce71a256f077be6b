//! A relay on the admin's own computer: a program that asks the service for the
//! page where the browser hides the service's responses (CORS). This is the
//! page's side of it, without sending anything.
//!
//! A response says in the header `X-Relay` whether it is the service's or the
//! relay's own, so that no diagnosis takes one for the other.

pub mod browser_access;
pub mod error;
pub mod files;
pub mod paired;
pub mod pairing_code;
pub mod port;
pub mod response;
pub mod session;
pub mod status;
pub mod status_message;
